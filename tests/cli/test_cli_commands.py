"""What the commands answer, and how they end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_sites import make, outputs, page, run

BROKEN = page("A", "See [the desk](desk.md).\n")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make(
        tmp_path / "site", {"content/index.md": page("Home"), "content/news/a.md": page("A", date="2026-11-21")}
    )


def test_build_writes_the_site_and_then_has_nothing_to_do(site: Path) -> None:
    first = run("build", "-C", str(site), "--format", "json")
    assert first.code == 0
    assert "news/a/index.html" in first.json()["written"]
    assert set(first.json()) == {"written", "removed", "unchanged", "problems", "seconds", "ran"}
    again = run("build", "-C", str(site), "--format", "json").json()
    assert (again["written"], again["removed"], again["ran"]) == ([], [], {})
    assert again["unchanged"] == len(first.json()["written"])


def test_a_build_that_changes_nothing_imports_nothing_heavy(site: Path) -> None:
    run("build", "-C", str(site))
    code = (
        "import sys; sys.argv = ['sitegen', 'build', '-C', sys.argv[1]]\n"
        "from sitegen.cli.main import main\n"
        "try: main()\nexcept SystemExit as end: assert end.code == 0\n"
        "heavy = {'jinja2', 'markdown_it', 'babel', 'pygments', 'yaml', 'starlette', 'rich', 'importlib.metadata',"
        " 'sitegen.build.builder', 'asyncio', 'zoneinfo'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(site)], check=True, capture_output=True)


def test_an_error_keeps_a_build_from_writing(site: Path) -> None:
    make(site, {"content/news/b.md": BROKEN})
    result = run("build", "-C", str(site))
    assert result.code == 1
    assert "Nothing was written." in result.out
    assert not (site / "public").exists()
    kept_going = run("build", "-C", str(site), "--keep-going", "--format", "json")
    assert kept_going.code == 1
    assert "news/b/index.html" in kept_going.json()["written"]


def test_a_build_after_a_check_writes_what_the_check_saw(site: Path) -> None:
    run("build", "-C", str(site))
    make(site, {"content/news/a.md": page("A", "Changed.\n", date="2026-11-21")})
    assert run("check", "-C", str(site)).code == 0
    assert "news/a/index.html" in run("build", "-C", str(site), "--format", "json").json()["written"]


def test_each_output_folder_gets_what_has_changed(site: Path) -> None:
    for number, folder in enumerate(("one", "two", "one")):
        make(site, {"content/news/a.md": page("A", f"Change {number}.\n")})
        assert run("build", "-C", str(site), "-o", folder, "--format", "json").json()["written"]
    run("build", "-C", str(site), "-o", "two")
    same = [{path: data for path, data in outputs(site / one).items() if path[0] != "."} for one in ("one", "two")]
    assert same[0] == same[1]


def test_drafts_and_a_moment_and_an_address(site: Path) -> None:
    make(
        site,
        {"content/d.md": page("D", draft="true"), "content/later.md": page("L", publish_at="2030-01-01T00:00:00Z")},
    )
    plain = run("build", "-C", str(site), "-o", "plain", "--format", "json").json()["written"]
    assert not {"d/index.html", "later/index.html"} & set(plain)
    drafts = run("build", "-C", str(site), "-o", "drafts", "--drafts", "--format", "json").json()["written"]
    assert {"d/index.html", "later/index.html"} <= set(drafts)
    later = run("build", "-C", str(site), "-o", "later", "--as-of", "2030-01-01", "--format", "json").json()["written"]
    assert "later/index.html" in later
    run("build", "-C", str(site), "-o", "docs", "--base-url", "https://example.net/docs/")
    assert b"https://example.net/docs/news/a/" in (site / "docs/sitemap.xml").read_bytes()


def test_verify_finds_what_is_not_as_a_clean_build_has_it(site: Path) -> None:
    assert run("build", "-C", str(site), "--verify").code == 0
    output = site / "public/news/a/index.html"
    mark = output.stat()
    output.write_bytes(output.read_bytes().replace(b"Hello", b"Jello"))
    os.utime(output, ns=(mark.st_atime_ns, mark.st_mtime_ns))
    result = run("build", "-C", str(site), "--verify", "--format", "json")
    assert result.code == 1
    assert [(one["code"], one["path"]) for one in result.json()["problems"]] == [("SG505", "news/a/index.html")]


def test_check_tells_the_problem_where_it_is(site: Path) -> None:
    make(site, {"content/news/b.md": BROKEN})
    result = run("check", "-C", str(site), "--format", "json")
    assert result.code == 1
    (problem,) = result.json()["problems"]
    assert problem["code"] == "SG201"
    assert (problem["path"], problem["line"], problem["column"]) == ("content/news/b.md", 4, 16)
    assert list(problem) == [
        "code", "severity", "message", "path", "line", "column", "end_line", "end_column", "hint", "fixes",
    ]  # fmt: skip
    assert not (site / "public").exists()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/news/b.md", 1),
        ("content/news", 1),
        ("content/news/", 1),
        (".", 1),
        ("content/index.md", 0),
        ("data/../content/news", 1),
    ],
)
def test_check_looks_at_the_paths_it_is_given(site: Path, path: str, code: int) -> None:
    make(site, {"content/news/b.md": BROKEN, "data/x.json": "{}"})
    assert run("check", "-C", str(site), path).code == code


def test_list_has_every_page(site: Path) -> None:
    make(site, {"content/d.md": page("D", draft="true")})
    rows = run("list", "-C", str(site), "--format", "json").json()
    row = next(row for row in rows if row["source"] == "content/news/a.md")
    assert {name: row[name] for name in ("url", "output", "type", "title", "date", "draft", "language")} == {
        "url": "/news/a/", "output": "news/a/index.html", "type": None, "title": "A", "date": "2026-11-21",
        "draft": False, "language": "en",
    }  # fmt: skip
    assert "content/d.md" not in {row["source"] for row in rows}
    drafts = run("list", "-C", str(site), "--drafts", "--format", "json").json()
    assert next(row for row in drafts if row["source"] == "content/d.md")["draft"] is True
    assert "/news/a/" in run("list", "-C", str(site)).out


@pytest.mark.parametrize(
    "subject", ["/news/a/", "content/news/a.md", "news/a.md", "https://example.org/news/a", "news/a/index.html"]
)
def test_explain_knows_a_page_by_any_name(site: Path, subject: str) -> None:
    run("build", "-C", str(site))
    make(
        site, {"content/news/a.md": page("A", "More.\n", date="2026-11-21"), "layouts/page.html": "{{ page.content }}"}
    )
    told = run("explain", "-C", str(site), subject)
    assert told.code == 0
    assert "→ page.html (the general layout): layouts/page.html" in told.out
    assert "will be rendered again" in told.out
    assert "←" in told.out


def test_explain_tells_of_codes(site: Path) -> None:
    assert "SG104: unknown field" in run("explain", "sg104").out
    assert run("explain", "SG999").code == 2
    wrong = run("explain", "-C", str(site), "/news/b/")
    assert (wrong.code, 'did you mean "/news/a/"?' in wrong.err) == (2, True)


@pytest.mark.parametrize("starter", [None, "blog", "documentation", "organisation"])
def test_new_makes_a_site_that_builds(tmp_path: Path, starter: str | None) -> None:
    wanted = ["--starter", starter] if starter else []
    assert run("new", "-C", str(tmp_path), "mine", "--title", 'The "Reef": news', *wanted).code == 0
    site = tmp_path / "mine"
    assert (site / ".gitignore").read_text() == ".sitegen/\npublic/\n"
    built = run("build", "-C", str(site))
    assert built.code == 0, built.out
    assert "The &#34;Reef&#34;: news" in (site / "public/index.html").read_text()
    assert "does not exist" in (site / "public/index.html").read_text()
    told = (site / "README.md").read_text()
    assert "sitegen serve" in told
    assert "sitegen build" in told


def test_new_does_not_guess_a_starter(tmp_path: Path) -> None:
    result = run("new", "-C", str(tmp_path), "mine", "--starter", "shop")
    assert (result.code, "organisation" in result.err) == (2, True)
    assert not (tmp_path / "mine").exists()


def test_new_does_not_touch_a_folder_that_holds_anything(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("Dear")
    result = run("new", "-C", str(tmp_path), "mine")
    assert (result.code, "letter.txt" in result.err) == (1, True)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    "words",
    [
        ["bild"],
        ["build", "--jobs", "0"],
        ["build", "--as-of", "yesterday"],
        ["build", "--base-url", "example.org"],
        ["build", "--format", "xml"],
        ["build", "-C", "nowhere"],
        ["check", "nowhere.md"],
        ["check", "../../etc"],
        ["serve", "--port", "99999"],
    ],
)
def test_wrong_use_ends_with_2(site: Path, words: list[str]) -> None:
    result = run(*words, cwd=site)
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err


def test_a_profile_says_where_the_time_went(site: Path) -> None:
    told = run("build", "-C", str(site), "--profile")
    assert told.code == 0
    assert told.out.count("layout ") > 1 and "with what it asked for" in told.out and "slowest" in told.out
    assert (site / ".sitegen" / "profile.svg").read_text().startswith("<svg")
    assert "Nothing had to be done" in run("build", "-C", str(site), "--profile").out
    assert run("build", "-C", str(site), "--profile", "--format", "json").json()["written"] == []
