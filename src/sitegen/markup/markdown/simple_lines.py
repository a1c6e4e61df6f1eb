"""Text with simple markup in it, taken apart by one pattern.

Nearly every line of text is made of words, ``code``, *stress* and [links](plain-address.md) that could not be read in
two ways. Such a text needs no rule at all: the pattern says piece by piece what it is. A text that holds anything else
is left to the rules, all of it. The tokens are those that the rules would make.
"""

from __future__ import annotations

import re

from markdown_it.common.entities import entities
from markdown_it.token import Token

from sitegen.markup.markdown.tokens import new_token

SPECIAL = "!$&*:<@[\\]_`{~"
"""Characters to which some inline rule of ours or theirs reacts. The stock parser stops at more, for nothing."""

PLAIN_ADDRESS = (
    r"(?:https?://[a-z0-9-]{1,30}(?:\.[a-z0-9-]{1,30}){1,5}(?=[/)\s]|\Z)(?:/[A-Za-z0-9_.~/-]*)?"
    r"|(?!//)[A-Za-z0-9_.~/-]+|(?=\#))(?:\#[A-Za-z0-9_.~/-]*)?"
)
"""An address that is written, read and kept as it stands."""

_LETTER = r"[^\W_]"
_SPECIALS = re.escape(SPECIAL)

_PIECE = re.compile(
    rf"""
    (?P<text>(?:
        [^\n{_SPECIALS}]+
      | \]
      | !(?!\[)
      | :(?!//)(?![A-Za-z][\w-]*[\[{{])
      | &(?!\#)(?![A-Za-z][A-Za-z0-9]{{1,31}};)
      | <(?=[ \n]|\Z)
      | (?<![A-Za-z0-9.+_-])@
      | (?<={_LETTER})_+(?={_LETTER})
      | (?<![`)])\{{
    )+)
  | (?P<newline>\n[ \t]*)
  | `(?P<code>[^`]+)`(?!`)
  | (?P<opens>
        (?: (?<![^ \n])        (?=[*_]{{1,2}}[^\s*_])
          | (?<=[(\["'“‘«—–-]) (?=[*_]{{1,2}}{_LETTER}) )
        (?:\*\*?|__?)(?![*_]) )
  | (?P<closes>
        (?: (?<=[^\s*_]) (?=[*_]{{1,2}}(?:[ \n]|\Z))
          | (?<={_LETTER}) (?=[*_]{{1,2}}[.,;:!?)\]"'”’»…—–-]) )
        (?:\*\*?|__?)(?![*_]) )
  | !?\[(?P<label>(?:[^\[\]`<\\$]|`[^`]+`)+)\]\((?P<address>{PLAIN_ADDRESS})\)
  | \\(?P<escaped>[!-/:-@\[-`{{-~])
  | &(?P<entity>[A-Za-z][A-Za-z0-9]{{1,31}});
  | (?P<hardbreak>\\\n[ \t]*)
    """,
    re.VERBOSE,
)
"""A piece of a text that has one meaning whatever stands elsewhere in it.

A mark of stress that follows a blank can only open, one that a blank follows can only close; beside a letter, a sign
on the other side does as well.
"""


def simple(content: str) -> list[Token] | None:
    """The tokens of a text whose markup is simple; None for any other."""
    found: list[Token] = []
    return found if _taken(content, 0, len(content), found, 0) else None


def _taken(content: str, begin: int, end: int, found: list[Token], level: int) -> bool:
    """Put the tokens of a part of a text into ``found``; False if it is not simple."""
    opened: list[str] = []
    at, outer = begin, level
    for piece in _PIECE.finditer(content, begin, end):
        if piece.start() != at:
            return False
        at = piece.end()
        kind = piece.lastgroup
        if kind == "text":
            _add_text(found, piece[0], level)
        elif kind == "newline":
            if not _add_break(found, content[piece.start() - 1 : piece.start()], level):
                return False
        elif kind == "code":
            found.append(new_token("code_inline", "code", 0, level, _code(piece["code"]), "`"))
        elif kind == "opens":
            _open(found, piece[0], level)
            opened.append(piece[0])
            level += 1
        elif kind == "closes":
            if not opened or opened.pop() != piece[0]:
                return False
            level -= 1
            _close(found, piece[0], level)
        elif not _SELDOM[kind or ""](found, piece, level):
            return False
    return at == end and level == outer


def _add_text(found: list[Token], text: str, level: int) -> None:
    if found and found[-1].type == "text":  # what is left of a mark of two signs
        found[-1].content = text
    else:
        found.append(new_token("text", "", 0, level, text))


def _add_break(found: list[Token], before: str, level: int) -> bool:
    """A line break, soft or hard by the blanks before it; False if these are all of the text before it."""
    kind = "softbreak"
    if before == " ":
        text = found[-1].content
        kept = text.rstrip(" ")
        if not kept:
            return False
        if len(text) - len(kept) > 1:
            kind = "hardbreak"
        found[-1].content = kept
    found.append(new_token(kind, "br", 0, level))
    return True


def _code(content: str) -> str:
    content = content.replace("\n", " ")
    return content[1:-1] if content[0] == content[-1] == " " and content.strip(" ") else content


def _open(found: list[Token], mark: str, level: int) -> None:
    if len(mark) == 1:
        found.append(new_token("em_open", "em", 1, level, "", mark))
        return
    _leave_text(found, level)
    found.append(new_token("strong_open", "strong", 1, level, "", mark))


def _close(found: list[Token], mark: str, level: int) -> None:
    if len(mark) == 1:
        found.append(new_token("em_close", "em", -1, level, "", mark))
        return
    found.append(new_token("strong_close", "strong", -1, level, "", mark))
    _leave_text(found, level)


def _leave_text(found: list[Token], level: int) -> None:
    """The rules make one token of each sign: the outer one of two stays, as a text of nothing."""
    if not found or found[-1].type != "text":
        found.append(new_token("text", "", 0, level))


def _add_link(found: list[Token], piece: re.Match[str], level: int) -> bool:
    if piece[0][0] == "!":
        return _add_image(found, piece, level)
    opening = new_token("link_open", "a", 1, level)
    opening.attrs = {"href": piece["address"]}
    opening.meta = {"at": (*piece.span(), piece.end("label"))}
    found.append(opening)
    taken = _taken(piece.string, *piece.span("label"), found, level + 1)
    found.append(new_token("link_close", "a", -1, level))
    return taken


def _add_image(found: list[Token], piece: re.Match[str], level: int) -> bool:
    token = new_token("image", "img", 0, level, piece["label"])
    token.attrs = {"src": piece["address"], "alt": ""}
    token.children = simple(piece["label"])
    token.meta = {"at": (*piece.span(), piece.end("label"))}
    found.append(token)
    return bool(token.children)


def _add_escaped(found: list[Token], piece: re.Match[str], level: int) -> bool:
    found.append(_special(piece["escaped"], piece[0], "escape", level))
    return True


def _add_entity(found: list[Token], piece: re.Match[str], level: int) -> bool:
    character = entities.get(piece["entity"])
    if character is None:
        return False
    found.append(_special(character, piece[0], "entity", level))
    return True


def _special(character: str, markup: str, info: str, level: int) -> Token:
    token = new_token("text_special", "", 0, level, character, markup)
    token.info = info
    return token


def _add_hard_break(found: list[Token], piece: re.Match[str], level: int) -> bool:
    found.append(new_token("hardbreak", "br", 0, level))
    return True


_SELDOM = {
    "address": _add_link,
    "escaped": _add_escaped,
    "entity": _add_entity,
    "hardbreak": _add_hard_break,
}
