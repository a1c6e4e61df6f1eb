"""What sitegen wrote into an output folder, kept in the folder itself: only that may be replaced or removed."""

from __future__ import annotations

from pathlib import Path

NAME = ".sitegen-manifest"
_HEAD = "sitegen manifest 1\n"


def read_manifest(folder: Path) -> dict[str, str] | None:
    """output → fingerprint in hexadecimal digits. None if the folder has no manifest that can be read."""
    try:
        text = (folder / NAME).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if not text.startswith(_HEAD):
        return None
    found = {}
    for line in text[len(_HEAD) :].split("\n"):
        fingerprint, _, path = line.partition(" ")
        if len(fingerprint) == 32 and path:
            found[path] = fingerprint
    return found


def write_manifest(folder: Path, outputs: dict[str, str], staging: Path) -> None:
    """Keep what was written. It is put aside first, so that a killed build leaves no half of it among the outputs."""
    lines = [f"{fingerprint} {path}\n" for path, fingerprint in sorted(outputs.items())]
    staging.mkdir(parents=True, exist_ok=True)
    (staging / NAME).write_bytes((_HEAD + "".join(lines)).encode())
    (staging / NAME).replace(folder / NAME)
