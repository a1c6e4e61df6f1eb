"""A file is what it holds, whatever its name says; what comes in is harmless, and tells no more than it shows."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from drawn import MAKER, PDF, SVG, bomb, picture, zipped
from sitegen.model.settings import MediaOptions
from sitegen.project.media.cleaning import Clean, NotTaken, cleaned
from sitegen.render.pictures.kinds import kind_of

ALL = MediaOptions()


def taken(data: bytes, name: str = "x.bin", options: MediaOptions = ALL) -> Clean:
    found = cleaned(data, name, options)
    assert isinstance(found, Clean), found
    return found


def refused(data: bytes, name: str = "x.bin", options: MediaOptions = ALL) -> str:
    found = cleaned(data, name, options)
    assert isinstance(found, NotTaken), found.kind
    return found.code


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
KINDS = {
    "jpeg": picture("JPEG"),
    "png": picture("PNG"),
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
    "avif": picture("AVIF"),
    "svg": SVG,
    "pdf": PDF,
    "docx": zipped("[Content_Types].xml", "word/document.xml"),
    "xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
    "ods": zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "epub": zipped("a.opf", mimetype="application/epub+zip"),
    "doc": OLD + "WordDocument".encode("utf-16-le"),
    "xls": OLD + "Workbook".encode("utf-16-le"),
    "mp3": b"ID3\x04\0\0\0\0\0\0",
    "ogg": b"OggS\0\2" + b"\0" * 20 + b"\x01vorbis",
    "wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "flac": b"fLaC\0\0\0\x22",
    "m4a": b"\0\0\0\x20ftypM4A \0\0\0\0",
    "mp4": b"\0\0\0\x20ftypisom\0\0\2\0",
    "webm": b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_what_it_holds(kind: str) -> None:
    for name in ("x.jpg", "x.exe", "x.html", "x"):
        found = kind_of(KINDS[kind], name)
        assert found is not None and found.name == kind


PROGRAMS = {
    "windows": b"MZ\x90\0" + b"\0" * 100,
    "linux": b"\x7fELF\x02\x01\x01",
    "mac": b"\xcf\xfa\xed\xfe\x07\0\0\x01",
    "java": b"\xca\xfe\xba\xbe\0\0\0\x34",
    "script": b"#!/bin/sh\nrm -rf /\n",
    "macros": zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "old macros": OLD + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"),
    "installer": OLD + "Property".encode("utf-16-le"),
    "jar": zipped("META-INF/MANIFEST.MF", "A.class"),
    "wasm": b"\0asm\x01\0\0\0",
}


@pytest.mark.parametrize("what", PROGRAMS)
@pytest.mark.parametrize("name", ["holiday.jpg", "letter.pdf", "table.csv"])
def test_programs_are_refused_under_every_name(what: str, name: str) -> None:
    assert refused(PROGRAMS[what], name) == "program"


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "\ufeff  <html><script>alert(1)</script>",
        "name,price\n<script>alert(1)</script>,2\n",
        "<?php system($_GET['x']); ?>",
        "plain words, then <iframe src=x>",
        "\n\n<!-- a note --><body onload=x>",
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.jpg", "a.csv", "a.txt"])
def test_web_pages_are_refused_under_every_name(text: str, name: str) -> None:
    assert refused(text.encode(), name) == "web_page"


def test_texts_are_taken_by_their_names() -> None:
    assert taken(b"name,price\nbook,2\n", "prices.csv").kind.name == "text"
    assert taken("WEBVTT\n\n00:00 --> 00:02\nHyvää päivää\n".encode(), "film.vtt").kind.name == "text"
    for name in ("prices.sh", "prices.js", "prices.md", "prices"):
        assert refused(b"name,price\nbook,2\n", name) == "unknown"
    assert refused(b"a\0b", "a.txt") == "unknown"
    assert refused(b"", "a.txt") == "empty"
    assert refused(zipped("a.txt"), "a.zip") == "unknown"


@pytest.mark.parametrize("data", [bomb(60_000, 60_000), bomb(20_000, 9_000), bomb(8_000, 7_000)])
def test_bombs_are_refused_before_they_are_opened(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(self: Image.Image) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", load)
    assert refused(data) in ("bomb", "too_many_points")


def test_limits_are_the_sites() -> None:
    assert refused(b"%PDF-" + b"x" * 2_000_000, options=MediaOptions(max_size=1_000_000)) == "too_large"
    assert refused(PDF, options=MediaOptions(kinds=("pictures",))) == "kind"
    assert refused(SVG, options=MediaOptions(kinds=("pictures",))) == "kind"
    assert refused(picture(width=300, height=300), options=MediaOptions(max_points=80_000)) == "too_many_points"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_half_a_picture_is_refused_or_whole(kind: str) -> None:
    data = picture(kind, 200, 150, turn=6 if kind != "GIF" else 0)
    for part in range(8, len(data), max(1, len(data) // 40)):
        found = cleaned(data[:part], "x", ALL)
        if isinstance(found, Clean):  # the end is missing, all of the picture is there
            Image.open(BytesIO(found.data)).load()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_notes_are_taken_out_and_the_picture_stays_upright(kind: str, turn: int) -> None:
    data = picture(kind, 40, 30, turn=turn)
    assert MAKER.encode() in data
    found = taken(data)
    assert MAKER.encode() not in found.data and b"GPS" not in found.data
    with Image.open(BytesIO(data)) as old, Image.open(BytesIO(found.data)) as new:
        assert new.getexif().get(0x0112, 1) == turn and set(new.getexif()) <= {0x0112}
        assert not new.getexif().get_ifd(0x8825)
        assert ImageChops.difference(old.convert("RGB"), new.convert("RGB")).getbbox() is None
        assert (found.width, found.height) == ((30, 40) if turn >= 5 else (40, 30))


def test_notes_in_an_avif_are_blanked() -> None:
    found = taken(picture("AVIF", turn=6))
    assert MAKER.encode() not in found.data
    Image.open(BytesIO(found.data)).load()


def test_a_progressive_picture_with_colours_of_its_own_and_comments() -> None:
    data = picture(
        "JPEG", 64, 64, turn=3, progressive=True, icc_profile=b"profile" * 20000, comment=b"secret", dpi=(72, 72)
    )
    found = taken(data)
    assert b"secret" not in found.data
    with Image.open(BytesIO(found.data)) as new:
        assert new.info["icc_profile"] == b"profile" * 20000 and new.info.get("dpi") == (72, 72)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_hangs_on_behind_a_picture_is_left_out(kind: str) -> None:
    data = picture(kind)
    found = taken(data + b"<script>alert(1)</script>" + picture("JPEG", turn=6))
    assert b"script" not in found.data and MAKER.encode() not in found.data
    Image.open(BytesIO(found.data)).load()


def test_an_animation_goes_on() -> None:
    frames = [Image.new("P", (20, 20), colour) for colour in (1, 2, 3)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=50, comment=b"secret")
    found = taken(out.getvalue())
    assert b"secret" not in found.data
    with Image.open(BytesIO(found.data)) as new:
        assert new.n_frames == Image.open(BytesIO(out.getvalue())).n_frames and new.info["loop"] == 0


@settings(max_examples=300, deadline=None)
@example("AVIF", [(0.361328125, 1)])  # its notes are said to be of an item that there is not
@example("WEBP", [(34.5 / 258, 219)])  # its points take in the notes behind them
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "AVIF"]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_damage_never_gets_further_than_a_refusal(kind: str, wounds: list[tuple[float, int]]) -> None:
    data = bytearray(_SOUND[kind])
    for place, value in wounds:
        data[int(place * len(data))] = value
    found = cleaned(bytes(data), "x", ALL)
    if isinstance(found, Clean) and found.kind.group == "pictures":
        assert MAKER.encode() not in found.data


_SOUND = {
    kind: picture(kind, 24, 18, turn=6 if kind != "GIF" else 0) for kind in ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=30))
def test_anything_at_all_is_taken_or_refused(data: bytes, name: str) -> None:
    for start in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"PK\x03\x04", b"<svg "):
        assert isinstance(cleaned(start + data, name, ALL), Clean | NotTaken)
