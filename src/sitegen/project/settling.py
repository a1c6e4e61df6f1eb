"""Settling clashes: what somebody chose, place by place, where two people had changed the same thing.

What clashes is asked for anew, so that nothing is decided about a version that is not there any more; if somebody else
was quicker, the new clash comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sitegen.editing.joining import Choice, settled
from sitegen.model.change import Author, Refused, Saved
from sitegen.project.changes import Changes, Clashed, ClashedFile
from sitegen.project.drafting import Difference, differences_of

Choices = Mapping[str, Mapping[str, str]]
"""path → place → ``theirs``, ``mine`` or ``before``; mine where nothing is chosen."""

_WAYS = ("theirs", "mine", "before")


def save_settled(
    changes: Changes, change: str, path: str, data: bytes, version: str, author: Author, choices: Choices
) -> dict[str, Saved] | Clashed | Refused:
    """Save a file (see :meth:`Changes.save`) with its clashes settled."""
    found = changes.save(change, {path: (data, version)}, author)
    if not isinstance(found, Clashed):
        return found
    return changes.save(change, _answers(found, choices), author)


def catch_up_settled(changes: Changes, change: str, choices: Choices) -> dict[str, tuple[str, ...]] | Clashed | Refused:
    """Take into a change what became public meanwhile, with its clashes settled."""
    found = changes.catch_up(change)
    return changes.catch_up(change, _answers(found, choices)) if isinstance(found, Clashed) else found


def joined_by_itself(file: ClashedFile) -> list[Difference]:
    """What was taken over from the other side of a file that clashes elsewhere: how it differs from what it was."""
    joined = file.joined
    taken = {place.partition(".")[0] for place in joined.joined}
    found = differences_of(joined.sides[0], joined.data, file.path)
    return [one for one in found if one.place.partition(".")[0] in taken]


def _answers(found: Clashed, choices: Choices) -> dict[str, tuple[bytes | None, str]]:
    return {file.path: (_whole(file, choices.get(file.path, {})), file.version) for file in found.files}


def _whole(file: ClashedFile, choices: Mapping[str, str]) -> bytes | None:
    chosen = {place: cast(Choice, way) for place, way in choices.items() if way in _WAYS}
    return settled(file.joined, chosen)
