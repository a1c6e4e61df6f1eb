"""The head of a page: what others may know of it, made from its front matter, its name and its type."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import Any

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.frozen import values_of
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.addresses import alias_url, fill_pattern, normal_url, output_of, quote_path, slugify, split_date
from sitegen.catalog.folders import folder_defaults, folder_of, is_index, sections
from sitegen.catalog.language import prefix_of, split_language
from sitegen.catalog.patterns import matches
from sitegen.catalog.settings import head_settings
from sitegen.catalog.sources import CONTENT, document, page_paths
from sitegen.engine.database import Database
from sitegen.engine.query import gather, query
from sitegen.markup.builtin_fields import BUILTIN_NAMES, page_fields, read_page
from sitegen.markup.dates import parse_date, zone_of
from sitegen.markup.values import convert, read_fields
from sitegen.model.document import Document
from sitegen.model.page import PageHead
from sitegen.model.settings import ContentType, SiteSettings
from sitegen.model.yaml import YamlMap, YamlScalar


@query
def page_head(db: Database, path: str) -> PageHead:
    """The head of a page in content/."""
    settings = db.get(head_settings)
    parsed = db.get(document, path)
    zone = zone_of(settings.timezone) or UTC
    kind = page_kind(db, path)
    defaults = inherited(db, path, kind)
    content_type = type_of(db, path, kind, parsed.front, defaults, settings)
    values = _values(db, path, parsed, {entry.key.text for _, entry in defaults}, content_type, settings, zone)
    for name, value in _default_values(db, defaults, content_type, settings, zone).items():
        values.setdefault(name, value)
        if values[name] is None or (values[name] == [] and name not in _given(parsed.front)):
            values[name] = value
    return make_head(path, kind, values, content_type, settings, parsed.title)


heads = gather("heads", page_head, page_paths)


@query
def page_standing(db: Database, path: str) -> PageHead:
    """A head without its words, so that typing in a title stays out of the plan and of every list."""
    return without_words(db.get(page_head, path))


standings = gather("standings", page_standing, page_paths)


def without_words(head: PageHead) -> PageHead:
    """What of a head decides where its page stands: all but its title, its description and its fields."""
    values = list(_VALUES(head))  # every page has a turn here, and dataclasses.replace takes its time
    for at, empty in _WORDS:
        values[at] = empty()
    return PageHead(*values)


_VALUES = values_of(PageHead)
_NAMES = [one.name for one in dataclass_fields(PageHead)]
_WORDS = ((_NAMES.index("title"), str), (_NAMES.index("description"), str), (_NAMES.index("fields"), dict))


def page_kind(db: Database, path: str) -> str:
    """``home``, ``folder`` (the page of a folder that holds other pages) or ``page``."""
    if not is_index(path):
        return "page"
    folder = folder_of(path)
    key = split_language(path, db.get(head_settings).languages)[1]
    if key in ("index.md", "_index.md"):
        return "home"
    return "folder" if db.part(sections, (), folder) else "page"


def inherited(db: Database, path: str, kind: str) -> tuple[tuple[str, Any], ...]:
    """The ``defaults:`` that hold for a page. A folder's own page is not below the folder."""
    folder = folder_of(path)
    if kind in ("home", "folder"):
        folder = "" if folder == CONTENT else folder_of(folder.rstrip("/"))
    return db.get(folder_defaults, folder) if folder else ()


def type_of(
    db: Database,
    path: str,
    kind: str,
    front: YamlMap | None,
    defaults: tuple[tuple[str, Any], ...],
    settings: SiteSettings,
) -> ContentType | None:
    """The type that a page says, else that its folder's defaults say, else the first whose pattern matches."""
    named = front.get("type") if front is not None else None
    place = path
    if named is None:
        place, named = next(
            ((where, entry.value) for where, entry in defaults if entry.key.text == "type"), (path, None)
        )
    if isinstance(named, YamlScalar) and named.text:
        found = settings.type(named.text)
        if found is None and settings.types:
            hint = did_you_mean(named.text, [one.name for one in settings.types])
            db.report(Diagnostic("SG111", f'there is no type "{named.text}"', Location(place, *named.at), hint))
        return found
    rest = path.removeprefix(CONTENT)
    for content_type in settings.types:
        if any(matches(rest, pattern, kind in ("home", "folder")) for pattern in content_type.pages):
            return content_type
    return None


def _values(
    db: Database,
    path: str,
    parsed: Document,
    inherited_names: set[str],
    content_type: ContentType | None,
    settings: SiteSettings,
    zone: tzinfo,
) -> dict[str, Any]:
    specs = page_fields(settings, content_type)
    # A heading gives the title, a name such as 2026-11-21-winter.md the date, a folder's defaults the rest.
    elsewhere = inherited_names | ({"title"} if parsed.title else set())
    if split_date(path.rpartition("/")[2].removesuffix(".md"))[0]:
        elsewhere.add("date")
    elsewhere -= _given(parsed.front)
    if elsewhere or parsed.damaged:
        relaxed = [parsed.damaged or spec.name in elsewhere for spec in specs]
        specs = tuple(replace(one, required=False) if free else one for one, free in zip(specs, relaxed, strict=True))
    values, problems = read_page(parsed.front, specs, content_type, path, zone)
    for problem in problems:
        db.report(problem)
    _check_permalink(db, path, parsed.front, values)
    return values


def _check_permalink(db: Database, path: str, front: YamlMap | None, values: dict[str, Any]) -> None:
    """``permalink: false`` and the like are no address; the page then has the one of its place."""
    given = values.get("permalink")
    if given and not str(given).startswith("/") and not any(mark in str(given) for mark in "/."):
        node = front.get("permalink") if front is not None else None
        place = Location(path, *node.at) if node is not None else Location(path)
        db.report(Diagnostic("SG116", f'"{given}" is not an address', place, "an address begins with a slash"))
        values["permalink"] = None


def _given(front: YamlMap | None) -> set[str]:
    return {entry.key.text for entry in front.entries} if front is not None else set()


def _default_values(
    db: Database,
    defaults: tuple[tuple[str, Any], ...],
    content_type: ContentType | None,
    settings: SiteSettings,
    zone: tzinfo,
) -> dict[str, Any]:
    """What the folders give, converted. What is wrong with it is the same for every page, so it is told once."""
    if not defaults:
        return {}
    specs = {spec.name: spec for spec in page_fields(settings, content_type)}
    found: dict[str, Any] = {}
    for path, entry in defaults:
        name = entry.key.text
        spec = specs.get(name)
        if spec is not None:
            found[name], problems = convert(entry.value, spec, path, zone)
            for problem in problems:
                db.report(problem)
        elif content_type is None or content_type.extra:
            found[name] = read_fields(YamlMap((entry,), entry.value.at), (), path, zone, extra=True)[0].get(name)
    return found


def make_head(
    path: str,
    kind: str,
    values: dict[str, Any],
    content_type: ContentType | None,
    settings: SiteSettings,
    heading: str | None,
) -> PageHead:
    """A head from converted values. ``heading`` is the words of the text's first heading."""
    language, key, rest = split_language(path, settings.languages)
    stem = rest.removesuffix(".md").rpartition("/")[2]
    folder = folder_of(path)
    if is_index(path) and kind == "page":
        stem, folder = folder.rstrip("/").rpartition("/")[2], folder_of(folder.rstrip("/"))
    day, plain = split_date(stem)
    named_day = parse_date(day) if day else None
    moment = values.get("date") or (named_day if isinstance(named_day, date) else None)
    title = str(values.get("title") or heading or title_from(plain if kind == "page" else folder, settings))
    slug = str(values.get("slug") or (plain if kind == "page" else last_part(folder)))
    values = {**values, "title": title, "date": moment}
    url = _url(path, kind, rest, slug, values, content_type, settings, language)
    return PageHead(
        path=path,
        url=url,
        output=output_of(url),
        kind=kind,
        title=title,
        language=str(values.get("language") or language),
        key=_key(values, key),
        folder=folder,
        slug=slug,
        date=moment,
        updated=values.get("updated"),
        description=str(values.get("description") or ""),
        type=content_type.name if content_type is not None else None,
        layout=values.get("layout") or (content_type.layout if content_type is not None else None),
        order=values.get("order"),
        draft=bool(values.get("draft")),
        publish_at=values.get("publish_at"),
        expires_at=values.get("expires_at"),
        aliases=tuple(alias_url(alias, url) for alias in values.get("aliases") or () if alias),
        menu=tuple(values.get("menu") or ()),
        search=values.get("search") is not False,
        terms=_terms(values, content_type, settings),
        fields={name: value for name, value in values.items() if name not in BUILTIN_NAMES},
    )


def last_part(name: str) -> str:
    """The own name of a file or folder; empty for content/ itself."""
    return name.removeprefix(CONTENT).rstrip("/").rpartition("/")[2]


def title_from(name: str, settings: SiteSettings) -> str:
    """A title made from the name of a file or folder."""
    words = last_part(name).replace("-", " ").replace("_", " ").strip() or "Home"
    return words[:1].upper() + words[1:]


def _key(values: dict[str, Any], key: str) -> str:
    other = values.get("translation_of")
    return str(other).removeprefix("/").removeprefix(CONTENT) if other else key


def _terms(
    values: dict[str, Any], content_type: ContentType | None, settings: SiteSettings
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    taxonomies = {one.name for one in settings.taxonomies}
    fields = {name: name for name in taxonomies}
    for spec in content_type.fields if content_type is not None else ():
        inner = spec.of if spec.kind == "list" else spec
        if inner is not None and inner.kind == "term" and inner.taxonomy in taxonomies:
            fields[spec.name] = inner.taxonomy
    for name, taxonomy in fields.items():
        value = values.get(name)
        given = value if isinstance(value, list) else [value] if value else []
        terms = [str(term).strip() for term in given if term is not None and str(term).strip()]
        if terms:
            found[taxonomy] = tuple(dict.fromkeys([*found.get(taxonomy, ()), *terms]))
    return dict(sorted(found.items()))


def _url(
    path: str,
    kind: str,
    rest: str,
    slug: str,
    values: dict[str, Any],
    content_type: ContentType | None,
    settings: SiteSettings,
    language: str,
) -> str:
    if values.get("permalink"):
        return normal_url(str(values["permalink"]))
    prefix = prefix_of(settings.languages, language)
    if rest.startswith(prefix):
        prefix = ""
    pattern = _pattern(kind, rest, content_type, settings)
    if pattern:
        return "/" + prefix + fill_pattern(pattern, placeholders(rest, slug, values, content_type)).lstrip("/")
    parts = rest.removesuffix(".md").split("/")
    if is_index(path):
        parts = parts[:-1]
    if values.get("slug") and parts:
        parts[-1] = str(values["slug"]).strip("/")
    return quote_path("/" + prefix + "".join(part + "/" for part in parts if part))


def _pattern(kind: str, rest: str, content_type: ContentType | None, settings: SiteSettings) -> str | None:
    if kind in ("home", "folder"):
        return None
    if content_type is not None and content_type.permalink:
        return content_type.permalink
    folder = rest
    while "/" in folder:
        folder = folder.rpartition("/")[0]
        for name, pattern in settings.permalinks.items():
            if name.strip("/") == folder:
                return pattern
    return settings.permalinks.get("/")


def placeholders(rest: str, slug: str, values: dict[str, Any], content_type: ContentType | None) -> dict[str, str]:
    """What a permalink pattern may name."""
    moment = values.get("date")
    folder, _, name = rest.removesuffix(".md").rpartition("/")
    found = {name: slugify(str(value)) for name, value in values.items() if isinstance(value, str | int | float)}
    found |= {
        "slug": slug,
        "stem": name,
        "title": slugify(str(values.get("title") or name)),
        "path": folder,
        "section": folder.partition("/")[0],
        "type": content_type.name if content_type is not None else "",
        "year": "",
        "month": "",
        "day": "",
    }
    if isinstance(moment, date):
        found |= {"year": f"{moment.year:04}", "month": f"{moment.month:02}", "day": f"{moment.day:02}"}
    return found


@lru_cache(maxsize=1 << 16)  # each date is asked for by every order of the site
def moment_of(value: date | datetime | None) -> str:
    """A date as a text that sorts, moments in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if value is not None else ""
