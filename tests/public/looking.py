"""Pictures of pages, small enough to be kept: how they are taken, and how alike two of them are.

What a page looks like depends on the fonts of the machine. ``fonts`` names what Chromium makes of the theme's stacks
here; pictures are compared only where it is what it was when they were taken.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter

PICTURES = Path(__file__).parent / "pictures"
TAKEN_WITH = PICTURES / "fonts.json"
WIDTHS = (360, 768, 1440)
NOW = "2026-12-05T09:00:00Z"
SMALL = 6
"""Points of the page for one of the picture."""
TALLEST = 2400
"""Points of a page that are looked at, from its top."""
TOLERANCE = 24
"""Of 255: by how much a point may differ before it counts."""
SOFT = 2
"""Points over which a picture is blurred first: a line of text that lies a point further down is no difference."""
MOST = 0.02
"""The part of the points that may count."""

_PICTURES_TOO = """() => Promise.all([...document.images].map(one => {
  one.loading = 'eager';
  return one.decode();
}))"""
"""Those further down are not loaded until somebody scrolls to them."""

_FONTS = """() => {
  const styles = getComputedStyle(document.documentElement);
  const stacks = ['--serif', '--sans', '--mono'].map(name => styles.getPropertyValue(name));
  const pen = document.createElement('canvas').getContext('2d');
  return ['Example: Lakeside 0123', 'مكتبة المثال'].flatMap(words => stacks.map(stack => {
    pen.font = `100px ${stack}`;
    return Math.round(pen.measureText(words).width);
  }));
}"""


def fonts(page: Any) -> list[int]:
    """How wide some words are in each of the theme's stacks: other fonts, or other versions of them, differ in it."""
    return [int(width) for width in page.evaluate(_FONTS)]


def kept_fonts() -> list[int]:
    """``fonts`` of the machine that took the pictures; empty if there are none."""
    return list(json.loads(TAKEN_WITH.read_text())) if TAKEN_WITH.exists() else []


def picture_of(page: Any) -> Image.Image:
    """The page from its top, at a sixth of its size."""
    page.evaluate(_PICTURES_TOO)
    height = min(TALLEST, page.evaluate("Math.ceil(document.documentElement.scrollHeight)"))
    width = page.viewport_size["width"]
    shot = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    with Image.open(io.BytesIO(shot)) as picture:
        return picture.convert("RGB").resize((width // SMALL, height // SMALL), Image.Resampling.BOX)


def kept(name: str) -> Path:
    return PICTURES / f"{name}.webp"


def difference(one: Image.Image, other: Image.Image) -> float:
    """The part of the points that differ, 0 to 1. What one picture has and the other has not, differs."""
    size = (max(one.width, other.width), max(one.height, other.height))
    ground = [Image.new("RGB", size, (255, 0, 255)), Image.new("RGB", size, (0, 255, 0))]
    ground[0].paste(one)
    ground[1].paste(other)
    softer = [picture.filter(ImageFilter.GaussianBlur(SOFT)) for picture in ground]
    strongest = ImageChops.difference(*softer).convert("L")
    return sum(strongest.histogram()[TOLERANCE:]) / (size[0] * size[1])


def layout_faults(page: Any) -> list[str]:
    """What is wrong with a page in any font: sideways scrolling, texts over each other or cut off, no heading."""
    return [str(fault) for fault in page.evaluate(_LAYOUT)]


_LAYOUT = """() => {
  const faults = [], words = one => one.innerText.slice(0, 30);
  if (document.documentElement.scrollWidth > innerWidth) faults.push('scrolls sideways');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  const blocks = [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, td, th, figcaption, summary)')]
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && words(one).trim())
    .filter(one => !one.closest('.visually-hidden'));
  const cut = one => one.clientHeight > 1 && one.scrollWidth > one.clientWidth + 1
    && getComputedStyle(one).overflowX !== 'visible' && !one.closest('.table-scroll, pre');
  blocks.filter(cut).forEach(one => faults.push(`cut off: ${words(one)}`));
  const boxes = blocks.filter(one => !blocks.some(other => other !== one && one.contains(other)))
    .map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
  boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 4 && high > 4) faults.push(`one over the other: ${words(one)} / ${words(other)}`);
  }));
  return faults.slice(0, 5);
}"""


def save(name: str, picture: Image.Image) -> None:
    """Keep a picture."""
    PICTURES.mkdir(exist_ok=True)
    picture.save(kept(name), "WEBP", quality=60, method=6)


def size_of(paths: Iterable[Path]) -> int:
    """Bytes of files."""
    return sum(path.stat().st_size for path in paths)
