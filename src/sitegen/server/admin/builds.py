"""The public site, made anew from what is public, in a process of its own: nothing that somebody does waits for it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from sitegen.server.admin.streams import Streams

_log = logging.getLogger(__name__)


class Builds:
    """One build at a time; what is asked for meanwhile is one more build afterwards."""

    def __init__(self, root: Path, streams: Streams) -> None:
        self._root = root
        self._streams = streams
        self._wanted = threading.Event()
        self._ended = False
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="sitegen-builds", daemon=True)
        self.last: dict[str, Any] = {}
        """What the last build said of itself (see ``sitegen build --format json``); empty before the first."""

    @property
    def errors(self) -> int:
        """How many errors kept the last build from being made: with any, the last good site stays."""
        return sum(one.get("severity", "error") == "error" for one in self.last.get("problems", ()))

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def ask(self) -> None:
        """Make the public site. Does not wait."""
        self._wanted.set()

    def end(self) -> None:
        """Stop; a build that is killed leaves the last good site, and the next one finishes."""
        self._ended = True
        self._wanted.set()
        if (process := self._process) is not None:
            process.terminate()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            if self._ended:
                return
            self._wanted.clear()
            self._streams.publish("site", "building", {})
            self.last = self._build()
            self._streams.publish("site", "built", {"errors": self.errors})

    def _build(self) -> dict[str, Any]:
        command = (
            sys.executable,
            "-m",
            "sitegen.cli",
            "build",
            "-C",
            str(self._root),
            "--committed",
            "--format",
            "json",
        )
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        said, trouble = self._process.communicate()
        try:
            found: dict[str, Any] = json.loads(said)
        except ValueError:
            _log.error("the public site could not be made: %s", trouble.decode(errors="replace"))
            return {"problems": [{"message": trouble.decode(errors="replace")}]}
        return found
