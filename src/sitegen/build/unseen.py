"""What nobody has looked at since it changed, in a site that is being written: its outputs, then its layouts, which are
tried on made-up pages as a build does."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.build.making import output_key
from sitegen.engine.database import Database
from sitegen.engine.query import Key
from sitegen.model.output import OutputSpec
from sitegen.render.outputs import output

_LAYOUTS: Key = ("layouts",)
"""Stands for all layouts, until it is their turn: which are to be tried is dear to know."""


def unseen(db: Database, specs: Iterable[OutputSpec]) -> list[Key]:
    """What is not known to be true of the tree, the next last: memos of outputs, and something for the layouts."""
    layouts = [_LAYOUTS] if db.stale([("layouts_tried",)]) else []
    return [*layouts, *db.stale(map(output_key, specs))[::-1]]


def is_output(key: Key) -> bool:
    """True for the memo of an output."""
    return bool(key[0] == output.name)


def try_layout(db: Database, key: Key) -> list[Key]:
    """Look at what is no output. Returns what is to be looked at because of it, the next last."""
    from sitegen.render.trials.entries import trial_entries  # here, because layouts seldom change
    from sitegen.render.trials.trial import layout_tried, layouts_tried

    if key == _LAYOUTS:
        return [(layouts_tried.name,), *db.stale([(layout_tried.name, name) for name in sorted(db.get(trial_entries))])]
    if key[0] == layout_tried.name:
        db.get(layout_tried, *key[1:])
    else:
        db.get(layouts_tried)  # what is wrong with all of them is told now
        db.hold(key)
    return []
