"""Sites on disk for tests, and what an author does with git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.model.output import BuildReport
from sitegen.project.project import Project


@dataclass(frozen=True)
class Link:
    """In place of a file's text: a symbolic link to ``target``."""

    target: str


Content = str | bytes | Link | None
"""What a file holds; None takes it away."""


def put(root: Path, files: Mapping[str, Content]) -> None:
    """Make the files below ``root`` as they are given. Folders come with their files; what is in the way goes."""
    for path, content in files.items():
        full = root / path
        _make_way(root, full)
        if content is None:
            continue
        full.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            full.symlink_to(content.target)
        else:
            full.write_bytes(content.encode() if isinstance(content, str) else content)


def _make_way(root: Path, full: Path) -> None:
    for folder in full.relative_to(root).parents:
        place = root / folder
        if place != root and (place.is_symlink() or place.is_file()):
            place.unlink()
    if full.is_dir() and not full.is_symlink():
        shutil.rmtree(full)
    else:
        full.unlink(missing_ok=True)


def files_in(folder: Path) -> dict[str, bytes]:
    """path → bytes of every file in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@dataclass
class Site:
    """A site on disk. ``report`` is that of its last build."""

    root: Path
    options: dict[str, Any] = field(default_factory=dict)
    report: BuildReport | None = None

    def write(self, files: Mapping[str, Content]) -> None:
        """Change files; None takes one away."""
        put(self.root, files)

    def build(self, **options: Any) -> BuildReport:
        """Build into ``public/``, in a new Project as the command does; what can be built is, errors or not."""
        project = Project(self.root, **{"jobs": 1, **self.options, **options})
        try:
            self.report = project.build(Path("public"), keep_going=True)
        finally:
            project.close()
        return self.report

    def ran(self, files: Mapping[str, Content], **options: Any) -> dict[str, int]:
        """query → how often it ran in a build after ``files`` were changed."""
        self.write(files)
        return self.build(**options).ran

    def output(self, path: str) -> str:
        """The text of an output, as the last build left it."""
        return (self.root / "public" / path).read_text("utf-8")

    @property
    def outputs(self) -> list[str]:
        """Paths of all outputs."""
        return sorted(path for path in files_in(self.root / "public") if path != ".sitegen-manifest")

    @property
    def problems(self) -> list[str]:
        """``code path:line message`` of the last build's problems."""
        assert self.report is not None
        found = ((one.code, one.location, one.message) for one in self.report.problems)
        return [f"{code} {place.path}:{place.line} {message}" for code, place, message in found]


_AUTHOR = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in
       (("NAME", "Author"), ("EMAIL", "author@example.org"))},
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    """Run git as an author would."""
    done = subprocess.run(["git", *arguments], cwd=folder, env=_AUTHOR, capture_output=True, check=True)
    return os.fsdecode(done.stdout).strip()
