"""How long the back office waits for the site: a keystroke, a page's sheet, a search; server time, in one process.

    python benchmarks/stage.py [--pages 10000] [--strokes 60] [--folder DIR]

Two editors take turns, so that every stroke turns the memos from one view to another. Prints p50 and p95 in
milliseconds, the first look (cold and with the memos kept) in seconds, and the memory of the process.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from peers.sitegen import Sitegen

from sitegen.engine.trees import DiskTree
from sitegen.project.stage import Stage, View

SITE = View("published")


def opened(root: Path) -> tuple[Stage, float]:
    """A stage of a site, and the seconds until it is ready."""
    disk = DiskTree(root, root / ".sitegen" / "cache" / "files")
    stage = Stage(root, lambda change: disk)
    started = time.perf_counter()
    stage.open(SITE)
    return stage, time.perf_counter() - started


def timed(name: str, count: int, work: Callable[[int], object], pause: float = 0.0) -> None:
    """Print p50 and p95 of a kind of work."""
    times = []
    for number in range(count):
        started = time.perf_counter()
        work(number)
        times.append((time.perf_counter() - started) * 1000)
        time.sleep(pause)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name:28} p50 {statistics.median(times):6.1f}   p95 {p95:6.1f}   slowest {max(times):6.1f} ms", flush=True)


def measured(root: Path, count: int) -> None:
    """Measure, and print a row for each kind of work."""
    stage, cold = opened(root)
    stage.close()
    stage, warm = opened(root)
    print(f"ready: {cold:.1f} s the first time, {warm:.1f} s with the memos kept", flush=True)
    pages = sorted(path.relative_to(root).as_posix() for path in (root / "content").glob("*/*-*.md"))
    mine, other = pages[0], pages[len(pages) // 2]
    texts = {path: (root / path).read_text(encoding="utf-8") for path in (mine, other)}

    def stroke(change: str, path: str, text: str) -> None:
        draft = stage.draft(View(change, {path: text.encode()}), path, change)
        assert draft is not None and draft.seen is not None and draft.seen.data

    def body(path: str, number: int) -> str:
        return texts[path] + f"\nWord {number} and [a link](nowhere-{number}.md).\n"

    def title(number: int) -> str:
        return texts[mine].replace('title: "', f'title: "{number} ', 1)

    timed("body, alone", count, lambda n: stroke("a", mine, body(mine, n)))
    timed(
        "body, two editors", count, lambda n: stroke("ab"[n % 2], (mine, other)[n % 2], body((mine, other)[n % 2], n))
    )
    timed("title, alone", count, lambda n: stroke("a", mine, title(n)))
    timed(
        "title, two editors",
        count,
        lambda n: stroke("ab"[n % 2], (mine, other)[n % 2], title(n) if n % 2 == 0 else body(other, n)),
    )
    timed("sheet of a page", count, lambda n: stage.sheet(SITE, pages[n * 37 % len(pages)]))
    words = ("the", "system gu", "pag", "ran 12", "guides", "zzz", "é", "release")
    timed("find", count, lambda n: stage.find(SITE, words[n % len(words)]))
    timed("rows", 10, lambda n: stage.rows(SITE))
    timed("show a page", count, lambda n: stage.show(SITE, f"/{pages[n * 53 % len(pages)][8:-3]}/"))
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    stage.close()


def main() -> None:
    """Make the site, and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=10000)
    options.add_argument("--strokes", type=int, default=60)
    options.add_argument("--folder", type=Path, help="a site that is there already")
    given = options.parse_args()
    if given.folder is not None:
        measured(given.folder, given.strokes)
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        Sitegen().lay_out(given.pages, root)
        measured(root, given.strokes)


if __name__ == "__main__":
    main()
