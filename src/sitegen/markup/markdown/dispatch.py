"""Which block rules are asked about a line: only those that can react to its first character.

The stock parser asks every rule about every line, and again about each line of a paragraph, list or quote, whether
something ends it. The rules that are left out here would all have said no.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, table

Rule = Callable[[StateBlock, int, int, bool], bool]

_REACTS = {
    "attributes": "{",
    "blockquote": ">",
    "component": ":",
    "component_close": ":",
    "fence": "`~",
    "footnote_def": "[",
    "heading": "#",
    "hr": "*-_",
    "html_block": "<",
    "list": "*+-0123456789",
    "markdown_html": "<",
    "math_block": "$",
    "plain_list": "*+-0123456789",
    "plain_table": "|",
    "reference": "[",
}
"""Name of a block rule → the characters with which a line for it begins. Rules that are not here are always asked."""

_CHAINS = ("paragraph", "reference", "blockquote", "list")

_PARTS_TABLE = "|-:"
"""What the line below a table's head begins with."""


def by_first(ruler: Ruler[Rule]) -> tuple[dict[str, tuple[Rule, ...]], tuple[Rule, ...]]:
    """The rules for a block, by the first character of its first line; and those for any other character."""
    return _by_first(_named(ruler, ""))


def terminators(ruler: Ruler[Rule]) -> Ruler[Rule]:
    """A ruler with one rule in place of each chain of rules that end a block."""
    made: Ruler[Rule] = Ruler()
    for chain in _CHAINS:
        made.push(chain, _asked(_named(ruler, chain)), {"alt": [chain]})
    return made


def _named(ruler: Ruler[Rule], chain: str) -> list[tuple[str, Rule]]:
    names = dict(zip(map(id, ruler.getRules("")), ruler.get_active_rules(), strict=True))
    return [(names[id(rule)], _table if rule is table else rule) for rule in ruler.getRules(chain)]


def _by_first(rules: list[tuple[str, Rule]]) -> tuple[dict[str, tuple[Rule, ...]], tuple[Rule, ...]]:
    firsts = {char for name, _ in rules for char in _REACTS.get(name, "")}
    always = tuple(rule for name, rule in rules if name not in _REACTS)
    return {char: tuple(rule for name, rule in rules if char in _REACTS.get(name, char)) for char in firsts}, always


def _asked(rules: list[tuple[str, Rule]]) -> Rule:
    """One rule that asks those of the rules that can react, in their order."""
    first, always = _by_first(rules)

    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        at = state.bMarks[line] + state.tShift[line]
        for rule in first.get(state.src[at : at + 1], always):  # noqa: SIM110 (any() would take twice as long)
            if rule(state, line, end, silent):
                return True
        return False

    return ask


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """The stock rule, asked only if the line below could part a table's head from its rows."""
    if line + 1 >= end:
        return False
    below = state.bMarks[line + 1] + state.tShift[line + 1]
    return state.src[below : below + 1] in _PARTS_TABLE and table(state, line, end, silent)
