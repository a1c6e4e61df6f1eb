"""Draws what ``run.py --json`` found: for each size of the site a picture with a bar for each generator and case.

    python benchmarks/plot.py FILE FOLDER

Writes ``builds-1000.svg`` and the like. The scale is logarithmic: a step to the right is ten times as long.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from results import CASES, TOLD, WRONG, Comparison, Row, load, seconds

_STYLE = """
.back { fill: #fff } text { font: 13px system-ui, sans-serif; fill: #1c1c1c } .case { font-weight: 600 }
.axis { fill: #5c5c5c; font-size: 12px } .grid { stroke: #d9d9d9 } .bar { fill: #8a8f98 } .own { fill: #0b6e4f }
@media (prefers-color-scheme: dark) {
.back { fill: #17191c } text { fill: #ececec } .axis { fill: #a9adb3 } .grid { stroke: #3a3d42 }
.bar { fill: #7b818a } .own { fill: #3fbf8f } }
"""
_NOTE = f"{WRONG} Not all pages had the change."
_WIDTH, _LEFT, _RIGHT, _EDGE = 720, 110, 70, 16
_LINE, _BAR, _HEAD = 19, 13, 30


class Picture:
    """One comparison as a drawing. Lengths are pixels."""

    def __init__(self, found: Comparison) -> None:
        self._found = found
        medians = [row.median(case) for row in found.rows for case in CASES]
        self._low = math.floor(math.log10(min(medians) * 0.7))  # the shortest bar is to be seen too
        self._high = math.ceil(math.log10(max(medians)))
        self._height = _EDGE + 2 * _HEAD + len(CASES) * (_HEAD + _LINE * len(found.rows))
        self._svg = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
        self._svg.attrib |= {"width": str(_WIDTH), "height": str(self._height), "aria-labelledby": "title description"}
        self._svg.set("viewBox", f"0 0 {_WIDTH} {self._height}")

    def draw(self) -> str:
        """The picture as the text of a file."""
        title = f"Seconds of a build of {self._found.pages:,} pages"
        self._put("title", title, id="title")
        self._put("desc", " ".join(self._told()), id="description")
        self._put("style", _STYLE)
        self._put("rect", width=_WIDTH, height=self._height, rx=6, CLASS="back")
        self._scale()
        if any(not row.is_right(case) for row in self._found.rows for case in CASES):
            self._put("text", _NOTE, x=_EDGE, y=self._height - 10, CLASS="axis")
        y = _EDGE
        for case in CASES:
            y = self._panel(case, y)
        ET.indent(self._svg, " ")
        return ET.tostring(self._svg, encoding="unicode") + "\n"

    def _told(self) -> Iterable[str]:
        """The picture in words, for those who do not see it."""
        for case in CASES:
            times = ", ".join(f"{row.name} {_told(row, case)}" for row in self._found.rows)
            yield f"{TOLD[case].capitalize()}: {times}."

    def _x(self, value: float) -> float:
        part = (math.log10(value) - self._low) / (self._high - self._low)
        return round(_EDGE + _LEFT + part * (_WIDTH - 2 * _EDGE - _LEFT - _RIGHT), 1)

    def _scale(self) -> None:
        bottom = self._height - 2 * _HEAD
        for power in range(self._low, self._high + 1):
            x = self._x(10.0**power)
            self._put("line", x1=x, x2=x, y1=_EDGE, y2=bottom + 4, CLASS="grid")
            self._put("text", f"{10.0**power:g} s", x=x, y=bottom + 20, CLASS="axis", **{"text-anchor": "middle"})

    def _panel(self, case: str, y: int) -> int:
        """Draw the bars of a case below ``y``. Returns where the next may begin."""
        self._put("text", TOLD[case].capitalize(), x=_EDGE, y=y + 18, CLASS="case")
        y += _HEAD - 4
        for row in self._found.rows:
            self._bar(row, case, y)
            y += _LINE
        return y + 4

    def _bar(self, row: Row, case: str, y: int) -> None:
        start, end = self._x(10.0**self._low), self._x(row.median(case))
        own = row is self._found.rows[0]
        self._put("text", row.name, x=_EDGE, y=y + 11)
        self._put("rect", x=start, y=y, width=round(end - start, 1), height=_BAR, CLASS="bar own" if own else "bar")
        self._put("text", _told(row, case), x=end + 6, y=y + 11)

    def _put(self, name: str, text: str | None = None, CLASS: str | None = None, **attributes: object) -> None:
        element = ET.SubElement(self._svg, name, {key: str(value) for key, value in attributes.items()})
        element.text = text
        if CLASS is not None:
            element.set("class", CLASS)


def _told(row: Row, case: str) -> str:
    return seconds(row.median(case)) + ("" if row.is_right(case) else f" {WRONG}")


def main() -> None:
    """Draw each comparison of a file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("folder", type=Path)
    given = options.parse_args()
    for found in load(given.file):
        (given.folder / f"builds-{found.pages}.svg").write_text(Picture(found).draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
