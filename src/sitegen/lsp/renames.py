"""Files that an editor is about to move, and headings that get other words."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from sitegen.base.diagnostics import Edit
from sitegen.lsp.server import Handler, Server
from sitegen.lsp.wire import Texts, workspace_edit
from sitegen.project.unsaved import Renaming, Unsaved

_ALIAS = "alias"


async def moving(server: Server, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    """The links that change when files or folders are moved. The old address is kept if the author says so."""
    moves: dict[str, str] = {}
    for one in params.files:
        old, new = server.sites.of(one.old_uri), server.sites.of(one.new_uri)
        if old is not None and new is not None and old[0] is new[0]:
            moves[old[1]] = new[1]
    if not moves:
        return None
    asks = _can_ask(server)

    def question(unsaved: Unsaved, texts: Texts, path: str) -> types.WorkspaceEdit | None:
        found = unsaved.moving(moves)
        return _with_alias(found, texts) if asks else workspace_edit(found.edits, texts)

    return await server.asked(params.files[0].old_uri, question, None)


def _can_ask(server: Server) -> bool:
    """True if the editor can ask whether a single edit is wanted."""
    workspace = server.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace is not None else None
    return edits is not None and bool(edits.document_changes) and edits.change_annotation_support is not None


def _with_alias(found: Renaming, texts: Texts) -> types.WorkspaceEdit:
    changes: dict[str, list[Any]] = {}
    for edit in (*found.edits, *([found.alias] if found.alias is not None else [])):
        changes.setdefault(texts.uri(edit.path), []).append(_text_edit(edit, texts, edit is found.alias))
    note = types.ChangeAnnotation(
        "Keep the old address", needs_confirmation=True, description="Visitors who come by it are led to the new one"
    )
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri), edits)
            for uri, edits in changes.items()
        ],
        change_annotations={_ALIAS: note} if found.alias is not None else None,
    )


def _text_edit(edit: Edit, texts: Texts, is_alias: bool) -> types.TextEdit:
    range = texts.positions(edit.path).range(edit.start, edit.end)
    if is_alias:
        return types.AnnotatedTextEdit(annotation_id=_ALIAS, range=range, new_text=edit.text)  # type: ignore[return-value]
    return types.TextEdit(range, edit.text)


async def can_rename(server: Server, params: types.PrepareRenameParams) -> types.Range | None:
    """The words of the heading under a cursor; nothing else can be renamed in a text."""

    def question(unsaved: Unsaved, texts: Texts, path: str) -> types.Range | None:
        positions = texts.positions(path)
        found = unsaved.heading_words(path, positions.offset(params.position))
        return positions.range(*found) if found is not None else None

    return await server.asked(params.text_document.uri, question, None)


async def rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Give a heading other words, and have the links to it follow."""

    def question(unsaved: Unsaved, texts: Texts, path: str) -> types.WorkspaceEdit | None:
        offset = texts.positions(path).offset(params.position)
        found = unsaved.heading_renamed(path, offset, params.new_name)
        return workspace_edit(found.edits, texts) if found is not None else None

    return await server.asked(params.text_document.uri, question, None)


_MOVES = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern("**/{content,static}/**"), scheme="file")]
)

FEATURES: dict[str, tuple[Handler, Any]] = {
    types.WORKSPACE_WILL_RENAME_FILES: (moving, _MOVES),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (can_rename, None),
    types.TEXT_DOCUMENT_RENAME: (rename, types.RenameOptions(prepare_provider=True)),
}
