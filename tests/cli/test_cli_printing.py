"""How problems look on a terminal, character by character."""

from __future__ import annotations

import pytest

from sitegen.base.diagnostics import Diagnostic, Location, Note
from sitegen.cli.cells import plain, shown, width_of
from sitegen.cli.frames import Frames, Paint, grouped, summary
from sitegen.cli.printing import say_problems


def drawn(problem: Diagnostic, text: str | None, width: int = 80, colour: bool = False) -> str:
    return "\n".join(Frames(lambda path: text, Paint(colour), width).problem(problem))


def error(message: str, place: Location, hint: str = "", *notes: Note, code: str = "SG104") -> Diagnostic:
    return Diagnostic(code, message, place, hint, notes, (), "error")


def test_the_shape() -> None:
    note = Note("the type post has: title, date", Location("site.yaml", 12))
    problem = error('unknown field "drfat"', Location("content/bad.md", 4, 1, 4, 6), 'did you mean "draft"?', note)
    assert drawn(problem, "---\ntitle: A\ndate: 2026-11-21\ndrfat: true\n---\n") == (
        'error[SG104] unknown field "drfat"\n'
        "  --> content/bad.md:4:1\n"
        "   |\n"
        " 4 | drfat: true\n"
        '   | ^^^^^ did you mean "draft"?\n'
        "   = the type post has: title, date (site.yaml:12)"
    )


def test_a_problem_of_a_whole_file_has_no_frame() -> None:
    problem = error("two pages have one address", Location("content/a.md"), "change a slug")
    assert drawn(problem, "text") == "error[SG104] two pages have one address\n  --> content/a.md\n   = change a slug"


def test_a_file_that_cannot_be_read_has_no_frame() -> None:
    assert drawn(error("m", Location("a", 3, 1, 3, 2)), None) == "error[SG104] m\n  --> a:3:1"


def test_wide_characters_and_tabs_keep_the_mark_in_its_place() -> None:
    problem = error("m", Location("a", 1, 5, 1, 7))
    assert (
        drawn(problem, "漢字\té日本")
        == "error[SG104] m\n  --> a:1:5\n   |\n 1 | 漢字    é日本\n   |" + " " * 10 + "^^^^"
    )


def test_a_long_line_is_cut_round_the_mark() -> None:
    text = "x" * 500 + "HERE" + "y" * 500
    lines = drawn(error("m", Location("a", 10, 501, 10, 505)), "\n" * 9 + text, width=60).splitlines()
    assert all(width_of(line) <= 60 for line in lines)
    at = lines[4].index("^")
    assert lines[3][at : at + 4] == "HERE"
    assert lines[3].count("…") == 2


def test_a_mark_over_several_lines_ends_with_the_first() -> None:
    assert drawn(error("m", Location("a", 1, 3, 4, 2)), "abcdef\n").endswith(" 1 | abcdef\n   |   ^^^^")


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\u202eb", "bell\x07", "line\nline"])
def test_nothing_commands_the_terminal(text: str) -> None:
    assert "\x1b" not in plain(text)
    assert plain(text).isprintable()
    assert "\x1b" not in drawn(error(text, Location(text, 1, 1, 1, 2), text), text)


def test_a_mark_at_the_end_of_a_line_is_seen() -> None:
    assert shown("abc", 3, 3, 80) == ("abc", 3, 4)


@pytest.mark.parametrize("unit", ["x", "→ 字", "a\t", "e\u0301"])
def test_a_line_of_a_megabyte_looks_like_one_of_a_thousand(unit: str) -> None:
    """What is far from the mark changes nothing."""
    near, far = ((unit * count)[: len(unit) * count] for count in (400, 100_000))
    here = shown(f"{near}MARK{near}", len(near), len(near) + 4, 60)
    assert shown(f"{far}MARK{far}", len(far), len(far) + 4, 60) == here
    assert here.text[:1] == here.text[-1:] == "…" and "MARK" in here.text


def test_colours_only_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = error("m", Location("a"))
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    say_problems([problem], lambda path: None)
    assert "\x1b[1;31merror[SG104]\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    say_problems([problem], lambda path: None)
    assert "\x1b" not in capsys.readouterr().out


def test_the_same_problem_in_many_places_comes_once() -> None:
    problems = [error("m", Location(f"p{number}.md", 2, 1, 2, 2)) for number in range(9)]
    ((first, others),) = grouped(problems)
    told = Frames(lambda path: None, Paint(False), 80).problem(first, others)
    assert told[1:] == [
        "  --> p0.md:2:1",
        *[f"   = also p{n}.md:2:1" for n in range(1, 6)],
        "   = and in 3 more places",
    ]


def test_the_summary_counts() -> None:
    many = [error("m", Location(str(number))) for number in range(3)]
    warning = Diagnostic("SG204", "w", Location("a"), severity="warning")
    assert summary([*many, warning, warning]) == "3 errors, 2 warnings"
    assert summary([warning]) == "1 warning"


def test_the_traceback_of_our_mistake_is_not_for_authors() -> None:
    problem = error("sitegen failed", Location("a"), "Traceback (most recent call last):\n  File")
    assert "Traceback" not in drawn(problem, None)
