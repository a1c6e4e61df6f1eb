"""Raw HTML in Markdown that does not hold together: an element that is never closed takes in what follows on the page.

Only what the author typed is looked at, all pieces of a text in a row, not the elements that Markdown makes: so a
paragraph that Markdown puts between two of the author's tags is no mistake of theirs. Source: HTML Standard, 13.1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from sitegen.base.nearest import clear_slip
from sitegen.base.text import Span
from sitegen.markup.html.elements import KNOWN, RAW_TEXT
from sitegen.markup.html.nesting import NOT_CLOSED, Document, Element, Fault
from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.places import Placer

_LONGEST = 200_000
"""Characters of raw HTML in one text that are still looked at; no author types as many."""
_MOST_HIDING = 8
"""After so many elements of one text that hide the rest of it, one can only guess."""

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_HIDING = RAW_TEXT | {"select", "template"}
"""Elements that do not show what follows as the page it is."""


class Piece(NamedTuple):
    """A piece of raw HTML, and at which offset of the placer's content it stands."""

    html: str
    placer: Placer
    base: int


def report(pieces: list[Piece], findings: Findings) -> None:
    """Tell what is not closed, stands in the wrong place, or is no element of HTML at all."""
    if sum(len(one.html) for one in pieces) > _LONGEST:
        return
    row = _Row(pieces)
    has_open_comment = any(_report_comment(one, findings) for one in pieces)
    document = _shown(row, findings)
    for element in document.elements:
        if not element.foreign and not _is_known(element.name):
            _report_unknown(row, element, findings)
    for fault in document.faults:
        if not (has_open_comment and fault.code == NOT_CLOSED):  # its end may stand in the comment
            _report_fault(row, fault, findings)


def _report_comment(piece: Piece, findings: Findings) -> bool:
    """Whether a piece is a comment without an end."""
    at = piece.html.rfind("<!--")
    if at < 0 or piece.html.find("-->", at) >= 0 or not piece.html.lstrip().startswith("<!--"):
        return False
    span = piece.placer.span(piece.base + at, piece.base + at + 4)
    findings.problem("SG227", "the comment is not closed, so nothing after it is shown", span, "end it with -->")
    return True


def _shown(row: _Row, findings: Findings) -> Document:
    """The HTML without the tags that hide the rest of it, each of which is told: what they hide is not to be blamed."""
    document = Document(row.text)
    for _ in range(_MOST_HIDING):
        hiding = next((one for one in document.faults if _hides(row, one)), None)
        if hiding is None:
            break
        name = row.name(hiding.begin)
        message = f"<{name}> is not closed, so nothing after it is shown"
        findings.problem("SG227", message, row.span(hiding.begin, hiding.end), f"{hiding.hint}; {_as_code(name)}")
        text = document.text
        document = Document(f"{text[: hiding.begin]} {text[hiding.begin + 1 :]}")
    return document


def _hides(row: _Row, fault: Fault) -> bool:
    return fault.message.endswith("> is not closed") and row.name(fault.begin).lower() in _HIDING


def _report_unknown(row: _Row, element: Element, findings: Findings) -> None:
    shown = row.name(element.begin)
    meant = clear_slip(element.name, KNOWN)
    hint = f"did you mean <{meant}>?" if meant else _as_code(shown)
    message = f"there is no HTML element <{shown}>, so it is not shown"
    findings.problem("SG226", message, row.span(element.begin, element.end), hint)


def _report_fault(row: _Row, fault: Fault, findings: Findings) -> None:
    """A fault of nesting. Whatever is wrong with an element that does not exist is told already."""
    if _is_known(row.name(fault.begin).lower()):
        code = "SG224" if fault.code == NOT_CLOSED else "SG225"
        findings.problem(code, fault.message, row.span(fault.begin, fault.end), fault.hint)


def _as_code(name: str) -> str:
    return f"to show it as text, write it as code: `<{name}>`"


def _is_known(name: str) -> bool:
    """Whether an element exists; those with a hyphen in their names are made by scripts."""
    return name in KNOWN or "-" in name


class _Row:
    """All pieces as one text."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self.text = "\n".join([one.html for one in pieces])
        self._begins: list[int] = []
        at = 0
        for one in pieces:
            self._begins.append(at)
            at += len(one.html) + 1

    def name(self, begin: int) -> str:
        """The name of the tag that begins at an offset, as it is written."""
        found = _NAME.match(self.text, begin)
        return found[1] if found is not None else ""

    def span(self, begin: int, end: int) -> Span:
        """Where a part of the text, or as much of it as is in one piece, stands in the file."""
        index = bisect_right(self._begins, begin) - 1
        piece, first = self._pieces[index], self._begins[index]
        last = min(end - first, len(piece.html))
        return piece.placer.span(piece.base + begin - first, piece.base + last)
