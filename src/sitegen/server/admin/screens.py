"""Draws screens."""

from __future__ import annotations

import functools
import json
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sitegen.office.rights import Right
from sitegen.server.admin.browsers import browser_name
from sitegen.server.admin.built import address
from sitegen.server.admin.wire import initials


def environment() -> Environment:
    """The environment of the screens. What is printed is escaped; a name that nobody gave is an error."""
    made = Environment(
        loader=PackageLoader("sitegen.server.admin", "screens"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["built"] = address
    made.globals["Right"] = Right
    made.filters["island"] = island
    made.filters["initials"] = initials
    made.filters["browser_name"] = browser_name
    made.filters["upper_first"] = lambda text: text[:1].upper() + text[1:]
    return made


def island(value: Any) -> Markup:
    """Data for the browser inside of a ``<script type="application/json">``: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


@functools.cache
def _environment() -> Environment:
    return environment()


def draw(name: str, values: dict[str, Any]) -> str:
    """A screen as HTML."""
    return _environment().get_template(name).render(values)
