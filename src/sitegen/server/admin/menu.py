"""The sections of the menu: those that there are, as far as a person may use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Section:
    """An entry. ``sign`` is its icon, ``name`` its word (``menu.<name>``), ``apart``: a gap stands before it.

    ``count`` is how much waits there for the person.
    """

    path: str
    sign: str
    name: str
    apart: bool = False
    count: int = 0

    def is_here(self, here: str) -> bool:
        """True if the screen at ``here`` belongs to it."""
        return here == self.path or (self.path != "/" and here.startswith(self.path + "/"))


_SECTIONS = (
    Section("/", "home", "start"),
    Section("/pages", "pages", "pages"),
    Section("/media", "picture", "media"),
    Section("/changes", "changes", "changes", apart=True),
    Section("/health", "health", "health"),
    Section("/people", "people", "people", apart=True),
)


def menu_of(is_there: Callable[[str], bool], waiting: Callable[[], int]) -> tuple[Section, ...]:
    """The sections for whoever asks. ``is_there``: they may use what is at a path; ``waiting``: changes to review."""
    return tuple(_counted(one, waiting) for one in _SECTIONS if is_there(one.path))


def _counted(section: Section, waiting: Callable[[], int]) -> Section:
    return replace(section, count=waiting()) if section.name == "changes" else section
