"""``<!-- sitegen-ignore CODE: reason -->``: that problem, there, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sites import Site

HEAD = "---\ntitle: A\n---\n"
PICTURE = "![](a.svg)"
SVG = "<svg></svg>"


def said(project: Callable[..., Site], text: str, head: str = HEAD, more: str = "") -> list[str]:
    """``code:line`` of the problems of a page."""
    files = {"site.yaml": f"title: T\nbase_url: https://example.org/\n{more}", "content/a.svg": SVG}
    site = project({**files, "content/a.md": head + text}, cache=False)
    assert site.report is not None
    return [f"{one.code}:{one.location.line}" for one in site.report.problems]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (f"<!-- sitegen-ignore SG204: why -->\n{PICTURE}\n", []),
        (f"<!-- sitegen-ignore SG204 -->\n\nText\nand {PICTURE}\n", []),
        (f"\n<!--sitegen-ignore SG204: why-->\n{PICTURE}\n\n{PICTURE}\n", ["SG204:8"]),
        (f"{PICTURE} <!-- sitegen-ignore SG204: why -->\n{PICTURE}\n", ["SG204:5"]),
        (f"> <!-- sitegen-ignore SG204: why -->\n> {PICTURE}\n", []),
        (f"- <!-- sitegen-ignore SG204: why -->\n  {PICTURE}\n", []),
        (f"<!-- sitegen-ignore SG204, SG201: why -->\n{PICTURE} [x](no.md)\n", []),
        (f"<!-- sitegen-ignore SG204: why -->\n{PICTURE} [x](no.md)\n", ["SG201:5"]),
        ("<!-- sitegen-ignore SG201: found when it is rendered -->\n[[Nowhere]] [x](no.md)\n", ["SG211:5"]),
        ("<!-- sitegen-ignore SG204: why -->\n![Words](a.svg)\n", ["SG217:4"]),
        (f"<!-- sitegen-ignore SG20: why -->\n{PICTURE}\n", ["SG204:5", "SG217:4"]),
        ("```html\n<!-- sitegen-ignore SG204: shown -->\n```\n", []),
        ("Write `<!-- sitegen-ignore SG204: shown -->`.\n", []),
        (f"<!-- sitegen-ignore SG204: why -->\r\n{PICTURE}\r\n", []),
    ],
)
def test_ignores(project: Callable[..., Site], text: str, problems: list[str]) -> None:
    """What is ignored is not told; what ignores nothing is."""
    assert sorted(said(project, text)) == sorted(problems)


def test_drafts_and_severities(project: Callable[..., Site]) -> None:
    """Nobody looks at a draft's links, so nobody says that a comment there ignores nothing; it can be switched off."""
    text = "<!-- sitegen-ignore SG201: why -->\n[x](no.md)\n"
    assert said(project, text, "---\ntitle: A\ndraft: true\n---\n") == []
    unused = "<!-- sitegen-ignore SG201: why -->\nText\n"
    assert said(project, unused, more="problems: {SG217: off}\n") == []


def test_the_place_is_that_of_the_comment(project: Callable[..., Site]) -> None:
    """A comment that ignores nothing is told where it stands."""
    site = project(
        {"site.yaml": "title: T\nbase_url: https://e.org/\n", "content/a.md": "😀 <!-- sitegen-ignore SG201 -->"}
    )
    assert site.report is not None
    (problem,) = site.report.problems
    assert (problem.location.column, problem.location.end_column, problem.severity) == (3, 32, "warning")


def test_after_a_change(project: Callable[..., Site]) -> None:
    """The comment is told as soon as there is nothing left to ignore, in an incremental build too."""
    text = "<!-- sitegen-ignore SG201: it will come -->\n[x](later.md)\n"
    site = project({"site.yaml": "title: T\nbase_url: https://example.org/\n", "content/a.md": text})
    assert site.problems == []
    site.ran({"content/later.md": "Text"})
    assert site.problems == ["SG217 content/a.md:1 there is no SG201 here to ignore"]
