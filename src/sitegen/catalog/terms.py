"""Terms: what pages are grouped by, and the pages made for them."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic
from sitegen.base.nearest import did_you_mean
from sitegen.catalog.addresses import fill_pattern, output_of, slugify
from sitegen.catalog.heads import standings
from sitegen.catalog.places import place_of_term
from sitegen.catalog.rows import row_heads
from sitegen.catalog.sequences import newest_pages, rank_in
from sitegen.catalog.settings import head_settings
from sitegen.catalog.shown import shown
from sitegen.engine.database import Database
from sitegen.engine.query import query
from sitegen.model.page import PageHead
from sitegen.model.settings import Taxonomy


def term_path(taxonomy: str, slug: str) -> str:
    """The path of a term: ``@tags/maps``."""
    return f"@{taxonomy}/{slug}"


@query(table=True)
def term_slugs(db: Database) -> dict[str, str]:
    """``tags`` + U+001F + the term as a page writes it → its slug. Spellings that differ in case only are one term."""
    found: dict[str, str] = {}
    for taxonomy in db.get(head_settings).taxonomies:
        spellings = _spellings(db, taxonomy)
        taken: dict[str, str] = {}
        for folded in sorted(spellings):
            slug = base = slugify(spellings[folded][0])
            number = 2
            while slug in taken:
                slug, number = f"{base}-{number}", number + 1
            taken[slug] = folded
            for spelling in spellings[folded]:
                found[f"{taxonomy.name}\x1f{spelling}"] = slug
    return found


def _spellings(db: Database, taxonomy: Taxonomy) -> dict[str, list[str]]:
    """folded term → its spellings, the one that gives the title first."""
    found: dict[str, list[str]] = {}
    for title in taxonomy.terms:
        found.setdefault(title.casefold(), []).append(title)
    closed = set(found) if taxonomy.closed else None
    for head in term_pages(db):
        for title in head.terms.get(taxonomy.name, ()):
            folded = title.casefold()
            if closed is not None and folded not in closed:
                hint = did_you_mean(title, taxonomy.terms)
                message = f'"{title}" is not a term of {taxonomy.name}'
                db.report(Diagnostic("SG117", message, place_of_term(db, head.path, title), hint))
                continue
            spellings = found.setdefault(folded, [])
            if title not in spellings:
                spellings.append(title)
    return found


def term_pages(db: Database) -> list[PageHead]:
    """The shown pages that may have terms, by path; those in content/ without their words."""
    written = db.get(standings)
    return [*(written[path] for path in db.get(shown)), *db.get(row_heads).values()]


@query(table=True)
def term_items(db: Database) -> dict[str, list[str]]:
    """Path of a term → paths of its pages, newest first."""
    slugs = db.get(term_slugs)
    found: dict[str, dict[str, None]] = {}
    for head in term_pages(db):
        for taxonomy, titles in head.terms.items():
            for title in titles:
                slug = slugs.get(f"{taxonomy}\x1f{title}")
                if slug is not None:
                    found.setdefault(term_path(taxonomy, slug), {})[head.path] = None
    rank = rank_in(db, newest_pages)
    return {path: sorted(pages, key=rank.__getitem__) for path, pages in found.items()}


@query(table=True)
def term_heads(db: Database) -> dict[str, PageHead]:
    """Heads of the terms that have pages, and of the taxonomies that have terms."""
    settings = db.get(head_settings)
    titles: dict[str, str] = {}
    for key, slug in db.get(term_slugs).items():
        name, title = key.split("\x1f")
        path = term_path(name, slug)
        titles[path] = min(titles.get(path, title), title, key=lambda one: (one.lower() != one, one))
    found: dict[str, PageHead] = {}
    items = db.get(term_items)
    for taxonomy in settings.taxonomies:
        titles |= _declared(db, taxonomy)
        own = [path for path in items if path.startswith(f"@{taxonomy.name}/")]
        for path in own:
            slug = path.partition("/")[2]
            url = fill_pattern(taxonomy.permalink, {"slug": slug})
            found[path] = _head(path, url, "term", titles[path], f"@{taxonomy.name}", slug, settings.language)
        if own:
            url = fill_pattern(taxonomy.permalink.replace("{slug}", ""), {})
            found[f"@{taxonomy.name}"] = _head(
                f"@{taxonomy.name}", url, "taxonomy", taxonomy.label, "content/", taxonomy.name, settings.language
            )
    return found


def _declared(db: Database, taxonomy: Taxonomy) -> dict[str, str]:
    """Path of a term → its title as site.yaml has it."""
    slugs = db.get(term_slugs)
    return {term_path(taxonomy.name, slugs[f"{taxonomy.name}\x1f{title}"]): title for title in taxonomy.terms}


def _head(path: str, url: str, kind: str, title: str, folder: str, slug: str, language: str) -> PageHead:
    return PageHead(path, url, output_of(url), kind, title, language, path, folder, slug)
