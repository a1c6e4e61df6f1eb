"""A build held against a clean one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.base.diagnostics import Diagnostic, Location, with_severities
from sitegen.build.manifest import read_manifest
from sitegen.model.output import BuildReport

_MOST = 5


def differences(out: Path, report: BuildReport, build: Callable[[Path], BuildReport]) -> tuple[Diagnostic, ...]:
    """How ``out`` and its ``report`` differ from what ``build`` makes from nothing, as problems."""
    with TemporaryDirectory(prefix="sitegen-verify-") as folder:
        fresh = Path(folder) / "site"
        other = build(fresh)
        found = [*_in_files(out, fresh), *_in_problems(report.problems, other.problems)]
    return tuple(with_severities(found, {}))


def _in_files(out: Path, fresh: Path) -> list[Diagnostic]:
    ours, theirs = read_manifest(out) or {}, read_manifest(fresh) or {}
    different = sorted(
        path
        for path in ours.keys() | theirs.keys()
        if path not in ours or path not in theirs or _bytes(out / path) != _bytes(fresh / path)
    )
    found = [Diagnostic("SG505", f"{path} {_how(path, ours, theirs)}", Location(path)) for path in different[:_MOST]]
    if len(different) > _MOST:
        message = f"{len(different)} files differ from a clean build; the first {_MOST} are named"
        found.append(Diagnostic("SG505", message, Location(different[0])))
    return found


def _how(path: str, ours: dict[str, str], theirs: dict[str, str]) -> str:
    if path not in ours:
        return "is missing; a clean build writes it"
    return "has other bytes than in a clean build" if path in theirs else "is there; a clean build does not write it"


def _in_problems(ours: tuple[Diagnostic, ...], theirs: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    extra = [(one, "a clean build does not find") for one in ours if one not in theirs]
    lost = [(one, "a clean build finds") for one in theirs if one not in ours]
    told = [Diagnostic("SG505", f"{how}: {one.code} {one.message}", one.location) for one, how in [*extra, *lost]]
    return told[:_MOST]


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
