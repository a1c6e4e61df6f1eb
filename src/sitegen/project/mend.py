"""Mending a site: what is safe is fixed until nothing is left to fix, first in memory, then on disk."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sitegen.base.diagnostics import Diagnostic, Location, with_severities
from sitegen.base.files import write_atomic
from sitegen.editing.mending import Unfit, applied, safe_fixes
from sitegen.engine.trees import DiskTree, OverlayTree, Tree

MOST_ROUNDS = 50
"""A fix may uncover another problem; a site that is not done after so many rounds is left as it is then."""

Concerns = Callable[[Diagnostic], bool]


class Checked(Protocol):
    """What mending needs of a project."""

    root: Path

    def check(self) -> tuple[Diagnostic, ...]: ...

    def over(self, tree: Tree) -> Checked: ...

    def close(self) -> None: ...


@dataclass
class Mended:
    """What was mended: path → (bytes before, bytes after); how many problems; and the problems that are left."""

    files: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    fixed: int = 0
    problems: tuple[Diagnostic, ...] = ()

    def difference(self) -> str:
        """The changes as a unified diff."""
        return "".join(_difference(path, *both) for path, both in sorted(self.files.items()))


def mend(project: Checked, concerns: Concerns, write: bool) -> Mended:
    """Fix what is safe in the problems that concern somebody; with ``write`` the files are changed, in one go."""
    found = Mended(problems=project.check())
    first = [one for one in found.problems if concerns(one)]
    texts: dict[str, bytes | None] = {}
    before: dict[str, bytes] = {}
    if not _round(project, first, texts, before):
        return found
    trial = project.over(OverlayTree(DiskTree(project.root), texts))
    try:
        for _ in range(MOST_ROUNDS):
            found.problems = trial.check()
            if not _round(project, [one for one in found.problems if concerns(one)], texts, before):
                break
    finally:
        trial.close()
    after = {path: data for path, data in texts.items() if data is not None and data != before[path]}
    found.files = {path: (before[path], data) for path, data in after.items()}
    found.fixed = max(0, len(first) - sum(map(concerns, found.problems)))
    if write:
        found.problems = tuple(with_severities([*found.problems, *_write(project.root, found.files)], {}))
    return found


def _round(
    project: Checked, problems: list[Diagnostic], texts: dict[str, bytes | None], before: dict[str, bytes]
) -> bool:
    """Apply one round of fixes to ``texts``; returns whether any was applied."""
    changed = False
    for path, edits in safe_fixes(problems).items():
        data = texts.get(path)
        if data is None:
            data = before[path] = _bytes(project.root, path)
        try:
            made = applied(data, edits)
        except Unfit:
            continue
        if made != data:
            texts[path] = made
            changed = True
    return changed


def _bytes(root: Path, path: str) -> bytes:
    try:
        return _real(root, path).read_bytes()
    except OSError:
        return b""


def _real(root: Path, path: str) -> Path:
    """The file itself, where a link within the site leads to it."""
    full = (root / path).resolve()
    return full if full.is_relative_to(root) else root / path


def _write(root: Path, files: dict[str, tuple[bytes, bytes]]) -> list[Diagnostic]:
    """Write the files; what changed meanwhile, or cannot be written, stays and is a problem."""
    failed: list[Diagnostic] = []
    for path, (before, after) in sorted(files.items()):
        if _bytes(root, path) != before:
            failed.append(Diagnostic("SG506", f"{path} changed meanwhile, so it was not mended", Location(path)))
            continue
        try:
            write_atomic(_real(root, path), after, durable=True)
        except OSError as error:
            message = f"the file could not be written: {error.strerror or error}"
            failed.append(Diagnostic("SG503", message, Location(path)))
    return failed


def _difference(path: str, before: bytes, after: bytes) -> str:
    """Lines end as in the files, so that the diff can be applied."""
    old, new = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (before, after))
    made = difflib.unified_diff(old, new, fromfile=f"a/{path}", tofile=f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in made)
