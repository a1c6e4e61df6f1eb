"""What pages of every kind look like: in every font nothing is cut off or lies over something else, and where the fonts
are those of the kept pictures, the page looks as it did. ``python tests/public/take_pictures.py`` takes them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from every_kind import KINDS
from looking import MOST, NOW, PICTURES, WIDTHS, difference, fonts, kept, kept_fonts, layout_faults, picture_of, size_of
from pairs import some, whole
from PIL import Image, ImageDraw

pytestmark = pytest.mark.browser

ALL = whole(KINDS, WIDTHS)


def look(row: tuple[str, str, str, int], window: Callable[..., Any], origin: Callable[[str], str]) -> None:
    kind, scheme, language, width = row
    page = window(width, scheme)
    page.clock.set_fixed_time(NOW)
    page.goto(origin(f"kinds-{language}") + KINDS[kind])
    page.wait_for_load_state("networkidle")
    assert layout_faults(page) == []
    if fonts(page) != kept_fonts():
        return  # the pictures were taken with other fonts: the same page looks otherwise here
    with Image.open(kept("-".join(map(str, row)))) as before:
        assert difference(picture_of(page), before.convert("RGB")) <= MOST, "take_pictures.py takes a new picture"


@pytest.mark.parametrize("row", some(KINDS, (360, 1440)), ids=str)
def test_it_looks_as_it_did(row: Any, window: Callable[..., Any], origin: Callable[[str], str]) -> None:
    look(row, window, origin)


@pytest.mark.prove
@pytest.mark.parametrize("row", ALL, ids=str)
def test_it_looks_as_it_did_in_every_way(row: Any, window: Callable[..., Any], origin: Callable[[str], str]) -> None:
    look(row, window, origin)


def test_there_is_a_picture_of_each() -> None:
    found = {path.stem for path in PICTURES.glob("*.webp")}
    assert found == {"-".join(map(str, row)) for row in ALL}
    assert size_of(PICTURES.iterdir()) < 3_000_000


def test_a_difference_is_seen() -> None:
    """Other colours, another order and a missing part are differences; a word that moves by a little is none."""
    with Image.open(kept("article-light-en-1440")) as found:
        before = found.convert("RGB")
    moved = before.copy()
    moved.paste(before.crop((40, 60, 90, 70)), (41, 60))
    assert difference(before, moved) <= MOST
    gone = before.copy()
    ImageDraw.Draw(gone).rectangle((0, 0, gone.width, 30), fill="white")
    with Image.open(kept("article-dark-en-1440")) as dark:
        others = [gone, dark.convert("RGB"), before.crop((0, 20, *before.size))]
    assert all(difference(before, other) > MOST for other in others)


def test_layouts_are_judged(window: Callable[..., Any]) -> None:
    page = window(360)
    page.set_content(
        "<main><h1>A</h1><p style='margin:0'>One</p><p style='margin-top:-1em'>Two</p><p style='width:99em'>B</p>"
    )
    assert {fault.partition(":")[0] for fault in layout_faults(page)} == {"scrolls sideways", "one over the other"}
