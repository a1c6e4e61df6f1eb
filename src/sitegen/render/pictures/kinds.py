"""What a file is: told by what it holds. Its name says only which of several fitting endings it gets.

The signatures are those of the formats' own specifications. What is not known here is not taken in; programs and web
pages are known, so that the refusal can say what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. ``group`` is one of the kinds of the setting ``media.kinds``; ``refused`` is never taken in.

    ``endings`` are those that its names may have; the first is given to a name that has none of them.
    """

    name: str
    group: str
    endings: tuple[str, ...]


JPEG = Kind("jpeg", "pictures", (".jpg", ".jpeg"))
PNG = Kind("png", "pictures", (".png", ".apng"))
GIF = Kind("gif", "pictures", (".gif",))
WEBP = Kind("webp", "pictures", (".webp",))
AVIF = Kind("avif", "pictures", (".avif",))
SVG = Kind("svg", "drawings", (".svg",))
TEXT = Kind("text", "texts", (".txt", ".csv", ".ics", ".srt", ".vtt"))
PROGRAM = Kind("program", "refused", ())
WEB_PAGE = Kind("web page", "refused", ())

_PDF = Kind("pdf", "documents", (".pdf",))
_ISO = {
    b"M4A ": Kind("m4a", "sound", (".m4a",)),
    b"M4B ": Kind("m4a", "sound", (".m4a",)),
    b"qt  ": Kind("mov", "film", (".mov",)),
    b"avif": AVIF,
    b"avis": AVIF,
} | {
    brand: Kind("mp4", "film", (".mp4", ".m4v"))
    for brand in (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash")
}
_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", _PDF),
    (b"ID3", Kind("mp3", "sound", (".mp3",))),
    (b"fLaC", Kind("flac", "sound", (".flac",))),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xfe\xed\xfa", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"#!", PROGRAM),
    (b"\0asm", PROGRAM),
)
_WAVE = Kind("wav", "sound", (".wav",))
_WEBM = Kind("webm", "film", (".webm",))
_OGG, _OGG_FILM = Kind("ogg", "sound", (".ogg", ".oga", ".opus")), Kind("ogg film", "film", (".ogv",))
_MP3 = Kind("mp3", "sound", (".mp3",))
_OPEN = {
    b"application/vnd.oasis.opendocument.text": Kind("odt", "documents", (".odt",)),
    b"application/vnd.oasis.opendocument.spreadsheet": Kind("ods", "documents", (".ods",)),
    b"application/vnd.oasis.opendocument.presentation": Kind("odp", "documents", (".odp",)),
    b"application/epub+zip": Kind("epub", "documents", (".epub",)),
}
_OFFICE = {
    "word/": Kind("docx", "documents", (".docx",)),
    "xl/": Kind("xlsx", "documents", (".xlsx",)),
    "ppt/": Kind("pptx", "documents", (".pptx",)),
}
# Before 2007 all offices' files were one format, which installers have too; the names of the parts tell them apart.
_OLD_OFFICE = {
    "WordDocument": Kind("doc", "documents", (".doc",)),
    "Workbook": Kind("xls", "documents", (".xls",)),
    "PowerPoint Document": Kind("ppt", "documents", (".ppt",)),
}

_SVG = re.compile(
    rb"(?:\s|<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE\s+svg[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w.-]+:)?svg[\s/>]", re.S
)
_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|script|iframe|object|embed|svg|\?php|%)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def kind_of(data: bytes, name: str = "") -> Kind | None:
    """What the bytes of a file are; None for what is not known. ``name`` decides nothing but which text a text is."""
    return next((found for look in _LOOKS if (found := look(data, name)) is not None), None)


def kind_named(path: str) -> Kind | None:
    """The kind that a file has by its name: what is shown of files that are there already."""
    ending = "." + path.rpartition(".")[2].lower()
    return _BY_ENDING.get(ending)


def _by_start(data: bytes, name: str) -> Kind | None:
    return next((kind for start, kind in _STARTS if data.startswith(start)), None)


def _in_a_container(data: bytes, name: str) -> Kind | None:
    if data[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": _WAVE}.get(data[8:12])
    if data[4:8] == b"ftyp":
        return _ISO.get(data[8:12])
    if data[:4] == b"OggS":
        return _OGG_FILM if b"\x80theora" in data[:_HEAD] else _OGG
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return _WEBM if b"webm" in data[:64] else None
    return _MP3 if len(data) > 2 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2 else None


def _in_a_zip(data: bytes, name: str) -> Kind | None:
    if data[:4] != b"PK\x03\x04":
        return None
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if any(one.lower().endswith(("vbaproject.bin", ".class", ".dex")) for one in names):
        return PROGRAM
    if data[30:38] == b"mimetype":
        return next((kind for text, kind in _OPEN.items() if data[38 : 38 + len(text)] == text), None)
    if "[Content_Types].xml" in names:
        return next((kind for folder, kind in _OFFICE.items() if any(one.startswith(folder) for one in names)), None)
    return None


def _of_an_old_office(data: bytes, name: str) -> Kind | None:
    if not data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return None
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        return PROGRAM
    return next((kind for part, kind in _OLD_OFFICE.items() if part.encode("utf-16-le") in data), PROGRAM)


def _written(data: bytes, name: str) -> Kind | None:
    """A drawing, a web page or a text: what has letters only."""
    if _SVG.match(data.removeprefix(b"\xef\xbb\xbf")):
        return SVG
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if _MARKUP.search(text):
        return WEB_PAGE
    return TEXT if text.strip() and not _CONTROLS.search(text) and name.lower().endswith(TEXT.endings) else None


_LOOKS: tuple[Callable[[bytes, str], Kind | None], ...] = (
    _by_start,
    _in_a_container,
    _in_a_zip,
    _of_an_old_office,
    _written,
)
_BY_ENDING = {
    ending: kind
    for kind in (
        *(kind for _, kind in _STARTS),
        *_ISO.values(),
        *_OPEN.values(),
        *_OFFICE.values(),
        *_OLD_OFFICE.values(),
        *(WEBP, SVG, TEXT, _WAVE, _WEBM, _OGG, _OGG_FILM),
    )
    for ending in kind.endings
}
