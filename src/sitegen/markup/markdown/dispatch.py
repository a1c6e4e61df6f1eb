"""Which block rules are asked about a line: only those that can react to its first character.

The stock parser asks every rule about every line, and again about each line of a paragraph, list or quote, whether
something ends it. The rules that are left out here would all have said no.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table

Rule = Callable[[StateBlock, int, int, bool], bool]

REACTS = {
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
    "reference": "[",
}
"""Name of a block rule → the characters with which a line for it begins. Rules that are not here are always asked."""

_DEEP = ("blockquote", "footnote_def")
"""Rules that call themselves most often: one more call for each level would need too much of the stack."""

_PARTS_TABLE = "|-:"
"""What the line below a table's head begins with."""


def dispatch(md: MarkdownIt) -> None:
    """Ask fewer rules about each line. Call it after all rules have been added."""
    ruler = md.block.ruler
    names = dict(zip(map(id, ruler.getRules("")), ruler.get_active_rules(), strict=True))
    chains = {
        chain: _shorter([(names[id(rule)], rule) for rule in ruler.getRules(chain)])
        for chain in ("", "paragraph", "reference", "blockquote", "list")
    }
    setattr(ruler, "getRules", lambda chain="": chains.get(chain, []))  # noqa: B010 (this takes a method's place)


def _shorter(rules: list[tuple[str, Rule]]) -> list[Rule]:
    """One rule in place of each run of rules between those that are called as before."""
    found: list[Rule] = []
    run: list[tuple[str, Rule]] = []
    for name, rule in rules:
        if name in _DEEP:
            found += [_asked(run), rule]
            run = []
        else:
            run.append((name, rule))
    return [*found, _asked(run)]


def _asked(rules: list[tuple[str, Rule]]) -> Rule:
    """One rule that asks those of the rules that can react, in their order."""
    firsts = {char for name, _ in rules for char in REACTS.get(name, "")}
    rules = [(name, _table if name == "table" else rule) for name, rule in rules]
    always = tuple(rule for name, rule in rules if name not in REACTS)
    by_first = {char: tuple(rule for name, rule in rules if char in REACTS.get(name, char)) for char in firsts}

    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        at = state.bMarks[line] + state.tShift[line]
        for rule in by_first.get(state.src[at : at + 1], always):  # noqa: SIM110 (any() would take twice as long)
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
