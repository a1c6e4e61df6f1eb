"""Front matter that other generators read: TOML between lines of ``+++`` (Hugo, Zola), JSON (Hugo).

sitegen reads YAML alone. A page that has come from elsewhere is told so once, and the fix writes the same fields as
YAML; until then they are not shown as its text.
"""

from __future__ import annotations

import json
import re
from datetime import time
from typing import Any, NamedTuple

from sitegen.base.diagnostics import Diagnostic, Edit, Fix, Location

_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n)((?:.*\n)*?)\+\+\+[ \t]*(?:\r\n|\n|\Z)")
_TOML_FIELD = re.compile(r"""(?m)^[ \t]*(?:\[|["']?[\w.-]+["']?[ \t]*=)""")
_STRINGS = re.compile(r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'")
_JSON = re.compile(r'\{\s*"')
_LONGEST = 200_000
"""Characters of front matter that is still read; no page that people write has more."""


class ForeignFront(NamedTuple):
    """Front matter in another language: it ends at ``body_start`` in the text, in the line before ``body_line``."""

    body_start: int
    body_line: int
    problem: Diagnostic


def foreign_front(text: str, path: str) -> ForeignFront | None:
    """The front matter of a page's text if it is TOML or JSON; None for every other text."""
    if text.startswith("+++"):
        return _toml(text, path)
    return _json(text, path) if text.startswith("{") else None


def _toml(text: str, path: str) -> ForeignFront | None:
    found = _TOML.match(text)
    if found is None or (found[1].strip() and not _TOML_FIELD.search(found[1])):
        return None
    import tomllib  # here, because most sites have none

    source = found[1].replace("\r\n", "\n")
    try:
        values = tomllib.loads(source) if len(source) <= _LONGEST else None
    except (ValueError, RecursionError):
        values = None
    return _told(text, path, found.end(), "TOML", values, "#" not in _STRINGS.sub("", source))


def _json(text: str, path: str) -> ForeignFront | None:
    if not _JSON.match(text):
        return None
    try:
        values, end = json.JSONDecoder().raw_decode(text[:_LONGEST])
    except (ValueError, RecursionError):
        return None
    rest = re.compile(r"[ \t]*(?:\r\n|\n|\Z)").match(text, end)
    return _told(text, path, rest.end(), "JSON", values, True) if rest is not None else None


def _told(text: str, path: str, end: int, language: str, values: dict[str, Any] | None, whole: bool) -> ForeignFront:
    """``values`` is None for what cannot be read; without ``whole`` they are not all that stands there: comments
    would be lost."""
    between = {"TOML": "between lines of +++", "JSON": "between braces"}[language]
    message = f"the front matter is {language}, {between}; sitegen reads YAML between lines of ---"
    yaml = _as_yaml(values, "\r\n" if "\r\n" in text[:end] else "\n") if values is not None else None
    fixes = (Fix("Write the fields as YAML", (Edit(path, 0, end, yaml),), safe=whole),) if yaml is not None else ()
    first = re.match(r"[^\r\n]*", text)
    place = Location(path, 1, 1, 1, (first.end() if first else 0) + 1)
    hint = "" if fixes else "write it anew as YAML"
    return ForeignFront(end, text.count("\n", 0, end) + 1, Diagnostic("SG101", message, place, hint, fixes=fixes))


def _as_yaml(values: dict[str, Any], newline: str) -> str | None:
    """Front matter with the same fields; None if they cannot all be written. It is read back, to be sure."""
    import yaml

    plain = _plain(values)
    for readable in (True, False):
        try:
            made = yaml.safe_dump(plain, allow_unicode=readable, sort_keys=False, width=10_000) if values else ""
            if (yaml.safe_load(made) or {}) == plain:
                return f"---\n{made}---\n".replace("\n", newline)
        except (yaml.YAMLError, RecursionError, ValueError):
            return None
    return None


def _plain(value: Any) -> Any:
    """A value of TOML as one of YAML, which knows no time of day."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, time) else value
