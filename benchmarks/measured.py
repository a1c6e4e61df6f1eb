"""One process: how long it takes, and the memory of the largest process that it is made of.

This file is also a program of its own, which starts the process and prints what it saw. The system counts what a
process was before it became another program as that one's memory, so whoever starts it has to be small.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple


class Used(NamedTuple):
    """What a process needed: seconds, bytes."""

    seconds: float
    memory: int
    """Of the largest process, those that it started and waited for included."""


class Failed(Exception):
    """The process ended with an error; says the last that it said."""


def measured(command: list[str], root: Path) -> Used:
    """Run a command in a folder."""
    words = [sys.executable, "-I", "-S", __file__, *command]
    done = subprocess.run(words, cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise Failed(done.stderr.decode(errors="replace")[-2000:])
    return Used(**json.loads(done.stdout))


def _main(command: list[str]) -> int:
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        if process.returncode:
            sys.stderr.buffer.write(out.read())
    print(json.dumps({"seconds": seconds, "memory": used.ru_maxrss * 1024}))
    return int(process.returncode != 0)


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
