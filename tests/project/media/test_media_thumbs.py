"""Small pictures are upright, small, kept by what the large one holds, and never a way to make the server suffer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from drawn import PDF, bomb, picture
from sitegen.project.media.thumbs import WIDTHS, Thumbs, at_least, small

MARK = "ab" * 16


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_small_picture_is_no_larger_than_asked(kind: str) -> None:
    found = small(picture(kind, 900, 600), 320)
    assert found is not None
    with Image.open(BytesIO(found)) as image:
        assert image.format == "WEBP" and image.size == (320, 213)


def test_it_is_upright() -> None:
    found = small(picture("JPEG", 400, 300, turn=6), 160)
    assert found is not None
    with Image.open(BytesIO(found)) as image:
        assert image.size == (120, 160)
        red, green, _ = image.convert("RGB").getpixel((118, 2))
        assert red > 200 and green < 60  # the red corner, which lay at the top left


@pytest.mark.parametrize("data", [b"", PDF, picture()[:80], bomb(60_000, 60_000), b"\xff\xd8\xff" + b"x" * 99])
def test_what_cannot_be_opened_has_none(data: bytes) -> None:
    assert small(data, 320) is None


def test_it_is_kept(tmp_path: Path) -> None:
    thumbs = Thumbs(tmp_path)
    assert thumbs.kept(MARK, 300) is None
    made = thumbs.made(picture(), MARK, 300)
    assert made is not None and thumbs.kept(MARK, 310) == made
    assert thumbs.kept(MARK, 160) is None


@pytest.mark.parametrize("mark", ["../../x", "", "ab/../../../etc/passwd", "a" * 15, "A" * 32, "\0" * 32])
def test_a_mark_is_no_way_out(tmp_path: Path, mark: str) -> None:
    thumbs = Thumbs(tmp_path)
    assert thumbs.made(picture(), mark, 160) is not None and thumbs.kept(mark, 160) is None
    assert list(tmp_path.rglob("*")) == []


def test_only_a_few_widths_are_made() -> None:
    assert {at_least(width) for width in range(0, 10**6, 97)} == set(WIDTHS)
