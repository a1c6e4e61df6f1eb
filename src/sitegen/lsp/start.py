"""Starts the language server on standard input and output."""

from __future__ import annotations

import logging
import os
import sys

from sitegen.lsp import answers, files, renames
from sitegen.lsp.server import Server, calmly


def made(*, drafts: bool = False) -> Server:
    """A server that knows all features."""
    server = Server(drafts=drafts)
    for features in (files.FEATURES, answers.FEATURES, renames.FEATURES):
        for name, (handler, options) in features.items():
            server.feature(name, options)(calmly(handler))
    return server


def run(*, drafts: bool = False) -> None:
    """Serve one editor, until it says goodbye or hangs up."""
    logging.basicConfig(stream=sys.stderr, level=logging.CRITICAL)
    server = made(drafts=drafts)
    # The pipe is for messages alone: what anybody prints goes to the log.
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        server.start_io(stdout=pipe)
    finally:
        server.sites.stop()
