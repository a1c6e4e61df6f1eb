"""What markup of other generators is here, where that is certain: the fixes of :mod:`.foreign_text`.

Each answers with the text to write instead, or None where something would be lost or has to be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count, takewhile
from typing import NamedTuple

_ATTRIBUTES = re.compile(r"""\s*+([\w-]+)=(?:"([^"{}<>]*)"|'([^'"{}<>]*)'|([^\s"'{}<>]+))""")
_FIGURE = re.compile(r"\{\{[<%]\s*figure\b([^{}]*?)/?\s*[>%]\}\}")
_FILM = re.compile(r"""\{\{[<%]\s*(youtube|vimeo)\s+(?:id=)?["']?([\w-]+)["']?\s*/?[>%]\}\}""")
_ADDRESS = re.compile(r"""\{\{-?\s*(["'])([^"'{}\s|]+)\1\s*\|\s*(?:url|relative_url|absolute_url)\s*-?\}\}""")
_BASE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}")
_LONGEST = 2_000
"""Characters of a shortcode; what is longer is no figure that somebody typed."""
_DEEPEST = 12
"""How deep admonitions stand in each other at the most."""
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}

_OPENING = re.compile(r'([ \t]*)(!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)(?:[ \t]+(?:inline|end))*(?:[ \t]+"(.*)")?[ \t]*')
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_COLONS = re.compile(r"[ \t]*(:{3,})")
_ADMONITIONS = {
    name: component
    for component, names in {
        "note": "note abstract summary tldr info todo question help faq example seealso",
        "tip": "tip hint important success check done",
        "warning": "warning caution attention",
        "danger": "danger error failure fail missing bug",
        "quote": "quote cite",
    }.items()
    for name in names.split()
}


class Block(NamedTuple):
    """Lines of a source, and what to write instead of them."""

    length: int
    lines: list[str]


def of_shortcode(text: str, is_alone: bool) -> str | None:
    """A component for a shortcode, which ``is_alone`` in its paragraph."""
    if not is_alone or len(text) > _LONGEST:
        return None
    if found := _FILM.fullmatch(text):
        return f'::video{{url="{_FILMS[found[1]]}{found[2]}"}}'
    found = _FIGURE.fullmatch(text)
    return _figure(found[1]) if found else None


def _figure(written: str) -> str | None:
    given: dict[str, str] = {}
    at = 0
    while found := _ATTRIBUTES.match(written, at):
        given[found[1]] = next(value for value in found.groups()[1:] if value is not None)
        at = found.end()
    if written[at:].strip() or not given.get("src") or given.keys() - {"src", "alt", "caption", "title"}:
        return None
    words = [given[name] for name in ("title", "caption") if given.get(name)]
    if len(words) > 1 or not _is_balanced("".join(words)):
        return None
    alt = f' alt="{given["alt"]}"' if given.get("alt") else ""
    return f'::figure{"".join(f"[{one}]" for one in words)}{{src="{given["src"]}"{alt}}}'


def of_value(text: str) -> str | None:
    """What the value is everywhere: an address through a filter for addresses, or the beginning of each."""
    if found := _ADDRESS.fullmatch(text):
        return found[2]
    return "" if _BASE.fullmatch(text) else None


def of_admonition(lines: Sequence[str], first: int, depth: int = 0) -> Block | None:
    """A component for the admonition that begins in a line and goes on as far as lines are indented.

    None if nothing is indented, its title has a bracket too many, or it is nested too deep.
    """
    opening = _OPENING.fullmatch(lines[first])
    if opening is None or depth > _DEEPEST or not _is_balanced(opening[4] or ""):
        return None
    indent = len(opening[1].expandtabs(4)) + 4
    length = 1 + sum(1 for _ in takewhile(lambda at: _is_within(lines, first + at, indent), count(1)))
    while length > 1 and not lines[first + length - 1].strip():
        length -= 1
    if length == 1:
        return None
    inner = _converted([line.expandtabs(4)[indent:].rstrip() for line in lines[first + 1 : first + length]], depth)
    if inner is None:
        return None
    colons = ":" * max(3, 1 + max((len(found[1]) for line in inner if (found := _COLONS.match(line))), default=2))
    made = [colons + _begun(opening), *inner, *([""] if _ends_in_html(inner) else []), colons]
    return Block(length, [f"{opening[1]}{line}" if line else "" for line in made])


def _ends_in_html(lines: list[str]) -> bool:
    """Whether the last block may be raw HTML, which only a blank line ends."""
    last = [*takewhile(str.strip, reversed(lines))]
    return bool(last) and any(line.lstrip().startswith("<") for line in last)


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0 and "\\" not in text


def _is_within(lines: Sequence[str], at: int, indent: int) -> bool:
    if at >= len(lines):
        return False
    line = lines[at].expandtabs(4)
    return not line.strip() or len(line) - len(line.lstrip()) >= indent


def component_of(sign: str, kind: str) -> str:
    """The name of the component for an admonition of a kind; ``sign`` is how it begins."""
    return "details" if sign.startswith("?") else _ADMONITIONS.get(kind.lower(), "note")


def _begun(opening: re.Match[str]) -> str:
    kind = opening[3].lower()
    component = component_of(opening[2], kind)
    label = opening[4] if opening[4] is not None else "" if kind == component else kind.capitalize()
    return component + (f"[{label}]" if label else "") + ("{open=true}" if opening[2].endswith("+") else "")


def _converted(lines: list[str], depth: int) -> list[str] | None:
    """The lines with the admonitions in them; None if one of those cannot be told."""
    out: list[str] = []
    fence, at = "", 0
    while at < len(lines):
        found = _FENCE.match(lines[at])
        if found is not None and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        if fence or found is not None or not lines[at].lstrip().startswith(("!!! ", "???")):
            out.append(lines[at])
            at += 1
            continue
        block = of_admonition(lines, at, depth + 1)
        if block is None:
            return None
        out += block.lines
        at += block.length
    return out
