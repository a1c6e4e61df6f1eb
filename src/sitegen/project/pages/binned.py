"""The bin: pages that were taken away, in the editor's change or in public, and how they come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sitegen.editing.text import split
from sitegen.markup.decode import decode
from sitegen.model.change import Author, Refused, Saved, Touched
from sitegen.project.changes import Changes, Clashed
from sitegen.project.pages.rewriting import Rewrite, Unable, keep

MOST = 200
"""So many pages are shown; older ones are in the history all the same."""


@dataclass(frozen=True, slots=True)
class Binned:
    """A page that was taken away. ``is_public``: from the public too, not only in the change."""

    path: str
    title: str
    when: datetime
    by: str
    is_public: bool


def binned(changes: Changes, change: str, most: int = MOST) -> list[Binned]:
    """The pages in the bin, those that went last first."""
    altered = changes.altered(change)
    found: list[Binned] = []
    for one in changes.removed(change):
        if not one.path.endswith(".md") or len(found) >= most:
            continue
        data = changes.before_removal(one)
        if data is not None:
            found.append(Binned(one.path, _title(data, one.path), one.when, one.author.name, one.path not in altered))
    return found


def _title(data: bytes, path: str) -> str:
    given = split(data)[0].get("title")
    if given:
        return str(given)
    text = decode(data, "")[0]
    heading = next((line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("# ")), "")
    return heading or path.rpartition("/")[2].removesuffix(".md")


def put_back(
    changes: Changes, change: str, paths: Sequence[str], author: Author, words: str
) -> dict[str, Saved] | Clashed | Refused | Unable:
    """Save pages of the bin again, byte for byte as they were."""
    known: dict[str, Touched] = {one.path: one for one in changes.removed(change)}
    after: dict[str, bytes | None] = {}
    for path in paths:
        data = changes.before_removal(known[path]) if path in known else None
        if data is None:
            return Unable("not_in_bin", path)
        after[path] = data
    if not after:
        return Unable("none_chosen")
    return keep(changes, change, lambda: Rewrite(dict.fromkeys(after), after), author, words)
