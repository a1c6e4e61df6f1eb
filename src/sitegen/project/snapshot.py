"""A site at one moment: questions, answered as plain data."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit

from sitegen.base.nearest import nearest
from sitegen.build.builder import Builder, output_key
from sitegen.build.plan import plan
from sitegen.catalog.addresses import output_of
from sitegen.catalog.assets import THEME
from sitegen.catalog.index import all_heads, head_of
from sitegen.catalog.language import chain_of
from sitegen.catalog.menus import in_language
from sitegen.catalog.settings import base_path, languages
from sitegen.engine.explain import chain, state_of
from sitegen.engine.query import Key
from sitegen.model.output import OutputSpec
from sitegen.model.page import PageHead
from sitegen.project.answers import Candidate, Explanation, PageRow, Spoken, day
from sitegen.render.lookup import candidates
from sitegen.render.strings import said_in, string_codes
from sitegen.render.templates import layout_file

_MADE = "@"


class Snapshot:
    """Answers about the site as it was when this was made."""

    def __init__(self, builder: Builder, text_of: Callable[[str], str | None]) -> None:
        self.text_of = text_of
        """The text of a source; None if there is none that can be read."""
        self._db = builder.db
        builder.look()
        self._plan = self._db.get(plan)
        self._base = self._db.get(base_path)
        self._heads = all_heads(self._db)
        self._db.pin([(plan.name,)], (plan.name,))
        self._db.commit()

    def pages(self) -> list[PageRow]:
        """Every page, by source; those that no file is written for come last, by address."""
        rows = [row_of(head) for head in self._heads.values()]
        return sorted(rows, key=lambda row: (row.source is None, row.source or row.url))

    def page_at(self, url: str) -> PageRow | None:
        """The page at an address: a path, or a full address; the path of base_url may stand before it."""
        spec = self._spec_at(url)
        head = head_of(self._db, spec.subject) if spec is not None and spec.kind == "page" else None
        return row_of(head) if head is not None else None

    def explain(self, subject: str) -> Explanation | None:
        """Where an output comes from, named by its address, its path or its source; None if there is none."""
        spec = self._find(subject)
        if spec is None:
            return None
        head = head_of(self._db, spec.subject) if spec.kind == "page" else None
        key = output_key(spec)
        causes = chain(self._db, key)
        return Explanation(
            "/" + spec.path.removesuffix("index.html") if head is None else head.url,
            spec.path,
            spec.kind,
            spec.subject,
            row_of(head) if head is not None else None,
            self._layouts(head),
            tuple(words_for(cause) for cause in causes[1:]),
            state_of(self._db, key),
            self._versions(head),
        )

    def spoken(self, key: str) -> tuple[Spoken, ...]:
        """What each language says for an interface string, and where; empty if none says it."""
        found = []
        for language in self._db.get(languages):
            text, path = said_in(self._db, language.code, key)
            path = path.replace(THEME, "the theme's ")
            found.append(Spoken(language.code, string_codes(self._db, language.code), path, text))
        return tuple(found) if any(one.source for one in found) else ()

    def _versions(self, head: PageHead | None) -> tuple[Spoken, ...]:
        """Which version of a page menus lead to in each language."""
        known = self._db.get(languages)
        if head is None or len(known) < 2:
            return ()
        return tuple(
            Spoken(one.code, chain_of(known, one.code), in_language(self._db, head.path, one.code)) for one in known
        )

    def similar(self, subject: str) -> str | None:
        """The nearest address or source to one that nobody knows."""
        names = [head.url for head in self._heads.values()] if subject.startswith("/") else self._sources()
        if len(names) > 5000:  # comparing with each would take seconds
            names = [name for name in names if name[:3] == subject[:3] or name.endswith(subject[-6:])]
        close = difflib.get_close_matches(subject, names, n=1, cutoff=0.6)
        return close[0] if close else nearest(subject, names[:1000])

    def _sources(self) -> list[str]:
        return [spec.subject for spec in self._plan if spec.subject and spec.subject[0] != _MADE]

    def _layouts(self, head: PageHead | None) -> tuple[Candidate, ...]:
        if head is None:
            return ()
        found = candidates(self._db, head)
        return tuple(Candidate(name, why, self._db.get(layout_file, name)) for name, why in found)

    def _find(self, subject: str) -> OutputSpec | None:
        path = subject.removeprefix("./")
        by_source = (spec for spec in self._plan if path in (spec.subject, spec.path) or _beside(spec.subject, path))
        return next(by_source, None) or self._spec_at(subject)

    def _spec_at(self, url: str) -> OutputSpec | None:
        path = urlsplit(url).path
        outputs = {spec.path: spec for spec in self._plan}
        for inner in _without(self._base, path):
            for name in (output_of(inner), unquote(inner).strip("/") + "/index.html"):
                if name in outputs:
                    return outputs[name]
        return None


def _beside(subject: str, path: str) -> bool:
    """True if ``path`` names the source from content/, as menus and references do."""
    return subject == f"content/{path}"


def _without(base: str, path: str) -> Iterable[str]:
    if base and path.startswith(base + "/"):
        yield path[len(base) :]
    yield path


def row_of(head: PageHead) -> PageRow:
    """A head as a row."""
    written = head.path[0] != _MADE and not head.path.endswith("/")
    return PageRow(
        head.path if written else None,
        head.url,
        head.output,
        head.type,
        head.title,
        day(head.date),
        head.draft,
        head.language,
        head.kind,
    )


_WORDS = {
    "document": "the text of {}",
    "exists": "whether {} is there",
    "file": "{}",
    "file_hash": "{}",
    "heads": "the heads of all pages",
    "layout_code": "the layout {}",
    "layout_file": "which file the layout {} is",
    "option": "the option {}",
    "output": "{}",
    "page_body": "the rendered text of {}",
    "page_facts": "the headings and words of {}",
    "page_head": "the head of {}",
    "passed": "that the moment {} has come",
    "paths": "which files are in {}",
    "today": "today's date in {}",
}


def words_for(key: Key) -> str:
    """What a memo is about, for people."""
    name, *arguments = key
    words = _WORDS.get(name)
    if words is not None:
        return words.format(arguments[0] if arguments else "")
    plain = name.replace("_", " ")
    return f"{plain} of {arguments[0]}" if arguments else plain
