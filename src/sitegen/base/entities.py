"""Character references of HTML (``&amp;``, ``&#228;``) as the characters that they mean."""

from __future__ import annotations

import html
import re

_ZEROS = re.compile(r"&#0{9,}")
_ENDLESS = re.compile(r"&#0*+[1-9][0-9]{7,}")
_BEYOND = "&#99999999"
"""More than the last character, as what it stands for is: both mean U+FFFD (HTML, 13.2.5.80)."""


def unescape(text: str) -> str:
    """``text`` with its references resolved, also where somebody wrote a number of a million digits."""
    return html.unescape(shortened(text))


def shortened(text: str) -> str:
    """``text`` with no number in a reference longer than Python reads (4,300 digits); it means the same."""
    return _ENDLESS.sub(_BEYOND, _ZEROS.sub("&#0", text)) if "&#" in text else text
