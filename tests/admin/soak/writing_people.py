"""People who write all the time, each of whose lines is like no other, so that none can be lost unseen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from random import Random
from typing import Any

from visiting import Away, Visitor

_PATIENCE = 50
"""So often somebody tries again who is told that others were quicker."""


class Trouble(AssertionError):
    """The server said something that no screen expects."""


class Writer:
    """Somebody at one page. ``told``: the lines of which the server said that it has them."""

    def __init__(self, visitor: Visitor, path: str, seed: int) -> None:
        self.visitor = visitor
        self.path = path
        self.told: list[str] = []
        self.clashes = 0
        self.published = 0
        self._rng = Random(seed)
        self._mark = f"{seed:04x}"
        self._count = 0
        self._version = ""
        self._body = ""

    def open(self) -> None:
        """Come to the page. Raises Away."""
        self._take(self.visitor.open(self.path))

    def write(self) -> None:
        """Add a line somewhere, and save. Raises Away."""
        self._count += 1
        line = f"Line {self._mark}-{self._count}."
        self._save(self._with(line), line)

    def catch_up(self) -> None:
        """Take in what others did, as the screen does when it hears of it. Raises Away."""
        self._save(self._body, None, catch_up=True)

    def publish(self) -> bool:
        """Make it public; what clashes with others is decided as in the dialog. Raises Away."""
        for _ in range(_PATIENCE):
            answer = self._posted("/api/publish", {"path": self.path, "words": ""})
            if answer.get("clashes"):
                self._settle(answer, public=True)
            elif "landed" in answer:
                self.published += 1
                self.catch_up()
                return True
            elif answer.get("why") in ("nothing", "empty"):
                return False
        return False

    def _with(self, line: str) -> str:
        """The text with a line at a place where others write too, or under a heading of one's own."""
        heading = f"## Of {self._mark}"
        if heading not in self._body:
            return f"{self._body.rstrip()}\n\n{heading}\n\n{line}\n"
        where = self._rng.choice((heading, heading, "## Everybody", "## The end"))
        return self._body.replace(f"{where}\n", f"{where}\n\n{line}\n", 1)

    def _save(self, body: str, line: str | None, *, catch_up: bool = False, gave_way: bool = False) -> None:
        """``gave_way``: theirs was chosen somewhere, so that lines of one's own may have gone with that."""
        for _ in range(_PATIENCE):
            draft = {"path": self.path, "version": self._version, "edits": [], "body": body}
            answer = self._posted("/api/save", draft | {"catch_up": catch_up})
            if answer.get("clashes"):
                gave_way = True
                answer = self._settle(answer, draft=draft)
            if "version" not in answer:
                continue
            self._take(answer)
            missing = [one for one in (*self.told, line) if one and one not in self._body]
            if not missing:
                if line is not None:
                    self.told.append(line)
                return
            if not gave_way:
                raise Trouble(f"{self.visitor.name} lost {missing} at {self.path}")
            # Whoever sees that writes their own again.
            body = self._body.rstrip() + "".join(f"\n\n{one}" for one in missing) + "\n"
        raise Trouble(f"{self.visitor.name} could not save: {answer}")

    def _settle(self, asked: dict[str, Any], *, public: bool = False, draft: Any = None) -> dict[str, Any]:
        """Choose theirs everywhere; one's own is written again afterwards."""
        self.clashes += len(asked["clashes"])
        choices: dict[str, dict[str, str]] = {}
        for clash in asked["clashes"]:
            choices.setdefault(clash["path"], {})[clash["place"]] = "theirs"
        answer = self._posted("/api/settle", {"path": self.path, **(draft or {}), "choices": choices, "public": public})
        if public and "version" in answer:
            self._take(answer)
            if any(one not in self._body for one in self.told):
                self._save(self._body, None, gave_way=True)
        return answer

    def _posted(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        answer = self.visitor.send(path, data)
        if answer.status not in (200, 409, 422):
            raise Trouble(f"{path}: {answer.status} {answer.body[:500]!r}")
        found: dict[str, Any] = answer.data
        return found

    def _take(self, answer: dict[str, Any]) -> None:
        self._version, self._body = answer["version"], answer["body"]


def at_once(
    writers: list[Writer], work: Callable[[Writer], None], *, mortal: bool = False
) -> tuple[list[threading.Thread], list[BaseException]]:
    """Everybody works in a thread of their own. The threads, and what went wrong.

    ``mortal``: the server may be killed, which ends the work and is nothing wrong.
    """
    wrong: list[BaseException] = []

    def run(writer: Writer) -> None:
        try:
            work(writer)
        except BaseException as error:
            if not (mortal and isinstance(error, Away)):
                wrong.append(error)

    threads = [threading.Thread(target=run, args=(one,), daemon=True) for one in writers]
    for thread in threads:
        thread.start()
    return threads, wrong
