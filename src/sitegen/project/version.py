"""What memos depend on beside their keys: this program, its libraries, Python."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import sitegen
from sitegen.base.files import write_atomic

_LIBRARIES = (
    "anyascii",
    "babel",
    "fontpkg_noto_sans",
    "fontpkg_noto_sans_arabic",
    "cbor2",
    "jinja2",
    "latex2mathml",
    "lightningcss",
    "markdown_it_py",
    "mdit_py_plugins",
    "nh3",
    "pagefind",
    "pagefind_bin",
    "pagefind_bin_extended",
    "pillow",
    "py_svg_hush",
    "pygments",
    "pyyaml",
    "tzdata",
)


def program_version(memory: Path | None = None) -> str:
    """A text that differs whenever the program could give other results, and is the same wherever the program is.

    Of the program's own files the contents count. To read them all would cost more than a build that changes nothing,
    so what they came to is kept in the file ``memory``, under their sizes and times. For the libraries stand the names
    of the folders that installers leave.
    """
    digest = hashlib.sha256()
    digest.update(_own(memory).encode())
    for name in sorted(_libraries()):
        digest.update(f"{name};".encode())
    return f"{sitegen.__version__} {sys.version} {digest.hexdigest()}"


@lru_cache(maxsize=8)
def _own(memory: Path | None) -> str:
    """The digest of the program's own files, by their contents."""
    top = os.path.dirname(sitegen.__file__)
    files = _own_files(top)
    looks = hashlib.sha256("".join(f"{path} {size} {time};" for path, size, time in files).encode()).hexdigest()
    if memory is not None and (known := _remembered(memory, looks)) is not None:
        return known
    found = hashlib.sha256()
    for path, size, _ in files:
        found.update(f"{os.path.relpath(path, top)} {size};".encode())
        found.update(Path(path).read_bytes())
    if memory is not None:
        with suppress(OSError):  # then they are read again
            write_atomic(memory, f"{looks} {found.hexdigest()}\n".encode())
    return found.hexdigest()


def _remembered(memory: Path, looks: str) -> str | None:
    """What was found the last time that the files looked so; None if nobody knows."""
    try:
        parts = memory.read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        return None
    return parts[1] if len(parts) == 2 and parts[0] == looks and len(parts[1]) == 64 else None


def _own_files(folder: str) -> list[tuple[str, int, int]]:
    """(path, size, time of change in ns) of every module."""
    found: list[tuple[str, int, int]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "theme", "starters"):
                    found += _own_files(entry.path)
            elif entry.name.endswith(".py"):
                info = entry.stat()
                found.append((entry.path, info.st_size, info.st_mtime_ns))
    return sorted(found)


def _libraries() -> set[str]:
    """``jinja2-3.1.6`` and so on, of every place where Python looks."""
    found: set[str] = set()
    for place in sys.path:
        if not place.endswith("-packages"):
            continue
        try:
            names = os.listdir(place)
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                library, _, version = name.removesuffix(".dist-info").partition("-")
                if library.lower().replace(".", "_") in _LIBRARIES:
                    found.add(f"{library.lower()}-{version}")
    return found
