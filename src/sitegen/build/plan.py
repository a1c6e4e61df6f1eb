"""What will be written."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.base.paths import is_safe_output
from sitegen.catalog.addresses import output_of
from sitegen.catalog.assets import known_files
from sitegen.catalog.checks import content_checked
from sitegen.catalog.data import data_checked
from sitegen.catalog.described import described_checked
from sitegen.catalog.feeds import feed_url
from sitegen.catalog.index import NOT_FOUND, all_standings, standing_of
from sitegen.catalog.lists import list_pages, page_url
from sitegen.catalog.recorded import records_checked
from sitegen.catalog.redirects import redirects
from sitegen.catalog.references import references_checked
from sitegen.catalog.search_page import search_pages
from sitegen.catalog.settings import base_url, machine_options, site_settings
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.translated import translations_checked
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.output import OutputSpec
from sitegen.model.page import PageHead
from sitegen.render.assets import kept
from sitegen.render.machines.cards import card_output, cards, site_picture
from sitegen.render.machines.hosts import host_files
from sitegen.render.machines.sitemap import SITEMAP_LIMIT


@query
def plan(db: Database) -> tuple[OutputSpec, ...]:
    """Every output, by path. Of two for one path the first keeps it: pages, then files, then what is made."""
    from sitegen.render.contracts.check import layouts_checked  # here, because the plan seldom changes

    db.get(references_checked)
    db.get(translations_checked)
    db.get(content_checked)
    db.get(described_checked)
    db.get(records_checked)
    db.get(layouts_checked)
    found: dict[str, OutputSpec] = {}
    folders: dict[str, OutputSpec] = {}
    for spec in _everything(db):
        reason = is_safe_output(spec.path)
        if reason is not None:
            db.report(Diagnostic("SG116", f'the path "{spec.path}" {reason}', _place(spec)))
            continue
        if (other := _in_the_way(spec, found, folders)) is not None:
            _report(db, spec, other)
            continue
        found[spec.path.casefold()] = spec
        for folder in _folders(spec.path.casefold()):
            folders.setdefault(folder, spec)
    return tuple(sorted(found.values(), key=lambda spec: spec.path))


def _folders(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _in_the_way(spec: OutputSpec, found: dict[str, OutputSpec], folders: dict[str, OutputSpec]) -> OutputSpec | None:
    """An output of the same path, one that is a file where this needs a folder, or the other way round."""
    path = spec.path.casefold()
    if path in found:
        return found[path]
    if path in folders:
        return folders[path]
    return next((found[folder] for folder in _folders(path) if folder in found), None)


def _report(db: Database, spec: OutputSpec, other: OutputSpec) -> None:
    if spec.kind in ("robots", "host", "llms", "card") and other.kind == "asset":
        return  # the site brings its own
    if spec.subject.startswith(CONTENT) and spec.subject.casefold() == other.subject.casefold():
        return  # SG311 says so
    message = f'"{spec.subject or spec.path}" and "{other.subject or other.path}" would both be written to {spec.path}'
    db.report(Diagnostic("SG305", message, _place(spec), notes=(Note("the other", _place(other)),)))


def _place(spec: OutputSpec) -> Location:
    return Location(spec.subject.partition("#")[0] or "site.yaml")


def _everything(db: Database) -> Iterator[OutputSpec]:
    db.get(data_checked)  # so that what is wrong in data/ is said even if no layout looks there
    heads = all_standings(db)
    for head in heads.values():
        yield OutputSpec(head.output, "page", head.path)
    if "/404.html" not in {head.url for head in heads.values()}:
        yield OutputSpec("404.html", "page", NOT_FOUND)
    taken = {head.url for head in heads.values()}
    for head in search_pages(db):
        if head.url not in taken:  # else the site has a page of its own there
            yield OutputSpec(head.output, "page", head.path)
    for url, path in db.get(known_files).items():
        yield OutputSpec(output_of(url), "asset", path)
    for url, one in db.get(kept).items():
        yield OutputSpec(output_of(one.url), "asset", db.get(known_files)[url])
    for head in heads.values():
        yield from _of_list(db, head)
    if db.get(machine_options).redirect_pages:
        for alias, path in db.get(redirects).items():
            yield OutputSpec(output_of(alias), "redirect", path)
    yield from _for_machines(db, len(heads))


def _of_list(db: Database, head: PageHead) -> Iterator[OutputSpec]:
    if head.kind in ("row", "taxonomy"):
        return
    for number in range(2, list_pages(db, head) + 1):
        yield OutputSpec(output_of(page_url(head, number)), "page", head.path, number)
    if (url := feed_url(db, head)) is not None:
        yield OutputSpec(output_of(url), "feed", head.path)


def _for_machines(db: Database, pages: int) -> Iterator[OutputSpec]:
    yield from host_files(db)
    options = db.get(machine_options)
    if options.picture is not None or options.organisation.logo is not None:
        db.get(site_picture)  # so that a file that is not there is told though no page needs it
    if options.llms:
        yield OutputSpec("llms.txt", "llms", "")
    if options.drawn_pictures and db.get(base_url):
        for path, drawn in db.get(cards).items():
            if drawn and (head := standing_of(db, path)) is not None:
                yield OutputSpec(card_output(head), "card", path)
    yield OutputSpec("robots.txt", "robots", "")
    settings = db.get(site_settings)
    if not settings.base_url:
        if not settings.base_url_refused:
            message = "site.yaml has no base_url, so there are no feeds and no sitemap"
            db.report(Diagnostic("SG310", message, Location("site.yaml")))
        return
    if pages <= SITEMAP_LIMIT:
        yield OutputSpec("sitemap.xml", "sitemap", "")
        return
    yield OutputSpec("sitemap.xml", "sitemap", "", 0)
    for number in range(1, -(-pages // SITEMAP_LIMIT) + 1):
        yield OutputSpec(f"sitemap-{number}.xml", "sitemap", "", number)
