"""A build held against a clean one."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sitegen.base.diagnostics import Diagnostic, Location, with_severities
from sitegen.build.manifest import read_manifest
from sitegen.model.output import BuildReport

if TYPE_CHECKING:
    from sitegen.project.project import Progress, Project

_MOST = 5


def differences(clean: Project, out: Path, report: BuildReport, progress: Progress) -> tuple[Diagnostic, ...]:
    """How ``out`` and its ``report`` differ from what ``clean`` builds, as problems; none if they are equal."""
    with TemporaryDirectory(prefix="sitegen-verify-") as folder:
        fresh = Path(folder) / "site"
        other = clean.build(fresh, keep_going=True, progress=progress)
        clean.close()
        found = [*_in_files(out, fresh), *_in_problems(report.problems, other.problems)]
    return tuple(with_severities(found, {}))


def _in_files(out: Path, fresh: Path) -> list[Diagnostic]:
    ours, theirs = read_manifest(out) or {}, read_manifest(fresh) or {}
    different = sorted(
        path
        for path in ours.keys() | theirs.keys()
        if path not in ours or path not in theirs or _bytes(out / path) != _bytes(fresh / path)
    )
    found = []
    for path in different[:_MOST]:
        how = "is missing" if path not in ours else "should not be there" if path not in theirs else "has other bytes"
        found.append(Diagnostic("SG505", f"{path} {how} than in a clean build" if "other" in how else f"{path} {how}",
                                Location(path)))  # fmt: skip
    if len(different) > _MOST:
        message = f"{len(different)} files differ from a clean build; the first {_MOST} are named"
        found.append(Diagnostic("SG505", message, Location(different[0])))
    return found


def _in_problems(ours: tuple[Diagnostic, ...], theirs: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    extra = [f"a clean build does not find: {one.code} {one.message}" for one in ours if one not in theirs]
    lost = [f"a clean build finds: {one.code} {one.message}" for one in theirs if one not in ours]
    places = [one.location for one in ours if one not in theirs] + [one.location for one in theirs if one not in ours]
    return [Diagnostic("SG505", message, place) for message, place in zip([*extra, *lost], places, strict=True)][:_MOST]


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
