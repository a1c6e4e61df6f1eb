"""What sitegen wrote into an output folder, kept in the folder itself: only that may be replaced or removed."""

from __future__ import annotations

from pathlib import Path

NAME = ".sitegen-manifest"
_HEAD = "sitegen manifest 1\n"
_SPACE, _PATH = 32, 33
"""Where in a line the space stands after the fingerprint, and where the path begins."""


def read_manifest(folder: Path) -> dict[str, str] | None:
    """output → fingerprint in hexadecimal digits. None if the folder has no manifest that can be read."""
    try:
        text = (folder / NAME).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if not text.startswith(_HEAD):
        return None
    lines = text[len(_HEAD) :].split("\n")
    return {line[_PATH:]: line[:_SPACE] for line in lines if line.find(" ") == _SPACE and len(line) > _PATH}


def write_manifest(folder: Path, outputs: dict[str, str], staging: Path) -> None:
    """Keep what was written. It is put aside first, so that a killed build leaves no half of it among the outputs."""
    lines = [f"{fingerprint} {path}\n" for path, fingerprint in sorted(outputs.items())]
    staging.mkdir(parents=True, exist_ok=True)
    (staging / NAME).write_bytes((_HEAD + "".join(lines)).encode())
    (staging / NAME).replace(folder / NAME)
