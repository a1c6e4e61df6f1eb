"""The text of a page under a cursor: links, pictures, anchors, titles, components."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.assist import places
from sitegen.assist.answers import Suggestion
from sitegen.assist.fields import kind_words
from sitegen.assist.values import values
from sitegen.engine.database import Database
from sitegen.model.component import ComponentSpec
from sitegen.render.components import FOLDER, component_spec
from sitegen.render.templates import layout_names

_PICTURE = re.compile(r"!\[[^\]\n]*\]\(<?([^)\s>]*)\Z")
_LINK = re.compile(r"(?:\]\(<?|^[ ]{0,3}\[[^\]\n]+\]:[ ]*<?|\b(?:href|src)=[\"']?)([^)\s>\"']*)\Z")
_TITLE = re.compile(r"\[\[([^\]|\n]*)\Z")
_COMPONENT = re.compile(r"(?:^[ >*+-]*:{2,}[ ]*|(?<![\w:]):)([A-Za-z][\w-]*)?\Z")
_PROPERTY = re.compile(r"(?:^[ >*+-]*:{2,}[ ]*|(?<![\w:]):)([A-Za-z][\w-]*)(?:\[[^\]\n]*\])?\{([^}\n]*)\Z")
_VALUE = re.compile(r"([\w-]+)=(?:\"([^\"]*)|'([^']*)|([^\s\"']*))\Z")
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})", re.MULTILINE)


def suggestions(db: Database, path: str, text: str, body: int, offset: int) -> Iterator[Suggestion]:
    """What may stand at a cursor in the text that begins at ``body``."""
    line = text[max(body, text.rfind("\n", body, offset) + 1, text.rfind("\r", body, offset) + 1) : offset]
    if len(_FENCE.findall(text, body, offset - len(line))) % 2:
        return  # code
    if found := _PICTURE.search(line):
        yield from places.files(db, path, offset - len(found[1]), offset, pictures=True)
    elif found := _LINK.search(line):
        yield from _link(db, path, found[1], offset)
    elif found := _TITLE.search(line):
        yield from places.titles(db, path, offset - len(found[1]), offset)
    elif found := _PROPERTY.search(line):
        yield from _properties(db, path, found[1], found[2], offset)
    elif found := _COMPONENT.search(line):
        yield from _components(db, offset - len(found[1] or ""), offset)


def _link(db: Database, path: str, written: str, offset: int) -> Iterator[Suggestion]:
    address, mark, fragment = written.partition("#")
    if mark:
        yield from places.anchors(db, path, address, offset - len(fragment), offset)
        return
    start = offset - len(written)
    yield from places.pages(db, path, start, offset)
    yield from places.files(db, path, start, offset, pictures=False)


def component_names(db: Database) -> list[str]:
    """Names of all components."""
    names = [name for name in db.get(layout_names) if name.startswith(FOLDER) and name.endswith(".html")]
    return [name.removeprefix(FOLDER).removesuffix(".html") for name in names]


def component_words(spec: ComponentSpec) -> str:
    """A component for people: what it is, and its properties."""
    rows = [
        f"- `{one.name}` ({kind_words(one)})" + (f": {one.help or one.label}" if one.help or one.label else "")
        for one in spec.properties
    ]
    return "\n\n".join(part for part in (f"**{spec.label}** (component)", spec.help, "\n".join(rows)) if part)


def _components(db: Database, start: int, end: int) -> Iterator[Suggestion]:
    for name in component_names(db):
        spec = db.get(component_spec, name)
        if spec is not None:
            yield Suggestion(name, name, start, end, "component", spec.label, spec.help)


def _properties(db: Database, path: str, name: str, written: str, offset: int) -> Iterator[Suggestion]:
    spec = db.get(component_spec, name)
    if spec is None:
        return
    given = _VALUE.search(written)
    if given is not None:
        start = offset - len(next((one for one in given.groups()[1:] if one), ""))
        for one in spec.properties:
            if one.name == given[1]:
                yield from values(db, path, one, start, offset)
        return
    if written.count('"') % 2:
        return
    used = set(re.findall(r"([\w-]+)=", written))
    start = offset - len(re.search(r"[\w-]*\Z", written)[0])  # type: ignore[index]
    for one in spec.properties:
        if one.name not in used:
            text = one.name if one.kind == "boolean" else f"{one.name}="
            yield Suggestion(one.name, text, start, offset, "property", kind_words(one), one.help)
