"""Which paths are sources, and which stay where they belong.

Paths of sources and outputs are texts with ``/`` between the parts, relative to the site's folder or the output
folder. What every tree must agree on (which files are listed, why a listed file cannot be used, where a link leads)
stands here once, so that disk and commit give the same answer.
"""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

SOURCE_FILES = ("site.yaml",)
"""Sources in the site's folder itself."""

SOURCE_FOLDERS = ("content", "data", "layouts", "static")
"""Folders that hold sources."""

UNREADABLE = b"!unreadable"
"""Listed instead of a fingerprint: there is nothing to read (rights, a link to nothing or in a circle)."""

OUTSIDE = b"!outside"
"""Listed instead of a fingerprint: a link that leaves the site, or leads to a hidden file of it."""

FOLDER = b"!folder"
"""Listed instead of a fingerprint: a link to a folder that it lies in, or one met while following another.

Without this rule a few links could go round in circles, or multiply one file a million times.
"""

NAME = b"!name"
"""Listed instead of a fingerprint: the name is not Unicode, or has a backslash."""

# Never a source, not even below static/: what belongs to version control, to the system, or to sitegen itself.
_NEVER = frozenset(
    {"", ".", "..", ".git", ".gitattributes", ".gitignore", ".gitkeep", ".gitmodules", ".hg", ".svn", ".sitegen"}
    | {".ds_store", "thumbs.db", "desktop.ini"}
)
# Files that editors and systems leave beside the real one: backups, swap files, locks, half-written files.
_BY_PRODUCT_ENDS = ("~", ".swp", ".swo", ".swx", ".tmp")
_BY_PRODUCT_STARTS = ("._", ".#", "~$")

_DRIVE = re.compile(r"[A-Za-z]:")
_MOST_LINKS = 40  # what Linux allows
_LONGEST_PART = 255
_LONGEST_PATH = 4000
_LONGEST_WRITTEN = 1000
_DEEPEST_WRITTEN = 50


class OutsidePath(ValueError):
    """A path that would leave the folder it was meant for."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path!r} leads out of its folder")
        self.path = path


def is_source(path: str) -> bool:
    """True if the file at ``path`` (from the site's folder) is a source; for a folder: if it may hold sources.

    Sources are ``site.yaml`` and all files below the source folders. Hidden names (a part that starts with a dot)
    are left out, except below ``static/``, where ``.well-known/`` and ``.htaccess`` are meant for the public.
    Left out everywhere: version control's own files, the system's, and what editors leave beside a file. Every
    part of the path is held to this, so a walk may stop at a folder that is no source.
    """
    if path in SOURCE_FILES:
        return True
    top, *parts = path.split("/")
    return top in SOURCE_FOLDERS and bool(parts) and not any(is_left_out(top, part) for part in parts)


def is_left_out(top: str, part: str) -> bool:
    """True if ``part`` of a path in the source folder ``top`` is hidden, or never a source. Asked for every file."""
    if part[:1] == "." and top != "static":
        return True
    folded = part.casefold()
    if folded in _NEVER or folded.endswith(_BY_PRODUCT_ENDS) or folded.startswith(_BY_PRODUCT_STARTS):
        return True
    return part[0] == part[-1] == "#" and len(part) > 1


def may_be_written(path: str) -> bool:
    """True if somebody may make or change the file at ``path`` by its name alone: a source that can lie on any disk.

    Everything from outside is held to this before anything is done with it.
    """
    if not is_source(path) or name_trouble(path) is not None:
        return False
    parts = path.split("/")
    if len(path.encode()) > _LONGEST_WRITTEN or len(parts) > _DEEPEST_WRITTEN:
        return False
    controls = any(unicodedata.category(char) == "Cc" for char in path)
    return not controls and all(len(part.encode()) <= _LONGEST_PART for part in parts)


def name_trouble(path: str) -> bytes | None:
    """:data:`NAME` if a source of that path cannot be used because of its name, else None.

    A backslash separates folders on other systems and in browsers' addresses, so it would not be the same file
    everywhere.
    """
    return NAME if "\\" in path or not (path.isascii() or _is_unicode(path)) else None


def listed_name(path: str) -> str:
    """``path`` as listings have it: bytes that are not UTF-8 written out, so that it can be shown and stored."""
    return path.encode("utf-8", "backslashreplace").decode()


def may_be_linked(path: str) -> bool:
    """True if a link among the sources may lead to ``path``: a source, or a file of the site that is not hidden.

    Without this rule, a link to ``../.git/config`` or ``../.sitegen/`` would publish what is secret.
    """
    return is_source(path) or not any(part.startswith(".") for part in path.split("/"))


def follow(path: str, target_of: Callable[[str], str | None]) -> str:
    """Where ``path`` leads when links are followed within the site.

    ``target_of(path)`` is what the link at ``path`` says, or None for what is not a link. Raises
    :class:`OutsidePath` if the way leaves the site (an absolute target always does: it holds for one machine
    only), and OSError if it goes round in circles. Whether there is a file at the end is not looked at.
    """
    done: list[str] = []
    todo = path.split("/")[::-1]
    links = 0
    while todo:
        part = todo.pop()
        if part == ".." and not done:
            raise OutsidePath(path)
        if part == "..":
            done.pop()
        elif part not in ("", "."):
            done.append(part)
            target = target_of("/".join(done))
            if target is None:
                continue
            links += 1
            if links > _MOST_LINKS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
            if target.startswith("/"):
                raise OutsidePath(path)
            done.pop()
            todo.extend(target.split("/")[::-1])
    return "/".join(done)


def confine(root: Path, relative: str) -> Path:
    """``root / relative``, if that lies below ``root`` once links are followed; else raises :class:`OutsidePath`.

    ``relative`` must be plain: parts between single slashes, none of them ``.`` or ``..``; no NUL, no backslash,
    no drive. The path need not exist. It is returned as written, links not replaced.
    """
    if not _is_plain(relative):
        raise OutsidePath(relative)
    path = root / relative
    real_root = os.path.realpath(root).rstrip(os.sep) + os.sep
    if not os.path.realpath(path).startswith(real_root):
        raise OutsidePath(relative)
    return path


def is_safe_output(path: str) -> str | None:
    """Why an output cannot have this path, in words that follow "the path …"; None if it can.

    Names that Windows reserves (``con``, ``a:b``) are allowed: they are good addresses, and sites are served from
    elsewhere. A backslash is not: browsers take it for a slash.
    """
    if not path:
        return "is empty"
    if path.startswith("/"):
        return "starts with a slash"
    if not _is_unicode(path):
        return "is not Unicode text"
    if len(path.encode()) > _LONGEST_PATH:
        return f"is longer than {_LONGEST_PATH} bytes"
    if "\\" in path:
        return "has a backslash"
    if not path.isprintable() and any(unicodedata.category(char) == "Cc" for char in path):
        return "has a control character"
    return next(filter(None, map(_part_trouble, path.split("/"))), None)


def _part_trouble(part: str) -> str | None:
    if not part:
        return "has an empty part"
    if part in (".", ".."):
        return f'has the part "{part}"'
    if len(part.encode()) > _LONGEST_PART:
        return f"has a part longer than {_LONGEST_PART} bytes"
    return None


def _is_plain(relative: str) -> bool:
    if "\0" in relative or "\\" in relative or _DRIVE.match(relative):
        return False
    if not all(part not in ("", ".", "..") for part in relative.split("/")):
        return False
    return _is_encodable(relative)


def _is_encodable(path: str) -> bool:
    """True if the system can have a file of that name; bytes that are not UTF-8 come as lone surrogates."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _is_unicode(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
