"""Which lines of the file a block stands on, as an attribute of its HTML: for a preview beside the text.

Blocks that are not an element of their own (raw HTML, components, footnotes) have no mark; what shows page and text
side by side reckons with the marks before and after them.
"""

from __future__ import annotations

from markdown_it.token import Token

from sitegen.markup.markdown.places import Source

ATTRIBUTE = "data-line"


def mark_lines(tokens: list[Token], source: Source) -> None:
    """Give the blocks that stand in no other the lines of the file, from and to: ``data-line="3-5"``."""
    for token in tokens:
        if token.level == 0 and token.nesting >= 0 and token.map and token.type != "inline":
            first, _, last, _ = source.span(*token.map)
            token.attrs = {**token.attrs, ATTRIBUTE: f"{first}-{last}"}


def line_mark(token: Token) -> str:
    """The attribute alone, for a block whose other attributes are not written; empty if it has no mark."""
    lines = token.attrs.get(ATTRIBUTE)
    return f' {ATTRIBUTE}="{lines}"' if lines is not None else ""
