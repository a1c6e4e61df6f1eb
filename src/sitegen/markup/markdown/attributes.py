"""Attributes in braces: ``{#id .class key=value key="two words"}``.

After a picture, a link, code or ``[words]`` they belong to it; at the end of a heading to the heading; alone on a line
to the block below. Only attributes of a fixed list are kept, so neither styles nor scripts can be brought in this way.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.markup.markdown.labels import label_end

EVERYWHERE = frozenset({"class", "id", "lang", "dir", "title"})
"""Attributes that any element may have."""

OF_TAG: dict[str, frozenset[str]] = {
    "img": frozenset({"alt", "width", "height", "loading", "decoding", "fetchpriority", "sizes"}),
    "a": frozenset({"rel", "target", "hreflang", "download", "type"}),
    "ol": frozenset({"start", "type", "reversed"}),
}
"""Attributes that elements of one kind may have besides."""

MAX_SPANS = 32
"""How deep ``[words]{…}`` may stand in one another; what is deeper stays text."""

_ITEM = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s#{}"'<>=`]+)
      | \.(?P<class>[^\s#.{}"'<>=`]+)
      | (?P<key>[A-Za-z_][\w:.-]*)
        (?P<value>=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s{}"'<>=`]+)))?
    )(?=[\s}.\#])""",
    re.VERBOSE,
)
_CLOSE = re.compile(r"\s*\}")
_LINE = re.compile(r"\{[^\n]*\}[ \t]*\Z")


def read_attributes(text: str, begin: int, end: int, flags: bool = False) -> tuple[dict[str, str], int] | None:
    """The attributes in the braces that open at ``begin``, and the offset after them; None if they are no attributes.

    ``flags``: a name without a value is one too, with the value ``true``.
    """
    if not text.startswith("{", begin):
        return None
    found: dict[str, str] = {}
    at = begin + 1
    while match := _ITEM.match(text, at, end):
        if not _take(match, found, flags):
            return None
        at = match.end()
    close = _CLOSE.match(text, at, end)
    return (found, close.end()) if close else None


def _take(match: re.Match[str], found: dict[str, str], flags: bool) -> bool:
    """Add one attribute; False if it is none."""
    key = match["key"]
    if match["id"]:
        found["id"] = match["id"]
    elif match["class"]:
        _add_class(found, match["class"])
    elif match["value"]:
        value = match["double"] or match["single"] or match["bare"] or ""
        if key == "class":
            _add_class(found, value)
        else:
            found[key] = value
    elif flags:
        found[key] = "true"
    else:
        return False
    return True


def _add_class(found: dict[str, str], name: str) -> None:
    found["class"] = f"{found['class']} {name}" if found.get("class") else name


def apply(token: Token, attributes: dict[str, str]) -> None:
    """Give a token those attributes that its element may have."""
    own = OF_TAG.get(token.tag, EVERYWHERE)
    for key, value in attributes.items():
        name = key.lower()
        if name == "class":
            token.attrJoin("class", value)
        elif name in EVERYWHERE or name in own:
            token.attrs[name] = value
            if name == "alt":
                token.meta["alt"] = value


def attributes_after(state: StateInline, silent: bool) -> bool:
    """Inline rule: braces directly after a picture, code or a link."""
    if state.src[state.pos] != "{" or silent or not state.tokens or state.pending:
        return False
    token = _described(state.tokens)
    if token is None:
        return False
    read = read_attributes(state.src, state.pos, state.posMax)
    if read is None or not read[0]:
        return False
    apply(token, read[0])
    state.pos = read[1]
    return True


def _described(tokens: list[Token]) -> Token | None:
    """The token that attributes after the last one belong to."""
    last = tokens[-1]
    if last.type in ("image", "code_inline"):
        return last
    if last.type != "link_close" or last.info == "auto":
        return None
    for token in reversed(tokens):
        if token.type == "link_open" and token.level == last.level:
            return token
    return None


def words_with_attributes(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``[words]{.class}`` becomes a span."""
    begin = state.pos
    if state.src[begin] != "[":
        return False
    end = label_end(state, begin)
    if end < 0 or state.level >= MAX_SPANS or not state.src.startswith("{", end + 1):
        return False
    limit = state.posMax
    read = read_attributes(state.src, end + 1, limit)
    if read is None or not read[0]:
        return False
    if not silent:
        state.pos, state.posMax = begin + 1, end
        apply(state.push("span_open", "span", 1), read[0])
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = read[1], limit
    return True


def attributes_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: braces alone on a line describe the block below."""
    begin = state.bMarks[start] + state.tShift[start]
    limit = state.eMarks[start]
    if begin >= limit or state.src[begin] != "{" or state.is_code_block(start):
        return False
    if not _LINE.match(state.src, begin, limit):
        return False
    read = read_attributes(state.src, begin, limit)
    if read is None or not read[0] or state.src[read[1] : limit].strip():
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.meta = {"attributes": read[0]}
        state.env["attributes"] = True
        state.line = start + 1
    return True


def move_attributes(state: StateCore) -> None:
    """Core rule: what :func:`attributes_line` found goes to the next block, what ends a heading to the heading."""
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            _take_from_heading(token, state.tokens[index + 1])
    if "attributes" not in state.env:
        return
    kept: list[Token] = []
    waiting: dict[str, str] = {}
    for token in state.tokens:
        if token.type == "attributes":
            waiting |= token.meta["attributes"]
            continue
        if waiting and token.nesting >= 0:
            apply(token, waiting)
        waiting = {}
        kept.append(token)
    state.tokens[:] = kept


def _take_from_heading(heading: Token, inline: Token) -> None:
    content = inline.content
    if not content.endswith("}"):
        return
    begin = content.rfind("{")
    read = read_attributes(content, begin, len(content)) if begin >= 0 else None
    if read is None or not read[0] or (begin > 0 and content[begin - 1] not in " \t"):
        return
    apply(heading, read[0])
    inline.content = content[:begin].rstrip()
