"""Pages made from the rows of a data file (a type with ``from:``)."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.addresses import fill_pattern, output_of, slugify
from sitegen.catalog.data import data_rows
from sitegen.catalog.heads import placeholders
from sitegen.catalog.settings import head_settings
from sitegen.engine.database import Database
from sitegen.engine.inputs import exists
from sitegen.engine.query import query
from sitegen.markup.builtin_fields import BUILTIN_NAMES
from sitegen.markup.dates import zone_of
from sitegen.model.page import PageHead
from sitegen.model.settings import ContentType


@query(table=True)
def row_heads(db: Database) -> dict[str, PageHead]:
    """A head for every row of every type's data file, by ``data/products.csv#slug``."""
    found: dict[str, PageHead] = {}
    zone = zone_of(db.get(head_settings).timezone) or UTC
    for content_type in db.get(head_settings).types:
        if content_type.source is None:
            continue
        if not db.get(exists, content_type.source):
            message = f'the type "{content_type.name}" is made from {content_type.source}, which is not there'
            db.report(Diagnostic("SG110", message, content_type.at))
            continue
        for values, place in data_rows(db, content_type, zone):
            head = _row_head(db, content_type, values, place)
            if head.path in found:
                message = f"two rows of {content_type.source} have the same address, {head.url}"
                db.report(Diagnostic("SG305", message, place))
                continue
            found[head.path] = head
    return found


def _row_head(db: Database, content_type: ContentType, values: dict[str, Any], place: Location) -> PageHead:
    settings = db.get(head_settings)
    source = content_type.source or ""
    title = str(values.get("title") or values.get("name") or f"Row {place.line}")
    slug = str(values.get("slug") or slugify(title))
    pattern = content_type.permalink or f"/{content_type.name}/{{slug}}/"
    url = fill_pattern(
        pattern, placeholders(f"{content_type.name}/{slug}.md", slug, {**values, "title": title}, content_type)
    )
    path = f"{source}#{slug}"
    terms = {
        one.name: tuple(str(term) for term in values[one.name] if term)
        for one in settings.taxonomies
        if isinstance(values.get(one.name), list) and values[one.name]
    }
    return PageHead(
        path=path,
        url=url,
        output=output_of(url),
        kind="row",
        title=title,
        language=settings.language,
        key=path,
        folder="content/",
        slug=slug,
        date=values.get("date"),
        description=str(values.get("description") or ""),
        type=content_type.name,
        layout=content_type.layout,
        order=values.get("order"),
        search=values.get("search") is not False,
        terms=terms,
        fields={name: value for name, value in values.items() if name not in BUILTIN_NAMES},
    )
