"""YAML as editors see it, and values as authors write them: for tests of the exported schemas."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml


class Core(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, in which a date is text and so is ``yes``."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 10))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def as_data(text: str) -> Any:
    """A YAML text as the data that an editor holds against a schema."""
    return yaml.load(text, Core)


WORDS = (
    "winter", "Opening hours", "'1984'", "1984", "12", "7", "0", "9.5", "9.6", "-3", "+4", "012", "1.10", "2.50",
    "2.5", "1e3", "1.", ".5", "12,5", "true", "True", "yes", "no", "'yes'", "oN", "yes please", "planned", "open",
    "'1'", "1", "''", '" "', "~", "null", "", "2026-11-21", "2024-02-29", "2023-02-29", "2024-13-45", "2024-02-30",
    "0000-01-01", "1900-02-29", "2000-02-29", "2026-11-21 9:05", "2026-11-21T09:05:06Z", "2026-11-21 25:00",
    "2026-11-21T09:05+02:00", "2026-11-21T09:05+15", "21.11.2026", "November 21", "people/desk.md", "/img/door.jpg",
    "door.jpg", "https://example.org/", "HTTP://example.org", "javascript:alert(1)", "www.example.org",
    "example.org/a", "mailto:a@example.org", "a b", "'#0b5fff'", "'#0b5'", "'#0b5f'", "'#0b5ff'", "Red", "bleu",
    "rgb(1, 2, 3)", "60.17, 24.94", "91, 0", "60;25", "a, b", "[60.17, 24.94]", "[1]", "[91, 0]", "[1, 2, 3]",
    "{lat: 60, lon: 24}", "{lat: 60, lon: 24, label: Here}", "{lat: 60}", "{lat: 99, lon: 0}", "{lat: a, lon: 1}",
    "{lat: 1, lon: 2, x: 3}", "[]", "{}", "[winter]", "[winter, summer]", "[winter, summer, autumn]", "[1, 2]",
    "[a, ~]", "[[a]]", "[{name: A}]", "[{nam: A}]", "{name: A}", "{name: A, link: https://example.org/}",
    "{name: ''}", "{nam: A}", "{name: A, more: 1}", "{src: a.jpg}", "{src: a.jpg, alt: A door}",
    "{src: a.jpg, alt: }", "{src: }", "{alt: A}", "{src: a.jpg, width: 3}", "{main: }", "{main: {label: A}}",
    "{main: {label: A, order: 2}}", "{main: {order: x}}", "{main: {weight: 1}}", "{main: x}", "[main, footer]",
    "|\n  two\n  lines\n", '"one\\n"', '"a\\r\\n"', '"a\\n\\n"', "every", "open", "page",
)  # fmt: skip
"""Right and wrong values for every kind of field."""
