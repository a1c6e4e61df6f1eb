"""What the search costs: time and size of the index for each page, and what an edit costs.

Usage: python benchmarks/search.py [pages …]      (default: 100 1000)
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from sitegen.project.project import Project

WORDS = (
    "lake",
    "path",
    "library",
    "winter",
    "hours",
    "boat",
    "rowing",
    "harbour",
    "station",
    "light",
    "children",
    "passport",
    "signature",
    "card",
    "reading",
    "room",
    "evening",
    "bicycle",
    "walker",
    "guide",
    "news",
    "open",
    "again",
    "close",
    "replace",
    "bring",
    "need",
    "month",
    "week",
    "question",
    "answer",
    "table",
    "chair",
)
SETTINGS = "title: Benchmark\nbase_url: https://example.org/\n"


def write(root: Path, pages: int) -> None:
    """A site of so many pages of about 300 words, the same each time."""
    chance = random.Random(7)
    (root / "content/notes").mkdir(parents=True)
    for number in range(pages):
        parts = [" ".join([*chance.choices(WORDS, k=60), f"term{chance.randrange(4000)}"]) for _ in range(5)]
        text = "\n\n".join(f"## Part {one}\n\n{words}." for one, words in enumerate(parts))
        (root / f"content/notes/note-{number}.md").write_text(f"---\ntitle: Note {number}\n---\n{text}\n")


def timed_build(root: Path) -> tuple[float, int]:
    """(seconds, how often an index was made) of a build as the command does it, without starting Python."""
    started = perf_counter()
    project = Project(root)
    report = project.build(root / "public")
    project.close()
    return perf_counter() - started, report.ran.get("search_index", 0)


def size(folder: Path) -> tuple[int, int]:
    """(files, bytes) in a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def measure(pages: int) -> None:
    """Print one site's figures."""
    root = Path(tempfile.mkdtemp(prefix="sitegen-search-bench-"))
    try:
        write(root, pages)
        (root / "site.yaml").write_text(SETTINGS)
        without, _ = timed_build(root)
        shutil.rmtree(root / ".sitegen")
        shutil.rmtree(root / "public")
        (root / "site.yaml").write_text(SETTINGS + "search: true\n")
        cold, _ = timed_build(root)
        files, total = size(root / "public/search/pagefind")
        nothing, none = timed_build(root)
        (root / "layouts").mkdir()
        (root / "layouts/page.html").write_text("<!doctype html><title>{{ page.title }}</title>{{ page.content }}")
        layout, not_made = timed_build(root)
        note = root / "content/notes/note-0.md"
        note.write_text(note.read_text() + "\nOne word more.\n")
        edit, made = timed_build(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print(f"{pages} pages")
    more = (cold - without) / pages * 1000
    print(f"  from nothing       {without:7.2f} s without search, {cold:.2f} s with it: {more:.2f} ms a page")
    print(f"  index              {files} files, {total / 1000:.0f} kB: {total / pages / 1000:.2f} kB a page")
    print(f"  nothing changed    {nothing:7.2f} s, {none} indexes made")
    print(f"  a layout changed   {layout:7.2f} s, {not_made} indexes made")
    print(f"  a text changed     {edit:7.2f} s, {made} index made")


if __name__ == "__main__":
    for argument in sys.argv[1:] or ("100", "1000"):
        measure(int(argument))
