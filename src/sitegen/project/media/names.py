"""Names for files that come from elsewhere: safe on every disk and in every address, and like no other beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from sitegen.base.paths import is_source
from sitegen.render.pictures.kinds import Kind

FOLDERS = ("content", "static")
"""Where files may lie that are published as they are."""

_MOST_BYTES = 120
# What addresses, shells, other systems or Markdown take for something else; and dots: some servers run a.php.jpg.
_UNSAFE = re.compile(r"[\s\x00-\x1f\"#$%&'()*+,./:;<=>?@\[\\\]^`{|}~!_\-\u2010-\u2015]+")
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d|thumbs|desktop|index")


def safe_name(given: str, kind: Kind) -> str:
    """``given`` as the name of a file of a kind. Letters of every script stay; folders and signs go."""
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    stem, dot, end = last.rpartition(".")
    ending = f".{end.lower()}"
    if not dot or ending not in kind.endings:
        stem = stem if stem and re.fullmatch(r"\w{1,5}", end) else last
        ending = kind.endings[0]
    return (_stem(stem) or "file") + ending


def _stem(text: str) -> str:
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    seen = "".join(char for char in whole if char.isspace() or not unicodedata.category(char).startswith("C"))
    made = _UNSAFE.sub("-", seen).strip("-")
    if _RESERVED.fullmatch(made):
        made = f"{made}-file"
    return made.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip("-")


def free_name(name: str, taken: Collection[str]) -> str:
    """``name``, or with ``-2``, ``-3`` … if there is one that differs from it in the case of letters at most."""
    known = {_same(one) for one in taken}
    stem, ending = name.rpartition(".")[::2]
    number, made = 2, name
    while _same(made) in known:
        made = f"{stem}-{number}.{ending}"
        number += 1
    return made


def _same(name: str) -> str:
    """Alike for names that some disk takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_place(folder: str) -> bool:
    """True for a folder that files may be put into: content/, static/, or a folder in one of them."""
    parts = folder.split("/")
    if parts[0] not in FOLDERS or any(part != part.strip(" .") or part.startswith(".") for part in parts):
        return False
    if any(unicodedata.category(char).startswith("C") or char in '\\<>:"|?*' for char in folder):
        return False
    return all(parts) and is_source(f"{folder}/a.jpg")
