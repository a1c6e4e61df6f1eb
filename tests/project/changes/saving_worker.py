"""A program that saves, and now and then makes public, until it is killed; it tells what was acknowledged."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from random import Random

from shared_site import ONE

from sitegen.model.change import Refused
from sitegen.project.changes import Changes, Clashed

WRITERS = 3
_tell = threading.Lock()


def tell(*words: str) -> None:
    """One whole line, at once."""
    with _tell:
        sys.stdout.write("\t".join(words) + "\n")
        sys.stdout.flush()


def write(changes: Changes, number: int, seed: int) -> None:
    """Add a line to a page of one's own, again and again."""
    rng = Random(f"{seed}-{number}")
    change, turn = f"w{number}-1", 0
    while True:
        turn += 1
        path = f"content/w{number}-{rng.randrange(3)}.md"
        data, version = changes.read(change, path) or (b"", "")
        line = f"{seed} {number} {turn}"
        saved = changes.save(change, {path: (data + line.encode() + b"\n", version)}, ONE)
        if isinstance(saved, dict):
            tell("saved", change, path, line)
        else:
            tell("trouble", repr(saved))
        if rng.random() < 0.15:
            landed = changes.land(change, ONE, "Landed")
            refusal = landed.code if isinstance(landed, Refused) else ""
            if isinstance(landed, Clashed) or refusal not in ("", "nothing", "busy"):
                tell("trouble", repr(landed))


def main() -> None:
    """Open the site, and begin."""
    found = Changes.find(Path(sys.argv[1]))
    if not isinstance(found, Changes):
        tell("trouble", repr(found))
        return
    tell("ready")
    for number in range(WRITERS):
        threading.Thread(target=write, args=(found, number, int(sys.argv[2]))).start()


if __name__ == "__main__":
    main()
