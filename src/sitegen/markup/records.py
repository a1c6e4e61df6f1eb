"""``media.yaml``: what people wrote of the files in its folder, by their names."""

from __future__ import annotations

import re

from sitegen.base.diagnostics import Change, Diagnostic
from sitegen.base.nearest import did_you_mean
from sitegen.base.text import Span
from sitegen.markup.decode import decode, too_large
from sitegen.markup.values.fields import converted
from sitegen.markup.values.reading import Reading, is_broken, is_empty, shown
from sitegen.markup.yaml import compose_map
from sitegen.model.record import Record
from sitegen.model.settings import FieldSpec
from sitegen.model.yaml import YamlList, YamlMap, YamlNode, YamlScalar

PARTS = ("alt", "focal")
"""What can be said of a file."""

_ALT = FieldSpec("alt", "text")
_SHARE = FieldSpec("focal", "number")
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%[\s,]+(\d{1,3}(?:\.\d+)?)%")
_FOCAL_HINT = "write how far from the left and from the top, as parts of one: [0.5, 0.3]"

Records = dict[str, Record]
Places = dict[str, Span]


def parse_records(data: bytes, path: str) -> tuple[Records, Places, tuple[Diagnostic, ...]]:
    """The record of each name in a ``media.yaml``, where the names stand, and every problem.

    What cannot be used of a record is left out of it.
    """
    if too_much := too_large(data, path, what="YAML"):
        return {}, {}, too_much
    text, problems = decode(data, path)
    node, more = compose_map(text, path)
    reading = Reading(path)
    records: Records = {}
    places: Places = {}
    for entry in node.entries if node is not None else ():
        records[entry.key.text] = _record(entry.value, entry.key.text, reading)
        places[entry.key.text] = entry.key.at
    return records, places, (*problems, *more, *reading.problems)


def _record(node: YamlNode, name: str, reading: Reading) -> Record:
    if is_empty(node) or is_broken(node):
        return Record()
    if not isinstance(node, YamlMap):
        hint = 'write {alt: "what it shows"}'
        reading.wrong("SG106", f'"{name}" has alt and focal; {shown(node)} is neither', node.at, hint)
        return Record()
    alt, focal = "", None
    for entry in node.entries:
        key, value = entry.key.text, entry.value
        if key == "alt":
            alt = str(converted(value, _ALT, f'"alt" of "{name}"', reading) or "")
        elif key == "focal":
            focal = _focal(value, f'the focal point of "{name}"', reading)
        else:
            hint = did_you_mean(key, PARTS) or "a file has alt and focal"
            reading.wrong("SG104", f'"{key}" is nothing that is known of a file', entry.key.at, hint)
    return Record(" ".join(alt.split()), focal)


def _focal(node: YamlNode, what: str, reading: Reading) -> tuple[float, float] | None:
    if is_empty(node) or is_broken(node):
        return None
    if not isinstance(node, YamlList) or len(node.items) != 2:
        reading.wrong(
            "SG106", f"{what} asks for two numbers, not for {shown(node)}", node.at, _FOCAL_HINT, change=_meant(node)
        )
        return None
    found = [share for item in node.items if (share := _share(item, what, reading)) is not None]
    return (found[0], found[1]) if len(found) == 2 else None


def _share(node: YamlNode, what: str, reading: Reading) -> float | None:
    value = converted(node, _SHARE, what, reading)
    if value is not None and not 0 <= value <= 1:
        reading.wrong("SG108", f"{what} has {value:g}, which is not between 0 and 1", node.at, _FOCAL_HINT)
        return None
    return float(value) if value is not None else None


def _meant(node: YamlNode) -> Change | None:
    """The list that somebody meant who wrote per cents, as the field of a page has them."""
    found = _PER_CENT.fullmatch(node.text.strip()) if isinstance(node, YamlScalar) else None
    shares = [float(one) / 100 for one in found.groups()] if found else []
    if not shares or max(shares) > 1:
        return None
    meant = f"[{shares[0]:.4g}, {shares[1]:.4g}]"
    return Change(f"Write {meant}", meant)
