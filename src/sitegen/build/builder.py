"""Building: what changed is asked for again, what differs is written."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any

from sitegen.base.data import Fingerprint, fingerprint_of
from sitegen.base.diagnostics import Diagnostic, Location, has_errors, with_severities
from sitegen.build.folder import Folder
from sitegen.build.plan import plan
from sitegen.build.searchable import KIND, Searchable, bytes_of
from sitegen.build.telling import told
from sitegen.build.unchanged import note_checked
from sitegen.catalog.facts import page_facts
from sitegen.catalog.heads import page_head
from sitegen.catalog.settings import severities
from sitegen.catalog.sources import page_paths
from sitegen.engine.database import Database
from sitegen.engine.leaves import Change
from sitegen.engine.query import Key, key_text, text_key
from sitegen.engine.spread import Spread
from sitegen.engine.trees import content_fingerprint
from sitegen.model.output import BuildReport, OutputSpec
from sitegen.render.outputs import output
from sitegen.render.pictures.kept import kept_pictures
from sitegen.render.pictures.recipe import FOLDER as PICTURES
from sitegen.render.pictures.variants import KIND as PICTURE
from sitegen.render.pictures.variants import wanted_pictures
from sitegen.render.running import OURS
from sitegen.render.trials.trial import layouts_tried

Progress = Callable[[str, int, int], None]
"""Told of (what is done, how many are, of how many)."""

Stage = Callable[[str, bytes], None]
"""Puts an output's bytes aside."""

EMPTY = content_fingerprint(b"")
"""The fingerprint of a page that could not be rendered."""

_NEVER_EMPTY = ("page", PICTURE)
"""Kinds of outputs that are not written if there is nothing in them."""

_FEW = 24
"""So few pages are not worth a second process."""


def output_key(spec: OutputSpec) -> Key:
    """The memo of an output."""
    return (output.name, spec.path, spec.kind, spec.subject, spec.number)


@dataclass
class Builder:
    """Builds one site into one folder.

    ``jobs``: processes at most. ``failures``: mistakes of ours, as problems of the outputs where they happened.
    """

    db: Database
    jobs: int = 1
    progress: Progress = field(default=lambda what, done, of: None)
    failures: list[Diagnostic] = field(default_factory=list)

    def look(self, changed: list[Change] | None = None) -> None:
        """Bring everything but the outputs up to date. ``changed`` is what ``Database.look`` found just now."""
        with self.db.timed("reading"):
            self.db.refresh(changed)
            if self.db.store.fresh:
                self._read_pages()

    def _read_pages(self) -> None:
        """Parse the pages of a site that nobody has looked at yet, in several processes."""
        paths = self.db.get(page_paths)
        if self.jobs > 1 and len(paths) > _FEW:
            spread = Spread(self.db, self.jobs, lambda done, of: self.progress("Reading", done, of))
            spread.run(list(paths), _read_page)
            self._bury(spread.dead)
        self.db.store.fresh = False

    def settle(self, specs: Iterable[OutputSpec], stage: Stage | None = None) -> None:
        """Render the outputs that are not known to be true of the tree; ``stage`` gets their bytes."""
        with self.db.timed("rendering"):
            failed = self._rendered(self.db.stale([output_key(spec) for spec in specs]), stage)
        self.failures += [_failure(*one) for one in failed if one is not None]

    def _rendered(self, stale: list[Key], stage: Stage | None) -> list[Any]:
        failed: list[Any] = []
        if self.jobs > 1 and len(stale) > _FEW:
            spread = Spread(self.db, self.jobs, lambda done, of: self.progress("Rendering", done, of))
            failed = spread.run(stale, lambda db, key: _render(db, tuple(key), stage))
            self._bury([key[3] for key in spread.dead])
        else:
            for done, key in enumerate(stale):
                self.progress("Rendering", done, len(stale))
                failed.append(_render(self.db, key, stage))
        return failed

    def try_layouts(self) -> None:
        """Render the layouts for made-up pages, where they are not known to be as they were."""
        try:
            with self.db.timed("made-up pages"):
                self.db.get(layouts_tried)
        except OURS:
            raise
        except Exception:
            if not self.failures:  # else the same mistake is told already, of a real page
                self.failures.append(_failure((output.name, "made-up pages", "page", ""), traceback.format_exc()))

    def hold(self, specs: Iterable[OutputSpec], pictures: Iterable[OutputSpec] | None = None) -> None:
        """Keep the memos of these outputs and of no others, but for those that could not be made.

        Without ``pictures``, those that are held of them stay: nobody knows yet which are wanted.
        """
        broken = {problem.location.path for problem in self.failures}
        held = [key for key in map(output_key, specs) if key[3] not in broken]
        held += self._held_pictures() if pictures is None else map(output_key, pictures)
        kinds = (plan.name, severities.name, layouts_tried.name)
        self.db.pin([*((kind,) for kind in kinds), *held], (*kinds, output.name))

    def _held_pictures(self) -> list[Key]:
        keys = map(text_key, self.db.store.keys_below(key_text((output.name, PICTURES)), pinned=True))
        return [key for key in keys if key[2] == PICTURE]

    def make(self, pictures: Iterable[OutputSpec], stage: Stage) -> list[OutputSpec]:
        """Make those pictures that are not known to be true, and return them.

        All sizes of one are made by the same process, which decodes it once.
        """
        stale = self.db.stale([output_key(spec) for spec in pictures])
        alike = [list(keys) for _, keys in groupby(stale, key=lambda key: key[3])]
        with self.db.timed("making pictures"):
            failed = self._made(alike, stage)
        self.failures += [_failure(*one) for some in failed if some for one in some]
        return [OutputSpec(*key[1:]) for key in stale]

    def _made(self, alike: list[list[Key]], stage: Stage) -> list[Any]:
        failed: list[Any] = []
        if self.jobs > 1 and len(alike) > 1:
            spread = Spread(self.db, self.jobs, lambda done, of: self.progress("Making pictures", done, of))
            failed = spread.run(alike, lambda db, keys: _make(db, keys, stage))
            self._bury([keys[0][3] for keys in spread.dead])
        else:
            for done, keys in enumerate(alike):
                self.progress("Making pictures", done, len(alike))
                failed.append(_make(self.db, keys, stage))
        return failed

    def _bury(self, subjects: list[Any]) -> None:
        for subject in subjects:
            message = "the process that worked on this page was killed (is there enough memory?)"
            self.failures.append(Diagnostic("SG504", message, Location(str(subject))))

    def problems(self) -> tuple[Diagnostic, ...]:
        """The problems of everything that was asked for, with the site's severities."""
        self.db.collect()  # what nothing shows any more has no say
        return told(self.db, [*self.db.problems(), *self.failures])

    def check(self, changed: list[Change] | None = None) -> tuple[Diagnostic, ...]:
        """Every problem that a build would find; nothing is written."""
        self.look(changed)
        specs = self.db.get(plan)
        self.settle(specs)
        self.try_layouts()
        self.hold(specs)
        found = self.problems()
        if not self.failures:
            note_checked(self.db, found)
        self.db.commit()
        return found

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
        pictures = wanted_pictures(self.db)
        same = same_plan and left is not None and left.pictures == _print(pictures)
        new = self.make(pictures, target.stage_if_changed)
        if new or set(self._held_pictures()) != set(map(output_key, pictures)):
            self.hold(self.db.get(plan), pictures)
            kept_pictures(self.db).tidy()
            problems = self.problems()
            if has_errors(problems) and not keep_going:
                return self._given_up(target, problems, started)
        specs = [*specs, *new] if same else [*self.db.get(plan), *pictures]
        with self.db.timed("writing"):
            wanted = self._fingerprints(specs)
            if not same:
                wanted = found.outputs() | wanted
            if same and not self.failures:
                done = target.rewrite(wanted, self._bytes)
            else:
                done = target.write(wanted, {spec.path for spec in specs} - wanted.keys(), self._bytes)
        if done.problems:
            problems = tuple(with_severities([*problems, *done.problems], self.db.get(severities)))
        if not has_errors(problems):
            target.finish(planned, _print(pictures), problems)
        with self.db.timed("keeping"):
            self.db.commit()
        return self._report(problems, started, done.written, done.removed, done.unchanged)

    def _given_up(self, target: Folder, problems: tuple[Diagnostic, ...], started: float) -> BuildReport:
        """With errors nothing is written; what was found out is kept."""
        target.writer.give_up()
        self.db.commit()
        return self._report(problems, started)

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
            if (fp := rendered.get(key)) is not None and not (spec.kind in _NEVER_EMPTY and fp == EMPTY)
        }

    def _bytes(self, spec: OutputSpec) -> bytes:
        if spec.kind == KIND:
            return bytes_of(self.db, spec)
        return self.db.get(output, *output_key(spec)[1:])

    def _report(
        self,
        problems: tuple[Diagnostic, ...],
        started: float,
        written: tuple[str, ...] = (),
        removed: tuple[str, ...] = (),
        unchanged: int = 0,
    ) -> BuildReport:
        ran = dict(sorted(self.db.ran.items()))
        return BuildReport(written, removed, unchanged, problems, ran, perf_counter() - started)


def _read_page(db: Database, path: str) -> None:
    db.get(page_head, path)
    db.get(page_facts, path)


def _render(db: Database, key: Key, stage: Stage | None) -> tuple[Key, str] | None:
    """Render an output. A mistake of ours is returned with its key, and the other outputs are still made."""
    try:
        data = db.get(output, *key[1:])
    except OURS:
        raise
    except Exception:
        return key, traceback.format_exc()
    if stage is not None and (data or key[2] not in _NEVER_EMPTY):
        stage(key[1], data)
    return None


def _make(db: Database, keys: Iterable[Key], stage: Stage) -> list[tuple[Key, str]]:
    """Make the sizes of one picture; mistakes of ours are returned with their keys."""
    return [failed for key in keys if (failed := _render(db, tuple(key), stage)) is not None]


def _print(pictures: tuple[OutputSpec, ...]) -> Fingerprint:
    return fingerprint_of(tuple(spec.path for spec in pictures))


def _failure(key: Key, trace: str) -> Diagnostic:
    last = trace.strip().splitlines()[-1]
    return Diagnostic("SG504", f"sitegen failed on {key[1]}: {last}", Location(key[3] or "site.yaml"), trace)
