"""The theme's interface strings, in the page's language; a site may say each otherwise in data/strings/."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from sitegen.catalog.assets import THEME
from sitegen.catalog.language import language_of
from sitegen.catalog.settings import languages
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.engine.query import query
from sitegen.markup.decode import decode, too_large
from sitegen.markup.values import guess
from sitegen.markup.yaml import compose_map


@query
def strings(db: Database, language: str) -> dict[str, str]:
    """key → text in a language; what it lacks comes from its fallback, then from its main language, then English."""
    found: dict[str, str] = {}
    for code in _chain(db, language):
        for path in (f"data/strings/{code}.yaml", f"{THEME}data/strings/{code}.yaml"):
            for key, value in _texts(db, path).items():
                found.setdefault(key, str(value))
    return found


def _chain(db: Database, language: str) -> list[str]:
    fallback = language_of(db.get(languages), language).fallback
    codes = [language, language.partition("-")[0], *([fallback] if fallback else []), "en"]
    return list(dict.fromkeys(codes))


def _texts(db: Database, path: str) -> dict[str, Any]:
    data = db.get(file, path)
    if data is None:
        return {}
    too_much = too_large(data, path, what="YAML")
    text, _ = decode(b"" if too_much else data, path)
    node, problems = compose_map(text, path, code="SG114", shape_code="SG114")
    for problem in too_much + problems:
        db.report(problem)
    return guess(node, UTC) if node is not None else {}
