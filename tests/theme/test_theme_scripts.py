"""Scripts become shorter only where they still say the same."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.project.starter import STARTERS
from sitegen.render import short_scripts
from sitegen.render.short_scripts import LARGEST, says_the_same, short_script
from sites import Site

SCRIPTS = sorted((STARTERS.parent / "theme" / "layouts" / "assets").glob("*.js"))
ESBUILD = Path(__file__).parents[2] / "admin" / "node_modules" / ".bin" / "esbuild"


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("// one\nlet a = 1; /* two */\nlet b = a / 2 / 1;\n", "let a=1;let b=a/2/1;\n"),
        ("/*! by somebody */\nlet a  =  / [/]  b/g;\n", "/*! by somebody */let a=/ [/]  b/g;\n"),
        ("let a = `x  ${ b }  y`\nc ()\n", "let a=`x  ${ b }  y`\nc()\n"),
        ("return\na\n++b\n", "return\na\n++b\n"),
        ("let a = 'x  y' + + 1;\n", "let a='x  y'+ +1;\n"),
    ],
)
def test_comments_and_blanks_go(written: str, short: str) -> None:
    assert short_script(written) == short


@pytest.mark.parametrize(
    "written",
    [
        "let a = `x  ${ b ? `y  ${c}  z` : '' }  w`\n",  # templates within templates
        "let a = ;;;\n" + " " * LARGEST,
        "",
    ],
)
def test_what_is_not_certain_stays(written: str) -> None:
    assert short_script(written) == written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a\nb", "a b"),
        ("return\na", "return a"),
        ("a\n(b)", "a(b)"),
        ("`${a} ${b}`", "`${a}${b}`"),
        ("'a b'", "'ab'"),
        ("a + +b", "a++b"),
        ("a b", "ab"),
        ("/*! c */ a", "a"),
        ("a b", "a\nb"),
    ],
)
def test_a_difference_is_seen(one: str, other: str) -> None:
    assert not says_the_same(one, other)
    assert says_the_same(one, one)


def test_a_mistake_of_the_library_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rjsmin.jsmin", lambda text, **options: text.replace("\n", "").replace(" ", ""))
    assert short_scripts.short_script("let a = 1\nb()\n") == "let a = 1\nb()\n"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_those_of_the_theme_are_shorter_and_do_the_same(path: Path) -> None:
    """What esbuild makes of both is equal."""
    written = path.read_text("utf-8")
    short = short_script(written)
    assert len(short) < 0.85 * len(written)
    if not ESBUILD.exists():
        pytest.skip("there is no esbuild in admin/node_modules: run make admin")
    assert _smallest(short) == _smallest(written)


def _smallest(text: str) -> str:
    made = subprocess.run([str(ESBUILD), "--minify", "--format=esm"], input=text, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return made.stdout


def test_a_site_has_them_short(project: Callable[..., Site]) -> None:
    site = project(
        {
            "site.yaml": "title: A\nbase_url: https://example.org/\n",
            "content/a.md": "",
            "layouts/assets/own.js": "// what it does\nlet a  =  1;\n",
            "layouts/assets/other.js": b"\xff\xfe  // no text",
        },
        cache=False,
    )
    assert site.problems == []
    assert site.output("assets/own.js") == "let a=1;\n"
    assert (site.root / "public/assets/other.js").read_bytes() == b"\xff\xfe  // no text"
