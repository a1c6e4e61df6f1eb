"""The words of the back office: every key that a screen or a module says is there in every language, and is needed."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import sitegen.office
import sitegen.server.admin
from sitegen.server.admin.moments import full_day, moment
from sitegen.server.admin.words import LANGUAGES, Text, Words, words_in, words_wanted

SERVER = Path(sitegen.server.admin.__file__).parent
OFFICE = Path(sitegen.office.__file__).parent
BROWSER = SERVER.parents[3] / "admin" / "src"

_KEY = r"[a-z_]+(?:\.[a-z0-9_-]+)+"
_LITERAL = re.compile(rf"""["'`]({_KEY})["'`]""")
_BEGUN = re.compile(r"""["'`]([a-z_]+\.(?:[a-z0-9_-]+\.)*[a-z0-9_-]*)(?:["']\s*[~+]|\$?\{)""")
"""A key whose end is only known when it is said."""
_NOTICE = re.compile(r"""\.notice\("([a-z_]+)"\)""")
_VERB = re.compile(r"[a-z]+\.[a-z_]+")
_SAID = re.compile(rf"""\bsay\(\s*["'`]({_KEY})["'`]\s*[,)]""")


@cache
def texts(language: str) -> dict[str, Text]:
    """All sentences of a language, without those of the first one in their place."""
    return dict(words_in(language)._texts)


@cache
def sources() -> dict[Path, str]:
    """Everything that says something, by path."""
    found = [*SERVER.rglob("*.py"), *(SERVER / "screens").rglob("*.html"), *BROWSER.rglob("*.js")]
    return {path: path.read_text(encoding="utf-8") for path in found if "built" not in path.parts}


def of_the_office() -> Iterator[str]:
    """What the office refuses and writes down, by key."""
    for path in OFFICE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        yield from (f"office.{key}" for key in re.findall(rf'Refused\(\s*"({_KEY})"', text))
    yield from (f"office.audit.{verb}" for verb in verbs())


def verbs() -> set[str]:
    """Everything that is written down in the audit trail."""
    found = set()
    for path in [*OFFICE.rglob("*.py"), *SERVER.rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node.func) in ("audit", "note", "_reopened"):
                texts = [one.value for each in node.args for one in ast.walk(each) if isinstance(one, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and _VERB.fullmatch(text)}
    return found


def _called(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def said() -> dict[str, str]:
    """Key → where it is said, as far as that is written in one piece."""
    found = dict.fromkeys(of_the_office(), "the office")
    for path, text in sources().items():
        found |= dict.fromkeys(_SAID.findall(text), path.name)
    return found


def begun() -> set[str]:
    """The beginnings of keys that are put together."""
    found = {prefix for text in sources().values() for prefix in _BEGUN.findall(text)}
    return found | {f"{section}.done." for text in sources().values() for section in _NOTICE.findall(text)}


def places(text: Text) -> set[str]:
    """The placeholders of a sentence, in all its forms."""
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_is_written(language: str) -> None:
    missing = {key: where for key, where in said().items() if key not in texts(language)}
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_beginning_of_a_key_leads_somewhere(language: str) -> None:
    sections = {key.partition(".")[0] for key in texts("en")}
    wanted = {prefix for prefix in begun() if prefix.partition(".")[0] in sections}
    assert wanted
    assert not [prefix for prefix in wanted if not any(key.startswith(prefix) for key in texts(language))]


def test_nothing_is_written_that_nobody_says() -> None:
    literal = {key for text in sources().values() for key in _LITERAL.findall(text)}
    known = literal | set(of_the_office())
    beginnings = tuple(prefix for prefix in begun() if not prefix.startswith("office."))  # all of those are known
    unused = [key for key in texts("en") if key not in known and not key.startswith(beginnings)]
    assert unused == []


def test_languages_have_the_same_sentences() -> None:
    for language in LANGUAGES:
        assert set(texts(language)) == set(texts("en")), language


def test_placeholders_agree() -> None:
    for language in LANGUAGES:
        different = {
            key: (places(text), places(texts("en")[key]))
            for key, text in texts(language).items()
            if places(text) != places(texts("en")[key])
        }
        assert not different


@pytest.mark.parametrize(
    ("accepted", "chosen", "told"),
    [
        ("", "", ("en", "en-150", "Sunday, 22 November 2026", "Today 14:32")),
        ("de-DE,de;q=0.9", "", ("en", "en-150", "Sunday, 22 November 2026", "Today 14:32")),
        ("en-US,en;q=0.9", "", ("en", "en-US", "Sunday, November 22, 2026", "Today 2:32\u202fPM")),
        ("fr;q=0.2,en_gb", "", ("en", "en-GB", "Sunday, 22 November 2026", "Today 14:32")),
        ("en-x-private,en-Latn-CA", "", ("en", "en-CA", "Sunday, November 22, 2026", "Today 2:32\u202fp.m.")),
        ("en-../../x,en-ZZ,en-999", "", ("en", "en-150", "Sunday, 22 November 2026", "Today 14:32")),
        ("fi", "", ("fi", "fi", "sunnuntai 22. marraskuuta 2026", "Tänään 14.32")),
        ("en-US,fi;q=0.5", "fi", ("fi", "fi", "sunnuntai 22. marraskuuta 2026", "Tänään 14.32")),
        ("sv-FI,en;q=x", "", ("en", "en-150", "Sunday, 22 November 2026", "Today 14:32")),
    ],
)
def test_dates_are_written_as_where_the_reader_is(accepted: str, chosen: str, told: tuple[str, ...]) -> None:
    words = words_wanted(accepted, chosen)
    when = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
    assert (words.language, words.tag, full_day(when, UTC, words), moment(when, when, UTC, words)) == told


def test_plural_forms_are_those_of_the_language() -> None:
    for language in LANGUAGES:
        forms = {Words(language)._plural(count) for count in range(200)}
        for key, text in texts(language).items():
            if isinstance(text, dict):
                assert set(text) == forms, key
            assert isinstance(text, str | dict), key


def test_words_that_stay_inside_are_on_no_screen() -> None:
    inside = re.compile(r"\b(commit|branch|merge|front matter|yaml|repository|oops|ref)\b|!(?!\[)", re.IGNORECASE)
    found = {
        key: text
        for key, text in texts("en").items()
        if inside.search(" ".join(text.values()) if isinstance(text, dict) else text)
    }
    assert not found
