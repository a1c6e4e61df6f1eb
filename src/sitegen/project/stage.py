"""The site as different editors would have it, over one set of memos.

An editor's view is a change, unsaved texts on top of it, and a moment. One thread looks at the site in one view after
the other: what two views share is known already, so that turning costs what differs. Every method may be called from
any thread; it waits for its answer.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.files import Busy, Lock
from sitegen.build.builder import Builder, Progress, output_key
from sitegen.build.plan import plan
from sitegen.build.telling import our_mistake, told
from sitegen.build.unseen import is_output, try_layout, unseen
from sitegen.build.watch import Watch
from sitegen.catalog.addresses import output_of
from sitegen.catalog.heads import heads, standings
from sitegen.catalog.index import head_of, made, urls
from sitegen.catalog.relations import page_links
from sitegen.catalog.settings import base_path, severities
from sitegen.catalog.sources import document
from sitegen.catalog.turns import turns
from sitegen.engine.database import Database
from sitegen.engine.inputs import TreeMoved
from sitegen.engine.query import Key, Query
from sitegen.engine.trees import DiskTree, Tree
from sitegen.model.output import OutputSpec
from sitegen.project.altered import Comparison
from sitegen.project.behind import behind
from sitegen.project.desk import Desk
from sitegen.project.field_marks import with_title_marked
from sitegen.project.finding import Finder
from sitegen.project.live import Restless
from sitegen.project.memos import THEME, Memos
from sitegen.project.project import default_jobs
from sitegen.project.sheet import Alterations, Draft, Found, Hit, Problems, Row, Seen, Sheet
from sitegen.project.sheets import head_for, length_of, sheet_of, state_of, with_fields
from sitegen.project.sights import Sights, View
from sitegen.project.table import rows_of
from sitegen.render.outputs import output
from sitegen.render.pictures.variants import KIND as PICTURE
from sitegen.render.pictures.variants import Making, making_of, picture_at
from sitegen.render.running import OURS

__all__ = ["MARK", "Restless", "Stage", "View"]

T = TypeVar("T")

MARK = "/~preview~"
"""Stands in the HTML before every address within the site; whoever serves it puts the preview's own path there."""

_OPTIONS = {"drafts": True, "base_path": MARK, "lines": True}
_HELD = (plan.name, page_links.name, severities.name, base_path.name, turns.name)
_TABLES = (page_links, standings, made, heads, urls)
"""What is fetched when nobody asks anything, the last first."""

_SLICE = 0.05
"""Seconds of work that nobody waits for, before those get their turn who wait."""


class Stage:
    """The site in ``root``. ``trees`` says of the id of a change which files it has; asked in one thread of ours.

    A tree with a ``commit`` never changes; of another, the listing is taken again when a source on disk was saved.
    """

    def __init__(
        self, root: Path, trees: Callable[[str], Tree], *, cache: bool = True, jobs: int | None = None
    ) -> None:
        self.root = root.resolve()
        theme = DiskTree(THEME)
        self._sights = Sights(trees, theme)
        self._memos = Memos(self.root, _OPTIONS, tree=_Blank(), keep=cache, view="-stage")
        self._jobs = jobs or default_jobs()
        self._progress: Progress = lambda what, done, of: None
        self._lock: Lock | None = None
        self._desk = Desk(self._idle)
        self._watch: Watch | None = None
        self._db: Database | None = None  # the one that is true of the last view
        self._view: View | None = None
        self._plan: tuple[OutputSpec, ...] = ()
        self._specs: dict[str, OutputSpec] = {}
        self._stale: list[Key] | None = None
        self._cold: list[Query[Any]] = list(_TABLES)
        self._failures: dict[str, Diagnostic] = {}
        self._finder = Finder()
        self._tickets = count(1)
        self._latest: dict[tuple[str, str], int] = {}

    def open(self, view: View, progress: Progress | None = None) -> None:
        """Look at the site for the first time, in a view. ``progress`` is told in another thread."""
        self._progress = progress or self._progress
        self._take_lock()
        self._desk.start()
        with suppress(OSError):
            self._watch = Watch(self.root, self._sights.forget_disk)
            self._watch.start()
        self._ask(view, lambda db: db.get(plan))

    def moved(self) -> None:
        """Files on disk changed. Whoever saved one says so; of others we hear ourselves, a moment later."""
        self._sights.forget_disk()

    def waiting(self) -> int:
        """How many questions wait for their turn."""
        return self._desk.waiting()

    def close(self) -> None:
        """Finish what is being answered, and keep what was found out."""
        if self._watch is not None:
            self._watch.stop()
        self._desk.stop()
        try:
            if self._db is not None:
                self._db.commit()
        finally:
            self._memos.close()
            if self._lock is not None:
                self._lock.__exit__(None, None, None)

    def _take_lock(self) -> None:
        """Whoever works with the stored memos already keeps them; we then do without."""
        lock = self._memos.lock(timeout=0)
        if lock is not None:
            try:
                self._lock = lock.__enter__()
            except Busy:
                self._memos.kept = False

    # questions

    def sheet(self, view: View, path: str) -> Sheet | None:
        """What the editing screen needs of a page in content/; None for a path that can be no page."""
        return self._ask(view, lambda db: self._sheet(db, path))

    def show(self, view: View, url_path: str) -> Seen | None:
        """The output at a path within the site (``/news/``, ``/assets/style.css``); None if there is none."""
        found = self._ask(view, lambda db: self._seen(db, self._spec_at(url_path)) or self._picture(db, url_path))
        return found if not isinstance(found, Making) else _made(found, url_path)

    def draft(self, view: View, path: str, who: str = "") -> Draft | None:
        """What a keystroke on a page makes. None if somebody (``who``) has typed again meanwhile: ask for that."""
        ticket = self._latest[who, path] = next(self._tickets)

        def work() -> Draft | None:
            if self._latest.get((who, path)) != ticket:
                return None
            return self._at(view, lambda db: self._draft(db, path))

        return self._wait(work)

    def rows(self, view: View) -> tuple[Row, ...]:
        """Every page, those with a source first, by path."""
        return self._ask(view, lambda db: rows_of(db, self._memos.now()))

    def problems(self, view: View) -> Problems:
        """Everything that is known to be wrong by now. The rest is looked for while nobody asks anything."""
        return self._ask(view, self._problems)

    def look(self, view: View) -> bool:
        """Look at one output that nobody has looked at since it changed. False when there is none left."""
        return self._ask(view, self._one_more)

    def outputs(self, view: View) -> tuple[str, ...]:
        """The paths of all outputs."""
        return self._ask(view, lambda db: tuple(self._specs))

    def find(self, view: View, query: str, limit: int = 20) -> list[Hit]:
        """The pages that a query means, the likeliest first; the case of letters and accents do not matter."""
        return self._ask(view, lambda db: self._finder.find_in(db, query, limit))

    def altered(self, view: View, published: View, seconds: float = 10.0) -> Alterations:
        """The outputs whose bytes differ between two views. Others are answered meanwhile; after ``seconds`` it ends
        with what was found."""
        comparison = Comparison(view, published)
        until = monotonic() + seconds
        while not comparison.done and monotonic() < until:
            self._ask(comparison.view, lambda db: comparison.go_on(db, self._plan, self._render, _SLICE))
        return comparison.answer()

    def ask(self, view: View, question: Callable[[Database], T]) -> T:
        """The answer to a question of ``assist`` about the site in a view."""
        return self._ask(view, question)

    # at the desk

    def _wait(self, work: Callable[[], T]) -> T:
        future: Future[T] = self._desk.ask(work)
        return future.result()

    def _ask(self, view: View, question: Callable[[Database], T]) -> T:
        return self._wait(lambda: self._at(view, question))

    def _at(self, view: View, question: Callable[[Database], T]) -> T:
        self._memos.as_of = view.as_of
        try:
            return self._memos.tried(lambda db: self._answered(db, view, question))
        except TreeMoved as error:
            raise Restless(str(error)) from error

    def _answered(self, db: Database, view: View, question: Callable[[Database], T]) -> T:
        known, self._db = self._db, None  # until it went well
        try:
            self._turn(db, view, known is db)
            answer = question(db)
        except TreeMoved:
            self._sights.forget_disk()
            raise
        self._db = db
        return answer

    def _turn(self, db: Database, view: View, is_true: bool) -> None:
        """Have the memos true of a view. ``is_true``: they are, of the last one."""
        paths = self._sights.turn(db.world, view)
        changed = db.differing(paths if is_true else None)
        if changed or not is_true:
            Builder(db, self._jobs, self._progress).look(changed)
            self._stale = None
            self._failures.clear()
        self._view = view
        if not is_true:
            for name in _HELD:
                db.hold((name,))
        specs = db.get(plan)
        if specs is not self._plan:
            self._plan = specs
            self._specs = {spec.path: spec for spec in specs}
            self._stale = None

    def _spec_at(self, url_path: str) -> OutputSpec | None:
        path = url_path.removeprefix(MARK)
        name = path.strip("/")
        for candidate in (output_of(path), name, f"{name}/index.html".lstrip("/")):
            if (spec := self._specs.get(candidate)) is not None:
                return spec
        return None

    def _render(self, db: Database, spec: OutputSpec) -> bytes:
        """An output's bytes. A mistake of ours is a problem of that output."""
        key = output_key(spec)
        try:
            data = db.get(output, *key[1:])
            db.hold(key)
            self._failures.pop(spec.path, None)
        except OURS:
            raise
        except Exception as error:
            self._failures[spec.path] = our_mistake(spec.subject, error)
            return b""
        return data

    def _seen(self, db: Database, spec: OutputSpec | None) -> Seen | None:
        if spec is None:
            return None
        data = self._render(db, spec)
        if spec.kind != "page":
            return Seen(spec.path, spec.kind, spec.subject, data)
        head = head_of(db, spec.subject)
        source = spec.subject.partition("#")[0]
        own = self._problems_of(db, source)
        if not data:
            behind_it = sorted(behind(db, output_key(spec), source).files - {source})
            own += tuple(Found(one) for name in behind_it for one in self._known(db, name))
        html = with_title_marked(data, head.title if head is not None else "")
        return Seen(spec.path, spec.kind, spec.subject, html, not data, state_of(head, self._memos.now()), own)

    def _picture(self, db: Database, url_path: str) -> Making | None:
        """A picture in another size. It is made in the thread of who wants it: that takes longer than a keystroke."""
        path = output_of(url_path.removeprefix(MARK))
        spec = picture_at(db, path)
        return making_of(db, path, spec.subject) if spec is not None else None

    def _sheet(self, db: Database, path: str) -> Sheet | None:
        if not (path.startswith("content/") and path.endswith(".md")):
            return None
        self._look_at(db, path)
        return sheet_of(db, path, self._memos.now(), [one.problem for one in self._problems_of(db, path)])

    def _draft(self, db: Database, path: str) -> Draft:
        seen = self._seen(db, self._spec_of(db, path))
        head = head_for(db, path)
        problems = seen.problems if seen is not None else self._problems_of(db, path)
        words, minutes = length_of(db, path)
        title, url = (head.title, head.url) if head is not None else ("", "")
        own = [one.problem for one in problems if one.problem.location.path == path]
        sheet = sheet_of(db, path, self._memos.now(), own)
        return Draft(seen, title, url, words, minutes, problems, sheet)

    def _spec_of(self, db: Database, path: str) -> OutputSpec | None:
        head = head_of(db, path)
        spec = self._specs.get(head.output) if head is not None else None
        return spec if spec is not None and spec.subject == path else None

    # problems

    def _look_at(self, db: Database, path: str) -> None:
        """Find out what is wrong with a page."""
        spec = self._spec_of(db, path)
        if spec is not None:
            self._render(db, spec)

    def _problems_of(self, db: Database, path: str) -> tuple[Found, ...]:
        own = [one for one in self._known(db, path) if one.location.path == path]
        front = db.get(document, path).front if path.endswith(".md") else None
        return with_fields(front, own)

    def _known(self, db: Database, part: str) -> list[Diagnostic]:
        """The problems of files whose path begins so."""
        db.collect()
        failures = self._failures.values()
        found = [*db.problems_naming(part), *failures]
        return [one for one in told(db, found) if one.location.path.startswith(part)]

    def _problems(self, db: Database) -> Problems:
        left = len(self._unseen(db))
        db.collect()
        found = told(db, [*db.problems(), *self._failures.values()], complete=not left)
        return Problems(found, not left, left, max(left, len(self._plan)))

    # at leisure

    def _idle(self) -> bool:
        """Look at one thing that nobody has looked at since it changed. False when there is nothing left."""
        if self._view is None:
            return False
        try:
            return self._at(self._view, self._one_more)
        except (Restless, OSError):
            return False

    def _one_more(self, db: Database) -> bool:
        if self._cold:
            _warm(db, self._cold.pop())
            return True
        stale = self._unseen(db)
        if not stale:
            db.commit()
            return False
        key = stale.pop()
        if is_output(key):
            self._render(db, OutputSpec(*key[1:]))
        else:
            stale += self._try(db, key)
        return True

    def _try(self, db: Database, key: Key) -> list[Key]:
        """Try a layout. A mistake of ours is a problem of the site."""
        try:
            return try_layout(db, key)
        except OURS:
            raise
        except Exception as error:
            self._failures["site.yaml"] = our_mistake("", error)
            return []

    def _unseen(self, db: Database) -> list[Key]:
        """What is not known to be true of the view."""
        if self._stale is None:
            self._stale = unseen(db, [spec for spec in self._plan if spec.path not in self._failures])
        return self._stale


def _made(making: Making, url_path: str) -> Seen | None:
    try:
        return Seen(output_of(url_path.removeprefix(MARK)), PICTURE, making.source, making())
    except Exception:  # a broken picture; what shows it says so
        return None


def _warm(db: Database, table: Query[Any]) -> None:
    """Have a table at hand, which somebody would otherwise wait for."""
    db.prints(table)
    db.get(table)


class _Blank:
    """A tree without files: what memos are of before they have been turned to a view."""

    name = "stage"

    def listing(self) -> dict[str, bytes]:
        """Nothing."""
        return {}

    def read(self, path: str) -> bytes:
        """Raises FileNotFoundError."""
        raise FileNotFoundError(path)
