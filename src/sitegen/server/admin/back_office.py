"""One back office: the people, their changes, and the site as each of them would have it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from sitegen.model.change import Altered, Landed, Refused, Version
from sitegen.office.office import Office
from sitegen.office.person import ChangeState, Person
from sitegen.office.rights import Right, may
from sitegen.project.changes import DISK, Changes, Clashed, NotVersioned
from sitegen.project.media.thumbs import Thumbs
from sitegen.project.pages.listing import Shelves
from sitegen.project.project import Progress
from sitegen.project.site_facts import SiteFacts, site_facts
from sitegen.project.stage import Stage, View
from sitegen.project.trees import PUBLIC, trees_of
from sitegen.project.turning import next_turn
from sitegen.server.admin.builds import Builds
from sitegen.server.admin.cookies import cookie_name
from sitegen.server.admin.declared import Declared
from sitegen.server.admin.following import Following
from sitegen.server.admin.key import site_key
from sitegen.server.admin.passes import Passes
from sitegen.server.admin.streams import Streams
from sitegen.server.front import NO_FRONT, Front

_AT_THE_BENCH = 2


def _with_history(found: Changes | NotVersioned) -> Changes | NotVersioned:
    """The changes of a site; one whose history holds nothing yet is as good as one without."""
    if isinstance(found, NotVersioned) or found.published is not None:
        return found
    found.close()
    return NotVersioned("none")


class BackOffice:
    """What views work with.

    ``local``: only this computer reaches it, so it answers to no other name than that of what stands before it.
    """

    def __init__(
        self, root: Path, people: Office, changes: Changes | NotVersioned, *, local: bool, front: Front = NO_FRONT
    ) -> None:
        self.root = root
        self.people = people
        self._changes = _with_history(changes)
        self._beginning = threading.Lock()
        self.stage = Stage(root, trees_of(root, lambda: self._changes if isinstance(self._changes, Changes) else None))
        self.declared = Declared(lambda: self._changes if isinstance(self._changes, Changes) else None)
        self.local = local
        self.front = front
        self.cookie = cookie_name(root)
        self.streams = Streams()
        self.shelves = Shelves()
        self.passes = Passes(site_key(root))
        self.builds = Builds(root, self.streams)
        self.thumbs = Thumbs(root)
        self.bench = ThreadPoolExecutor(_AT_THE_BENCH, "bench")
        """Where what takes long is done, so that nobody else waits for it."""
        self._following = Following(self._standing, self._moved)
        self._turn: datetime | None = None
        self._turned = 0
        self.site: SiteFacts
        """What is public says so of itself."""

    def close(self) -> None:
        """Let go of everything; what was found out is kept."""
        self._following.end()
        self.bench.shutdown(cancel_futures=True)
        self.builds.end()
        self.stage.close()
        if isinstance(self._changes, Changes):
            self._changes.close()
        self.people.close()

    @property
    def is_versioned(self) -> bool:
        """True unless the folder of the site keeps no versions yet."""
        return isinstance(self._changes, Changes)

    @property
    def changes(self) -> Changes:
        """The changes of a site that keeps versions."""
        assert isinstance(self._changes, Changes)
        return self._changes

    @property
    def unversioned(self) -> NotVersioned | None:
        """Why the site keeps no versions; None if it does."""
        return self._changes if isinstance(self._changes, NotVersioned) else None

    def begin_versions(self) -> NotVersioned | Refused | None:
        """From now on the site keeps versions, beginning with what lies in its folder; or why it does not."""
        with self._beginning:
            if self.is_versioned:
                return None
            made = Changes.make_repository(self.root)
            if not isinstance(made, Changes):
                return made
            self._changes = made
        self._moved()
        return None

    # the site

    def open(self, progress: Progress | None = None) -> None:
        """Look at the site for the first time."""
        self.builds.start()
        self.stage.open(self.public_view(), progress)
        self._look()
        self._following.start()

    def _look(self) -> None:
        self.site = self.stage.ask(self.public_view(), site_facts)
        self._turn = self.stage.ask(self.public_view(), next_turn(self.now()))

    def _moved(self) -> None:
        """What is public has moved on, by us or by an author: tell everybody, and make the public site."""
        self._look()
        self.streams.publish("site", "moved", {})
        self.builds.ask()

    def _standing(self) -> tuple[str | None, int]:
        """What is public, and how many moments have come that pages waited for: if this differs, the site has moved."""
        if self._turn is not None and self.now() >= self._turn:
            self._turn = None
            self._turned += 1
        return (self.changes.published if self.is_versioned else None), self._turned

    def public_view(self) -> View:
        """The site as the public has it."""
        return View(PUBLIC if self.is_versioned else DISK)

    def now(self) -> datetime:
        """The moment."""
        return datetime.now(UTC)

    # what somebody works on

    def change_of(self, person: Person) -> str:
        """The id of the change that somebody is at."""
        if not self.is_versioned:
            return DISK
        return self.people.change_of(person.id, lambda ident: self.changes.get(ident) is not None).id

    def read(self, change: str, path: str) -> tuple[bytes, str] | None:
        """(bytes of a file as a change has it, its version); None if there is no such file."""
        return self.changes.read(change, path)

    def opened(self, change: str, path: str, version: str) -> bytes | None:
        """The bytes of a version of a file as a screen names it; None for "" (no file), and for what is none of it."""
        return self.changes.data(version) if self.changes.is_version(change, path, version) else None

    def altered(self, change: str) -> Mapping[str, Altered]:
        """The files that a change alters."""
        return self.changes.altered(change)

    def versions(self, change: str, path: str) -> list[Version]:
        """The versions of a file, the newest first."""
        return self.changes.versions(change, path)

    def is_signed_in(self, person: int, session: str) -> bool:
        """True while a session (by its id) of somebody lasts, and they may see pages."""
        found = self.people.person(person)
        return may(found, Right.PAGES_READ) and any(one.id == session for one in self.people.sessions_of(person))

    def went_public(self, person: Person, change: str, landed: Landed) -> None:
        """Write down who made it public; that it is so is noticed in a moment (see :class:`Following`).

        Without a ``change`` it was taken back.
        """
        detail = {"commit": landed.commit, "paths": len(landed.paths)}
        self.people.audit("change.published" if change else "change.undone", person.id, change, detail)
        if change:
            self.people.mark(change, ChangeState.PUBLIC)

    def catch_up(self, change: str) -> Clashed | None:
        """Take into a change what became public meanwhile; returns what clashes, which is asked when it goes public."""
        found = self.changes.catch_up(change) if self.is_versioned else None
        return found if isinstance(found, Clashed) else None
