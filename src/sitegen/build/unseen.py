"""What nobody has looked at since it changed, in a site that is being written: its outputs, then its layouts, which are
tried on made-up pages as a build does."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.build.making import output_key
from sitegen.engine.database import Database
from sitegen.engine.query import Key
from sitegen.model.output import OutputSpec
from sitegen.render.outputs import output


def unseen(db: Database, specs: Iterable[OutputSpec]) -> list[Key]:
    """The memos that are not known to be true of the tree, the next one last."""
    from sitegen.render.trials.entries import trial_entries  # here, because a build tries layouts seldom
    from sitegen.render.trials.trial import layout_tried, layouts_tried

    tried: list[Key] = [(layout_tried.name, name) for name in sorted(db.get(trial_entries))]
    return db.stale([*map(output_key, specs), *tried, (layouts_tried.name,)])[::-1]


def is_output(key: Key) -> bool:
    """True for the memo of an output, False for that of layouts that are tried."""
    return bool(key[0] == output.name)


def try_layouts(db: Database, key: Key) -> None:
    """Look at one of the other memos. What is wrong is told when the last of them has been looked at."""
    from sitegen.render.trials.trial import layout_tried, layouts_tried

    if key[0] == layout_tried.name:
        db.get(layout_tried, *key[1:])
    else:
        db.get(layouts_tried)
        db.hold(key)
