"""What memos depend on beside their keys: this program, its libraries, Python."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache

import sitegen

_LIBRARIES = (
    "anyascii",
    "babel",
    "fontpkg_noto_sans",
    "fontpkg_noto_sans_arabic",
    "cbor2",
    "jinja2",
    "markdown_it_py",
    "mdit_py_plugins",
    "nh3",
    "pagefind",
    "pagefind_bin",
    "pagefind_bin_extended",
    "pillow",
    "pygments",
    "pyyaml",
    "tzdata",
)


@lru_cache(maxsize=1)
def program_version() -> str:
    """A text that differs whenever the program could give other results.

    Sizes and times of the program's own files stand for their contents, and the names of the folders that
    installers leave for the libraries' versions: reading either would cost more than a build that changes nothing.
    """
    digest = hashlib.sha256()
    for mark in _own_files(os.path.dirname(sitegen.__file__)):
        digest.update(mark.encode())
    for name in sorted(_libraries()):
        digest.update(f"{name};".encode())
    return f"{sitegen.__version__} {sys.version} {digest.hexdigest()}"


def _own_files(folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "theme", "starters"):
                    found += _own_files(entry.path)
            elif entry.name.endswith(".py"):
                info = entry.stat()
                found.append(f"{entry.path} {info.st_size} {info.st_mtime_ns};")
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
