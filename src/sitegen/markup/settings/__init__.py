"""``site.yaml`` as settings."""

from __future__ import annotations

from datetime import UTC
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from sitegen.base.codes import CODES
from sitegen.base.diagnostics import SEVERITIES, Diagnostic, Location
from sitegen.base.nearest import did_you_mean, nearest
from sitegen.markup.builtin_fields import BUILTIN_NAMES
from sitegen.markup.dates import zone_of
from sitegen.markup.settings.checks import read_checks
from sitegen.markup.settings.images import read_images
from sitegen.markup.settings.languages import read_languages
from sitegen.markup.settings.machines import read_authority, read_machines
from sitegen.markup.settings.media import read_media
from sitegen.markup.settings.menus import read_menus, read_taxonomies
from sitegen.markup.settings.patterns import check_pattern
from sitegen.markup.settings.references import check_references
from sitegen.markup.settings.search import read_search
from sitegen.markup.settings.sections import Declaration, entries_of, section
from sitegen.markup.settings.table import SettingRow, names_below, settings_table
from sitegen.markup.settings.theme import read_theme
from sitegen.markup.settings.types import read_types
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.markup.yaml import compose_map
from sitegen.model.settings import ContentType, MarkdownOptions, SiteSettings
from sitegen.model.yaml import YamlMap, YamlNode, YamlScalar

__all__ = ["SettingRow", "parse_settings", "settings_table"]


def parse_settings(text: str, path: str = "site.yaml") -> tuple[SiteSettings, tuple[Diagnostic, ...]]:
    """The settings, complete, and every problem with them. What cannot be used has its default (the title: empty)."""
    node, problems = compose_map(text, path, code="SG301", shape_code="SG301")
    reading = Declaration(path)
    settings = _settings(node, reading)
    if node is not None or not problems:
        _check_title(node, path, reading)
    return settings, (*problems, *reading.finished())


def _settings(node: YamlMap | None, reading: Declaration) -> SiteSettings:
    found = section(node, "", "site.yaml", reading)
    timezone = _timezone(found["timezone"], node, reading)
    language, languages = read_languages(found["languages"], reading)
    taxonomies = read_taxonomies(found["taxonomies"], reading, language)
    types = read_types(found["types"], reading, (*sorted(BUILTIN_NAMES), *(one.name for one in taxonomies)))
    check_references(types, [one.name for one in taxonomies], reading)
    pagination = section(found["pagination"], "pagination", "pagination", reading)
    feed = section(found["feed"], "feed", "feed", reading)
    base_url = _base_url(found["base_url"], node, reading)
    return SiteSettings(
        title=(found["title"] or "").strip(),
        base_url=base_url,
        description=found["description"] or "",
        timezone=timezone,
        language=language,
        languages=languages,
        taxonomies=taxonomies,
        menus=read_menus(found["menus"], reading),
        permalinks=_permalinks(found["permalinks"], types, reading),
        per_page=max(1, int(pagination["per_page"])),
        feed_limit=max(1, int(feed["limit"])),
        types=types,
        markdown=MarkdownOptions(**section(found["markdown"], "markdown", "markdown", reading)),
        severities=_severities(found["problems"], reading),
        theme=read_theme(found["theme"], reading),
        feed_folders=bool(feed["folders"]),
        feed_terms=bool(feed["terms"]),
        checks=read_checks(found["checks"], reading),
        media=read_media(found["media"], reading),
        machines=read_machines(found, read_authority(feed["authority"], found["feed"], reading), types, node, reading),
        images=read_images(found["images"], reading),
        search=read_search(found["search"], [one.name for one in taxonomies], reading),
        base_url_refused=not base_url and _is_written(node, "base_url"),
    )


def _check_title(node: YamlMap | None, path: str, reading: Declaration) -> None:
    written = node.get("title") if node is not None else None
    if written is None and _is_misspelt(node, "title"):
        return
    if written is None:
        reading.problems.append(
            Diagnostic("SG304", "the site has no title", Location(path, 1, 1, 1, 1), "add title: and the site's name")
        )
    elif is_empty(written) or (isinstance(written, YamlScalar) and not written.text.strip()):
        reading.wrong("SG304", "the site's title is empty", written.at, "write the site's name")


def _is_misspelt(node: YamlMap | None, name: str) -> bool:
    """Whether a name that nobody knows is meant for this one: it has been told of already."""
    known = names_below("")
    written = [entry.key.text for entry in node.entries] if node is not None else []
    return any(nearest(one, known) == name for one in written if one not in known)


def _timezone(name: str, node: YamlMap | None, reading: Declaration) -> str:
    """The zone's name; defaults of fields are read in it."""
    zone = zone_of(name)
    if zone is None:
        hint = did_you_mean(name, available_timezones()) or "names look like Europe/Helsinki"
        _refuse_entry(node, "timezone", f'there is no time zone "{name}"', hint, reading)
    reading.zone = zone or UTC
    return name if zone is not None else "UTC"


def _base_url(url: str, node: YamlMap | None, reading: Declaration) -> str:
    """The address with a slash at its end; empty if there is none that can be used."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        usable = False
    if usable:
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"
    message = f'the base address "{url}" is not one of the form https://example.org/'
    _refuse_entry(node, "base_url", message, "write it with https:// and without ? or #", reading)
    return ""


def _is_written(node: YamlMap | None, name: str) -> bool:
    written = node.get(name) if node is not None else None
    return written is not None and not (isinstance(written, YamlScalar) and not written.text.strip())


def _refuse_entry(node: YamlMap | None, name: str, message: str, hint: str, reading: Declaration) -> None:
    written = node.get(name) if node is not None else None
    if written is not None and not is_broken(written):
        reading.refuse(message, written.at, hint)


def _permalinks(node: YamlNode | None, types: tuple[ContentType, ...], reading: Declaration) -> dict[str, str]:
    """Address patterns by folder, without slashes at its ends; the site's own folder is ``/``."""
    fields = (*BUILTIN_NAMES, *(spec.name for content_type in types for spec in content_type.fields))
    made: dict[str, str] = {}
    for entry in entries_of(node, "permalinks", reading):
        folder = entry.key.text.strip("/").removeprefix("content/") or "/"
        if isinstance(entry.value, YamlScalar) and not is_empty(entry.value):
            if not is_broken(entry.value):
                made[folder] = check_pattern(entry.value.text, entry.value.at, entry.value.style, reading, fields)
        else:
            reading.refuse(f'"{folder}" asks for an address pattern', entry.key.at, "write /news/{year}/{slug}/")
    return made


def _severities(node: YamlNode | None, reading: Declaration) -> dict[str, str]:
    made: dict[str, str] = {}
    for entry in entries_of(node, "problems", reading):
        code, value = entry.key.text, entry.value
        if code not in CODES:
            reading.wrong(
                "SG302", f'there is no problem with the code "{code}"', entry.key.at, did_you_mean(code, CODES)
            )
        elif isinstance(value, YamlScalar) and value.text in SEVERITIES:
            made[code] = value.text
        elif not is_broken(value):
            hint = (
                isinstance(value, YamlScalar) and did_you_mean(value.text, SEVERITIES)
            ) or f"write {', '.join(SEVERITIES)}"
            reading.refuse(f'"{code}" cannot be {shown(value)}', value.at, hint)
    return made
