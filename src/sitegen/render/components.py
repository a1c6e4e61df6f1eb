"""Components: layouts that are called from Markdown, with the properties that they declare."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.fields import find_reference
from sitegen.catalog.index import urls
from sitegen.catalog.links import near_path, resolve
from sitegen.catalog.settings import base_path, head_settings
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.unusable import has_own_trouble
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.markup.dates import zone_of
from sitegen.model.component import ComponentSpec
from sitegen.model.document import Hole
from sitegen.render.images import ImageView
from sitegen.render.templates import layout_file, layout_names, layout_text

FOLDER = "components/"


@query
def component_spec(db: Database, name: str) -> ComponentSpec | None:
    """What a component declares; None if there is none of that name."""
    path = db.get(layout_file, f"{FOLDER}{name}.html")
    if not path:
        return None
    from sitegen.markup.properties import parse_component  # here, because many pages use no components

    spec, problems = parse_component(layout_text(db, path) or "", path)
    for problem in problems:
        db.report(problem)
    return spec


def suggest_component(db: Database, name: str) -> str:
    """The nearest component's name as a hint."""
    names = [one.removeprefix(FOLDER).removesuffix(".html") for one in db.get(layout_names) if one.startswith(FOLDER)]
    return did_you_mean(name, names)


def component_values(
    db: Database, path: str, hole: Hole, spec: ComponentSpec
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The properties of one use as the component's template sees them: pictures and files are addresses."""
    zone = zone_of(db.get(head_settings).timezone) or UTC
    from sitegen.markup.properties import convert_properties

    values, problems = convert_properties(hole.attributes, spec, hole.at, path, zone)
    for one in spec.properties:
        value = values.get(one.name)
        if value is None:
            continue
        if one.kind == "image":
            values[one.name] = ImageView(db, path, value)
            problems += _missing(db, path, str(values[one.name]._src), image=True)
        elif one.kind == "file":
            values[one.name] = _file(db, path, str(value))
            problems += _missing(db, path, str(value), image=True)
        elif one.kind == "url":
            values[one.name] = _file(db, path, str(value))
        elif one.kind == "reference":
            found = find_reference(db, str(value))
            values[one.name] = found or ""
            problems += _no_page(db, path, str(value)) if found is None else ()
    return values, problems


def _file(db: Database, path: str, address: str) -> str:
    if _is_outside(address):
        return address
    target = resolve(db, path, address)
    return db.get(base_path) + target.url if target.url is not None and target.url.startswith("/") else address


def _missing(db: Database, path: str, address: str, image: bool) -> tuple[Diagnostic, ...]:
    if _is_outside(address):
        return ()
    target = resolve(db, path, address, image=image)
    if not target.code:
        return ()
    return (Diagnostic(target.code, target.message, Location(path), target.hint, change=target.change),)


def _no_page(db: Database, path: str, value: str) -> tuple[Diagnostic, ...]:
    if has_own_trouble(db, [CONTENT + value.strip().removeprefix("/").removeprefix(CONTENT)]):
        return ()
    near = near_path(db, CONTENT + value.removeprefix("/"), urls)
    hint = f'did you mean "{near.removeprefix(CONTENT)}"?' if near else ""
    return (Diagnostic("SG110", f'there is no page "{value}"', Location(path), hint),)


def _is_outside(address: str) -> bool:
    return address.startswith("//") or ":" in address.partition("/")[0]
