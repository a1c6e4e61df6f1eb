"""What the comparison of builds measures: the same pages for all, edits that are seen, results that are told truly."""

from __future__ import annotations

import sys
from itertools import takewhile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))
import corpus  # noqa: E402
from edits import EDITS  # noqa: E402 - they are not a package
from measured import Failed, measured  # noqa: E402
from peers.installing import NotHere  # noqa: E402
from peers.lektor import Lektor  # noqa: E402
from peers.sitegen import Sitegen, ThemedSitegen  # noqa: E402
from peers.tool import Tool  # noqa: E402
from plot import Picture  # noqa: E402
from results import CASES, TOLD, Comparison, Row, load, save  # noqa: E402
from run import PEERS  # noqa: E402
from turns import Site, compared  # noqa: E402

PAGE = ROOT / "content" / "docs" / "explanation" / "speed.md"
SVG = "{http://www.w3.org/2000/svg}"
TOOLS = [Sitegen(), ThemedSitegen(), Lektor(), *PEERS]


def row(name: str, seconds: float, **more: object) -> Row:
    """A row whose builds all took the same time."""
    given = {"version": "1", "differs": "", "files": 3, "memory": 9_000_000, "stale": {}}
    return Row(name=name, seconds={case: [seconds] * 3 for case in CASES}, **{**given, **more})


@pytest.mark.parametrize("tool", TOOLS, ids=[tool.name for tool in TOOLS])
def test_each_has_the_pages_and_the_places_of_the_edits(tool: Tool, tmp_path: Path) -> None:
    tool.lay_out(5, tmp_path)
    pages = [tmp_path / tool.page(corpus.head(number, 5)) for number in range(5)]
    assert all(corpus.front(number, 5).title in page.read_text() for number, page in enumerate(pages))
    for edit, path in zip(EDITS.values(), (pages[0], pages[0], tmp_path / tool.layout), strict=True):
        edit.make(path, 7)
        edit.make(path, 8)
        assert edit.mark.findall(path.read_text()) == ["8"]
    files = [path for path in tmp_path.rglob("*.*") if path.is_file()]
    assert not any(b"@sections" in path.read_bytes() for path in files)


def test_an_edit_that_was_not_built_is_seen(tmp_path: Path) -> None:
    """What sitegen builds is right; what it has not built yet is told as it was."""
    site = Site(Sitegen(), tmp_path, 12)
    site.build("cold")
    for case in EDITS:
        site.build(case)
        site.look(case)
        found = site.row()
        assert found.is_right(case), found.stale
        EDITS[case].make(site.root / (site.tool.layout if case == "one layout" else site.page), 1000)
        old, all_of_it = EDITS[case].stale(site.output, 1000)
        assert old == all_of_it > 0
    assert found.stale["one layout"][1] == sum(1 for _ in site.output.rglob("*.html"))


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such thing"):
        measured([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_memory_is_that_of_the_command_alone(tmp_path: Path) -> None:
    """Whoever measures may be large."""
    large = bytearray(b"x" * 200_000_000)
    assert measured([sys.executable, "-S", "-c", "pass"], tmp_path).memory < 100_000_000 < len(large)


def test_what_was_found_is_told(tmp_path: Path) -> None:
    wrong = row("Other", 2.0, stale={"one title": (2, 8)}, differs="no feed")
    found = Comparison(1000, 3, [row("sitegen", 0.5), wrong], {"Third": "npm is missing"})
    save([found], tmp_path / "found.json")
    (read,) = load(tmp_path / "found.json")
    assert read.table() == found.table()
    lines = found.table().splitlines()
    assert lines[3] == "| Other 1 | 2.00 | 2.00 | 2.00 | 2.00† | 2.00 | 9 MB |"
    assert lines[4] == "| sitegen / Other | 0.25 | 0.25 | 0.25 | 0.25 | 0.25 | 1 |"
    assert lines[6:] == [
        "- † Other, one title: 2 of 8 files were left as they were.",
        "- Other has no feed: 3 files, sitegen 3.",
        "- Third was not measured: npm is missing",
    ]


def test_the_picture_has_all_bars_and_words_for_those_who_do_not_see_it() -> None:
    found = Comparison(1000, 3, [row("sitegen", 0.5), row("A & B", 5.0, stale={"one body": (0, 0)})], {})
    svg = ET.fromstring(Picture(found).draw())
    assert (svg.findtext(f"{SVG}title"), svg.get("role")) == ("Seconds of a build of 1,000 pages", "img")
    assert "One text: sitegen 0.50, A & B 5.00 †." in (svg.findtext(f"{SVG}desc") or "")
    bars = [bar for bar in svg.iter(f"{SVG}rect") if "bar" in bar.get("class", "")]
    assert len(bars) == 2 * len(CASES)
    assert float(bars[1].get("width", "")) - float(bars[0].get("width", "")) == pytest.approx(
        float(bars[3].get("width", "")) - float(bars[2].get("width", ""))
    )
    assert "† Not all pages had the change." in {text.text for text in svg.iter(f"{SVG}text")}


@pytest.mark.parametrize("picture", sorted(PAGE.parent.glob("builds-*.svg")), ids=lambda path: path.stem)
def test_the_documentation_has_the_same_figures_twice(picture: Path) -> None:
    """In the picture and in the table below it."""
    words = ET.parse(picture).getroot().findtext(f"{SVG}desc") or ""
    told = dict(sentence.split(": ") for sentence in words.removesuffix(".").split(". "))
    head = f"| {int(picture.stem.partition('-')[2]):,} pages |"
    lines = PAGE.read_text("utf-8").splitlines()
    (at,) = [at for at, line in enumerate(lines) if line.startswith(head)]
    rows = [line.strip("| ").split(" | ") for line in takewhile(bool, lines[at + 2 :])]
    generators = [row for row in rows if " / " not in row[0]]
    for number, case in enumerate(TOLD.values(), 1):
        cells = [f"{cells[0].rpartition(' ')[0]} {cells[number].replace('†', ' †')}" for cells in generators]
        assert told[case.capitalize()] == ", ".join(cells)


class Missing(Sitegen):
    """One that cannot be had here."""

    name = "Missing"

    def install(self, folder: Path) -> Path:
        raise NotHere("no such package")


class Broken(Sitegen):
    """One that ends with an error."""

    name = "Broken"

    def command(self, program: Path) -> list[str]:
        return [sys.executable, "-c", "raise SystemExit('no such page')"]


def test_what_cannot_be_had_or_fails_is_left_out_and_said(tmp_path: Path) -> None:
    found = compared([Sitegen(), Missing(), Broken()], 5, tmp_path, 1)
    assert [one.name for one in found.rows] == ["sitegen"]
    assert {name: why.strip() for name, why in found.missing.items()} == {
        "Missing": "no such package",
        "Broken": "cold: no such page",
    }
