"""Bytes of a text file as text."""

from __future__ import annotations

from sitegen.base.diagnostics import Change, Diagnostic, Location

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_REPLACEMENT = "\ufffd"

MOST = 5_000_000
"""Bytes that a page, a file of settings or other YAML may have: a thousand times what people write."""
MOST_OF_TABLE = 20_000_000
"""Bytes of a table (CSV, JSON), which a program may have written: some hundred thousand rows."""
MOST_OF_LAYOUT = 1_000_000
"""Bytes of a layout, which takes more time and memory than a text: seconds for as many."""


def decode(data: bytes, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file and what is wrong with its bytes.

    The text never begins with a byte order mark and holds no NUL; what cannot be read is U+FFFD in it, so that
    lines and columns stay those of the file.
    """
    for mark, encoding in _UTF16_MARKS.items():
        if data.startswith(mark):
            return _without_nul(data[2:].decode(encoding, "replace"), path, (_saved_as_utf16(path),))
    problems: tuple[Diagnostic, ...] = ()
    if data.startswith(_UTF8_MARK):
        data = data[3:]
        problems = (_marked(path),)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        problems = (*problems, _not_utf8(data, error, path))
    return _without_nul(text, path, problems)


def too_large(data: bytes, path: str, most: int = MOST, what: str = "a text") -> tuple[Diagnostic, ...]:
    """SG006 for a file of more than ``most`` bytes, which nobody can have meant as ``what`` it is used as."""
    if len(data) <= most:
        return ()
    message = f"the file has {len(data) / 1e6:.1f} million bytes; {what} may have {most / 1e6:g} million"
    return (Diagnostic("SG006", message, Location(path)),)


def _without_nul(text: str, path: str, problems: tuple[Diagnostic, ...]) -> tuple[str, tuple[Diagnostic, ...]]:
    at = text.find("\0")
    if at < 0:
        return text, problems
    found = text.count("\0")
    message = "the file holds a NUL byte" if found == 1 else f"the file holds {found} NUL bytes; the first stands here"
    problem = Diagnostic("SG003", message, _place(text[:at], path))
    return text.replace("\0", _REPLACEMENT), (*problems, problem)


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Diagnostic:
    byte = data[error.start]
    meant = bytes([byte]).decode("cp1252", "ignore")
    guess = f' (in Windows-1252 it would be "{meant}")' if meant else ""
    where = _place(data[: error.start].decode(), path)
    return Diagnostic("SG002", f"the file is not UTF-8: byte 0x{byte:02X} is not a character{guess}", where)


def _saved_as_utf16(path: str) -> Diagnostic:
    return Diagnostic("SG002", "the file is saved as UTF-16, not as UTF-8", Location(path, 1, 1, 1, 1))


def _marked(path: str) -> Diagnostic:
    change = Change("Remove the byte order mark", "", "\ufeff")
    return Diagnostic("SG007", "the file begins with a byte order mark", Location(path, 1, 1, 1, 1), change=change)


def _place(before: str, path: str) -> Location:
    """The one character after ``before``."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n")
    line = lines.count("\n") + 1
    column = len(lines) - lines.rfind("\n")
    return Location(path, line, column, line, column + 1)
