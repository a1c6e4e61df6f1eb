"""What is found, as the protocol says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from lsprotocol import types

from sitegen.base.diagnostics import Diagnostic, Edit, Fix, Location
from sitegen.lsp.positions import Positions
from sitegen.project.unsaved import Outline

NAME = "sitegen"

# A hint is still listed by ``check``; the protocol's own hints are shown nowhere but as dots.
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "hint": types.DiagnosticSeverity.Information,
}


def file_of(path: str) -> str:
    """The source that a problem's path means: of a row its table, of what no file says site.yaml."""
    own = path.partition("#")[0]
    return own if own and (own[0] != "@" or own.startswith("@theme/")) else "site.yaml"


class Texts:
    """The files of one site by their paths: where they are, and places in them. Good for one moment."""

    def __init__(self, place_of: Callable[[str], Path], text_of: Callable[[str], str | None], encoding: str) -> None:
        self._place_of = place_of
        self._text_of = text_of
        self._encoding = encoding
        self._known: dict[str, Positions] = {}

    def uri(self, path: str) -> str:
        """The address of a source's file."""
        return self._place_of(file_of(path)).as_uri()

    def positions(self, path: str) -> Positions:
        """Places in a source; one that cannot be read is empty."""
        own = file_of(path)
        if own not in self._known:
            self._known[own] = Positions(self._text_of(own) or "", self._encoding)
        return self._known[own]

    def location(self, place: Location) -> types.Location:
        """A place with its file."""
        return types.Location(self.uri(place.path), self.positions(place.path).of(place))


def diagnostic(problem: Diagnostic, texts: Texts) -> types.Diagnostic:
    """A problem as it stands in an editor's margin."""
    return types.Diagnostic(
        range=texts.positions(problem.location.path).of(problem.location),
        message=problem.message if not problem.hint or "\n" in problem.hint else f"{problem.message}\n{problem.hint}",
        severity=_SEVERITIES.get(problem.severity, types.DiagnosticSeverity.Error),
        code=problem.code,
        source=NAME,
        related_information=[
            types.DiagnosticRelatedInformation(texts.location(note.location), note.message) for note in problem.notes
        ],
    )


def workspace_edit(edits: Iterable[Edit], texts: Texts) -> types.WorkspaceEdit:
    """Edits as the client applies them."""
    changes: dict[str, list[types.TextEdit]] = {}
    for edit in edits:
        range = texts.positions(edit.path).range(edit.start, edit.end)
        changes.setdefault(texts.uri(edit.path), []).append(types.TextEdit(range, edit.text))
    return types.WorkspaceEdit(changes=changes)


def code_action(problem: Diagnostic, fix: Fix, texts: Texts) -> types.CodeAction:
    """A fix as a button."""
    return types.CodeAction(
        title=fix.label,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(problem, texts)],
        edit=workspace_edit(fix.edits, texts),
        is_preferred=len(problem.fixes) == 1,
    )


def nested(outline: list[Outline], positions: Positions) -> list[types.DocumentSymbol]:
    """Headings as a tree."""
    roots: list[types.DocumentSymbol] = []
    above: list[tuple[int, list[types.DocumentSymbol]]] = [(0, roots)]
    for one in outline:
        while above[-1][0] >= one.level:
            above.pop()
        children: list[types.DocumentSymbol] = []
        symbol = types.DocumentSymbol(
            one.name,
            types.SymbolKind.String,
            positions.range(one.start, one.section_end),
            positions.range(one.start, one.end),
            children=children,
        )
        above[-1][1].append(symbol)
        above.append((one.level, children))
    return roots
