"""What stops a change from going public: nothing may be wrong with the site as it would be.

Whose errors they are makes a difference to who reads it: one's own are mended here, those of others elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.stage import Stage, View


@dataclass(frozen=True, slots=True)
class Stopping:
    """The errors in the files of a change, and those in the rest of the site."""

    own: tuple[Diagnostic, ...] = ()
    elsewhere: tuple[Diagnostic, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.own or self.elsewhere)


def stopping(stage: Stage, view: View, paths: Collection[str]) -> Stopping:
    """What stops a change that alters ``paths``; nothing if it may go public."""
    errors = [one for one in stage.problems(view).found if one.severity == "error"]
    own = tuple(one for one in errors if one.location.path in paths)
    return Stopping(own, tuple(one for one in errors if one.location.path not in paths))
