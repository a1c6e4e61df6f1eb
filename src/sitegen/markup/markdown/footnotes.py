"""Footnotes: ``[^name]`` in the text, ``[^name]: …`` below.

The definitions are parsed by the plugin's block rule; marks, order and problems are ours, because the plugin keeps
silent about marks without a note and lets a second note of the same name replace the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.markup.markdown.marks import note_problem

_MARK = re.compile(r"\[\^([^\]\s]{1,200})\]")


@dataclass(slots=True)
class Notes:
    """The notes of one body: number and count of marks by name, in the order of the first marks; and their blocks."""

    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    blocks: dict[str, list[Token]] = field(default_factory=dict)


def footnote_mark(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``[^name]``. One without a note is text, and a problem."""
    if not state.src.startswith("[^", state.pos):
        return False
    match = _MARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    name = match[1]
    if ":" + name not in state.env.get("footnotes", {}).get("refs", ()):
        if not silent:
            message = f"there is no footnote [^{name}]"
            note_problem(state, "SG208", message, match.start(), match.end())
        return False
    if not silent:
        notes: Notes = state.env.setdefault("notes", Notes())
        number, count = notes.marks.get(name, (len(notes.marks) + 1, 0))
        notes.marks[name] = (number, count + 1)
        token = state.push("footnote_mark", "", 0)
        token.meta = {"number": number, "count": count + 1}
    state.pos = match.end()
    return True


def take_out_notes(state: StateCore) -> None:
    """Core rule: the notes leave the stream; the first of a name is kept, a second is a problem."""
    if "footnotes" not in state.env:
        return
    notes: Notes = state.env.setdefault("notes", Notes())
    kept: list[Token] = []
    into = kept
    outer: list[list[Token]] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            name = token.meta["label"]
            if name in notes.blocks:
                kept.append(_twice(token, name))
            outer.append(into)
            into = []
            notes.blocks.setdefault(name, into)
        elif token.type == "footnote_reference_close":
            into = outer.pop()
        else:
            into.append(token)
    state.tokens[:] = kept


def _twice(opening: Token, name: str) -> Token:
    token = Token("problem_block", "", 0, map=opening.map, info="SG216")
    token.meta = {"message": f"the footnote [^{name}] is written twice; the first one is used"}
    return token
