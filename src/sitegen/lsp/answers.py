"""What an editor asks."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from sitegen.lsp.server import Handler, Server
from sitegen.lsp.wire import Texts, code_action, file_of
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


FEATURES: dict[str, tuple[Handler, Any]] = {
    types.TEXT_DOCUMENT_CODE_ACTION: (actions, types.CodeActionOptions([types.CodeActionKind.QuickFix])),
}
