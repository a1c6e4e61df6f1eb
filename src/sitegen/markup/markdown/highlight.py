"""Colours in code, by Pygments, in the few classes that themes know.

Pygments is imported when the first block with a language needs it: a site without code never pays for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LIMIT = 200_000
"""Code longer than this is printed without colours."""

_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output"})

_CLASSES = {
    "Comment": "c",
    "Comment.Preproc": "k",
    "Keyword": "k",
    "Operator.Word": "k",
    "Literal.String": "s",
    "Literal.Number": "n",
    "Literal.Date": "n",
    "Name.Function": "f",
    "Name.Class": "f",
    "Name.Tag": "f",
    "Name.Attribute": "f",
    "Name.Builtin": "f",
    "Name.Decorator": "f",
    "Name.Exception": "f",
    "Name.Builtin.Pseudo": "k",
    "Generic.Heading": "k",
    "Generic.Subheading": "k",
    "Generic.Prompt": "c",
    "Generic.Inserted": "ins",
    "Generic.Deleted": "del",
}
"""Classes by Pygments' kinds; a kind that is not named has that of its parent."""


@lru_cache(maxsize=1024)
def highlight(language: str, code: str) -> str | None:
    """Code as HTML with ``tok-`` classes, or None if the language is unknown or the code is better left plain."""
    if language in _PLAIN or len(code) > LIMIT:
        return None
    lexer = _lexer(language)
    if lexer is None:
        return None
    out: list[str] = []
    waiting, kind = "", ""
    for ttype, text in lexer.get_tokens(code):
        current = _class_of(str(ttype)[6:]) if text.strip() else kind  # blanks join what stands before them
        if current != kind:
            _write(out, kind, waiting)
            waiting, kind = "", current
        waiting += text
    _write(out, kind, waiting)
    return "".join(out)


def _write(out: list[str], kind: str, text: str) -> None:
    """Write a run of one class; blanks at its ends stay outside, so that no line break is coloured."""
    inner = text.strip() if kind not in ("ins", "del") else text.strip("\n")
    if not kind or not inner:
        out.append(escapeHtml(text))
        return
    begin = text.index(inner)
    end = begin + len(inner)
    out.append(f'{escapeHtml(text[:begin])}<span class="tok-{kind}">{escapeHtml(inner)}</span>{escapeHtml(text[end:])}')


@lru_cache(maxsize=256)
def _class_of(kind: str) -> str:
    while kind:
        if kind in _CLASSES:
            return _CLASSES[kind]
        kind = kind.rpartition(".")[0]
    return ""


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
