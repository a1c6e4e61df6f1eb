"""Pictures without words on a page, whose file says what it shows: that is how their problem is mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape

from sitegen.base.diagnostics import Change, Diagnostic, Location
from sitegen.base.text import Span
from sitegen.catalog.recorded import record_files, record_of
from sitegen.catalog.sources import document
from sitegen.catalog.uses import file_of
from sitegen.engine.database import Database
from sitegen.model.yaml import YamlList, YamlMap, YamlNode, YamlScalar

WORDLESS = "SG204"
_MARKS = re.compile(r"([\\`*_\[\]<&~^$|{}])")
"""What Markdown takes for something else than itself."""

Written = Callable[[str], tuple[str, str]]
"""Words → (what is replaced, what by)."""


def worded(db: Database, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems; a picture without words whose file has some gets them by its change."""
    found = list(problems)
    if not any(one.code == WORDLESS for one in found) or not db.get(record_files):
        return found
    return [_worded(db, one) if one.code == WORDLESS and one.change is None else one for one in found]


def _worded(db: Database, problem: Diagnostic) -> Diagnostic:
    page = problem.location.path
    if not page.endswith(".md"):
        return problem
    for address, written in (*_in_text(db, problem.location), *_in_fields(db, problem.location)):
        source = file_of(db, page, address, True)
        words = record_of(db, source).alt if source is not None else ""
        if words:
            old, text = written(words)
            return replace(problem, change=Change(f'Write "{words}"', text, old))
    return problem


def _in_tag(words: str) -> tuple[str, str]:
    return "<img", f'<img alt="{escape(words)}"'


def _in_brackets(words: str) -> tuple[str, str]:
    return "![]", "![" + _MARKS.sub(r"\\\1", words) + "]"


def _in_value(path: str) -> Written:
    """Of a path that stands alone as the value of a field: with its words it is a group."""

    def written(words: str) -> tuple[str, str]:
        import json

        source, said = (json.dumps(one, ensure_ascii=False) for one in (path, words))
        return "", f"{{src: {source}, alt: {said}}}"

    return written


def _in_text(db: Database, place: Location) -> Iterator[tuple[str, Written]]:
    """The address of the picture that stands in a text there, and how words are written for it."""
    for hole in db.get(document, place.path).links:
        if (hole.kind == "image" or hole.source == "html") and _is_within(hole.at, place):
            yield hole.target, _in_tag if hole.source == "html" else _in_brackets


def _is_within(at: Span, place: Location) -> bool:
    return (place.line, place.column) <= at[:2] and at[2:] <= (place.end_line, place.end_column)


def _in_fields(db: Database, place: Location) -> Iterator[tuple[str, Written]]:
    front = db.get(document, place.path).front
    for node in _values(front) if front is not None else ():
        if node.at == (place.line, place.column, place.end_line, place.end_column):
            yield node.text.strip(), _in_value(node.text.strip())


def _values(node: YamlNode) -> Iterator[YamlScalar]:
    """The values that stand alone; what a folder gives to other pages is theirs."""
    if isinstance(node, YamlScalar):
        yield node
    elif isinstance(node, YamlList):
        for item in node.items:
            yield from _values(item)
    else:
        assert isinstance(node, YamlMap)
        for entry in node.entries:
            if entry.key.text != "defaults":
                yield from _values(entry.value)
