"""Building: what changed is asked for again, what differs is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

from sitegen.base.diagnostics import Diagnostic, has_errors, with_severities
from sitegen.build.drawn import Drawn, held_pictures
from sitegen.build.folder import Done, Folder, Left
from sitegen.build.making import NEVER_EMPTY, Maker, Progress, Stage, output_key
from sitegen.build.plan import plan
from sitegen.build.searchable import KIND, Searchable, bytes_of
from sitegen.build.telling import told
from sitegen.build.unchanged import note_checked
from sitegen.catalog.settings import severities
from sitegen.catalog.sources import page_paths
from sitegen.engine.database import Database
from sitegen.engine.executor import Executor, Processes
from sitegen.engine.leaves import Change
from sitegen.engine.query import Key, text_key
from sitegen.engine.trees import content_fingerprint
from sitegen.model.output import BuildReport, OutputSpec
from sitegen.render.body import body_size
from sitegen.render.outputs import output
from sitegen.render.pictures.variants import KIND as PICTURE
from sitegen.render.running import OURS

__all__ = ["Builder", "Progress", "output_key"]

EMPTY = content_fingerprint(b"")
"""The fingerprint of a page that could not be rendered."""

_TRIED = ("layouts_tried",)
"""The memo of made-up pages."""

_VOUCHING = ("distrust", "doubt")
"""The queries that vouch for layouts. A build does without them, and without their modules."""

NOTHING_DONE = Done((), (), 0, ())


def _silent(what: str, done: int, of: int) -> None:
    """Progress that nobody follows."""


class Builder:
    """Builds one site into one folder.

    ``jobs``: processes at most, unless an ``executor`` is given. ``failures``: mistakes of ours, as problems of the
    outputs where they happened.
    """

    def __init__(
        self, db: Database, jobs: int = 1, progress: Progress = _silent, executor: Executor | None = None
    ) -> None:
        self.db = db
        self._maker = Maker(db, executor or Processes(jobs), progress)
        self.failures = self._maker.failures

    def look(self, changed: list[Change] | None = None) -> None:
        """Bring everything but the outputs up to date. ``changed`` is what ``Database.look`` found just now."""
        with self.db.timed("reading"):
            self.db.refresh(changed)
            if self.db.store.fresh:
                self._maker.read(self.db.get(page_paths))
                self.db.store.fresh = False

    def settle(self, specs: Iterable[OutputSpec], stage: Stage | None = None) -> None:
        """Render the outputs that are not known to be true of the tree; ``stage`` gets their bytes."""
        with self.db.timed("rendering"):
            self._maker.render(specs, stage, self.db.stale([_TRIED]))

    def try_layouts(self) -> None:
        """Render the layouts for made-up pages, where they are not known to be as they were."""
        if not self.db.stale([_TRIED]):
            return
        from sitegen.render.trials.trial import layouts_tried  # here, because layouts seldom change

        try:
            with self.db.timed("made-up pages"):
                self.db.get(layouts_tried)
        except OURS:
            raise
        except Exception:
            if not self.failures:  # else the same mistake is told already, of a real page
                self._maker.fail((output.name, "made-up pages", "page", ""))

    def hold(
        self, specs: Iterable[OutputSpec], pictures: Iterable[Key] | None = None, also: Iterable[Key] = ()
    ) -> None:
        """Keep the memos of these outputs and of no others, but for those that could not be made.

        Without ``pictures``, those that are held of them stay: nobody knows yet which are wanted. ``also``: what a
        check looked at in place of outputs.
        """
        broken = {problem.location.path for problem in self.failures}
        held = [key for key in map(output_key, specs) if key[3] not in broken]
        held += held_pictures(self.db) if pictures is None else pictures
        kinds = (plan.name, severities.name, *_TRIED)
        self.db.pin([*((kind,) for kind in kinds), *held, *also], (*kinds, output.name, body_size.name, *_VOUCHING))

    def problems(self) -> tuple[Diagnostic, ...]:
        """The problems of everything that was asked for, with the site's severities."""
        self.db.collect()  # what nothing shows any more has no say
        return told(self.db, [*self.db.problems(), *self.failures])

    def check(self, changed: list[Change] | None = None) -> tuple[Diagnostic, ...]:
        """Every problem that a build would find; nothing is written."""
        self.look(changed)
        specs = self.db.get(plan)
        rendered, held = self._look_through(specs)
        self.try_layouts()
        self.hold(rendered, also=held)
        found = self.problems()
        if not self.failures:
            note_checked(self.db, found)
        self.db.commit()
        return found

    def _look_through(self, specs: Sequence[OutputSpec]) -> tuple[list[OutputSpec], list[Key]]:
        """Look at the texts of pages that need not be rendered, and render the others. Returns these, and what is to be
        held.

        An output of before that is not true of the tree is let go with what it has read: a build makes it anew.
        """
        from sitegen.build.spared import spared  # here, because a build renders every page

        found = spared(self.db, self.db.stale(map(output_key, specs)))
        with self.db.timed("looking through"):
            rendered = [spec for spec in specs if output_key(spec) not in found.outputs]
            doubtful = self._maker.look_through(rendered, found.texts(), self.db.stale([_TRIED]))
        left = found.but(doubtful | {problem.location.path for problem in self.failures})
        again = [spec for spec in specs if (key := output_key(spec)) in found.outputs and key not in left.outputs]
        self.settle(again)
        held = [(body_size.name, path) for path in left.texts()]
        return [*rendered, *again], [*held, *left.vouched]

    def build(self, folder: Path, keep_going: bool = False, changed: list[Change] | None = None) -> BuildReport:
        """Build into ``folder``. With an error nothing is written; with ``keep_going``, what can be built is."""
        started = perf_counter()
        target = Folder(folder, self.db.store)
        left = target.left() if not self.db.store.fresh else None
        self.look(changed)
        found = Searchable(self.db)
        planned = found.mark(self.db.fingerprint(plan))
        same_plan = left is not None and left.plan == planned
        specs: Sequence[OutputSpec] = self._unsettled() if same_plan else self.db.get(plan)
        target.writer.open()
        self.settle(specs, target.stage_if_changed)
        self.try_layouts()
        if not same_plan:
            self.hold(specs)
            found.hold()
        problems = self.problems()
        if has_errors(problems) and not keep_going:
            return self._given_up(target, problems, started)
        drawn = Drawn(self._maker)
        new = self._draw(drawn, target)
        problems = self.problems() if new else problems
        if has_errors(problems) and not keep_going:
            return self._given_up(target, problems, started)
        if same_plan and _same_pictures(left, drawn) and not self.failures:
            done = self._write(target, [*specs, *new], None)
        else:
            done = self._write(target, [*self.db.get(plan), *drawn.specs], found)
        if done.problems:
            problems = tuple(with_severities([*problems, *done.problems], self.db.get(severities)))
        if not has_errors(problems):
            target.finish(planned, drawn.mark(), problems)
        with self.db.timed("keeping"):
            self.db.commit()
        return self._report(problems, started, done)

    def _given_up(self, target: Folder, problems: tuple[Diagnostic, ...], started: float) -> BuildReport:
        """With errors nothing is written; what was found out is kept."""
        target.writer.give_up()
        self.db.commit()
        return self._report(problems, started)

    def _draw(self, drawn: Drawn, target: Folder) -> list[OutputSpec]:
        """Make the pictures that are not there yet; the memos of those that nothing shows any more are let go."""
        with self.db.timed("making pictures"):
            new = drawn.make(target.stage_if_changed)
        if new or not drawn.are_held():
            self.hold(self.db.get(plan), drawn.keys())
            drawn.tidy()
        return new

    def _write(self, target: Folder, specs: Sequence[OutputSpec], found: Searchable | None) -> Done:
        """Write what differs: of everything, with what can be ``found``, or of a few outputs that may differ."""
        with self.db.timed("writing"):
            wanted = self._fingerprints(specs)
            if found is None:
                return target.rewrite(wanted, self._bytes)
            wanted = found.outputs() | wanted
            return target.write(wanted, {spec.path for spec in specs} - wanted.keys(), self._bytes)

    def _unsettled(self) -> list[OutputSpec]:
        """The outputs that are not known to be true of the tree, where the plan is what it was."""
        keys = map(text_key, self.db.store.unsettled())
        return [OutputSpec(*key[1:]) for key in keys if key[0] == output.name and key[2] != PICTURE]

    def _fingerprints(self, specs: Iterable[OutputSpec]) -> dict[str, tuple[OutputSpec, str]]:
        """output → (spec, fingerprint) of what can be written; what could not be rendered is left out."""
        by_key = {output_key(spec): spec for spec in specs}
        rendered = self.db.fingerprints(by_key)
        return {
            spec.path: (spec, fp.hex())
            for key, spec in by_key.items()
            if (fp := rendered.get(key)) is not None and not (spec.kind in NEVER_EMPTY and fp == EMPTY)
        }

    def _bytes(self, spec: OutputSpec) -> bytes:
        if spec.kind == KIND:
            return bytes_of(self.db, spec)
        return self.db.get(output, *output_key(spec)[1:])

    def _report(self, problems: tuple[Diagnostic, ...], started: float, done: Done = NOTHING_DONE) -> BuildReport:
        ran = dict(sorted(self.db.ran.items()))
        return BuildReport(done.written, done.removed, done.unchanged, problems, ran, perf_counter() - started)


def _same_pictures(left: Left | None, drawn: Drawn) -> bool:
    return left is not None and left.pictures == drawn.mark()
