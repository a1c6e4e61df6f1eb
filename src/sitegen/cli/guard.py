"""The last line: whatever happens becomes an exit code and at most one sentence, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

CLEAN, ERRORS, WRONG_USE = 0, 1, 2
INTERRUPTED = 130
CLOSED_PIPE = 141


def guarded(command: Callable[[], int], debug: bool) -> int:
    """Run a command. Returns the exit code. ``debug``: a mistake of ours is told with where it happened."""
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal cannot show must not end the program.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    try:
        code = _run(command, debug)
        sys.stdout.flush()
    except BrokenPipeError:
        code = CLOSED_PIPE
        _let_go_of(sys.stdout)
    except KeyboardInterrupt:
        code = INTERRUPTED
    return code


def _run(command: Callable[[], int], debug: bool) -> int:
    try:
        return command()
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        return _confess(error, debug)


def _confess(error: Exception, debug: bool) -> int:
    import traceback

    from sitegen.cli.printing import complain

    if debug:
        complain("".join(traceback.format_exception(error)).rstrip())
    last = traceback.extract_tb(error.__traceback__)[-1]
    told = (str(error).strip().splitlines() or [""])[-1]
    complain(f"sitegen failed: {type(error).__name__}: {told} ({os.path.basename(last.filename)}:{last.lineno})")
    more = "" if debug else ", with what the same command prints when you add --debug"
    complain(f"This is a mistake of sitegen's, not yours. Please report it to its authors{more}.")
    return ERRORS


def _let_go_of(stream: object) -> None:
    """Whoever read our output has gone; Python would complain about that once more when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined]
        os.close(nowhere)
