"""A site that is being written: every output on demand, and what is wrong with all of it, found when nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import Busy, Lock
from sitegen.build.builder import Builder, Progress, output_key
from sitegen.build.plan import plan
from sitegen.build.telling import our_mistake, told
from sitegen.build.unseen import is_output, try_layout, unseen
from sitegen.build.watch import Watch
from sitegen.catalog.index import head_of
from sitegen.catalog.settings import base_path
from sitegen.engine.database import Database
from sitegen.engine.inputs import TreeMoved
from sitegen.engine.query import Key
from sitegen.model.output import OutputSpec
from sitegen.model.page import PageHead
from sitegen.project.behind import Behind, behind
from sitegen.project.project import Project
from sitegen.render.assets import has_fingerprint
from sitegen.render.outputs import output
from sitegen.render.pictures.variants import picture_at
from sitegen.render.running import OURS

T = TypeVar("T")

_COMMIT_AFTER = 200
_SITE = "site.yaml"


class Restless(Exception):
    """Files change faster than they can be read. The answer is to ask again."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An output's bytes.

    ``broken``: it is a page and cannot be rendered. ``mark`` says why the public does not see it.
    """

    path: str
    kind: str
    source: str
    data: bytes
    broken: bool = False
    mark: str = ""


class Live:
    """One site, followed. For one thread at a time."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._memos = project.memos
        self._lock: Lock | None = None
        self._outputs: dict[str, OutputSpec] = {}
        self._keys: set[Key] = set()
        self._shown: set[Key] = set()
        self._new: list[Key] = []
        self._stale: list[Key] | None = None
        self._failures: dict[str, Diagnostic] = {}
        self._uncertain = True
        self.base = ""
        """What stands before every address of the site: empty, or ``/docs``."""
        self.version = 0
        """Counts the changes that were seen."""

    def open(self, progress: Progress) -> None:
        """Look at the site for the first time. Somebody who serves it already keeps the stored memos to themselves."""
        lock = self._memos.lock(timeout=0)
        if lock is not None:
            try:
                self._lock = lock.__enter__()
            except Busy:
                self._memos.kept = False
        self._memos.tried(lambda db: self._look(db, self._project.jobs, progress))
        db = self._project.db
        self._shown = set(db.fingerprints([output_key(spec) for spec in self._outputs.values()]))

    def close(self) -> None:
        """Keep what was found out."""
        try:
            self._keep(self._project.db)
        finally:
            self._project.close()
            if self._lock is not None:
                self._lock.__exit__(None, None, None)

    def watch(self, changed: Callable[[], None]) -> Watch:
        """What calls ``changed`` after a source was saved, in a thread of its own; to be started and stopped."""
        return Watch(self._project.root, changed)

    def _tried(self, action: Callable[[Database], T]) -> T:
        try:
            return self._memos.tried(action)
        except TreeMoved as error:
            raise Restless(str(error)) from error

    # the world

    def refresh(self) -> tuple[str, ...]:
        """Look at the site again. Returns the addresses of files (no pages) that changed; see ``version``.

        Raises Restless.
        """
        before = self._assets()
        changed = self._tried(self._look)
        paths = {key[1] for key in changed if len(key) > 1}
        after = self._assets()
        return tuple(sorted(url for url, path in (before | after).items() if path in paths))

    def _assets(self) -> dict[str, str]:
        """Address → source; of what has two names, the one without a fingerprint."""
        specs = [spec for spec in self._outputs.values() if spec.kind == "asset"]
        return {f"{self.base}/{spec.path}": spec.subject for spec in specs if not has_fingerprint(spec)}

    def _look(self, db: Database, jobs: int = 1, progress: Progress = lambda what, done, of: None) -> list[Key]:
        self._keep(db)
        self._uncertain = True  # until it went well
        changed = db.look()
        try:
            Builder(db, jobs, progress).look(changed)
            specs = db.get(plan)
            db.pin([(plan.name,)], (plan.name,))
            self.base = db.get(base_path)
        except OURS:
            raise
        except Exception as error:
            self._failures[_SITE] = our_mistake(_SITE, error)
            specs = tuple(self._outputs.values())
        else:
            self._failures.clear()
        if changed or not self._outputs:
            self.version += 1
        self._outputs = {spec.path: spec for spec in specs}
        self._keys = {output_key(spec) for spec in specs}
        self._stale = None
        self._uncertain = False
        return [key for _, _, key in changed]

    def _keep(self, db: Database) -> None:
        """Hold on to what was shown, so that it is not rendered again after the next start."""
        if self._uncertain:
            self._new.clear()  # forgotten with everything that was not committed
            return
        if self._new:
            self._shown.update(self._new)
            self._new.clear()
            self._shown &= self._keys
            db.pin(self._shown, (output.name,))
        db.commit()

    # outputs

    def has(self, path: str) -> bool:
        """True if there is an output of that path."""
        return path in self._outputs

    def show(self, path: str) -> Shown | None:
        """An output, true of the site now; None if there is none of that path. Raises Restless."""
        return self._tried(lambda db: self._show(db, path))

    def _show(self, db: Database, path: str) -> Shown | None:
        if self._uncertain:
            self._look(db)
        spec = self._outputs.get(path) or picture_at(db, path)
        if spec is None:
            return None
        data = self._render(db, output_key(spec))
        head = head_of(db, spec.subject) if spec.kind == "page" else None
        broken = spec.kind == "page" and not data
        return Shown(path, spec.kind, spec.subject, data, broken, self._mark(head))

    def _render(self, db: Database, key: Key) -> bytes:
        self._uncertain = True  # until it went well
        try:
            data = db.get(output, *key[1:])
            self._new.append(key)
            self._failures.pop(key[1], None)
        except OURS:
            raise
        except Exception as error:
            self._failures[key[1]] = our_mistake(key[3], error)
            data = b""
        self._uncertain = False
        return data

    def ask(self, question: Callable[[Database], T]) -> T:
        """The answer to a question about the site now. Raises Restless."""
        return self._tried(lambda db: self._asked(db, question))

    def _asked(self, db: Database, question: Callable[[Database], T]) -> T:
        if self._uncertain:
            self._look(db)
        self._uncertain = True  # until it went well
        found = question(db)
        self._uncertain = False
        return found

    def of_source(self, source: str) -> tuple[str, ...]:
        """Paths of the outputs that a source is made into."""
        return tuple(path for path, spec in self._outputs.items() if spec.subject == source)

    def behind(self, path: str) -> Behind:
        """What an output is made of, as it was shown last; nothing if there is none of that path."""
        spec = self._outputs.get(path)
        if spec is None or self._uncertain:
            return Behind()
        return behind(self._project.db, output_key(spec), spec.subject)

    def _mark(self, head: PageHead | None) -> str:
        """Why the public does not see a page; empty if it does."""
        if head is None:
            return ""
        now = self._memos.now()
        if head.draft:
            return "Draft"
        if head.publish_at is not None and head.publish_at > now:
            return f"Planned for {head.publish_at:%Y-%m-%d %H:%M}"
        if head.expires_at is not None and head.expires_at <= now:
            return f"Expired on {head.expires_at:%Y-%m-%d %H:%M}"
        return ""

    # at idle

    def idle(self) -> bool:
        """Look at one thing that nobody has looked at since it changed. False when there is nothing left."""
        try:
            return self._tried(self._one_more)
        except Restless:
            return False  # there will be an event

    def _one_more(self, db: Database) -> bool:
        if self._uncertain:
            self._look(db)
        if self._stale is None:
            self._stale = unseen(db, [one for path, one in self._outputs.items() if path not in self._failures])
        if len(self._new) >= _COMMIT_AFTER or not self._stale:
            self._keep(db)
        if not self._stale:
            return False
        key = self._stale.pop()
        if is_output(key):
            self._render(db, key)
        else:
            self._stale += self._try(db, key)
        return True

    def _try(self, db: Database, key: Key) -> list[Key]:
        found: list[Key] = []
        self._uncertain = True  # until it went well
        try:
            found = try_layout(db, key)
        except OURS:
            raise
        except Exception as error:
            self._failures[_SITE] = our_mistake(_SITE, error)
        self._uncertain = False
        return found

    def problems(self) -> tuple[Diagnostic, ...]:
        """Everything that is known to be wrong by now."""
        db = self._project.db
        return told(db, [*db.problems(), *self._failures.values()], complete=self._stale == [])
