"""The recipes for code hosts and pre-commit are what those programs accept."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import check_jsonschema.builtin_schemas as schemas
import jsonschema
import pytest
import yaml
from code_blocks import blocks_of
from pre_commit.clientlib import load_manifest
from reference_parts import command_of

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "content" / "docs" / "how-to"
PAGE = HOW_TO / "continuous-checks.md"
CACHES = HOW_TO / "caches.md"


def titled(page: Path) -> dict[str, str]:
    """Title → text of the blocks of a page."""
    return {block.marks["title"]: block.text for block in blocks_of(page.read_text("utf-8")) if "title" in block.marks}


BLOCKS = titled(PAGE)
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def refused(schema: str, settings: Any) -> list[str]:
    known = schemas.get_builtin_schema(schema)
    judge = jsonschema.validators.validator_for(known)(known)
    return [error.message for error in judge.iter_errors(settings)]


@pytest.mark.parametrize("page", [PAGE, CACHES], ids=["checks", "caches"])
@pytest.mark.parametrize(
    ("path", "schema"),
    [(".github/workflows/site.yaml", "vendor.github-workflows"), (".gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_the_code_host_accepts_the_recipe(page: Path, path: str, schema: str) -> None:
    """By the host's published schema; `on` is a word there, not the truth value that YAML 1.1 sees in it."""
    settings = yaml.load(titled(page)[path], yaml.BaseLoader)
    assert refused(schema, settings) == []
    assert refused(schema, {**settings, "jobs": 1, "stages": 1}) != []


@pytest.mark.parametrize(("page", "count"), [(PAGE, 4), (CACHES, 6)], ids=["checks", "caches"])
def test_every_command_of_the_recipes_is_one(page: Path, count: int) -> None:
    """Each `sitegen …` of the page takes the options that it is given."""
    commands = re.findall(r"(?m)(?:run: |- |^)(sitegen [a-z][^>\n]*)", page.read_text("utf-8"))
    assert len(commands) == count
    for command in commands:
        name, *words = shlex.split(command)[1:]
        if words[:1] == ["prune"]:
            name = f"{name} {words.pop(0)}"
        known = {one for param in command_of(name).params for one in param.opts}
        assert [word for word in words if word.startswith("-") and word not in known] == []


def test_the_hook_is_one_that_pre_commit_takes() -> None:
    """By pre-commit's own reader; the page's settings name it, and it runs for files of a site only."""
    (hook,) = load_manifest(str(HOOKS))
    assert hook["id"] == yaml.safe_load(BLOCKS[".pre-commit-config.yaml"])["repos"][0]["hooks"][0]["id"]
    assert hook["entry"].split()[0] == "sitegen"
    wanted = ["site.yaml", "content/a.md", "docs/content/a.md", "docs/site.yaml", "data/b.csv", "layouts/page.html"]
    assert [path for path in wanted if not re.search(hook["files"], path)] == []
    assert not any(re.search(hook["files"], path) for path in ("README.md", "src/site.yaml.py", "contents/a.md"))
