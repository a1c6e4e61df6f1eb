"""Small sites for the examples of the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from sitegen.base.diagnostics import Diagnostic
from sitegen.cli.frames import Frames, Paint
from sitegen.project.project import Project

BASE = {
    "site.yaml": "title: Example\nbase_url: https://example.org/\n",
    "content/index.md": "---\ntitle: Home\n---\nWelcome.\n",
}
"""What every example stands on."""

_TOP = re.compile(r"(?m)^(?=[A-Za-z_]+:)")
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>\n'


def merged(settings: str, shown: str) -> str:
    """``settings`` with those top-level entries replaced that ``shown``, a part of a site.yaml, has."""
    before, after = (_entries(text) for text in (settings, shown))
    return "".join((before | after).values())


def _entries(text: str) -> dict[str, str]:
    parts = [part if part.endswith("\n") else part + "\n" for part in _TOP.split(text) if part.strip()]
    return {part.partition(":")[0]: part for part in parts}


def put(root: Path, path: str, text: str) -> None:
    """Write a file of an example; a site.yaml is taken as a part of the one that is there."""
    target = root / path
    if path == "site.yaml" and target.exists():
        text = merged(target.read_text("utf-8"), text)
    put_bytes(root, path, text.encode())


def put_bytes(root: Path, path: str, data: bytes) -> None:
    """Write a file, with its folders."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def put_stand_in(root: Path, path: str) -> None:
    """Write a file that an example only mentions: a picture, or anything else."""
    if path.endswith(".svg"):
        data = _SVG
    elif path.endswith((".jpg", ".png", ".webp")):
        from PIL import Image

        buffer = BytesIO()
        Image.new("RGB", (40, 30)).save(buffer, _FORMATS[path.rpartition(".")[2]])
        data = buffer.getvalue()
    else:
        data = b"A stand-in.\n"
    put_bytes(root, path, data)


def make(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """A site of the base and ``files`` in the folder ``root``."""
    for path, text in [*BASE.items(), *(files or {}).items()]:
        put(root, path, text)
    return root


def check(root: Path) -> tuple[Diagnostic, ...]:
    """Every problem of a site."""
    with opened(root) as project:
        return project.check()


@contextmanager
def opened(root: Path) -> Iterator[Project]:
    """The site in a folder, for a while."""
    project = Project(root, jobs=1, cache=False)
    try:
        yield project
    finally:
        project.close()


def said(project: Project, problem: Diagnostic) -> str:
    """A problem as the terminal shows it."""
    return "\n".join(Frames(project.text_of, Paint(False), 100).problem(problem))
