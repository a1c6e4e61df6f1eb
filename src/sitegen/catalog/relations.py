"""How pages stand to one another: parents, children, neighbours, translations, links back, related ones."""

from __future__ import annotations

from collections import Counter, defaultdict

from sitegen.catalog.folders import above
from sitegen.catalog.heads import heads
from sitegen.catalog.index import addresses, all_standings, head_of, is_regular, made, urls
from sitegen.catalog.links import page_targets
from sitegen.catalog.order import list_order, newest_first
from sitegen.catalog.sequences import in_order, rank_in, reading_pages
from sitegen.catalog.settings import languages
from sitegen.catalog.sources import CONTENT
from sitegen.catalog.terms import term_items, term_path, term_slugs
from sitegen.engine.database import Database
from sitegen.engine.query import gather, query
from sitegen.model.page import PageHead

_RELATED = 5


@query
def listed_pages(db: Database) -> tuple[str, ...]:
    """Paths of all pages, made ones too, in list order."""
    return in_order(db, "list", list_order, (heads, made), shown=urls)


@query(table=True)
def folder_pages(db: Database) -> dict[str, str]:
    """Folder + language → path of the page that stands for it."""
    found: dict[str, str] = {}
    heads = all_standings(db)
    by_url = db.get(addresses)
    for path, head in heads.items():
        if head.kind == "home":
            found[f"{CONTENT}:{head.language}"] = path
        if head.kind == "folder":
            own = path if path.endswith("/") else path.rpartition("/")[0] + "/"
            found[f"{own}:{head.language}"] = path
    for head in heads.values():
        # A page a.md beside a folder a/ stands for the folder.
        key = f"{head.folder}:{head.language}"
        if key not in found and head.folder.startswith(CONTENT):
            at = by_url.get("/" + head.folder.removeprefix(CONTENT))
            if at is not None:
                found[key] = at
    return found


def parent_path(db: Database, head: PageHead) -> str | None:
    """The path of the page above one: its folder's, its taxonomy's, else that of the folder further up."""
    if head.kind == "term" and db.part(urls, (), head.folder) is not None:
        return head.folder
    if head.kind == "home":
        return None
    folder = head.folder if head.folder.startswith(CONTENT) else CONTENT
    if head.kind == "folder":
        folder = above(head.path if head.path.endswith("/") else head.path.rpartition("/")[0] + "/")
    default = db.get(languages)[0].code
    while folder:
        for code in dict.fromkeys((head.language, default)):
            found = db.part(folder_pages, (), f"{folder}:{code}")
            if found is not None and found != head.path:
                return found
        folder = above(folder)
    return None


@query(table=True)
def parents(db: Database) -> dict[str, str]:
    """Path → path of the page above."""
    return {path: found for path, head in all_standings(db).items() if (found := parent_path(db, head)) is not None}


@query(table=True)
def children(db: Database) -> dict[str, list[str]]:
    """Path → paths of the pages right below, in list order; terms and taxonomies are not among them."""
    heads = all_standings(db)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, parent in db.get(parents).items():
        if heads[path].kind not in ("term", "taxonomy"):
            found[parent].append(path)
    rank = rank_in(db, listed_pages)
    return {path: sorted(pages, key=rank.__getitem__) for path, pages in found.items()}


@query(table=True)
def list_items(db: Database) -> dict[str, list[str]]:
    """Path of a folder or the home page → paths of what its list shows.

    Subfolders that have no page of their own do not hide their pages.
    """
    below = db.get(children)
    rank = rank_in(db, listed_pages)
    return {path: sorted(_unfolded(path, below), key=rank.__getitem__) for path in below}


def _unfolded(path: str, below: dict[str, list[str]]) -> list[str]:
    found: list[str] = []
    for child in below.get(path, ()):
        if child.endswith("/"):
            found += _unfolded(child, below)
        else:
            found.append(child)
    return found


@query(table=True)
def neighbours(db: Database) -> dict[str, tuple[str, str]]:
    """Path → (path before, path after) among the pages of one folder; empty where there is none."""
    heads = all_standings(db)
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in db.get(reading_pages):
        head = heads.get(path)
        if head is not None and is_regular(head):
            groups[head.folder if head.kind == "page" else str(head.type), head.language].append(path)
    found: dict[str, tuple[str, str]] = {}
    for group in groups.values():
        for at, path in enumerate(group):
            before = group[at - 1] if at else ""
            after = group[at + 1] if at + 1 < len(group) else ""
            if before or after:
                found[path] = (before, after)
    return found


@query(table=True)
def translations(db: Database) -> dict[str, list[str]]:
    """Path → paths of all its language versions, itself included, where there is more than one."""
    order = {language.code: at for at, language in enumerate(db.get(languages))}
    if len(order) < 2:
        return {}
    groups: defaultdict[str, list[PageHead]] = defaultdict(list)
    for head in all_standings(db).values():
        groups[head.key].append(head)
    found: dict[str, list[str]] = {}
    for group in groups.values():
        if len({head.language for head in group}) > 1:
            group.sort(key=lambda head: (order.get(head.language, 99), head.path))
            paths = [head.path for head in group]
            found.update(dict.fromkeys(paths, paths))
    return found


page_links = gather("page_links", page_targets, urls)


@query(table=True)
def backlinks(db: Database) -> dict[str, list[str]]:
    """Path → paths of the pages that link to it, in list order."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path, targets in db.get(page_links).items():
        for target in targets:
            if target != path:
                found[target].add(path)
    rank = rank_in(db, listed_pages)
    return {path: sorted((one for one in pages if one in rank), key=rank.__getitem__) for path, pages in found.items()}


@query(lazy=True)
def related(db: Database, path: str) -> list[str]:
    """Paths of the pages that share most terms with one, newest first among equals."""
    head = head_of(db, path)
    if head is None:
        return []
    shared: Counter[str] = Counter()
    for taxonomy, titles in head.terms.items():
        for title in titles:
            slug = db.part(term_slugs, (), f"{taxonomy}\x1f{title}")
            if slug is not None:
                shared.update(db.part(term_items, (), term_path(taxonomy, slug)) or ())
    del shared[path]
    best = sorted(shared.items(), key=lambda item: -item[1])
    if len(best) > _RELATED:
        least = best[_RELATED - 1][1]
        best = [item for item in best if item[1] >= least][:50]
    heads = {other: found for other, _ in best if (found := head_of(db, other)) is not None}
    order = sorted(heads, key=lambda other: (-shared[other], newest_first(heads[other])))
    return order[:_RELATED]
