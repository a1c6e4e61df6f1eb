"""The records of files (``media.yaml``) as they follow their files: every byte of the other records stays.

Nobody trusts a text that was put together: each is read back, and has to say what it should.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.editing import notation
from sitegen.editing.entries import Node, entries
from sitegen.editing.fields import FieldEdit, with_values
from sitegen.editing.held import Value
from sitegen.editing.mending import Unfit
from sitegen.markup.records import parse_records
from sitegen.model.record import NOTHING, Record

_MARK = "\ufeff"
_ENDS = re.compile(r"\r\n|\r|\n")
_AFTER = re.compile(r"(?:(?<=[\r\n])[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z))+\Z")
"""Blank lines and comments at the end of an entry: they belong to what follows."""


def with_record(data: bytes, name: str, record: Record) -> bytes | Unfit:
    """The file with this record of ``name``; with an empty one, without any."""
    known = parse_records(data, "")[0].get(name)
    if record == NOTHING:
        return without_record(data, name) if known is not None else data
    old, edits = known or NOTHING, []
    for part, was, now in (("alt", old.alt, record.alt), ("focal", old.focal, record.focal)):
        if now != was:
            value: Value = list(now) if isinstance(now, tuple) else now
            edits.append(FieldEdit((name, part), value, remove=not now))
    return with_values(data, edits, exact=True)


def without_record(data: bytes, name: str) -> bytes | Unfit:
    """The file without the record of ``name``."""
    return with_values(data, [FieldEdit((name,), remove=True)])


def renamed(data: bytes, old: str, new: str) -> bytes | Unfit:
    """The file with the record of ``old`` under the name ``new``, in its place."""
    try:
        text, key, _ = _found(data, old)
        made = (text[: key.start] + notation.key(new) + text[key.end :]).encode()
    except Unfit as unfit:
        return unfit
    wanted = {new if name == old else name: record for name, record in parse_records(data, "")[0].items()}
    return made if _says(made, wanted) else Unfit("the record cannot get another name")


def taken_over(data: bytes, name: str, source: bytes, old: str) -> bytes | Unfit:
    """The file with the record that another file has of ``old``, as it is written there, under ``name``."""
    record = parse_records(source, "")[0].get(old, NOTHING)
    wanted = parse_records(data, "")[0] | {name: record}
    try:
        made = _appended(data.decode(), name, _written(source, old)).encode()
    except (Unfit, UnicodeDecodeError):
        made = b""
    return made if made and _says(made, wanted) else with_record(data, name, record)


def _says(data: bytes, wanted: Mapping[str, Record]) -> bool:
    records, _, problems = parse_records(data, "")
    return records == wanted and not any(one.code in ("SG101", "SG103", "SG113") for one in problems)


def _found(data: bytes, name: str) -> tuple[str, Node, int]:
    """The text, and where the name stands in it: as a node, and as which of all names."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Unfit("the file is not UTF-8") from error
    mark = _MARK if text.startswith(_MARK) else ""
    root = entries(text.removeprefix(mark))
    names = [key.text for key in root.keys] if root is not None else []
    if root is None or names.count(name) != 1 or mark:
        raise Unfit("the record does not stand there once")
    return text, root.keys[names.index(name)], names.index(name)


def _written(source: bytes, name: str) -> str:
    """What stands behind a name, with the colon: up to the next one, or the end."""
    text, key, at = _found(source, name)
    root = entries(text)
    if root is None or root.flow:
        raise Unfit("the records stand between braces")
    end = root.keys[at + 1].start if at + 1 < len(root.keys) else len(text)
    return _AFTER.sub("", text[key.end : end])


def _appended(text: str, name: str, written: str) -> str:
    ends = _ENDS.search(text)
    newline = ends[0] if ends else "\n"
    before = text if not text or text.endswith(("\n", "\r")) else text + newline
    return before + notation.key(name) + _ENDS.sub(newline, written.rstrip("\r\n")) + newline
