"""Every setting, once: what reads ``site.yaml``, names what is unknown there, and prints the reference.

A name is the way to the setting with dots; ``*`` stands for a name that the author chooses.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sitegen.markup.values import KINDS
from sitegen.model.settings import MEDIA_KINDS


class Setting(NamedTuple):
    """One setting. ``section`` has settings below it, ``names`` has entries that the author names."""

    name: str
    kind: str
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    min: float | None = None
    max: float | None = None


SETTINGS: tuple[Setting, ...] = (
    Setting("title", "text", None, "The site's name; the only setting that is required"),
    Setting("base_url", "url", "", "Where the site will be, with https://; needed for feeds and the sitemap"),
    Setting("description", "longtext", "", "What the site is, in a sentence or two"),
    Setting("timezone", "text", "UTC", "The zone of dates without one, such as Europe/Helsinki"),
    Setting("languages", "names", None, "The site's languages by their codes; the first, or default, has no folder"),
    Setting("languages.default", "text", "en", "The code of the language of pages that say none"),
    Setting("languages.*.label", "text", None, "The language's name in itself"),
    Setting("languages.*.direction", "choice", None, "Left to right, or right to left", ("ltr", "rtl")),
    Setting("languages.*.fallback", "text", None, "The language that is shown where a translation is missing"),
    Setting("taxonomies", "names", None, "Ways to group pages by terms; without the setting, tags"),
    Setting("taxonomies.*.label", "text", None, "What the taxonomy is called on the site"),
    Setting("taxonomies.*.permalink", "text", None, "The address of a term, with {slug}; without it, /NAME/{slug}/"),
    Setting("taxonomies.*.closed", "boolean", False, "Only the terms listed here may be used"),
    Setting("taxonomies.*.terms", "list", None, "The terms, in order"),
    Setting("menus", "names", None, "The site's menus by name: each is a list of entries"),
    Setting("menus.*.label", "text", None, "What the entry is called; without it, the page's title"),
    Setting("menus.*.page", "reference", None, "The page that the entry leads to, as a path from content/"),
    Setting("menus.*.url", "url", None, "The address that the entry leads to, instead of a page"),
    Setting("menus.*.children", "entries", None, "Entries below this one"),
    Setting(
        "permalinks", "names", None, "Addresses by folder, for pages whose type says none: news: /news/{year}/{slug}/"
    ),
    Setting("pagination", "section", None, "Lists over several pages"),
    Setting("pagination.per_page", "number", 20, "How many pages a list shows at once", min=1, max=10000),
    Setting("feed", "section", None, "Feeds"),
    Setting("feed.limit", "number", 20, "How many pages a feed holds", min=1, max=10000),
    Setting("feed.folders", "boolean", True, "A feed for every folder with dated pages"),
    Setting("feed.terms", "boolean", True, "A feed for every term with dated pages"),
    Setting("types", "names", None, "Content types by name; the first whose pages match is a page's type"),
    Setting("types.*.label", "text", None, "What a page of the type is called on screens"),
    Setting("types.*.pages", "patterns", None, "Which files in content/ are of the type: news/**/*.md"),
    Setting("types.*.from", "file", None, "A data file whose rows become pages of the type"),
    Setting("types.*.layout", "file", None, "The layout of pages of the type"),
    Setting("types.*.permalink", "text", None, "The address of a page of the type: /news/{year}/{slug}/"),
    Setting(
        "types.*.extra", "choice", "refuse", "Whether pages may have fields that are not declared", ("allow", "refuse")
    ),
    Setting("types.*.fields", "names", None, "The fields of a page of the type, by name"),
    Setting("types.*.fields.*.kind", "choice", "text", "What the field holds", KINDS),
    Setting("types.*.fields.*.label", "text", "", "What the field is called in the form"),
    Setting("types.*.fields.*.help", "text", "", "A sentence that helps to fill it in"),
    Setting("types.*.fields.*.required", "boolean", False, "Whether a page must have it"),
    Setting("types.*.fields.*.default", "any", None, "Its value where a page says none"),
    Setting("types.*.fields.*.choices", "list", None, "Of a choice: the values to choose from"),
    Setting("types.*.fields.*.min", "number", None, "The smallest number; the shortest text or list"),
    Setting("types.*.fields.*.max", "number", None, "The largest number; the longest text or list"),
    Setting("types.*.fields.*.integer", "boolean", False, "Of a number: whether it has to be whole"),
    Setting("types.*.fields.*.of", "field", None, "Of a list: what an item is, declared like a field"),
    Setting("types.*.fields.*.fields", "names", None, "Of a group: its fields, by name"),
    Setting("types.*.fields.*.to", "text", None, "Of a reference: the type of the page"),
    Setting("types.*.fields.*.taxonomy", "text", None, "Of a term: its taxonomy"),
    Setting(
        "types.*.fields.*.alt",
        "choice",
        "",
        "Of an image: whether words that say what it shows are required",
        ("required", "optional"),
    ),
    Setting("markdown", "section", None, "How pages are read"),
    Setting("markdown.flavour", "choice", "full", "All extensions, or none at all", ("full", "commonmark")),
    Setting(
        "markdown.html",
        "choice",
        "allow",
        "HTML in pages: as it is, cleaned, or shown as text",
        ("allow", "sanitise", "escape"),
    ),
    Setting("markdown.math", "boolean", False, "Formulas between dollar signs"),
    Setting("markdown.typography", "boolean", True, "Curly quotes, dashes and ellipses"),
    Setting("markdown.highlight", "boolean", True, "Colours in code"),
    Setting("media", "section", None, "What may be uploaded in the back office"),
    Setting("media.max_size", "number", 100, "The largest file, in megabytes; never more than 100", min=1, max=10000),
    Setting("media.max_points", "number", 50, "Millions of points of a picture; never more than 150", min=1, max=10000),
    Setting(
        "media.kinds",
        "patterns",
        None,
        f"Kinds of files: {', '.join(MEDIA_KINDS)}; without the setting, all of them",
    ),
    Setting("problems", "names", None, "How grave a problem is, by its code: error, warning, hint or off"),
    Setting("checks", "entries", None, "What the site's owner asks of pages"),
    Setting("checks.*.name", "text", "", "What the check is called in messages"),
    Setting("checks.*.pages", "text", None, "The pages it is about: a type, or a folder in content/"),
    Setting("checks.*.must", "section", None, "What each of them must be"),
    Setting("checks.*.must.has", "patterns", None, "Fields that each page must have"),
    Setting("checks.*.must.at_least", "names", None, "Fields of which each page must have so many: {pictures: 2}"),
    Setting("checks.*.must.at_most", "names", None, "Fields that at most so many of the pages may have: {featured: 1}"),
    Setting("checks.*.must.unique", "patterns", None, "Fields that no two of the pages may have alike"),
    Setting("checks.*.must.updated_within", "any", None, "How old a page may be, by updated or date: 1 year, 90 days"),
    Setting("checks.*.unless", "patterns", None, "Fields that spare a page that has them"),
    Setting("theme", "section", None, "How the built-in theme looks; other names are for layouts of your own"),
    Setting("theme.colour", "colour", None, "The colour that all others are made of; the theme sets their lightness"),
    Setting(
        "theme.spark",
        "number",
        None,
        "The second hue in degrees, for the main button and what is today",
        min=0,
        max=10000,
    ),
    Setting("theme.type", "choice", None, "The faces of headings and text", ("serif", "mixed", "sans")),
    Setting("theme.scale", "choice", None, "How large the type is", ("small", "normal", "large")),
    Setting("theme.header", "choice", None, "A field of colour, or quiet", ("deep", "plain")),
    Setting("theme.footer", "choice", None, "With menus and the choice of colours, or one line", ("full", "small")),
    Setting("theme.sidebar", "boolean", None, "Whether documentation shows the tree of its pages; it does by itself"),
    Setting("theme.radius", "text", None, "Of corners, a CSS length; 0 is square"),
    Setting("theme.logo", "url", None, "The address of a picture before the site's name"),
    Setting("theme.icon", "url", None, "The address of the picture in the browser's tab"),
    Setting("theme.edit", "text", None, "An address with {path}, for “Edit this page”"),
    Setting("theme.inline_css", "boolean", None, "The style sheet stands in each page, instead of being linked"),
    Setting("theme.preload", "list", None, "Addresses of faces that are fetched at once"),
    Setting("theme.widths", "section", None, "Widths as CSS lengths"),
    Setting("theme.widths.page", "text", None, "Of the page"),
    Setting("theme.widths.measure", "text", None, "Of text"),
    Setting("theme.widths.shoulder", "text", None, "Of the column beside the text"),
    Setting("theme.fonts", "section", None, "Lists of faces as in CSS"),
    Setting("theme.fonts.serif", "text", None, "Faces with serifs"),
    Setting("theme.fonts.sans", "text", None, "Faces without"),
    Setting("theme.fonts.mono", "text", None, "Faces of code"),
    *(
        setting
        for scheme, when in (("light", "by day"), ("dark", "in the dark"))
        for setting in (
            Setting(f"theme.{scheme}", "section", None, f"Single colours {when}, instead of those that are made"),
            Setting(f"theme.{scheme}.paper", "colour", None, "The ground of the page"),
            Setting(f"theme.{scheme}.ink", "colour", None, "Text"),
            Setting(f"theme.{scheme}.ink_soft", "colour", None, "Text that stands back"),
            Setting(f"theme.{scheme}.accent", "colour", None, "Links and buttons"),
            Setting(f"theme.{scheme}.field", "colour", None, "The ground of the header and the footer"),
            Setting(f"theme.{scheme}.field_ink", "colour", None, "Text on it"),
        )
    ),
)

COMPONENT_SETTINGS: tuple[Setting, ...] = (
    Setting("(component).label", "text", "", "What the component is called in the editor"),
    Setting("(component).help", "text", "", "A sentence that helps to choose it"),
    Setting("(component).properties", "names", None, "Its properties by name, declared like the fields of a type"),
)
"""What may stand at the head of a component."""

BY_NAME = {setting.name: setting for setting in (*SETTINGS, *COMPONENT_SETTINGS)}


class SettingRow(NamedTuple):
    """A row of the reference: all text."""

    name: str
    kind: str
    default: str
    help: str


def settings_table() -> tuple[SettingRow, ...]:
    """Every setting with its kind, default and help, in the order of the reference."""
    return tuple(SettingRow(one.name, _kind(one), _default(one.default), one.help) for one in SETTINGS)


def names_below(prefix: str) -> tuple[str, ...]:
    """The names that settings have directly below ``prefix`` (empty: at the top)."""
    start = f"{prefix}." if prefix else ""
    below = (name[len(start) :] for name in BY_NAME if name.startswith(start))
    return tuple(name for name in below if name and "." not in name and name != "*")


def _kind(setting: Setting) -> str:
    if setting.kind == "choice" and setting.choices is not KINDS:
        return " | ".join(setting.choices)
    return {"names": "group", "section": "group", "entries": "list", "patterns": "text or list", "field": "field"}.get(
        setting.kind, setting.kind
    )


def _default(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
