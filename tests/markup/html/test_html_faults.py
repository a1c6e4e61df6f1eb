"""HTML that is right is left alone, whatever its style; of HTML that is wrong each mistake is one fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markup.html.faults import faults
from sitegen.markup.html.nesting import Document

_LINES = (Path(__file__).parent / "valid.txt").read_text("utf-8").splitlines()
VALID = [line.replace("\\n", "\n") for line in _LINES]
"""Pieces of right HTML, to stand in the body of a page."""

DOCUMENTS = {
    "all tags": "<!DOCTYPE html><html lang=en><head><title>x</title></head><body>%s</body></html>",
    "fewest tags": "<!doctype html><html lang=en><meta charset=utf-8><title>x</title>%s",
    "comments before": "<!-- a -->\n<!doctype html>\n<!-- b -->\n<html lang='en'><head><title>x</title><body>%s",
    "a legacy doctype": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML" "x"><html xml:lang="en"><title>x</title>%s',
    "a script after the body": "<!doctype html><html lang=en><title>x</title><body>%s</body><script></script></html>\n",
    "a part of a page": "%s",
}


@pytest.mark.parametrize("frame", DOCUMENTS)
def test_valid(frame: str) -> None:
    """Nothing is said of valid HTML."""
    assert len(VALID) >= 60
    found = {text: faults(DOCUMENTS[frame] % text) for text in VALID}
    assert {text: wrong for text, wrong in found.items() if wrong} == {}


def test_all_of_it_in_one_page() -> None:
    """Nor of all of it together, apart from ids and headings, which depend on what stands before."""
    found = faults("<div>" + "</div><div>".join(VALID) + "</div>")
    assert [one for one in found if one.code in ("SG412", "SG413")] == []


def test_the_same_in_a_template() -> None:
    """What a template holds is no part of the page."""
    assert faults("<template><p id=a><p id=a><img src=x><a href=y></a><h1>a</h1><h4>b</h4></template>") == []


@pytest.mark.parametrize("text", [one for one in VALID if "</div>" in one])
def test_one_end_tag_less(text: str) -> None:
    """Without one of its end tags a valid text has one fault, which names the element."""
    at = text.rindex("</div>")
    found = Document(f"<section>{text[:at]}{text[at + 6 :]}</section>").faults
    assert ["<div>" in one.message for one in found] == [True]


PARTS = """
    <div> </div> <p> </p> <b> </b> <li> <ul> </ul> <table> </table> <td> <tr> <svg> </svg> <path/> <a\thref=x> </a>
    <!-- -->
    <script> </script> x " <a\tb=' > < </ <template> </template> <select> <option> <button> <h1> </h2> <![CDATA[ ]]>
    <title> <html> <head> <body> </body> <br>
""".replace("\n", " ").split(" ")
MANY = st.lists(st.sampled_from(PARTS), max_size=40)


@given(MANY)
def test_anything(parts: list[str]) -> None:
    """Whatever the text, there is an answer, and every fault stands in it."""
    text = "".join(parts)
    assert all(0 <= one.begin <= one.end <= len(text) for one in faults(text))


@given(st.text())
def test_any_text(text: str) -> None:
    """So it is with any text at all."""
    assert all(0 <= one.begin <= one.end <= len(text) + 3 for one in faults("<p " + text))


@pytest.mark.parametrize(
    "text",
    ["<div>" * 100_000, "<b>" * 50_000 + "</p>" * 50_000, "<a href=x>" * 30_000, "x" * 3_000_000, "<svg>" * 50_000,
     "<a " * 50_000, "<p a='" * 50_000, "<!--" * 50_000, "<ul><li>" * 200 + "</div>" * 50_000, "<i></b>" * 50_000],
    ids=range(10))  # fmt: skip
def test_too_much(text: str) -> None:
    """A text that is nested too deep, or too long, is looked at in part."""
    assert len(faults(text)) < 100_000
