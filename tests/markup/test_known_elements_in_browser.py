"""The elements that sitegen knows are those that a browser knows."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.markup.html.elements import FOREIGN, KNOWN

pytestmark = pytest.mark.browser

UNKNOWN = "names => names.filter(name => document.createElement(name) instanceof HTMLUnknownElement)"

GONE = {"applet", "bgsound", "blink", "image", "keygen", "multicol", "spacer", "portal", "fencedframe"}
"""Elements of old, or of some browsers: they do nothing, or are read as another, but nobody mistyped them."""

NEW = {"geolocation", "selectedcontent"}
"""Elements that not every browser has yet."""

NEVER = ["username", "steps", "detials", "tab", "note", "feed", "youtube", "svgs", "h7", "colour"]


def test_known_elements(browser: Any) -> None:
    page = browser.new_page()
    found = set(page.evaluate(UNKNOWN, sorted(KNOWN - FOREIGN)))
    assert found <= GONE | NEW
    assert page.evaluate(UNKNOWN, NEVER) == NEVER
    assert not set(NEVER) & KNOWN
    page.close()
