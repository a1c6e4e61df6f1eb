"""The law of the house: after any edits, an incremental build equals a clean one, bytes and problems."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from author import Author, Step

from sitegen.build.manifest import NAME as MANIFEST
from sitegen.build.manifest import read_manifest
from sitegen.build.plan import plan
from sitegen.model.output import BuildReport
from sitegen.project.project import Project
from sites import Content, files_in, put

FIRST_MOMENT = "2026-02-05T10:00:00+00:00"


class Walk:
    """A site that things happen to. ``take`` says how an incremental build differs from a clean one."""

    def __init__(self, folder: Path, first: dict[str, Content]) -> None:
        self.root = folder / "site"
        self.out = self.root / "public"
        self._clean_out = folder / "clean"
        self.root.mkdir(parents=True, exist_ok=True)
        put(self.root, first)
        self._options: dict[str, Any] = {"as_of": FIRST_MOMENT}
        self._project: Project | None = None

    def close(self) -> None:
        """Close what is open."""
        if self._project is not None:
            self._project.close()
            self._project = None

    def take(self, step: Step) -> list[str]:
        """Let a step happen, build, and compare."""
        self.happen(step)
        before = files_in(self.out)
        report = self.project().build(self.out, keep_going=True)
        return self.differences(report, before)

    def differences(self, report: BuildReport, before: dict[str, bytes]) -> list[str]:
        """How the output folder and the report differ from those of a clean build. ``before``: the folder's files
        before the last build; a page that cannot be rendered any more stays as it was."""
        project = self._new(cache=False, jobs=1, executor=None)
        try:
            clean = project.build(self._clean_out, keep_going=True)
            planned = {spec.path for spec in project.db.get(plan)} if self._clean_out.exists() else None
        finally:
            project.close()
        wanted = files_in(self._clean_out)
        shutil.rmtree(self._clean_out, ignore_errors=True)
        found = files_in(self.out)
        if planned is None:
            return _compared("file", before, found) + _problems(clean, report)
        stayed = {path for path in found.keys() - wanted.keys() if path in planned and before.get(path) == found[path]}
        found = {path: data for path, data in found.items() if path not in stayed and path != MANIFEST}
        wanted.pop(MANIFEST, None)
        listed = (read_manifest(self.out) or {}).keys() - stayed
        return (
            _compared("output", wanted, found)
            + ([f"the manifest lists {sorted(listed ^ wanted.keys())}"] if listed != wanted.keys() else [])
            + _problems(clean, report)
        )

    def _new(self, **options: Any) -> Project:
        given = {**self._options, **options}
        moment = given.pop("as_of")
        return Project(self.root, as_of=datetime.fromisoformat(moment), **given)

    def project(self, **options: Any) -> Project:
        """The project that builds with what it remembers."""
        if self._project is None:
            self._project = self._new(**{"jobs": 1, **self._options, **options})
        return self._project

    def clean(self) -> dict[str, bytes]:
        """The outputs of a clean build."""
        project = self._new(cache=False, jobs=1, executor=None)
        try:
            project.build(self._clean_out, keep_going=True)
            return files_in(self._clean_out)
        finally:
            project.close()
            shutil.rmtree(self._clean_out, ignore_errors=True)

    def happen(self, step: Step) -> None:
        """Let a step happen; nothing is built."""
        if step.options or step.restart:
            self.close()
            self._options.update(step.options)
        self._change_cache(step.cache)
        for old, new in step.moves:
            _move(self.root / old, self.root / new)
        put(self.root, step.files)
        outputs = sorted(path for path in files_in(self.out) if path != MANIFEST)
        for mark, number in step.spoil if outputs else ():
            spoiled = self.out / outputs[number % len(outputs)]
            if mark == "-":
                spoiled.unlink(missing_ok=True)
            else:
                put(self.out, {outputs[number % len(outputs)]: b"changed by hand"})

    def _change_cache(self, how: str) -> None:
        cache, older = self.root / ".sitegen/cache", self.root.parent / "older"
        for path in cache.iterdir() if cache.exists() else ():
            if how == "cut":
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
            elif how == "noise":
                path.write_bytes(b"noise" * 1000)
            elif how == "deleted":
                path.unlink()
        if how == "older" and cache.exists():
            if older.exists():
                shutil.rmtree(cache)
                shutil.copytree(older, cache)
            else:
                shutil.copytree(cache, older)


def _move(old: Path, new: Path) -> None:
    if old.exists() and not new.exists() and not new.is_relative_to(old) and not any(p.is_file() for p in new.parents):
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)


def _compared(kind: str, wanted: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    said = [f"{kind} {path} is missing" for path in sorted(wanted.keys() - found.keys())]
    said += [f"{kind} {path} should not be there" for path in sorted(found.keys() - wanted.keys())]
    different = [path for path in sorted(wanted.keys() & found.keys()) if wanted[path] != found[path]]
    return said + [
        f"{kind} {path} differs:\n  clean {wanted[path]!r}\n  incremental {found[path]!r}" for path in different
    ]


def _problems(clean: BuildReport, found: BuildReport) -> list[str]:
    return [f"problem only in {name}: {one}" for name, these, others in
            (("clean", clean, found), ("incremental", found, clean))
            for one in these.problems if one not in others.problems]  # fmt: skip


def walked(folder: Path, first: dict[str, Content], steps: Iterable[Step]) -> tuple[int, list[str]]:
    """Take the steps in a new folder, after a first build. Returns how many were taken, and what differed then."""
    walk = Walk(folder, first)
    taken = 0
    try:
        for step in (Step("build"), *steps):
            try:
                found = walk.take(step)
            except Exception:
                found = [traceback.format_exc()]
            if found:
                return taken, found
            taken += 1
        return taken, []
    finally:
        walk.close()


def check(folder: Path, seed: int, count: int, theme: bool = False) -> None:
    """Walk ``count`` steps of a seed; a difference is told with as few steps and files as lead to it."""
    author = Author(seed, theme)
    first = author.first()
    steps = [author.step() for _ in range(count)]
    taken, found = walked(folder / "walk", first, steps)
    shutil.rmtree(folder / "walk")
    if not found:
        return
    first, steps = shrunk(folder, first, steps[:taken])
    _, fewest = walked(folder / "last", first, steps)
    told = "\n".join(["", f"seed {seed}, after {taken} steps:", *found[:6]])
    if fewest:
        told += "\n".join(["\n\nwith fewer steps:", *fewest[:6], f"first = {first!r}", *map(repr, steps)])
    raise AssertionError(told)


def shrunk(
    folder: Path, first: dict[str, Content], steps: Sequence[Step], seconds: float = 90
) -> tuple[dict[str, Content], list[Step]]:
    """Fewer steps and files that still break the law; as few as are found in that time."""
    until = monotonic() + seconds
    number = 0

    def breaks(files: dict[str, Content], some: Sequence[Step]) -> bool:
        nonlocal number
        number += 1
        place = folder / f"try-{number}"
        try:
            return bool(walked(place, files, some)[1])
        finally:
            shutil.rmtree(place)

    def fewer(items: list[Any], keeps: Any) -> list[Any]:
        size = max(1, len(items) // 2)
        while monotonic() < until:
            at = 0
            while at < len(items) and monotonic() < until:
                rest = items[:at] + items[at + size :]
                if keeps(rest):
                    items = rest
                else:
                    at += size
            if size == 1:
                break
            size //= 2
        return items

    last = list(steps)
    if last:
        last = fewer(last, lambda some: breaks(first, some))
    paths = fewer(sorted(first), lambda some: breaks({path: first[path] for path in some}, last))
    first = {path: first[path] for path in paths}
    for at, step in enumerate(last):
        names = fewer(
            sorted(step.files),
            lambda some, at=at, step=step: breaks(
                first, [*last[:at], replace(step, files={name: step.files[name] for name in some}), *last[at + 1 :]]
            ),
        )
        last[at] = replace(step, files={name: step.files[name] for name in names})
    return first, last
