"""Which field of the page an element of a preview shows, so that a click on it reaches the field.

Layouts know nothing of this. What can be told without them is the title: the heading that has its words and does not
stand in the text (where it would say its lines).
"""

from __future__ import annotations

import re

from markupsafe import escape

from sitegen.markup.markdown.line_marks import ATTRIBUTE


def with_title_marked(html: bytes, title: str) -> bytes:
    """A page with ``data-field="title"`` on the first main heading that is its title; the same page if it has none."""
    words = re.escape(str(escape(title)).encode())
    heading = re.compile(rb"<h1(?![^>]*\b" + ATTRIBUTE.encode() + rb"=)([^>]*)>(?=\s*" + words + rb"\s*</h1>)")
    return heading.sub(rb'<h1\1 data-field="title">', html, count=1) if title else html
