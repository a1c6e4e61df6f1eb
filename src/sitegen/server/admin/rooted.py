"""Addresses of the site, led to where the preview is.

What the compiler writes carries a mark that is simply replaced. An address that an author wrote into a layout from the
root of the site (``href="/style.css"``) carries none, and is led there as well: in public it works.
"""

from __future__ import annotations

import re

from sitegen.project.stage import MARK

_FROM_ROOT = re.compile(r"""(<[a-zA-Z][^<>]*?\s(?:href|src|action|poster|data)\s*=\s*["']?)/(?![/~])""")


def rooted(html: str, prefix: str) -> str:
    """``html`` with every address from the root of the site below ``prefix``."""
    before = None
    while before != html:  # a tag may hold more than one
        before, html = html, _FROM_ROOT.sub(rf"\1{MARK}/", html)
    return html.replace(MARK, prefix)
