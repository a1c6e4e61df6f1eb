"""Pages are filtered by whom they say they are by, and else by who changed them last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from office_at_work import AtWork

Office = Callable[..., AtWork]
TYPES = """
types:
  post: {pages: posts/*.md, fields: {title: {kind: text}, author: {kind: reference, to: person}}}
  tale: {pages: tales/*.md, fields: {title: {kind: text}, author: {kind: text}}}
  person: {pages: people/*.md, fields: {title: {kind: text}}}
"""
FILES = {
    "site.yaml": "title: Example Library\n" + TYPES,
    "content/people/mill.md": "---\ntitle: Reading room\n---\n",
    "content/posts/a.md": "---\ntitle: First\nauthor: people/mill.md\n---\n",
    "content/posts/b.md": "---\ntitle: Second\n---\n",
    "content/tales/c.md": "---\ntitle: Third\nauthor: Reading room\n---\n",
    "content/tales/d.md": "---\ntitle: Fourth\nauthor: Desk\n---\n",
}


@pytest.fixture
def client(back_office: Office) -> Iterator[Any]:
    with back_office(FILES).client("editor") as made:
        yield made


def titles(client: Any, **query: Any) -> set[str]:
    """The titles that are listed, of the five above."""
    text = client.get("/pages", params=query, headers={"Accept": "text/html"}).text
    return {one for one in ("First", "Second", "Third", "Fourth") if re.search(rf">\s*(<bdi>)?{one}\b", text)}


def test_pages_of_an_author(client: Any) -> None:
    """A page of a person and a name that is the same are one author; several are any of them."""
    assert titles(client, author="Reading room") == {"First", "Third"}
    assert titles(client, author=["Reading room", "Desk"]) == {"First", "Third", "Fourth"}
    assert titles(client, author="Nobody") == set()
    found = client.get("/api/pages/paths", params={"author": "Desk"}).json()
    assert found["paths"] == ["content/tales/d.md"]


def test_who_changed_a_page_last_stands_for_its_author(client: Any) -> None:
    """Where the page does not say who wrote it; in the change of the person, and in public."""
    assert "Second" in titles(client, author="Author") and "First" not in titles(client, author="Author")
    text = client.get("/pages", headers={"Accept": "text/html"}).text
    assert "author=Reading+room" in text and "author=Author" in text
