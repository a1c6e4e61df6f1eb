"""Values that no screen sends."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sitegen.server.admin

RAW: Mapping[str, str] = {
    "nothing": "null",
    "yes": "true",
    "zero": "0",
    "minus": "-1",
    "longer than 64 bits": str(2**70),
    "thousands of digits": "1" * 5000,
    "infinite": "1e999",
    "minus infinite": "-Infinity",
    "no number": "NaN",
    "fraction": "1.5",
    "empty text": '""',
    "text": '"x"',
    "NUL": r'"a\u0000b"',
    "half a character": r'"\ud800"',
    "line separator": r'"\u2028"',
    "long text": json.dumps("x" * 70_000),
    "empty list": "[]",
    "list": '["x", 1, null]',
    "list in a list": "[[[]]]",
    "empty object": "{}",
    "object": '{"a": {"b": 1}}',
    "half a character as a name": r'{"\udfff": 1}',
    "prototype": '{"__proto__": {"x": 1}, "constructor": 1}',
    "deep": "[" * 300 + "]" * 300,
    "very deep": '{"a":' * 5000 + "1" + "}" * 5000,
}
"""Every kind of JSON, as it is written."""

NAMES = (
    "",
    "x",
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "//evil.example/x",
    "content/../site.yaml",
    "content/../.git/config",
    "content//index.md",
    "content/./index.md",
    "content\\index.md",
    "content/%2e%2e/site.yaml",
    "content/news/hours.md/x",
    "content/a\x00.md",
    "content/a\nb.md",
    "content/" + "a" * 400 + ".md",
    "content/" + "a/" * 3000 + "b.md",
    "content/.hidden.md",
    "content/\ud800.md",
    ".git/config",
    ".git/HEAD",
    ".sitegen/office.sqlite",
    ".sitegen/office.key",
    "site.yaml",
    "layouts/page.html",
    "C:\\x",
    "file:///etc/passwd",
    "HEAD",
    "HEAD:site.yaml",
    "main",
    "refs/heads/main",
    "--help",
    "--output=/tmp/x",
    "-",
    "0" * 40,
    "f" * 64,
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "9999-12-31",
    "2026-01-01T00:00:00+00:00:00.000001",
    "<script>",
    "{{ 7 * 7 }}",
    "a" * 7000,
)
"""Texts that mean something to file systems, git, clocks, templates and browsers."""


def asked_for() -> set[str]:
    """The names of everything that views read from what comes in."""
    told = r'(?:text_in\(asked\.data, |asked\.(?:data|form)\.get\(|asked\.query\(|data\.get\()"(\w+)"'
    folder = Path(sitegen.server.admin.__file__).parent
    return {name for path in folder.rglob("*.py") for name in re.findall(told, path.read_text())}


def positions(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a value, the value itself too."""
    yield at
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from positions(one, (*at, key))


def with_other(value: Any, at: tuple[str | int, ...], raw: str) -> bytes:
    """JSON of a value in which something else stands at a place."""
    mark = "\N{PERSON WITH FOLDED HANDS}"
    made = copy.deepcopy({"": value})
    inside: Any = made
    path: tuple[str | int, ...] = ("", *at)
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = mark
    return json.dumps(made[""]).replace(json.dumps(mark), raw).encode()
