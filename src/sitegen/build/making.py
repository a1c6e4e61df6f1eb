"""Making what a build writes: page by page, in several processes where there are many."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.heads import page_head, page_standing
from sitegen.engine.chunks import Work
from sitegen.engine.database import Database
from sitegen.engine.executor import Executor, Told, Wanted
from sitegen.engine.query import Key, late, named
from sitegen.engine.slow import Slow, Watch
from sitegen.model.output import OutputSpec
from sitegen.render.body import body_size
from sitegen.render.outputs import output
from sitegen.render.pictures.variants import KIND as PICTURE
from sitegen.render.running import OURS

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Told of (what is done, how many are, of how many)."""

Stage = Callable[[str, bytes], None]
"""Puts an output's bytes aside."""

NEVER_EMPTY = ("page", PICTURE)
"""Kinds of outputs that are not written if there is nothing in them."""

late("sitegen.render.trials.trial", "sitegen.render.contracts.check")
late("sitegen.render.contracts.vouching.trust", "sitegen.render.contracts.vouching.vouch")

_FEW = 24
"""So few pages are not worth a second process."""

Failed = tuple[Key, str]
"""The memo of an output, and the trace of a mistake of ours."""


def output_key(spec: OutputSpec) -> Key:
    """The memo of an output."""
    return (output.name, spec.path, spec.kind, spec.subject, spec.number)


@dataclass
class Maker:
    """Makes pages and pictures, many of them by an ``executor``. ``failures``: mistakes of ours, as problems of
    outputs."""

    db: Database
    executor: Executor
    progress: Progress
    failures: list[Diagnostic] = field(default_factory=list)

    def read(self, paths: Sequence[str]) -> None:
        """Parse pages that nobody has looked at yet; few of them are parsed when somebody asks."""
        if not self.executor.is_alone and len(paths) > _FEW:
            self._run("Reading", list(paths), _read_page, lambda path: path)

    def render(self, specs: Iterable[OutputSpec], stage: Stage | None, beside: Iterable[Key] = ()) -> None:
        """Render the outputs that are not known to be true of the tree; ``stage`` gets their bytes.

        ``beside``: what else somebody is about to ask for, and may as well be worked out meanwhile.
        """
        work = _Render(stage, self.executor.wanted())
        self._note(self._run("Rendering", self._with(self._stale(specs), beside), work, _subject))

    def look_through(self, specs: Iterable[OutputSpec], texts: Iterable[str], beside: Iterable[Key]) -> set[str]:
        """Render outputs that nobody keeps, and look at the texts of pages that need not be rendered (see
        :class:`~sitegen.build.spared.Spared`). Returns the paths of those that are to be rendered after all."""
        waiting = [*self._stale(specs), *self.db.stale([(body_size.name, path) for path in texts])]
        work = _Look(_Render(None, self.executor.wanted()))
        found = self._run("Checking", self._with(waiting, beside), work, _subject)
        self._note((key, trace) for key, trace in found if trace)
        return {key[1] for key, trace in found if not trace}

    def draw(self, pictures: Iterable[OutputSpec], stage: Stage) -> list[OutputSpec]:
        """Make those pictures that are not known to be true, and return them.

        All sizes of one are made by the same process, which decodes it once.
        """
        stale = self._stale(pictures)
        alike = [list(keys) for _, keys in groupby(stale, key=lambda key: key[3])]
        work = _Draw(_Render(stage, self.executor.wanted()))
        for failed in self._run("Making pictures", alike, work, lambda keys: keys[0][3], few=1):
            self._note(failed)
        return [OutputSpec(*key[1:]) for key in stale]

    def fail(self, key: Key) -> None:
        """Note the mistake of ours that is being handled."""
        self._note([(key, traceback.format_exc())])

    def _stale(self, specs: Iterable[OutputSpec]) -> list[Key]:
        """The memos of the outputs that are not known to be true of the tree."""
        return self.db.stale([output_key(spec) for spec in specs])

    def _with(self, keys: list[Key], beside: Iterable[Key]) -> list[Key]:
        """The keys, if there are any, with what is worked out beside: early, because it takes long."""
        return [*keys[:1], *beside, *keys[1:]] if keys else []

    def _run(
        self,
        words: str,
        tasks: list[T],
        work: Work,
        subject_of: Callable[[T], Any],
        few: int | None = None,
    ) -> list[Any]:
        """What the tasks returned, but for None. Those whose process was killed are noted by their subjects, and one
        that takes long is named."""
        done = 0

        def told(count: int, of: int) -> None:
            nonlocal done
            done = count
            self.progress(words, done, of)

        def slow(task: T) -> None:
            self.progress(f"{words} ({subject_of(task) or 'a page'} takes long)", done, len(tasks))

        if not self.executor.is_alone and len(tasks) > (_FEW if few is None else few):
            ran = self.executor.run(self.db, tasks, work, told, slow)
            self.failures += [_killed(subject_of(task)) for task in ran.dead]
            return ran.results
        return self._run_here(tasks, work, told, slow) if tasks else []

    def _run_here(self, tasks: list[T], work: Work, told: Told, slow: Slow) -> list[Any]:
        found = []
        with Watch(slow).watching() as watch:
            for number, task in enumerate(watch.noted(tasks)):
                told(number, len(tasks))
                found.append(work(self.db, task))
        return [one for one in found if one is not None]

    def _note(self, failed: Iterable[Failed]) -> None:
        self.failures += [_failure(*one) for one in failed]


def _subject(key: Key) -> Any:
    return key[3] if key[0] == output.name else key[1] if key[0] == body_size.name else ""


def _read_page(db: Database, path: str) -> None:
    db.get(page_head, path)
    db.get(page_standing, path)


@dataclass(frozen=True, slots=True)
class _Render:
    """Renders an output; it may be sent elsewhere. A mistake of ours is returned with its key, and the other outputs
    are still made."""

    stage: Stage | None
    wanted: Wanted

    def __call__(self, db: Database, key: Key) -> Failed | None:
        key = tuple(key)
        try:
            query = named(key[0])
            assert query is not None
            data = db.get(query, *key[1:])
        except OURS:
            raise
        except Exception:
            # What is worked out beside fails again when somebody asks for it.
            return (key, traceback.format_exc()) if key[0] == output.name else None
        if key[0] != output.name:
            return None
        if self.stage is not None and (data or key[2] not in NEVER_EMPTY):
            self.wanted()
            self.stage(key[1], data)
        return None


@dataclass(frozen=True, slots=True)
class _Look:
    """Renders, or looks at the text of a page; a page that is to be rendered after all is returned without a trace of
    a mistake."""

    render: _Render

    def __call__(self, db: Database, key: Key) -> Failed | None:
        if key[0] != body_size.name:
            return self.render(db, key)
        from sitegen.build.spared import is_to_be_rendered  # here, because a build never asks

        return (key, "") if is_to_be_rendered(db, key[1]) else None


@dataclass(frozen=True, slots=True)
class _Draw:
    """Makes the sizes of one picture; mistakes of ours are returned with their keys."""

    render: _Render

    def __call__(self, db: Database, keys: Iterable[Key]) -> list[Failed] | None:
        return [failed for key in keys if (failed := self.render(db, key)) is not None] or None


def _failure(key: Key, trace: str) -> Diagnostic:
    last = trace.strip().splitlines()[-1]
    return Diagnostic("SG504", f"sitegen failed on {key[1]}: {last}", Location(key[3] or "site.yaml"), trace)


def _killed(subject: Any) -> Diagnostic:
    message = "the process that worked on this page was killed (is there enough memory?)"
    return Diagnostic("SG504", message, Location(str(subject)))
