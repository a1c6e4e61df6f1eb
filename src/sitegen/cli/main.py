"""The beginning of every command. ``sitegen build`` alone, which is said most often, begins without a parser of words:
to import one takes a third of what such a build takes when nothing has changed."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from sitegen.cli.guard import guarded


def main() -> None:
    """Run the command that the words name, and end the process."""
    gc.set_threshold(100_000, 50, 100)  # a build makes little garbage in cycles, and looking for it is dear
    words = sys.argv[1:]
    code = guarded(lambda: _run(words), debug="--debug" in words)
    gc.freeze()  # nor is anything in cycles worth looking for when the process ends
    sys.exit(code)


def _run(words: Sequence[str]) -> int:
    if words == ["build"]:
        from sitegen.cli.building import build

        return build()
    from sitegen.cli.program import run

    return run(words)
