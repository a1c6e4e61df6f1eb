"""The schema of site.yaml agrees with what sitegen says of a site.yaml, setting by setting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from schema_yaml import WORDS, as_data

from sitegen.base.codes import CODES
from sitegen.markup.schemas import site_schema
from sitegen.markup.settings import parse_settings
from sitegen.markup.settings.table import SETTINGS
from sitegen.project.starter import STARTERS

JUDGE = Draft202012Validator(site_schema())
ROOT = Path(__file__).parents[2]
LATER = (
    "there is no time zone",
    "is not among the languages",
    "not an address within the site",
    "asks for true or false",
    "asks for a whole number",
    "asks for the code of a language",
    "the default of",
    "has no field",
    "at most 100 is allowed",
    "at least 16 is asked for",
    "there is no such taxonomy",
)
"""What the settings say of one another, of the world, of quotes and of forms of numbers: a schema cannot."""

WRONG = """
titel: X
- a list
title: ''
title: [a]
base_url: ftp://example.org/
base_url: https://example.org/?a
images: {widths: [8]}
images: {widths: wide}
images: {formats: jpeg}
images: {formats: [webp, png]}
images: {quality: 101}
images: {max_points: 0}
images: {lazy: true}
languages: en
languages: {default: "1", en: English}
languages: {en: {lable: English}}
languages: {en: {direction: up}}
taxonomies: {tags: {permalink: /tags/}}
menus: {main: {page: index.md}}
menus: {main: [{label: A}]}
menus: {main: [{url: /a/}]}
menus: {main: [{page: a.md, url: /a/}]}
menus: {main: [index]}
menus: {main: [{label: A, page: a.md, children: [{label: B}]}]}
permalinks: {news: }
permalinks: {news: [a]}
pagination: {per_page: 0}
pagination: {per_page: 2.5}
feed: {limit: many}
types: {news: {fields: {a: {kind: txt}}}}
types: {news: {fields: {a: {kind: choice}}}}
types: {news: {fields: {a: {kind: choice, choices: []}}}}
types: {news: {fields: {a: {kind: group}}}}
types: {news: {fields: {a: {kind: list, of: {kind: group}}}}}
types: {news: {fields: {a: {kind: text, requird: true}}}}
types: {news: {extra: maybe}}
types: {news: {pages: [{a: b}]}}
markdown: {flavour: some}
markdown: {math: maybe}
feed: {authority: example}
redirects: {hosts: apach}
redirects: {hosts: [nginx, [caddy]]}
headers: {hosts: [iis]}
headers: {policy: {img: x}}
headers: {policy: {img-src: "a; b"}}
headers: {policy: [a]}
sharing: {picture: card.png}
sharing: {fonts: [a.ttf]}
organisation: {logo: logo.png}
organisation: {currency: euro}
organisation: {same_as: example.org}
types: {news: {schema: Evnt}}
types: {news: {schema: {startDate: date}}}
types: {news: {schema: {type: Event, started: date}}}
types: {news: {schema: [Event]}}
problems: {SG999: off}
problems: {SG204: loud}
problems: {SG204: }
theme: blue
""".strip().splitlines()


def ours(text: str) -> list[str]:
    """Messages of the errors that sitegen finds."""
    return [one.message for one in parse_settings(text)[1] if CODES[one.code].severity == "error"]


def written(name: str, value: str) -> str:
    """A site.yaml with one setting, named as in the table."""
    chosen = iter(("en" if name.startswith("languages") else "one", "two"))
    parts = [next(chosen) if part == "*" else part for part in name.split(".")]
    title = "" if name == "title" else "title: T\n"
    if name.startswith("menus."):
        needed = "label: A" if parts[2] == "page" else "page: a.md" if parts[2] == "label" else "label: A, page: a.md"
        return f"{title}menus: {{one: [{{{needed}, {parts[2]}: {value}}}]}}\n"
    if name.startswith("types.*.fields.*."):
        kind = {"of": "list", "fields": "group"}.get(parts[4], "text")
        others = "" if parts[4] == "kind" else f"kind: {kind}, "
        return f"{title}types: {{one: {{fields: {{two: {{{others}{parts[4]}: {value}}}}}}}}}\n"
    lines = ["  " * depth + part + ":" for depth, part in enumerate(parts)]
    return title + "\n".join(lines) + f" {value}\n"


@pytest.mark.parametrize("setting", [one.name for one in SETTINGS])
def test_each_setting_with_each_value(setting: str) -> None:
    """The schema is never stricter, and milder only about what it cannot know."""
    for value in WORDS:
        text = written(setting, value)
        try:
            data = as_data(text)
        except yaml.YAMLError:
            continue
        said, judged = ours(text), [one.message for one in JUDGE.iter_errors(data)]
        milder = not judged and all(any(words in one for words in LATER) for one in said)
        assert bool(said) == bool(judged) or milder, (text, said, judged)


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_wrong_for_both(line: str) -> None:
    text = line if line.startswith(("title", "-")) else f"title: T\n{line}"
    assert ours(text)
    assert not JUDGE.is_valid(as_data(text))


def test_settings_that_are_right_are_right() -> None:
    """This repository's, the starters', and every example of the documentation."""
    files = [ROOT / "site.yaml", *sorted(STARTERS.glob("*/site.yaml"))]
    files += sorted((ROOT / "tests" / "golden").rglob("site.yaml"))
    assert len(files) > 5
    for path in files:
        assert [one.message for one in JUDGE.iter_errors(as_data(path.read_text("utf-8")))] == [], path


def test_every_setting_is_in_the_schema_with_its_help() -> None:
    """The schema is made of the table; nothing of it is left out."""
    Draft202012Validator.check_schema(JUDGE.schema)
    text = json.dumps(JUDGE.schema, ensure_ascii=False)
    assert [one.name for one in SETTINGS if json.dumps(one.help, ensure_ascii=False) not in text] == []
