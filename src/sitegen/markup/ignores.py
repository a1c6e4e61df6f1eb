"""Comments that ask to ignore a problem: ``<!-- sitegen-ignore SG204: reason -->``.

One that stands alone is about the block below it, one behind a text about that line. Each is told as a problem that
goes when it does ignore something (see :mod:`sitegen.base.ignoring`), so that none outlives its reason.
"""

from __future__ import annotations

import re

from sitegen.base.codes import CODES
from sitegen.base.diagnostics import Diagnostic, Ignore, Location
from sitegen.base.nearest import did_you_mean

_WORD = "sitegen-ignore"
_COMMENT = re.compile(r"<!--[ \t]*sitegen-ignore[ \t]+([^\r\n]*?)[ \t]*-->")
_CODES = re.compile(r"([\w, \t]+?)[ \t]*(?::|$)")
_FENCE = re.compile(r"[ \t>*+-]*(`{3,}|~{3,})")
_MARKS = re.compile(r"[ \t>*+-]*")
_LINE_END = re.compile(r"\r\n|\r|\n")


def find_ignores(text: str, body_line: int, path: str) -> tuple[Diagnostic, ...]:
    """A problem (SG217) for each code that a comment of the body ignores; the body begins in line ``body_line``."""
    if _WORD not in text:
        return ()
    lines = _LINE_END.split(text)
    found: list[Diagnostic] = []
    fence = ""
    for number, line in enumerate(lines[body_line - 1 :], body_line):
        mark = _FENCE.match(line)
        if mark is not None and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and _WORD in line:
            found += _on_line(lines, number, line, path)
    return tuple(found)


def _on_line(lines: list[str], number: int, line: str, path: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for comment in _COMMENT.finditer(line):
        if line.count("`", 0, comment.start()) % 2:
            continue  # it is shown as code
        at = Location(path, number, comment.start() + 1, number, comment.end() + 1)
        rest = _MARKS.sub("", line[: comment.start()], count=1) + line[comment.end() :]
        first, last = _block_below(lines, number) if not rest.strip() else (number, number)
        codes = _CODES.match(comment[1])
        for code in (codes[1] if codes is not None else comment[1]).replace(",", " ").split():
            found.append(_unused(code, at, Ignore(code, first, last)))
    return found


def _unused(code: str, at: Location, ignores: Ignore) -> Diagnostic:
    if code in CODES:
        return Diagnostic("SG217", f"there is no {code} here to ignore", at, "remove the comment", ignores=ignores)
    return Diagnostic("SG217", f'"{code}" is no code of a problem', at, did_you_mean(code, CODES), ignores=ignores)


def _block_below(lines: list[str], number: int) -> tuple[int, int]:
    """The first and the last line of what stands below a line: up to the next blank one."""
    first = number
    while first < len(lines) and not lines[first].strip(" \t>"):
        first += 1
    last = first
    while last < len(lines) and lines[last].strip(" \t>"):
        last += 1
    return first + 1, last
