"""Text with simple markup in it, taken apart by one pattern.

Nearly every line of text is made of words, ``code``, *stress* and [links](plain-address.md) that could not be read in
two ways. Such a text needs no rule at all: the pattern says piece by piece what it is. A text that holds anything else
is left to the rules, all of it. The tokens are those that the rules would make.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from sitegen.markup.markdown.tokens import new_token

SPECIAL = "!$&*:<@[\\]_`{~"
"""Characters to which some inline rule of ours or theirs reacts. The stock parser stops at more, for nothing."""

PLAIN_ADDRESS = r"(?!//)[A-Za-z0-9_.~/-]+(?:\#[A-Za-z0-9_.~/-]*)?"
"""An address that is written, read and kept as it stands."""

_WORD = r"[^\W_]"

_PIECE = re.compile(
    rf"""
    (?P<text>(?:
        [^\n{re.escape(SPECIAL)}]+
      | \]
      | !(?!\[)
      | :(?!//)(?![A-Za-z][\w-]*[\[{{])
      | &(?!\#)(?![A-Za-z][A-Za-z0-9]{{1,31}};)
      | <(?=[ \n]|\Z)
      | (?<![A-Za-z0-9.+_-])@
      | (?<={_WORD})_+(?={_WORD})
    )+)
  | (?P<softbreak>(?<![ ])\n(?![ \t]))
  | `(?P<code>[^`]+)`(?!`)
  | (?<![^ \n])(?P<opens>(?P<mark>[*_])(?P=mark)?)(?=[^\W_]|[`\[])
  | (?P<closes>(?:(?<={_WORD})|(?<=[`)])(?=[*_]+(?:[ \n]|\Z)))(?:\*\*?|__?))(?=[ \n.,;:!?)]|\Z)
  | \[(?P<label>[^\n{re.escape(SPECIAL)}^][^\n{re.escape(SPECIAL)}]*)\]\((?P<address>{PLAIN_ADDRESS})\)
    """,
    re.VERBOSE,
)
"""A piece of a text that has one meaning whatever stands elsewhere in it.

Stress begins after a blank and ends at the end of a word, or before a blank: so its marks either open or close.
"""


def simple(content: str) -> list[Token] | None:
    """The tokens of a text whose markup is simple; None for any other."""
    found: list[Token] = []
    opened: list[str] = []
    at = 0
    for piece in _PIECE.finditer(content):
        if piece.start() != at:
            return None
        at = piece.end()
        kind = piece.lastgroup
        if kind == "text":
            if found and found[-1].type == "text":  # what is left of a mark of two signs
                found[-1].content = piece[0]
            else:
                found.append(new_token("text", "", 0, len(opened), piece[0]))
        elif kind == "softbreak":
            found.append(new_token("softbreak", "br", 0, len(opened)))
        elif kind == "code":
            found.append(new_token("code_inline", "code", 0, len(opened), _code(piece["code"]), "`"))
        elif kind == "address":
            _link(found, piece, len(opened))
        elif kind == "opens":
            _open(found, piece[0], len(opened))
            opened.append(piece[0])
        elif opened and opened[-1] == piece[0]:
            opened.pop()
            _close(found, piece[0], len(opened))
        else:
            return None
    return found if at == len(content) and not opened else None


def _code(content: str) -> str:
    content = content.replace("\n", " ")
    return content[1:-1] if content[0] == content[-1] == " " and content.strip(" ") else content


def _link(found: list[Token], piece: re.Match[str], level: int) -> None:
    begin, end = piece.span()
    opening = new_token("link_open", "a", 1, level)
    opening.attrs = {"href": piece["address"]}
    opening.meta = {"at": (begin, end, piece.end("label"))}
    found += (opening, new_token("text", "", 0, level + 1, piece["label"]), new_token("link_close", "a", -1, level))


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
