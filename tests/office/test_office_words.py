"""Every sentence that the office can answer with is among the words, in every language, with what it mentions."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import sitegen.office as package

WORDS = Path(package.__file__).parents[1] / "server" / "admin" / "words"
OFFICE = Path(package.__file__).parent


def sentences(language: str) -> dict[str, set[str]]:
    """``signin.wrong`` → the names in braces, by sentence."""
    return dict(flat(yaml.safe_load((WORDS / language / "office.yaml").read_text("utf-8"))))


def flat(words: object, at: str = "") -> Iterator[tuple[str, set[str]]]:
    if isinstance(words, dict) and "other" not in words:
        for name, inner in words.items():
            yield from flat(inner, f"{at}.{name}" if at else name)
    else:
        forms = words.values() if isinstance(words, dict) else [words]
        yield at, {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def refusals() -> dict[str, set[str]]:
    """Keys in the office's own text, with the names of their values."""
    found: dict[str, set[str]] = {}
    for path in OFFICE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                key, values = node.args[0], node.args[1] if len(node.args) > 1 else ast.Dict([], [])
                assert isinstance(key, ast.Constant) and isinstance(values, ast.Dict), f"{path}:{node.lineno}"
                found[str(key.value)] = {str(one.value) for one in values.keys if isinstance(one, ast.Constant)}
    return found


def audited() -> set[str]:
    """The verbs in the office's own text."""
    found = set()
    for path in OFFICE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "note":
                verb = node.args[3]
                assert isinstance(verb, ast.Constant), f"{path}:{node.lineno}"
                found.add(str(verb.value))
    return found


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_answer_has_its_sentence(language: str) -> None:
    words = sentences(language)
    told = {key: names for key, names in words.items() if not key.startswith("audit.")}
    assert told == refusals()
    # Entrances write down more than the office itself does; tests/admin/test_words.py has those.
    assert {key.removeprefix("audit.") for key in words if key.startswith("audit.")} >= audited()


def test_languages_mention_the_same() -> None:
    assert sentences("en") == sentences("fi")
