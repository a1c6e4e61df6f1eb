"""Applying fixes to files: what no fix touches stays as it is, byte for byte."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sitegen.base.diagnostics import Diagnostic, Edit, Fix
from sitegen.base.fixing import BEFORE_ALL

_MARK = b"\xef\xbb\xbf"


class Unfit(Exception):
    """Edits that do not fit a file: it is not UTF-8, it has changed since they were made, or YAML cannot hold them.

    ``at`` is the path of the field, if one is to blame. Where a call returns this as its result, ``str`` is the reason.
    """

    def __init__(self, reason: str, at: tuple[str | int, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def safe_fixes(problems: Iterable[Diagnostic]) -> dict[str, list[Edit]]:
    """path → edits that can be applied together, first come first served: of two that overlap the later one waits."""
    chosen: defaultdict[str, list[Edit]] = defaultdict(list)
    for problem in problems:
        fix = next((one for one in problem.fixes if one.safe), None)
        if fix is not None and _fits(fix, chosen):
            for edit in fix.edits:
                if edit not in chosen[edit.path]:
                    chosen[edit.path].append(edit)
    return dict(chosen)


def _fits(fix: Fix, chosen: dict[str, list[Edit]]) -> bool:
    others = [(edit, other) for edit in fix.edits for other in chosen.get(edit.path, ())]
    return all(edit == other or not _overlap(edit, other) for edit, other in others)


def _overlap(one: Edit, other: Edit) -> bool:
    """True if two edits touch the same characters; two at one place touch, whatever their length."""
    return (one.start < other.end and other.start < one.end) or one.start == other.start


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file with ``edits`` made; offsets count the characters of its text without a byte order mark.

    Raises :class:`Unfit`, and then nothing should be written.
    """
    mark = _MARK if data.startswith(_MARK) else b""
    try:
        text = data[len(mark) :].decode()
    except UnicodeDecodeError as error:
        raise Unfit("the file is not UTF-8") from error
    out: list[str] = []
    last = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start == BEFORE_ALL:
            mark = b""
            continue
        if not last <= edit.start <= edit.end <= len(text):
            raise Unfit("the edits overlap, or lie outside of the file")
        out += (text[last : edit.start], edit.text)
        last = edit.end
    return mark + "".join([*out, text[last:]]).encode()
