"""site.yaml as queries, and the projections of it that others depend on."""

from __future__ import annotations

from dataclasses import replace

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, library, option, troubles
from sitegen.engine.query import query
from sitegen.markup.decode import decode, too_large
from sitegen.model.machines import MachineOptions
from sitegen.model.settings import (
    Check,
    ContentType,
    ImageOptions,
    Language,
    MarkdownOptions,
    SearchOptions,
    SiteSettings,
    Taxonomy,
)

SITE_FILE = "site.yaml"


@query
def site_settings(db: Database) -> SiteSettings:
    """The settings, complete; whatever is wrong with site.yaml is reported and has its default."""
    data = db.get(file, SITE_FILE)
    if data is None:
        reason = db.get(troubles, SITE_FILE).get(SITE_FILE)
        code, message = (
            ("SG001", f"site.yaml cannot be read ({reason})") if reason else ("SG008", "site.yaml is missing")
        )
        db.report(Diagnostic(code, message, Location(SITE_FILE)))
    too_much = too_large(data or b"", SITE_FILE)
    text, problems = decode(b"" if too_much else data or b"", SITE_FILE)
    from sitegen.markup.settings import parse_settings  # here, because settings seldom change

    settings, more = parse_settings(text, SITE_FILE)
    for problem in (*too_much, *problems, *(more if data is not None and not too_much else ())):
        db.report(problem)
    base_url = db.get(option, "base_url")
    return replace(settings, base_url=base_url) if base_url else settings


@query
def head_settings(db: Database) -> SiteSettings:
    """The settings without what no head depends on, so that a new colour does not touch the catalog."""
    return replace(
        db.get(site_settings),
        title="",
        description="",
        base_url="",
        base_url_refused=False,
        checks=(),
        menus={},
        per_page=0,
        feed_limit=0,
        feed_folders=False,
        feed_terms=False,
        markdown=MarkdownOptions(),
        severities={},
        theme={},
        machines=MachineOptions(),
        images=ImageOptions(),
        search=SearchOptions(),
    )


@query
def markdown_options(db: Database) -> MarkdownOptions:
    """How Markdown is read; for a preview, with the lines at which blocks stand."""
    return replace(db.get(site_settings).markdown, lines=bool(db.get(option, "lines")))


@query
def image_options(db: Database) -> ImageOptions:
    """How pictures are shown."""
    return db.get(site_settings).images


@query
def languages(db: Database) -> tuple[Language, ...]:
    """The site's languages, the default one first."""
    settings = db.get(site_settings)
    return tuple(sorted(settings.languages, key=lambda language: language.code != settings.language))


@query
def base_path(db: Database) -> str:
    """The path of base_url without its closing slash: what stands before every address within the site.

    A preview puts its own (the option ``base_path``) in its place.
    """
    return db.get(option, "base_path") or db.get(site_settings).base_path


@query
def base_url(db: Database) -> str:
    """base_url with the path of :func:`base_path`, or an empty text."""
    settings = db.get(site_settings)
    if not settings.base_url or db.get(base_path) == settings.base_path:
        return settings.base_url
    host = settings.base_url.rstrip("/").removesuffix(settings.base_path)
    return host + db.get(base_path) + "/"


@query
def machine_options(db: Database) -> MachineOptions:
    """What the site says to machines."""
    return db.get(site_settings).machines


@query
def content_types(db: Database) -> tuple[ContentType, ...]:
    """The declared types."""
    return db.get(site_settings).types


@query
def content_checks(db: Database) -> tuple[Check, ...]:
    """What the site's owner asks of pages."""
    return db.get(site_settings).checks


@query
def taxonomies(db: Database) -> tuple[Taxonomy, ...]:
    """The declared taxonomies."""
    return db.get(site_settings).taxonomies


@query
def severities(db: Database) -> dict[str, str]:
    """Severities of problems that the site sets itself."""
    return db.get(site_settings).severities


@query
def search_options(db: Database) -> SearchOptions:
    """Whether and how visitors can search. Without Pagefind they cannot: that is a problem, and nothing more."""
    options = db.get(site_settings).search
    if options.on and not db.get(library, "pagefind"):
        message = "visitors cannot search yet: the program that makes the index, Pagefind, is not installed"
        db.report(Diagnostic("SG507", message, options.at, 'install it with pip install "sitegen[search]"'))
        return replace(options, on=False)
    return options


@query
def site_title(db: Database) -> str:
    """The site's title."""
    return db.get(site_settings).title
