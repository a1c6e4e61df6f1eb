"""What an editor asks."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from sitegen.lsp.server import Handler, Server
from sitegen.lsp.suggesting import TRIGGERS, completion_list
from sitegen.lsp.wire import Texts, code_action, file_of, nested
from sitegen.project.unsaved import Unsaved


async def actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The fixes of the problems in a range."""

    def question(unsaved: Unsaved, texts: Texts, path: str) -> list[types.CodeAction]:
        return [
            code_action(problem, fix, texts)
            for problem in unsaved.problems()
            if problem.fixes and file_of(problem.location.path) == path
            if _touches(texts.positions(path).of(problem.location), params.range)
            for fix in problem.fixes
        ]

    return await server.asked(params.text_document.uri, question, [])


def _touches(one: types.Range, other: types.Range) -> bool:
    return _pair(one.start) <= _pair(other.end) and _pair(other.start) <= _pair(one.end)


def _pair(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


async def completion(server: Server, params: types.CompletionParams) -> types.CompletionList:
    """What may stand at a cursor."""

    def question(unsaved: Unsaved, texts: Texts, path: str) -> types.CompletionList:
        positions = texts.positions(path)
        found, whole = unsaved.complete(path, positions.offset(params.position))
        return completion_list(found, whole, positions)

    return await server.asked(params.text_document.uri, question, types.CompletionList(False, []))


async def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    """What stands under a cursor."""

    def question(unsaved: Unsaved, texts: Texts, path: str) -> types.Hover | None:
        positions = texts.positions(path)
        found = unsaved.words_at(path, positions.offset(params.position))
        if found is None:
            return None
        words = types.MarkupContent(types.MarkupKind.Markdown, found.text)
        return types.Hover(words, positions.range(found.start, found.end))

    return await server.asked(params.text_document.uri, question, None)


async def definition(server: Server, params: types.DefinitionParams) -> types.Location | None:
    """Where the thing under a cursor leads."""

    def question(unsaved: Unsaved, texts: Texts, path: str) -> types.Location | None:
        found = unsaved.leap_from(path, texts.positions(path).offset(params.position))
        return texts.location(found.to) if found is not None else None

    return await server.asked(params.text_document.uri, question, None)


async def references(server: Server, params: types.ReferenceParams) -> list[types.Location]:
    """Who links to where the thing under a cursor leads, else to this page."""

    def question(unsaved: Unsaved, texts: Texts, path: str) -> list[types.Location]:
        found = unsaved.leading_to(path, texts.positions(path).offset(params.position))
        return [types.Location(texts.uri(page), texts.positions(page).range(*place)) for page, *place in found]

    return await server.asked(params.text_document.uri, question, [])


async def symbols(server: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The headings of a page, each with those below it."""

    def question(unsaved: Unsaved, texts: Texts, path: str) -> list[types.DocumentSymbol]:
        return nested(unsaved.outline_of(path), texts.positions(path))

    return await server.asked(params.text_document.uri, question, [])


FEATURES: dict[str, tuple[Handler, Any]] = {
    types.TEXT_DOCUMENT_CODE_ACTION: (actions, types.CodeActionOptions([types.CodeActionKind.QuickFix])),
    types.TEXT_DOCUMENT_COMPLETION: (completion, types.CompletionOptions(trigger_characters=TRIGGERS)),
    types.TEXT_DOCUMENT_HOVER: (hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (references, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (symbols, None),
}
