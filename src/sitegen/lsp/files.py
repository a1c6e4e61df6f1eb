"""What an editor tells of its files."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from sitegen.lsp.server import Handler, Server
from sitegen.lsp.sites import path_of

_WATCHED = "**/{site.yaml,content/**,data/**,layouts/**,static/**}"


async def begun(server: Server, params: types.InitializedParams) -> None:
    """Look for sites in the editor's folders."""
    encoding = server.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16
    server.begin(str(getattr(encoding, "value", encoding)), not _can_watch(server))
    for folder in list(server.workspace.folders.values()):
        _look_in(server, folder.uri)
    if not server.workspace.folders and server.workspace.root_uri:
        _look_in(server, server.workspace.root_uri)
    if _can_watch(server):
        watchers = [types.FileSystemWatcher(glob_pattern=_WATCHED)]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
        registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await server.client_register_capability_async(types.RegistrationParams([registration]))


def _can_watch(server: Server) -> bool:
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    return bool(watching is not None and watching.dynamic_registration)


def _look_in(server: Server, uri: str) -> None:
    folder = path_of(uri)
    if folder is not None:
        server.sites.look_in(folder)


def opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A file is in the editor."""
    document = params.text_document
    server.sites.open(document.uri, document.version, document.text)


def typed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Its text is another."""
    uri = params.text_document.uri
    server.sites.open(uri, params.text_document.version, server.workspace.get_text_document(uri).source)


def saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    """It is on disk."""
    server.sites.changed([params.text_document.uri])


def closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """It is in the editor no more."""
    server.sites.close(params.text_document.uri)


def changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files changed on disk."""
    server.sites.changed([change.uri for change in params.changes])


def folders_changed(server: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """The editor works in other folders."""
    for folder in params.event.removed:
        if (left := path_of(folder.uri)) is not None:
            server.sites.leave(left)
    for folder in params.event.added:
        _look_in(server, folder.uri)


def ended(server: Server, params: Any) -> None:
    """The editor goes."""
    server.sites.stop()


FEATURES: dict[str, tuple[Handler, Any]] = {
    types.INITIALIZED: (begun, None),
    types.TEXT_DOCUMENT_DID_OPEN: (opened, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (typed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (saved, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (closed, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (changed, None),
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: (folders_changed, None),
    types.SHUTDOWN: (ended, None),
}
