"""An editor for tests: a real client that speaks to ``sitegen lsp`` over its standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

DEADLINE = 60.0

Told = list[types.Diagnostic]


class Editor:
    """An editor that has a folder open. ``told`` are the problems that it shows, by file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: dict[str, Told] = {}
        self.versions: dict[str, int | None] = {}
        self.registered: list[str] = []
        self._news = asyncio.Event()
        self._numbers: dict[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self.client = LanguageClient("an editor", "1")
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: self._register(params))

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        path = self.path(params.uri)
        self.told[path], self.versions[path] = list(params.diagnostics), params.version
        self._news.set()

    def _register(self, params: types.RegistrationParams) -> None:
        self.registered += [one.method for one in params.registrations]
        self._news.set()

    # the conversation

    def start(
        self, encodings: list[str] | None = None, watches: bool = True, asks: bool = False, program: str = ""
    ) -> None:
        """Start the server and say hello.

        ``asks``: it can ask its user whether an edit is wanted. ``program``: Python that starts the server instead.
        """
        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        command = [sys.executable, *(("-c", program) if program else ("-m", "sitegen.cli", "lsp"))]
        self.run(self.client.start_io(*command, env=environment))
        general = types.GeneralClientCapabilities(position_encodings=encodings) if encodings else None
        watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=watches)
        annotated = types.ChangeAnnotationsSupportOptions() if asks else None
        edits = types.WorkspaceEditClientCapabilities(document_changes=asks, change_annotation_support=annotated)
        workspace = types.WorkspaceClientCapabilities(did_change_watched_files=watched, workspace_edit=edits)
        capabilities = types.ClientCapabilities(general=general, workspace=workspace)
        folder = types.WorkspaceFolder(self.folder.as_uri(), "site")
        hello = types.InitializeParams(capabilities, root_uri=self.folder.as_uri(), workspace_folders=[folder])
        self.hello = self.run(self.client.initialize_async(hello))
        self.client.initialized(types.InitializedParams())

    def stop(self) -> None:
        """Say goodbye."""
        try:
            self.run(self.client.shutdown_async(None))
            self.client.exit(None)
            self.run(self.client.stop())
        finally:
            self._loop.close()

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The server's process."""
        found = self.client._server
        assert isinstance(found, asyncio.subprocess.Process)
        return found

    def run(self, coroutine: Any) -> Any:
        """Wait for an answer."""
        return self._loop.run_until_complete(asyncio.wait_for(coroutine, DEADLINE))

    def ask(self, name: str, params: Any) -> Any:
        """Ask for something by the name of the client's method, and wait for the answer."""
        return self.run(getattr(self.client, f"{name}_async")(params))

    def wait(self, until: Callable[[], Any]) -> None:
        """Listen until something is so."""

        async def listen() -> None:
            while not until():
                self._news.clear()
                await self._news.wait()

        self.run(listen())

    def codes(self, path: str) -> list[str]:
        """The codes that the editor shows for a file."""
        return [str(one.code) for one in self.told.get(path, [])]

    # files

    def uri(self, path: str) -> str:
        """A file's address."""
        return (self.folder / path).as_uri()

    def path(self, uri: str) -> str:
        """A file's path from the folder."""
        from pygls.uris import to_fs_path

        return Path(to_fs_path(uri) or "").relative_to(self.folder).as_posix()

    def at(self, path: str) -> types.TextDocumentIdentifier:
        """A file, as requests name it."""
        return types.TextDocumentIdentifier(self.uri(path))

    def open(self, path: str, text: str | None = None) -> None:
        """Open a file: with what is on disk, or with another text."""
        text = (self.folder / path).read_text(encoding="utf-8") if text is None else text
        self._numbers[path] = 1
        document = types.TextDocumentItem(self.uri(path), "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def type(self, path: str, text: str) -> int:
        """Make an open file's text another one. Returns its number."""
        self._numbers[path] += 1
        document = types.VersionedTextDocumentIdentifier(self._numbers[path], self.uri(path))
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
        return self._numbers[path]

    def close(self, path: str) -> None:
        """Close a file without saving it."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.at(path)))

    def tell_changed(self, *paths: str) -> None:
        """Say that files changed on disk."""
        events = [types.FileEvent(self.uri(path), types.FileChangeType.Changed) for path in paths]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))


@contextmanager
def editing(folder: Path, **options: Any) -> Iterator[Editor]:
    """An editor with a folder open."""
    editor = Editor(folder)
    editor.start(**options)
    try:
        yield editor
    finally:
        editor.stop()
