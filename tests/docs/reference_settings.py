"""Settings, built-in fields, kinds of fields."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.markup.builtin_fields import BUILTIN_FIELDS
from sitegen.markup.settings.table import SettingRow, settings_table

KINDS = {
    "text": ("`title: Winter`", "text", "length, with `min` and `max`"),
    "longtext": ("text; several lines with `summary: >-`", "text", "length"),
    "markdown": ("Markdown; several lines with `note: \\|`", "HTML", "length"),
    "number": ("`12`, `-3`, `4.50`", "a number: `page.price \\| number(2)`", "`min`, `max`, `integer: true`"),
    "boolean": ("`true` or `false`; also yes, no, on, off", "true or false", "that it is one of these"),
    "date": ("`2026-11-21`", '`page.day \\| date("long")`', "that the day exists"),
    "datetime": ("`2026-11-21 17:30`, also with a zone: `+02:00`", '`page.starts \\| date("H:mm")`', "that it exists"),
    "choice": ("one of the `choices`", "text", "that it is one of them"),
    "list": ("`[one, two]`; `of` says what an item is", "a list", "the number of items, and each item"),
    "group": ("`{name: …, link: …}`; `fields` says what is in it", "`page.source.name`", "each field"),
    "reference": (
        "the path of a page from `content/`; `to` names its type",
        "the page: `page.author.title`",
        "that it is a path",
    ),
    "term": (
        "the title of a term; `taxonomy` says of which kind",
        "the term: `page.topic.title`, `.url`",
        "where the taxonomy is `closed`, that the term is on its list",
    ),
    "image": (
        '`door.jpg`, or `{src: door.jpg, alt: "The door"}`',
        "`page.hero.url`, `.width`, `.height`, `.alt`",
        "with `alt: required`, that there are words",
    ),
    "file": ("the path of a file", "its address", "that it stands on one line"),
    "url": ("`https://…`, `mailto:…`, `tel:…`, or an address within the site", "text", "that it can do no harm"),
    "colour": ('`"#0b5fff"`, in quotes, or another colour of CSS', "text", "that it is a colour"),
    "place": (
        "`60.17, 24.94`, or `{lat: 60.17, lon: 24.94, label: Jetty}`",
        "`.lat`, `.lon`, `.label`",
        "that it is on the globe",
    ),
}
"""kind → (how it is written, what layouts see, what is checked)."""

_SITE = ("title", "base_url", "description", "timezone")
_EXAMPLES = {
    "languages": "languages:\n  default: en\n  en: {label: English}\n  fi: {label: Suomi, fallback: en}",
    "taxonomies": "taxonomies:\n  tags: {label: Tags}\n  rooms: {label: Rooms, closed: true, terms: [Hall, Workshop]}",
    "menus": "menus:\n  main:\n    - {label: Home, page: index.md}\n    - {label: Catalogue, url: https://example.org/}",
    "permalinks": "permalinks:\n  news: /news/{year}/{slug}/",
    "pagination": "pagination: {per_page: 10}",
    "feed": "feed: {limit: 30, terms: false}",
    "types": (
        "types:\n  event:\n    label: Event\n    pages: events/**/*.md\n    fields:\n"
        "      title: {kind: text, required: true}\n      starts: {kind: datetime, required: true}"
    ),
    "markdown": "markdown: {html: sanitise, typography: false}",
    "problems": "problems: {SG204: error, SG214: off}",
    "theme": 'theme: {colour: "#8a3324", type: sans}',
}


def cell(text: str) -> str:
    """Text in a cell of a table."""
    return text.replace("|", "\\|").replace("{", "&#123;").replace("<", "&lt;").replace("*", "\\*")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    names = list(head)
    lines = [names, ["---"] * len(names), *[list(row) for row in rows]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def settings_page() -> str:
    """Every setting of site.yaml, by group."""
    rows = settings_table()
    parts = [
        "---\ntitle: Settings\ndescription: Everything that site.yaml may say, with what holds if it does not.\norder: 1\n---",
        "Only `title` is required. A star stands for a name that you choose: `types.*.label` is the label of each type.",
        "## The site",
        _settings([row for row in rows if row.name in _SITE]),
        '```yaml title="site.yaml"\ntitle: Lakeside Library\nbase_url: https://example.org/\ntimezone: Europe/Helsinki\n```',
    ]
    for row in rows:
        if "." not in row.name and row.name not in _SITE:
            below = [one for one in rows if one.name.startswith(row.name + ".")]
            parts += [f"## {row.name}", f"{row.help}.", *([_settings(below)] if below else [])]
            parts.append(f'```yaml title="site.yaml"\n{_EXAMPLES[row.name]}\n```')
    return "\n\n".join(parts) + "\n"


def _settings(rows: Iterable[SettingRow]) -> str:
    return table(
        ("Setting", "Kind", "Default", "What it says"),
        ((f"`{row.name}`", cell(row.kind), cell(row.default) or "–", cell(row.help)) for row in rows),
    )


def fields_page() -> str:
    """The fields that every page may have."""
    rows = ((f"`{spec.name}`", _kind(spec.kind), cell(spec.help)) for spec in BUILTIN_FIELDS)
    parts = [
        "---\ntitle: Built-in fields\ndescription: What every page may say of itself, whatever its type.\norder: 2\n---",
        "A type may declare one of these again, to make it required or to limit it. The field of the type holds then.",
        table(("Field", "Kind", "What it says"), rows),
        "Besides, every page has a field for each taxonomy (`tags`, unless `site.yaml` says otherwise): a list of terms.",
        '```markdown title="content/news/winter.md"\n---\ntitle: Opening hours in winter\ndate: 2026-11-21\n'
        "updated: 2026-11-25 09:00\ndescription: From December on we open at ten.\naliases: [/winter/]\n"
        "tags: [opening hours]\nmenu: main\n---\nFrom December on the door opens at ten.\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _kind(kind: str) -> str:
    return {"moment": "date or datetime", "menu": "names of menus", "any": "group"}.get(kind, kind)


def kinds_page() -> str:
    """The kinds of fields."""
    parts = [
        "---\ntitle: Kinds of fields\n"
        "description: What a field of a type, or a property of a component, can hold.\norder: 3\n---",
        "A field is declared with a `kind`; without one it is text. `{kind: text}` can be shortened to `text`.",
        table(("Kind", "Written", "In a layout", "Checked"), ((f"`{kind}`", *words) for kind, words in KINDS.items())),
        "Every kind can be `required`, have a `default`, a `label` and a `help`. "
        "[Settings](settings.md#types) lists everything that a declaration may say.",
        '```yaml title="site.yaml"\ntypes:\n  place:\n    label: Place\n    pages: places/*.md\n    fields:\n'
        '      title: {kind: text, required: true}\n      where: {kind: place}\n      colour: {kind: colour, default: "#1f6f7f"}\n'
        "      photo: {kind: image, alt: required}\n      open: {kind: list, of: {kind: group, fields: {day: text, hours: text}}}\n```",
        '```markdown title="content/places/jetty.md" needs="content/places/jetty.jpg"\n---\ntitle: Jetty\nwhere: 60.17, 24.94\n'
        'photo: {src: jetty.jpg, alt: "The jetty in the morning"}\nopen:\n  - {day: Monday, hours: 10–18}\n---\nMind the ice.\n```',
    ]
    return "\n\n".join(parts) + "\n"
