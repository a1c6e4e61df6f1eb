"""Which files a site is made of, and what each says by itself."""

from __future__ import annotations

from dataclasses import replace

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.catalog.language import split_language
from sitegen.catalog.settings import languages, markdown_options
from sitegen.engine.database import Database
from sitegen.engine.inputs import file, paths, troubles
from sitegen.engine.query import query
from sitegen.markup.decode import decode, too_large
from sitegen.markup.foreign_front import foreign_front
from sitegen.markup.front_matter import read_front
from sitegen.markup.ignores import find_ignores
from sitegen.markup.markdown import parse_body
from sitegen.model.document import Document
from sitegen.model.yaml import YamlMap, YamlScalar

CONTENT = "content/"
RECORD = "media.yaml"
"""The file in which people write what is known of the other files in its folder."""

INDEX_NAMES = ("index", "_index")
TROUBLES = {
    "unreadable": ("SG001", "the file cannot be read"),
    "outside": ("SG004", "the link leads out of the site"),
    "folder": ("SG004", "the link leads to a folder"),
    "name": ("SG005", "the name is not Unicode text or has a backslash"),
}


def is_page(path: str) -> bool:
    """True if a file in content/ is a page."""
    return path.endswith(".md")


def is_record(path: str) -> bool:
    """True for a ``media.yaml``, which tells of the files beside it and is not published itself."""
    return path.endswith("/" + RECORD)


@query
def content_files(db: Database) -> tuple[str, ...]:
    """Every file below content/ that can be used; the others are reported."""
    bad = db.get(troubles, CONTENT)
    for path, reason in bad.items():
        code, message = TROUBLES.get(reason, TROUBLES["unreadable"])
        db.report(Diagnostic(code, message, Location(path)))
    usable = [path for path in db.get(paths, CONTENT) if path not in bad]
    _report_case(db, usable)
    return tuple(usable)


def _report_case(db: Database, files: list[str]) -> None:
    seen: dict[str, str] = {}
    for path in files:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            message = f'"{other}" and "{path}" are one file on many computers'
            db.report(Diagnostic("SG311", message, Location(path), notes=(Note("the other", Location(other)),)))


@query
def page_paths(db: Database) -> tuple[str, ...]:
    """The path of every page's file; _index.md gives way to an index.md beside it."""
    pages = [path for path in db.get(content_files) if is_page(path)]
    known = set(pages)
    return tuple(
        path
        for path in pages
        if not (path.rpartition("/")[2].startswith("_index.") and path.replace("/_index.", "/index.") in known)
    )


@query
def content_assets(db: Database) -> tuple[str, ...]:
    """Files below content/ that are published as they are: no pages, and nothing that only tells of others."""
    return tuple(path for path in db.get(content_files) if not is_page(path) and not is_record(path))


@query(cached=False)
def document(db: Database, path: str) -> Document:
    """One file, parsed."""
    data = db.get(file, path) or b""
    too_much = too_large(data, path)
    text, problems = decode(b"" if too_much else data, path)
    parts, fields, yaml_problems = read_front(text, path)
    foreign = foreign_front(text, path)
    if foreign is not None:
        parts = parts._replace(body_start=foreign.body_start, body_line=foreign.body_line)
        yaml_problems = (foreign.problem,)
    body = parse_body(text, parts.body_start, db.get(markdown_options), _language(db, path, fields))
    ignores = find_ignores(text, parts.body_line, path)
    for problem in (*too_much, *problems, *yaml_problems, *ignores, *(_placed(one, path) for one in body.problems)):
        db.report(problem)
    return Document(
        fields,
        body.segments,
        body.title,
        body.lead,
        body.headings,
        body.anchors,
        body.links,
        body.summary,
        body.words,
        damaged=bool(yaml_problems or too_much),
    )


def _language(db: Database, path: str, fields: YamlMap | None) -> str:
    given = fields.get("language") if fields is not None else None
    if isinstance(given, YamlScalar) and given.text:
        return given.text
    return split_language(path, db.get(languages))[0]


def _placed(problem: Diagnostic, path: str) -> Diagnostic:
    notes = tuple(replace(note, location=replace(note.location, path=path)) for note in problem.notes)
    edits = tuple(replace(fix, edits=tuple(replace(edit, path=path) for edit in fix.edits)) for fix in problem.fixes)
    return replace(problem, location=replace(problem.location, path=path), notes=notes, fixes=edits)
