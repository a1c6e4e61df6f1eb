"""Problems as values, and the table of their codes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.codes import CODES
from sitegen.base.data import pack, unpack
from sitegen.base.diagnostics import SEVERITIES, Diagnostic, Edit, Fix, Location, Note, has_errors, with_severities

PLACES = st.builds(Location, st.sampled_from(["a.md", "b.md", "ü.md"]), st.integers(0, 3), st.integers(0, 3))
PROBLEMS = st.builds(Diagnostic, st.sampled_from(["SG101", "SG204", "SG007"]), st.sampled_from(["x", "y"]), PLACES)


def test_every_code_is_complete() -> None:
    for code, entry in CODES.items():
        assert re.fullmatch(r"SG[0-9]{3}", code)
        assert entry.severity in SEVERITIES
        assert entry.name and not entry.name.endswith(".")
        assert entry.advice.endswith(".")
    assert list(CODES) == sorted(CODES)
    assert len({entry.name for entry in CODES.values()}) == len(CODES)


@given(st.permutations([0, 1, 2, 3, 4, 5]), st.lists(PROBLEMS, min_size=6, max_size=6))
def test_the_order_does_not_depend_on_the_way(order: list[int], problems: list[Diagnostic]) -> None:
    found = with_severities(problems, {})
    assert with_severities([problems[index] for index in order], {}) == found
    assert [problem.order() for problem in found] == sorted({problem.order() for problem in problems})
    assert all(problem.severity == CODES[problem.code].severity for problem in found)
    assert with_severities(found, {}) == found


@given(st.lists(PROBLEMS), st.sampled_from(SEVERITIES))
def test_severities_can_be_set_and_switched_off(problems: list[Diagnostic], severity: str) -> None:
    found = with_severities(problems, {"SG101": severity})
    set_ones = [problem.severity for problem in found if problem.code == "SG101"]
    if severity == "off":
        assert set_ones == []
    else:
        assert set(set_ones) <= {severity}
        assert bool(set_ones) == any(problem.code == "SG101" for problem in problems)


@pytest.mark.parametrize(("severity", "stops"), [("error", True), ("warning", False), ("hint", False)])
def test_errors(severity: str, stops: bool) -> None:
    problems = with_severities([Diagnostic("SG204", "no text", Location("a.md", 1, 1))], {"SG204": severity})
    assert has_errors(problems) is stops


def test_problems_are_canonical_data() -> None:
    place = Location("content/a.md", 2, 1, 2, 5)
    fix = Fix("Rename", (Edit("content/a.md", 4, 8, "title"),))
    problem = Diagnostic("SG104", "unknown field", place, "did you mean?", (Note("declared here", place),), (fix,))
    assert unpack(pack(problem)) == problem


def test_one_of_those_that_came_about_differently() -> None:
    """The same one is kept in whatever order they are found, so that builds tell the same."""
    place = Location("layouts/part.html", 1)
    found = [
        Diagnostic("SG404", "nothing is called x", place, notes=(Note("called from here", Location(path)),))
        for path in ("layouts/a.html", "layouts/b.html", "layouts/c.html")
    ]
    assert with_severities(found, {}) == with_severities(found[::-1], {})
    assert len(with_severities(found, {})) == 1
