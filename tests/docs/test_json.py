"""What programs read is what the documentation says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import scratch
from code_blocks import blocks_of
from generate import FOLDER

SHOWN = [json.loads(block.text) for block in blocks_of((FOLDER / "json.md").read_text("utf-8"))]
MISTAKE = {"content/news/winter.md": "---\ntilte: Winter\n---\nText.\n"}


def shape(value: Any) -> Any:
    """Names and kinds of a value; of a list, those of its first item."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__ if value is not None else "str"


@pytest.mark.parametrize(("command", "shown"), list(zip(["check", "build", "list", "cache"], SHOWN, strict=True)))
def test_shape(command: str, shown: Any, tmp_path: Path) -> None:
    """The names and kinds of what a command prints are those of the example."""
    root = scratch.make(tmp_path, MISTAKE if command == "check" else None)
    if command == "cache":
        subprocess.run([str(Path(sys.executable).with_name("sitegen")), "build", "-C", str(root)], check=True)
        (root / ".sitegen/office.sqlite").write_bytes(b"")
    words = [str(Path(sys.executable).with_name("sitegen")), command, "--format", "json", "-C", str(root)]
    printed = json.loads(subprocess.run(words, capture_output=True, text=True, check=False).stdout)
    for value in (printed, shown):
        if command == "build":
            value["ran"] = {}
    assert shape(printed) == shape(shown)
