"""`sitegen schema`: to the standard output, or a file for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_sites import SITE, make, page, run
from jsonschema import Draft202012Validator

TYPES = "types:\n  news: {pages: news/*.md, fields: {title: {kind: text}, price: {kind: number, required: true}}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make(tmp_path / "site", {"site.yaml": SITE + TYPES, "content/index.md": page("Home")})


def test_one_schema_goes_to_the_standard_output(site: Path) -> None:
    """Without a word it is that of site.yaml."""
    plain, named = run("schema", cwd=site), run("schema", "site", cwd=site)
    assert plain.out == named.out
    Draft202012Validator.check_schema(plain.json())
    news = Draft202012Validator(run("schema", "--type", "news", cwd=site).json())
    assert news.is_valid({"price": 3})
    assert not news.is_valid({"title": "A"})


def test_all_of_them_go_to_files(site: Path) -> None:
    done = run("schema", "--all", "-o", "out/schemas", "-C", str(site))
    assert done.out.splitlines() == [f"out/schemas/{name}.schema.json" for name in ("page", "site", "media", "news")]
    for line in done.out.splitlines():
        Draft202012Validator.check_schema(json.loads((site / line).read_text("utf-8")))


def test_what_a_folder_gives_is_not_required(site: Path) -> None:
    make(site, {"content/news/index.md": "---\ndefaults: {price: 2}\n---\n"})
    make(site, {"site.yaml": SITE + TYPES})
    assert Draft202012Validator(run("schema", "--type", "news", cwd=site).json()).is_valid({"title": "A"})


def test_wrong_use_is_told(site: Path) -> None:
    wrong = run("schema", "--type", "newz", cwd=site)
    assert (wrong.code, wrong.err) == (2, 'there is no type "newz"; did you mean "news"?\n')
    assert run("schema", "site", "--all", cwd=site).code == 2
    assert run("schema", cwd=site.parent).code == 1
