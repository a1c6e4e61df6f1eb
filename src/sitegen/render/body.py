"""A page's text as HTML: the document's segments with the holes filled by what the site knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import Any, TypeVar

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.index import head_of
from sitegen.catalog.links import Target, resolve, resolve_title
from sitegen.catalog.recorded import record_of
from sitegen.catalog.settings import base_path, image_options, markdown_options
from sitegen.catalog.sources import document
from sitegen.engine.database import Database
from sitegen.engine.query import Query, query
from sitegen.markup.markdown import image_tag, join, parse_body
from sitegen.model.document import Hole
from sitegen.model.page import PageBody
from sitegen.model.settings import MarkdownOptions
from sitegen.render.components import component_spec, component_values, suggest_component
from sitegen.render.images import source_of
from sitegen.render.pictures import tags
from sitegen.render.pictures.drawings import drawing, with_words
from sitegen.render.pictures.facts import image_size
from sitegen.render.pictures.variants import picture
from sitegen.render.running import guarded, render_component
from sitegen.render.views import Views

T = TypeVar("T")

_HEADING = 20
"""Characters of a heading in HTML besides its words."""

_INLINE = "inline"
"""The class of a drawing that is to be part of the page."""


@query(lazy=True, cached=False)
def page_body(db: Database, path: str) -> PageBody:
    """The rendered text of a page in content/."""
    return _rendered(db, path)


@query(lazy=True, keep=False)
def body_size(db: Database, path: str) -> int:
    """How many characters that text has, and the same problems: what a check asks for, which needs no HTML to be kept.

    Headings and the beginning count twice, because a layout may show them besides; also where a component does not. -1
    for a text that cannot be written to a file.
    """
    content = _rendered(db, path).content
    try:
        content.encode()
    except UnicodeEncodeError:
        return -1
    parsed = db.get(document, path)
    headings = sum(_HEADING + len(one.text) + len(one.id) for one in parsed.headings)
    return len(content) + headings + len(parsed.summary)


def _rendered(db: Database, path: str) -> PageBody:
    parsed = db.get(document, path)
    head = head_of(db, path)
    filling = _Filling(db, path, db.get(markdown_options))
    opening = filling.fill(parsed.segments[: parsed.lead])
    rest = filling.fill(parsed.segments[parsed.lead :])
    repeats = bool(parsed.lead) and head is not None and _same(parsed.title, head.title)
    return PageBody(opening + rest, len(opening) if repeats else 0)


def _same(heading: str | None, title: str) -> bool:
    return heading is not None and " ".join(heading.split()).casefold() == " ".join(title.split()).casefold()


@query(lazy=True, keep=False, cached=False)
def fragment(db: Database, path: str, text: str) -> str:
    """A field in Markdown, of the page ``path``, as HTML."""
    head = head_of(db, path)
    options = db.get(markdown_options)
    body = parse_body(text, 0, options, head.language if head is not None else "en")
    return _Filling(db, path, options, inside=False).fill(body.segments)


def views_of(db: Database) -> Views:
    """The views over a database, with texts rendered here."""
    made: Views | None = db.kept.get("views")
    if made is None:
        made = db.kept["views"] = Views(
            db, lambda path: _text(db, page_body, path), lambda path, text: _text(db, fragment, path, text)
        )
    return made


def _text(db: Database, wanted: Query[T], *arguments: str) -> T:
    """A text for a layout; for a component none: the text may be the one that it stands in, or one that shows that."""
    if any(db.is_running(one.name) for one in (page_body, body_size, fragment)):
        raise TemplateRuntimeError("a component stands in a text, so it cannot show the text of a page")
    return db.get(wanted, *arguments)


class _Filling:
    """Fills the holes of one text. ``inside`` is False for a text whose places are not those of the file."""

    def __init__(self, db: Database, path: str, options: MarkdownOptions, inside: bool = True) -> None:
        self._db = db
        self._path = path
        self._full = options.flavour == "full"
        self._inside = inside
        self._base = db.get(base_path)

    def fill(self, segments: Iterable[str | Hole]) -> str:
        return join(segments, self._hole)

    def _hole(self, hole: Hole) -> str:
        return _FILLERS[hole.kind](self, hole)

    def _report(self, hole: Hole, target: Target) -> None:
        if target.code:
            found = Diagnostic(target.code, target.message, Location(self._path), target.hint, change=target.change)
            self._problem(hole, found)

    def _problem(self, hole: Hole, problem: Diagnostic) -> None:
        place = Location(self._path, *hole.at) if self._inside else Location(self._path)
        self._db.report(replace(problem, location=place))

    def _address(self, target: Target, fallback: str) -> str:
        if target.url is None:
            return fallback
        return escape(self._base + target.url if target.url.startswith("/") else target.url)

    def link(self, hole: Hole) -> str:
        target = resolve(self._db, self._path, hole.target)
        self._report(hole, target)
        return self._address(target, hole.fallback)

    def image(self, hole: Hole) -> str:
        target = resolve(self._db, self._path, hole.target, image=True)
        self._report(hole, target)
        attributes: dict[str, Any] = dict(hole.attributes)
        source = source_of(self._db, self._path, hole.target) if self._full and target.url is not None else None
        if source is None:
            if self._full and target.url is not None:
                attributes = tags.with_loading(attributes)
            return image_tag(self._address(target, hole.fallback), attributes, xhtml=not self._full)
        if hole.form != "silent" and not attributes["alt"].strip():
            attributes["alt"] = record_of(self._db, source).alt
        return self._picture(source, attributes, self._address(target, hole.fallback))

    def _picture(self, source: str, attributes: dict[str, Any], address: str) -> str:
        """A picture of the site at ``address``, which stays the one for whoever knows nothing of sizes."""
        if source.lower().endswith(".svg") and _INLINE in str(attributes.get("class", "")).split():
            found = self._db.get(drawing, source)
            if found:
                return with_words(found, attributes["alt"])
        shown = self._db.get(picture, source, "")
        sizes = str(attributes.get("sizes") or self._db.get(image_options).sizes)
        known = tags.with_loading(tags.with_sizes(shown, self._base, self._with_size(source, attributes), sizes))
        return tags.in_picture(image_tag(address, known), shown, self._base, str(known.get("sizes", sizes)))

    def _with_size(self, source: str, attributes: dict[str, Any]) -> dict[str, Any]:
        """The attributes with width and height, so that nothing jumps when the picture comes."""
        if "width" in attributes or "height" in attributes:
            return attributes
        width, height = self._db.get(image_size, source)
        return {"width": str(width), "height": str(height), **attributes} if width and height else attributes

    def wiki(self, hole: Hole) -> str:
        target = resolve_title(self._db, self._path, hole.target)
        self._report(hole, target)
        if target.url is None:
            return hole.fallback
        label = self.fill(hole.label) or escape(hole.target)
        return f'<a href="{self._address(target, "")}">{label}</a>'

    def component(self, hole: Hole) -> str:
        spec = self._db.get(component_spec, hole.target)
        if spec is None and hole.form == "inline":
            return self.fill(hole.literal)
        if spec is None:
            hint = suggest_component(self._db, hole.target)
            self._problem(hole, Diagnostic("SG205", f'there is no component "{hole.target}"', Location(""), hint))
            return self.fill(hole.children)
        values, problems = component_values(self._db, self._path, hole, spec)
        for problem in problems:
            self._problem(hole, problem)
        values["label"] = Markup(self.fill(hole.label))
        values["content"] = Markup(self.fill(hole.children))
        views = views_of(self._db)
        return guarded(self._db, self._path, lambda: render_component(views, self._path, spec.name, values))


_FILLERS = {"link": _Filling.link, "image": _Filling.image, "wiki": _Filling.wiki, "component": _Filling.component}
