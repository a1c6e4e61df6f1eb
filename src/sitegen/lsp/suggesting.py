"""Suggestions, as the protocol says them."""

from __future__ import annotations

from lsprotocol import types

from sitegen.lsp.positions import Positions
from sitegen.project.unsaved import Suggestion

_Kind = types.CompletionItemKind
_KINDS = {
    "anchor": _Kind.Reference,
    "block": _Kind.Struct,
    "component": _Kind.Class,
    "field": _Kind.Field,
    "file": _Kind.File,
    "filter": _Kind.Function,
    "layout": _Kind.File,
    "name": _Kind.Variable,
    "page": _Kind.File,
    "property": _Kind.Property,
    "setting": _Kind.Property,
    "value": _Kind.Value,
}

TRIGGERS = list("([#:/{\"'=.|- ,")
"""Characters after which an editor asks by itself."""


def completion_list(found: list[Suggestion], whole: bool, positions: Positions) -> types.CompletionList:
    """Suggestions in the order in which they were found. The title of a page is searched like its path."""
    items = [_item(one, number, positions) for number, one in enumerate(found)]
    return types.CompletionList(is_incomplete=not whole, items=items)


def _item(one: Suggestion, number: int, positions: Positions) -> types.CompletionItem:
    return types.CompletionItem(
        label=one.label,
        kind=_KINDS[one.kind],
        detail=one.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, one.help) if one.help else None,
        sort_text=f"{number:04}",
        filter_text=f"{one.text} {one.detail}" if one.kind == "page" else one.text,
        text_edit=types.TextEdit(positions.range(one.start, one.end), one.text),
    )
