"""Scripts without comments and blanks, if it is certain that they still say the same.

rJSmin takes the blanks away by patterns. It cannot know all of the language: a template within a template loses blanks
that are shown. So another reader, Pygments, compares what went in with what came out, word by word, with the line
breaks that end a statement. Where the two differ, the script stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

LARGEST = 200_000
"""Characters of a script that is looked at: what is larger was made by a program, and is small or takes too long."""

_GOES_ON_AFTER = tuple(";{,([:?=&|*%<>^~")
"""How a word ends after which a line break means nothing."""
_GOES_ON_BEFORE = tuple(")]},;.?:=&|*%<>^")
"""How a word begins before which it means nothing."""


class _Word(NamedTuple):
    """A word, string or sign, and whether a line break stands in front of it."""

    text: str
    on_new_line: bool


def short_script(text: str) -> str:
    """The script without comments (those that begin with ``/*!`` stay) and blanks, or as it is."""
    if len(text) > LARGEST:
        return text
    from rjsmin import jsmin  # type: ignore[import-untyped]

    short = str(jsmin(text, keep_bang_comments=True))
    return short + "\n" if short and says_the_same(text, short) else text


def says_the_same(one: str, other: str) -> bool:
    """Whether two scripts have the same words, and line breaks wherever one could end a statement."""
    before, after = list(_words(one)), list(_words(other))
    return len(before) == len(after) and all(
        left.text == right.text and (left.on_new_line == right.on_new_line or _goes_on(before, number))
        for number, (left, right) in enumerate(zip(before, after, strict=True))
    )


def _goes_on(words: list[_Word], number: int) -> bool:
    """True if a line break in front of a word means nothing."""
    if number == 0 or words[number].text.startswith(_GOES_ON_BEFORE):
        return True
    before = words[number - 1].text
    return before.endswith(_GOES_ON_AFTER) or (number == 1 and before.startswith("/*!"))


def _words(text: str) -> Iterator[_Word]:
    from pygments.lexers import JavascriptLexer
    from pygments.token import Comment, Text

    on_new_line = False
    for kind, value in JavascriptLexer(stripnl=False, ensurenl=False).get_tokens(text):
        if kind in Text or (kind in Comment and not value.startswith("/*!")):
            on_new_line = on_new_line or "\n" in value
        else:
            yield _Word(value, on_new_line)
            on_new_line = False
