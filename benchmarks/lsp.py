"""How long an editor waits: from a keystroke to its problem, in a site of many pages, over standard input and output.

    python benchmarks/lsp.py [--pages 1000] [--strokes 30]

A stroke breaks or mends a link in the body of an open page, or (``title``) changes what other pages show of it.
Prints medians and the slowest in milliseconds, the first look at the site in seconds, and the memory of the server.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types
from peers.sitegen import Sitegen
from pygls.lsp.client import LanguageClient


class Typist:
    """An editor with one page open, and a stopwatch."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.page = sorted((root / "content" / "guides").glob("*-*.md"))[0]
        self.text = self.page.read_text(encoding="utf-8")
        self.number = 0
        self.told = asyncio.Queue[tuple[int | None, int]]()
        self.client = LanguageClient("a typist", "1")
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        if params.uri == self.page.as_uri():
            self.told.put_nowait((params.version, len(params.diagnostics)))

    async def start(self) -> float:
        """Open the page. Returns the seconds until its problems are there."""
        started = time.perf_counter()
        await self.client.start_io(sys.executable, "-m", "sitegen.cli", "lsp")
        folder = types.WorkspaceFolder(self.root.as_uri(), "site")
        can = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        capabilities = types.ClientCapabilities(types.WorkspaceClientCapabilities(did_change_watched_files=can))
        hello = types.InitializeParams(capabilities, root_uri=self.root.as_uri(), workspace_folders=[folder])
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
        await self.client.initialize_async(hello)
        self.client.initialized(types.InitializedParams())
        document = types.TextDocumentItem(self.page.as_uri(), "markdown", 0, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        await self._until(0)
        return time.perf_counter() - started

    async def stroke(self, text: str) -> tuple[float, int]:
        """Type a text. Returns (milliseconds until its problems are there, how many these are)."""
        self.number += 1
        document = types.VersionedTextDocumentIdentifier(self.number, self.page.as_uri())
        whole = types.TextDocumentContentChangeWholeDocument(text)
        started = time.perf_counter()
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
        count = await self._until(self.number)
        return (time.perf_counter() - started) * 1000, count

    async def _until(self, version: int) -> int:
        while True:
            known, count = await self.told.get()
            if known == version:
                return count

    def memory(self) -> int:
        """Megabytes of the server; 0 where the system does not say."""
        process = self.client._server
        status = Path(f"/proc/{process.pid if process is not None else 0}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)

    async def stop(self) -> None:
        """Close the editor."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


async def strokes(typist: Typist, count: int, made: Callable[[int], str], pause: float) -> list[float]:
    """Milliseconds of each of ``count`` strokes; ``pause`` seconds between them."""
    times = []
    for number in range(count):
        took, _ = await typist.stroke(made(number))
        times.append(took)
        await asyncio.sleep(pause)
    return times


async def measured(root: Path, count: int) -> None:
    """Measure, and print a row for each kind of stroke."""
    typist = Typist(root)
    print(f"first look at the site: {await typist.start():.1f} s")
    _, before = await typist.stroke(typist.text)
    _, broken = await typist.stroke(typist.text + "\n[x](nowhere.md)\n")
    assert broken == before + 1
    kinds: dict[str, Callable[[int], str]] = {
        "body": lambda number: typist.text + ("\n[x](nowhere.md)\n" if number % 2 else ""),
        "title": lambda number: typist.text.replace("title: ", f"title: {'x' * (number % 5 + 1)}", 1),
    }
    for name, made in kinds.items():
        for pause in (0.05, 0.6):
            times = await strokes(typist, count, made, pause)
            print(f"{name}, {pause} s apart: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")
    print(f"memory: {typist.memory()} MB")
    await typist.stop()


def main() -> None:
    """Make the site, and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--strokes", type=int, default=30)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        Sitegen().lay_out(given.pages, root)
        asyncio.run(measured(root, given.strokes))


if __name__ == "__main__":
    main()
