"""Links by title: ``[[Title]]``, ``[[Title|words]]``, ``[[Title#part]]``."""

from __future__ import annotations

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

_LINK = re.compile(r"\[\[([^\[\]|\n]+(?:\n[^\[\]|\n]+)?)(?:\|([^\[\]\n]*(?:\n[^\[\]\n]+)?))?\]\](?![(\[{])")


def wiki_link(state: StateInline, silent: bool) -> bool:
    """Inline rule. Brackets that make a Markdown link (``[[1]](#x)``, or a defined reference) are left to it."""
    begin = state.pos
    if not state.src.startswith("[[", begin) or state.linkLevel > 0:
        return False
    match = _LINK.match(state.src, begin, state.posMax)
    if match is None:
        return False
    title = " ".join(match[1].split())
    if not title or title[0] == "^" or normalizeReference(match[1]) in state.env.get("references", ()):
        return False
    if not silent:
        token = state.push("wiki", "", 0)
        token.content = " ".join((match[2] or "").split()) or title
        token.info = title
        token.meta = {"at": (begin, match.end())}
    state.pos = match.end()
    return True
