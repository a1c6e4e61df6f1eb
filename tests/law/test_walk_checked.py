"""After any edits a check finds what a clean build finds, though it renders few pages; builds after it are right."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from author import Author, Step
from checking import first_difference, walk_at_random

from sitegen.base.diagnostics import Diagnostic
from sitegen.build import builder, spared
from sitegen.build.builder import Builder
from sites import Content

VOUCHED: tuple[str, ...] = (
    "{{ page.content }}",
    "<h1>{{ page.title }}</h1>{{ page.text }}{% if page.next %}{{ page.next.title }}{% endif %}{{ page.date | date }}",
    "{% for t in page.tags %}{{ t.title }}{{ t.count }}{% endfor %}{% for p in page.items %}{{ p.url }}{% endfor %}",
    "{% for e in site.menus.main %}{{ e.label }}{% endfor %}{% include '_part.html' %}{{ page.status }}",
    '{% extends "base.html" %}{% block main %}{{ page.title }}{{ page.content }}{% endblock %}',
)
"""Layouts that somebody may vouch for, among those of the author."""


pytestmark = pytest.mark.usefixtures("few")


def _walk(root: Path, seed: int, count: int) -> None:
    walk_at_random(root, Author(seed, theme=False), seed, count, _often_vouched_for)


def _often_vouched_for(chance: random.Random, number: int, step: Step) -> Step:
    """Every third step brings layouts that somebody may vouch for."""
    if number % 3:
        return step
    names = chance.sample(["page", "page", "list", "news", "note", "term"], 2)
    return Step(step.what, {**step.files, **{f"layouts/{n}.html": chance.choice(VOUCHED) for n in names}})


@pytest.mark.parametrize("seed", range(3))
def test_a_check_after_every_edit(tmp_path: Path, left_out: list[list[str]], seed: int) -> None:
    """By random edits of good and broken files, with builds in between."""
    _walk(tmp_path, 7000 + seed, 8)
    assert sum(map(len, left_out)) > 0


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(60))
def test_a_check_after_every_edit_for_long(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, 8000 + seed, 25)


GOOD = "{{ page.title }}{{ page.content }}{% for e in site.menus.main %}{{ e.url }}{% endfor %}"
SITE = "title: S\nbase_url: https://example.org/\nmenus: {main: [{label: A, page: a.md}]}\n"
LEAD = "types: {t: {pages: '*.md', extra: allow, fields: {lead: {kind: markdown}}}}\n"
FIRST: dict[str, Content] = {
    "site.yaml": SITE,
    **{f"layouts/{name}.html": GOOD for name in ("page", "index", "list", "404")},
    **{f"content/{name}.md": f"---\ntitle: {name}\n---\n[next](a.md)\n" for name in "abcdef"},
}
SCRIPT = (
    Step("a link is broken", {"content/b.md": "---\ntitle: b\n---\n[gone](gone.md)\n"}),
    Step("a layout fails", {"layouts/page.html": "{{ page.date.year }}" + GOOD}),
    Step("it fails otherwise", {"layouts/page.html": "{{ page.title.x.y }}" + GOOD}),
    Step("it is mended", {"layouts/page.html": GOOD + " "}),
    Step("a page comes", {"content/g.md": "---\ntitle: g\n---\n![](none.png)\n"}),
    Step("a page goes", {"content/a.md": None}),
    Step("begun again", restart=True),
    Step("it comes back", {"content/a.md": "---\ntitle: other\n---\n[[nobody]]\n"}),
    Step("its layout is not there", {"content/c.md": "---\ntitle: c\nlayout: none\n---\n"}),
    Step("a menu", {"site.yaml": SITE.replace("a.md", "nowhere.md")}),
    Step("a component", {"content/d.md": ":::note\n[x](nothing.md)\n:::\n"}),
    Step("that fails", {"layouts/components/note.html": "{{ content }}{{ page.titel }}"}),
    Step("a field in Markdown", {"content/e.md": "---\nlead: '[x](none.md)'\n---\n", "layouts/page.html": GOOD,
                                 "site.yaml": SITE + LEAD}),
    Step("that is shown", {"layouts/page.html": "{{ page.lead }}" + GOOD}),
    Step("and not any more", {"layouts/page.html": GOOD}),
)  # fmt: skip


@pytest.mark.parametrize("builds", [frozenset(), frozenset([0]), frozenset([1, 3, 6, 9]), frozenset(range(20))])
def test_checks_by_a_script(tmp_path: Path, left_out: list[list[str]], builds: frozenset[int]) -> None:
    """With builds in between or without: what was wrong is told as long as it is, and then not any more."""
    assert first_difference(tmp_path, FIRST, SCRIPT, builds) == ""
    assert not builds <= frozenset([0]) or sum(map(len, left_out)) > 20


def _vouch_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spared, "doubt", _Nothing(spared.doubt))


class _Nothing:
    """The query, without a doubt."""

    def __init__(self, real: object) -> None:
        self.name = real.name  # type: ignore[attr-defined]
        self._real = real

    def __getattr__(self, name: str) -> object:
        return (lambda *given: "") if name == "run" else getattr(self._real, name)


def _look_at_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spared, "is_to_be_rendered", lambda db, path: False)


def _hold_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Builder.hold
    monkeypatch.setattr(Builder, "hold", lambda self, specs, pictures=None, also=(): real(self, specs, pictures))


def _keep_what_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    def problems(self: Builder) -> tuple[Diagnostic, ...]:
        return builder.told(self.db, [*self.db.problems(), *self.failures])

    monkeypatch.setattr(Builder, "problems", problems)


def _take_any_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    real = spared.candidates
    monkeypatch.setattr(spared, "candidates", lambda db, head: real(db, head)[-1:])


@pytest.mark.parametrize(
    "plant", [_vouch_for_all, _look_at_no_text, _hold_no_text, _keep_what_is_stale, _take_any_layout]
)
def test_mutants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None]) -> None:
    """What would be wrong to do is found to be wrong."""
    plant(monkeypatch)
    assert first_difference(tmp_path, FIRST, SCRIPT, frozenset([5])) != ""
