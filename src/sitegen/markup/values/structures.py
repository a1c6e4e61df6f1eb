"""Values with parts: lists, groups, images with their words, places, menus."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sitegen.base.text import Span
from sitegen.markup.values import scalars
from sitegen.markup.values.guessing import guess
from sitegen.markup.values.reading import Reading, is_broken, is_empty, shown
from sitegen.model.settings import FieldSpec
from sitegen.model.yaml import YamlList, YamlMap, YamlNode, YamlScalar

Convert = Callable[[YamlNode, FieldSpec, str, Reading], Any]

_TEXT = FieldSpec("", "text")
_LATITUDE = FieldSpec("lat", "number", min=-90, max=90)
_LONGITUDE = FieldSpec("lon", "number", min=-180, max=180)
_PLACE = re.compile(r"\s*([-+]?[0-9.]+)\s*[,;]\s*([-+]?[0-9.]+)\s*")


def listed(node: YamlNode, spec: FieldSpec, what: str, reading: Reading, convert: Convert) -> list[Any]:
    """The items of a list; one value alone is a problem, but is used as the only item."""
    one = spec.of or _TEXT
    if not isinstance(node, YamlList):
        hint = f"write [{node.text}]" if isinstance(node, YamlScalar) and len(node.text) <= 60 else "write a list"
        reading.wrong("SG106", f"{what} asks for a list, not for {shown(node)}", node.at, hint)
        return [] if not isinstance(node, YamlScalar) else _items((node,), one, what, reading, convert)
    values = _items(node.items, one, what, reading, convert)
    _check_count(len(node.items), spec, what, node.at, reading)
    return values


def _items(nodes: tuple[YamlNode, ...], one: FieldSpec, what: str, reading: Reading, convert: Convert) -> list[Any]:
    values = []
    for node in nodes:
        if is_empty(node):
            reading.wrong("SG106", f"an item of {what} is empty", node.at, "write the item, or remove it")
        elif (value := convert(node, one, f"an item of {what}", reading)) is not None:
            values.append(value)
    return values


def _check_count(count: int, spec: FieldSpec, what: str, at: Span, reading: Reading) -> None:
    if spec.max is not None and count > spec.max:
        reading.wrong("SG108", f"{what} has {count} items; at most {spec.max:g} are allowed", at)
    elif spec.min is not None and count < spec.min:
        reading.wrong("SG108", f"{what} has {count} items; at least {spec.min:g} are asked for", at)


_SHARE = r"(?:100|[0-9]{1,2}(?:\.[0-9]{1,4})?)%"
FOCAL_FORM = rf"{_SHARE} {_SHARE}"
"""The point of a picture that stays in view when it is cropped, from the left and from the top: ``61% 58%``."""


def image(node: YamlNode, spec: FieldSpec, what: str, reading: Reading) -> str | dict[str, str] | None:
    """The path of an image; or, of ``{src: …, alt: …, focal: 61% 58%}``, what is said of it."""
    if isinstance(node, YamlMap):
        return _image_group(node, spec, what, reading)
    if not isinstance(node, YamlScalar):
        reading.wrong(
            "SG106", f"{what} asks for an image, not for {shown(node)}", node.at, "write the path of one image"
        )
        return None
    value = scalars.path(node, spec, what, reading)
    if value and spec.alt == "required":
        _no_words(what, value, node.at, reading)
    return value


def _image_group(node: YamlMap, spec: FieldSpec, what: str, reading: Reading) -> dict[str, str] | None:
    parts: dict[str, str] = {}
    for entry in node.entries:
        if entry.key.text not in ("src", "alt", "focal") or not isinstance(entry.value, YamlScalar):
            reading.wrong("SG106", f'{what} has src, alt and focal, not "{entry.key.text}"', entry.key.at)
        elif entry.key.text == "focal" and not _is_point(entry.value):
            message = f"the focal point of {what} cannot be {shown(entry.value)}"
            reading.wrong("SG106", message, entry.value.at, "write how far from the left and the top: 61% 58%")
        elif not is_broken(entry.value) and not is_empty(entry.value):
            parts[entry.key.text] = entry.value.text.strip()
    if "src" not in parts:
        reading.wrong(
            "SG105", f"{what} does not say which image", node.at, 'write {src: "image.jpg", alt: "what it shows"}'
        )
        return None
    if spec.alt == "required" and node.get("alt") is None:
        _no_words(what, parts["src"], node.at, reading)
    return {"src": parts["src"], "alt": parts.get("alt", "")} | ({"focal": parts["focal"]} if "focal" in parts else {})


def _is_point(node: YamlScalar) -> bool:
    return is_empty(node) or is_broken(node) or re.fullmatch(FOCAL_FORM, node.text) is not None


def _no_words(what: str, path: str, at: Span, reading: Reading) -> None:
    hint = f'write {{src: "{path}", alt: "what it shows"}}'
    reading.wrong("SG204", f"{what} asks for words that say what the image shows", at, hint)


def place(node: YamlNode, spec: FieldSpec, what: str, reading: Reading) -> dict[str, Any] | None:
    """A place of ``{lat, lon, label}``, from such a group, ``60.17, 24.94`` or ``[60.17, 24.94]``."""
    parts = _place_parts(node)
    if parts is None:
        hint = "write {lat: 60.17, lon: 24.94}"
        reading.wrong("SG106", f"{what} asks for a place, not for {shown(node)}", node.at, hint)
        return None
    lat = scalars.number(parts[0], _LATITUDE, f"the latitude of {what}", reading)
    lon = scalars.number(parts[1], _LONGITUDE, f"the longitude of {what}", reading)
    if lat is None or lon is None:
        return None
    return {"lat": lat, "lon": lon, "label": parts[2].text if parts[2] is not None else ""}


def _place_parts(node: YamlNode) -> tuple[YamlScalar, YamlScalar, YamlScalar | None] | None:
    label: YamlNode | None = None
    if isinstance(node, YamlScalar):
        found = _PLACE.fullmatch(node.text)
        if found is None:
            return None
        return YamlScalar(found[1], "", node.at), YamlScalar(found[2], "", node.at), None
    if isinstance(node, YamlMap):
        if {entry.key.text for entry in node.entries} - {"lat", "lon", "label"}:
            return None
        lat, lon, label = node.get("lat"), node.get("lon"), node.get("label")
    else:
        lat, lon = node.items if len(node.items) == 2 else (None, None)
    if not isinstance(lat, YamlScalar) or not isinstance(lon, YamlScalar):
        return None
    return lat, lon, label if isinstance(label, YamlScalar) else None


def menu(node: YamlNode, spec: FieldSpec, what: str, reading: Reading) -> tuple[tuple[str, str, float], ...]:
    """The menus that a page asks to be in: (menu, label, order); the label is empty for the page's own title."""
    if isinstance(node, YamlScalar):
        return ((node.text, "", 0.0),)
    if isinstance(node, YamlMap):
        return tuple([_menu_entry(e.key.text, e.value, what, reading) for e in node.entries])
    made = []
    for item in node.items:
        if isinstance(item, YamlScalar) and not is_empty(item):
            made.append((item.text, "", 0.0))
        elif not is_broken(item):
            reading.wrong("SG106", f"an item of {what} has to be the name of a menu", item.at)
    return tuple(made)


def _menu_entry(name: str, node: YamlNode, what: str, reading: Reading) -> tuple[str, str, float]:
    if is_empty(node) or is_broken(node):
        return (name, "", 0.0)
    if not isinstance(node, YamlMap):
        reading.wrong(
            "SG106", f'"{name}" of {what} has label and order', node.at, f"write {name}: {{label: …, order: 1}}"
        )
        return (name, "", 0.0)
    label, order = "", 0.0
    for entry in node.entries:
        key, value = entry.key.text, entry.value
        if key == "label" and isinstance(value, YamlScalar):
            label = value.text
        elif key == "order" and isinstance(value, YamlScalar):
            order = float(scalars.number(value, _TEXT, f"the order of {what}", reading) or 0)
        else:
            reading.wrong("SG104", f'"{name}" of {what} has label and order, not "{key}"', entry.key.at)
    return (name, label, order)


def anything(node: YamlNode, spec: FieldSpec, what: str, reading: Reading) -> Any:
    """What an undeclared value seems to be."""
    return guess(node, reading.zone)
