"""The server: an editor at the other end, and how it is answered."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from sitegen import __version__
from sitegen.lsp.sites import Sites
from sitegen.lsp.wire import NAME, Texts
from sitegen.project.unsaved import Restless, Unsaved

T = TypeVar("T")
Handler = Callable[["Server", Any], Any]

_FAILED = types.ErrorCodes.InternalError.value
_MOVED = types.LSPErrorCodes.ContentModified.value


class Protocol(LanguageServerProtocol):
    """The protocol, with an answer to requests that are badly made, and without the inside of the program."""

    def structure_message(self, data: Any) -> Any:
        """A message as its type. A request that is none is answered with what is wrong."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if isinstance(data, dict) and "method" in data and isinstance(data.get("id"), int | str):
                self._send_response(data["id"], None, error.to_response_error())
            raise

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        """Send an answer; the library would send tracebacks with its errors."""
        if error is not None and error.data is not None:
            print(f"{NAME}: {error.message}\n{error.data}", file=sys.stderr)
            error = types.ResponseError(error.code, error.message.splitlines()[0])
        super()._send_response(msg_id, result, error)


class Server(LanguageServer):
    """An editor at the other end of a pipe, and the sites that it works on."""

    def __init__(self, *, drafts: bool = False) -> None:
        whole = types.TextDocumentSyncKind.Full  # so that nobody has to agree on what ends a line
        super().__init__(NAME, __version__, text_document_sync_kind=whole, protocol_cls=Protocol)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.sites = Sites(self._soon, drafts=drafts)

    def begin(self, encoding: str, watching: bool) -> None:
        """The editor has said how it counts, and whether it leaves the watching to us."""
        self._loop = asyncio.get_running_loop()
        self.sites.encoding, self.sites.watching = encoding, watching

    async def asked(self, uri: str, question: Callable[[Unsaved, Texts, str], T], otherwise: T) -> T:
        """The answer to a question about a file; ``otherwise`` for one that belongs to no site."""
        found = self.sites.of(uri)
        if found is None:
            return otherwise
        site, path = found
        return await asyncio.wrap_future(site.ask(lambda unsaved, texts: question(unsaved, texts, path)))

    def _soon(self, params: types.PublishDiagnosticsParams) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.text_document_publish_diagnostics, params)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say in the log what went wrong; the protocol has its own answers."""
        print(f"{NAME}: {type(error).__name__}: {str(error).splitlines()[:1]}", file=sys.stderr)


def calmly(handler: Handler) -> Handler:
    """``handler``, whose failure is told in the log, and to the editor in one sentence."""

    @wraps(handler)
    async def run(server: Server, params: Any) -> Any:
        try:
            found = handler(server, params)
            return await found if isinstance(found, Coroutine) else found
        except (JsonRpcException, asyncio.CancelledError):
            raise
        except Restless:
            raise JsonRpcException("files change faster than they can be read", code=_MOVED) from None
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            raise JsonRpcException(f"{NAME} failed: {type(error).__name__}", code=_FAILED) from None

    return run
