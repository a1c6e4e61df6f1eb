"""The parser of a line of text, which asks at each sign only the rules that can react to it.

The stock parser asks every rule at every sign, nearly a score of them, until one says yes. The rules that are left out
here would all have said no; the others are asked in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from sitegen.markup.markdown.tokens import new_token

Rule = Callable[[StateInline, bool], bool]

_REACTS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "wiki": "[",
    "footnote_mark": "[",
    "words_with_attributes": "[",
    "attributes": "{",
    "component": ":",
    "bare_url": ":",
    "bare_mail": "@",
    "bare_www": "w",
    "math_inline": "$",
}
"""Name of a rule → the signs that it reacts to."""

_NEVER = ("text", "linkify")
"""Text is taken here; bare addresses are found by rules of ours."""


class InlineParser(ParserInline):
    """The stock parser with the rules of another, asked by sign."""

    def __init__(self, rules: ParserInline, limit: int) -> None:
        super().__init__()
        self.ruler, self.ruler2 = rules.ruler, rules.ruler2
        self._limit = limit
        self._by_sign: dict[str, tuple[Rule, ...]] = {}
        for name, rule in zip(rules.ruler.get_active_rules(), rules.ruler.getRules(""), strict=True):
            for sign in _REACTS[name] if name not in _NEVER else "":
                self._by_sign[sign] = (*self._by_sign.get(sign, ()), rule)
        self.terminator_re = re.compile("[" + re.escape("".join(self._by_sign) + "]") + "]")

    def tokenize(self, state: StateInline) -> None:
        """Make the tokens of the text from ``state.pos`` on."""
        src, end = state.src, state.posMax
        at = state.pos
        if state.level >= self._limit:
            state.append_pending(src[at:end])
            at = end
        while at < end:
            found = self.terminator_re.search(src, at, end)
            stop = found.start() if found else end
            if stop > at:
                state.append_pending(src[at:stop])
                at = stop
            if at < end:
                at = self._sign(state, src, at, end)
        state.pos = at
        if state.pending:
            state.pushPending()

    def _sign(self, state: StateInline, src: str, at: int, end: int) -> int:
        """Take what begins with the sign at an offset; the offset behind it."""
        sign = src[at]
        if sign == "\n" and 0 < at < end - 1 and src[at - 1] != " " and src[at + 1] not in " \t":
            _push_break(state)
            return at + 1
        state.pos = at
        for rule in self._by_sign.get(sign, ()):
            if rule(state, False):
                return state.pos
        state.append_pending(sign)
        return at + 1

    def skipToken(self, state: StateInline) -> None:
        """Go on behind the next token, and make none."""
        at = state.pos
        known = state.cache.get(at)
        if known is None:
            known = state.cache[at] = self._behind(state, at)
        state.pos = known

    def _behind(self, state: StateInline, at: int) -> int:
        if state.level >= self._limit:
            return state.posMax
        found = self.terminator_re.search(state.src, at, state.posMax)
        if found is None or found.start() > at:
            return found.start() if found is not None else state.posMax
        state.level += 1
        try:
            for rule in self._by_sign.get(state.src[at], ()):
                if rule(state, True):
                    return state.pos
        finally:
            state.level -= 1
        return at + 1


def _push_break(state: StateInline) -> None:
    """What ``state.push("softbreak", "br", 0)`` does."""
    if pending := state.pending:
        state.tokens.append(new_token("text", "", 0, state.pendingLevel, pending))
        state.pending = ""
    state.tokens.append(new_token("softbreak", "br", 0, state.level))
    state.tokens_meta.append(None)
    state.pendingLevel = state.level


def by_sign(md: MarkdownIt) -> None:
    """Let a parser ask fewer rules at each sign. Call it after all rules have been added."""
    md.inline = InlineParser(md.inline, md.options["maxNesting"])
