"""Small sites for tests of the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

SITE = "title: Harbour\nbase_url: https://example.org/\n"


class Result(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def make(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below ``root``; a site.yaml is added."""
    for name, text in {"site.yaml": SITE, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def page(title: str, text: str = "Hello.\n", **fields: str) -> str:
    """A page with front matter."""
    lines = "".join(f"{name}: {value}\n" for name, value in {"title": title, **fields}.items())
    return f"---\n{lines}---\n{text}"


def environment(**values: str) -> dict[str, str]:
    """The environment of a command, without what would colour or bend its output."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return {**kept, "COLUMNS": "100", **values}


def start(*words: str, **options: Any) -> subprocess.Popen[str]:
    """Start ``sitegen`` as a process of its own."""
    command = [sys.executable, "-m", "sitegen.cli", *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": environment()}
    return subprocess.Popen(command, **{**pipes, **options})  # type: ignore[call-overload,no-any-return]


def run(*words: str, cwd: Path | None = None, **values: str) -> Result:
    """Run ``sitegen`` as a process of its own, to its end."""
    with start(*words, cwd=cwd, env=environment(**values)) as process:
        out, err = process.communicate(timeout=120)
        return Result(process.returncode, out, err)


def outputs(folder: Path) -> dict[str, bytes]:
    """Every file of an output folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
