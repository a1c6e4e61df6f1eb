"""``checks:`` — what the owner of a site asks of its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from sites import Site

Make = Callable[..., Site]

SITE = """title: Shop
base_url: https://example.org/
types:
  product:
    pages: shop/*.md
    fields:
      title: {kind: text, required: true}
      price: {kind: number}
      pictures: {kind: list}
      featured: {kind: boolean}
checks:
"""
NOW = datetime.fromisoformat("2026-11-21T12:00:00+00:00")


def page(*lines: str) -> str:
    """A page with these fields."""
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\nText\n"


def said(project: Make, check: str, pages: dict[str, str]) -> list[str]:
    """``code path:line message`` of a site with one check and these pages."""
    files = {f"content/{path}": text for path, text in pages.items()}
    return project({"site.yaml": SITE + check, **files}, cache=False, as_of=NOW).problems


@pytest.mark.parametrize(
    ("must", "pages", "problems"),
    [
        ("has: price", {"a.md": page("title: A", "price: 2"), "b.md": page("title: B")},
         ['SG119 content/shop/b.md:1 Shop: "price" is missing']),
        ("has: [price, pictures]", {"a.md": page("title: A", "price:", "pictures: [a]")},
         ['SG119 content/shop/a.md:3 Shop: "price" is missing']),
        ("has: [price]", {"a.md": page("title: A", "price: cheap")},
         ['SG106 content/shop/a.md:3 "price" asks for a number, not for "cheap"']),
        ("at_least: {pictures: 2}", {"a.md": page("title: A", "pictures: [a, b]"),
                                     "b.md": page("title: B", "pictures: [a]")},
         ['SG119 content/shop/b.md:3 Shop: "pictures" has 1, and at least 2 are asked for']),
        ("at_most: {featured: 1}", {f"{n}.md": page(f"title: {n}", f"featured: {n != 'b'}".lower()) for n in "abc"},
         ['SG119 content/shop/c.md:3 Shop: 2 pages have "featured", and at most 1 may']),
        ("unique: title", {"a.md": page("title: Tea"), "b.md": page("title: tea"), "c.md": page("title: Cake")},
         ['SG119 content/shop/b.md:2 Shop: "tea" is the title of content/shop/a.md too']),
        ("updated_within: 1 year", {"a.md": page("title: A", "date: 2024-01-01", "updated: 2026-01-01"),
                                    "b.md": page("title: B", "date: 2025-01-01"), "c.md": page("title: C")},
         ["SG119 content/shop/b.md:1 Shop: the page is of 2025-01-01, which is too long ago",
          "SG119 content/shop/c.md:1 Shop: the page has no date"]),
    ],
)  # fmt: skip
def test_demands(project: Make, must: str, pages: dict[str, str], problems: list[str]) -> None:
    """Each page that is not as the check asks is told, at the field or at its front matter; once."""
    check = f"  - {{name: Shop, pages: product, must: {{{must}}}}}\n"
    assert said(project, check, {f"shop/{name}": text for name, text in pages.items()}) == problems


def test_folders_and_unless(project: Make) -> None:
    """A folder with what is below it; a page that has the other field is spared."""
    check = "  - {pages: guide, must: {has: date}, unless: reviewed}\n"
    pages = {"guide/a.md": page("title: A"), "guide/deep/b.md": page("title: B", "reviewed: true")}
    assert said(project, check, {**pages, "other.md": page("title: C")}) == [
        'SG119 content/guide/a.md:1 Pages of guide: "date" is missing'
    ]


@pytest.mark.parametrize(
    ("check", "problem", "hint"),
    [
        ("  - {pages: prodcut, must: {has: price}}\n",
         'SG303 site.yaml:12 there is no type and no folder "prodcut"', "product"),
        ("  - {pages: product, must: {has: prise}}\n",
         'SG303 site.yaml:12 pages of the type "product" have no field "prise"', "price"),
        ("  - {pages: product, must: {hsa: price}}\n", 'SG302 site.yaml:12 unknown setting "hsa" in "must"', "has"),
        ("  - {page: product, must: {has: price}}\n", 'SG302 site.yaml:12 unknown setting "page" in "check"', "pages"),
        ("  - {pages: product, must: {updated_within: soon}}\n",
         'SG303 site.yaml:12 "updated_within" asks for a time, not for "soon"', "1 year"),
        ("  - {pages: product, must: {at_least: {price: few}}}\n",
         'SG303 site.yaml:12 "price" asks for a whole number, not for "few"', ""),
        ("  - {pages: product}\n", "SG303 site.yaml:12 the check asks for nothing", "must"),
        ("  - {must: {has: price}}\n", "SG303 site.yaml:12 the check does not say which pages it is about", "pages"),
    ],
)  # fmt: skip
def test_mistakes_in_checks(project: Make, check: str, problem: str, hint: str) -> None:
    """A check that cannot be understood is told once, with the nearest name."""
    site = project({"site.yaml": SITE + check, "content/shop/a.md": page("title: A")}, cache=False)
    assert site.problems == [problem]
    assert site.report is not None
    assert hint in site.report.problems[0].hint
