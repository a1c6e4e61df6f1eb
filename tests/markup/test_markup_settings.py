"""site.yaml as settings."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from markup_texts import TEXTS, assert_places, said

from sitegen.base.data import pack, unpack
from sitegen.markup.settings import parse_settings, settings_table
from sitegen.model.settings import FieldSpec, SiteSettings

WHOLE = """\
title: Lakeside Library
base_url: https://example.org/docs
description: A library
timezone: Europe/Helsinki
languages: {default: en, en: {label: English}, fi: {fallback: en}, ar: , pt-BR: Português}
taxonomies: {tags: {label: Tags, permalink: /tags/{slug}/}, topics: {closed: true, terms: [maps, books]}}
menus:
  main:
    - {label: Home, page: index.md}
    - {label: Catalogue, url: https://catalogue.example.org/}
    - label: More
      children:
        - news/index.md
permalinks: {news: /news/{year}/{slug}/, /: /{stem}/}
pagination: {per_page: 5}
feed: {limit: 7}
types:
  news:
    label: News item
    pages: news/**/*.md
    layout: news.html
    permalink: /news/{year}/{desk}/{slug}/
    fields:
      title: {kind: text, required: true, max: 90, help: Shown in lists}
      desk: text
      status: {kind: choice, choices: [planned, open, closed], default: planned}
      seats: {kind: number, min: 0, integer: true, default: 3}
      day: {kind: date, default: 2026-11-21}
      hero: {kind: image, alt: required}
      author: {kind: reference, to: person}
      tags: {kind: list, of: {kind: term, taxonomy: tags}}
      sources: {kind: list, of: {kind: group, fields: {name: {required: true}, link: {kind: url}}}}
  person: {label: Person, pages: [people/*.md, content/staff/*.md], extra: allow}
  product: {from: data/products.csv, permalink: /products/{slug}/}
markdown: {flavour: commonmark, html: sanitise, math: true, typography: no, highlight: off}
problems: {SG301: warning, SG214: off}
theme: {colour: "#0b5fff", columns: 3}
"""


def settings_of(text: str) -> SiteSettings:
    settings, problems = parse_settings(text)
    assert said(problems) == []
    return settings


def test_a_whole_site() -> None:
    site = settings_of(WHOLE)
    assert (site.title, site.base_url, site.base_path) == ("Lakeside Library", "https://example.org/docs/", "/docs")
    assert (site.timezone, site.language, site.per_page, site.feed_limit) == ("Europe/Helsinki", "en", 5, 7)
    assert [(one.code, one.label, one.direction, one.fallback) for one in site.languages] == [
        ("en", "English", "ltr", ()),
        ("fi", "Suomi", "ltr", ("en",)),
        ("ar", "العربية", "rtl", ()),
        ("pt-BR", "Português", "ltr", ()),
    ]
    assert [(one.name, one.label, one.permalink, one.closed, one.terms) for one in site.taxonomies] == [
        ("tags", "Tags", "/tags/{slug}/", False, ()),
        ("topics", "Topics", "/topics/{slug}/", True, ("maps", "books")),
    ]
    home, catalogue, more = site.menus["main"]
    assert (home.label, home.page, home.url, home.at.line) == ("Home", "index.md", None, 9)
    assert (catalogue.page, catalogue.url) == (None, "https://catalogue.example.org/")
    assert [(one.page, one.label) for one in more.children] == [("news/index.md", "")]
    assert site.permalinks == {"news": "/news/{year}/{slug}/", "/": "/{stem}/"}
    assert (site.severities, site.theme) == (
        {"SG301": "warning", "SG214": "off"},
        {"colour": "#0b5fff", "columns": 3},
    )
    assert (site.markdown.flavour, site.markdown.html, site.markdown.math) == ("commonmark", "sanitise", True)
    assert (site.markdown.typography, site.markdown.highlight) == (False, False)
    assert unpack(pack(site)) == site


def test_its_types() -> None:
    news, person, product = settings_of(WHOLE).types
    assert (news.label, news.pages, news.layout, news.extra) == ("News item", ("news/**/*.md",), "news.html", False)
    assert news.at.line == 18
    assert (person.pages, person.extra) == (("people/*.md", "staff/*.md"), True)
    assert (product.source, product.label, product.permalink) == ("data/products.csv", "Product", "/products/{slug}/")
    fields = {spec.name: spec for spec in news.fields}
    assert (fields["title"].required, fields["title"].max, fields["desk"].kind) == (True, 90, "text")
    assert (fields["status"].choices, fields["status"].default) == (("planned", "open", "closed"), "planned")
    assert (fields["seats"].default, fields["seats"].integer, fields["hero"].alt) == (3, True, "required")
    assert str(fields["day"].default) == "2026-11-21"
    assert fields["author"].to == "person"
    of = fields["sources"].of
    assert isinstance(of, FieldSpec)
    assert [(one.name, one.kind, one.required) for one in of.fields] == [("name", "text", True), ("link", "url", False)]
    assert fields["tags"].of is not None and fields["tags"].of.taxonomy == "tags"


def test_a_title_is_enough() -> None:
    site = settings_of("title: A\n")
    assert (site.base_url, site.timezone, site.language, site.per_page, site.feed_limit) == ("", "UTC", "en", 20, 20)
    assert [(one.code, one.label) for one in site.languages] == [("en", "English")]
    assert [one.name for one in site.taxonomies] == ["tags"]
    assert (site.types, site.menus, site.theme) == ((), {}, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["SG304 1:1 the site has no title"]),
        ("description: a", ["SG304 1:1 the site has no title"]),
        ("title:", ["SG304 1:7 the site's title is empty"]),
        ("title: [a]", ['SG303 1:8 "title" asks for text, not for a list']),
        ("title: a: b", ['SG301 1:8 the value of "title" holds a colon, which begins a new field in YAML']),
        ("just text", ["SG301 1:1 fields are expected here, but this is one text"]),
        ("title: a\ntitle: b", ['SG103 2:1 "title" is given twice']),
        ("titel: a", ['SG302 1:1 unknown setting "titel"']),
        ("title: a\nbase_ulr: x", ['SG302 2:1 unknown setting "base_ulr"']),
        ("title: a\nbase_url: example.org", ['SG303 2:11 "base_url" is "example.org", an address without https://']),
        ("title: a\nbase_url: /x/", ['SG303 2:11 the base address "/x/" is not one of the form https://example.org/']),
        (
            "title: a\nbase_url: 'https://[x'",
            ['SG303 2:11 the base address "https://[x" is not one of the form https://example.org/'],
        ),
        ("title: a\ntimezone: Europe/Helsinky", ['SG303 2:11 there is no time zone "Europe/Helsinky"']),
        ("title: a\ntimezone: ../../x", ['SG303 2:11 there is no time zone "../../x"']),
        (
            "title: a\nlanguages: {default: sv, en: , fi: }",
            ['SG303 2:22 the default language "sv" is not among the languages'],
        ),
        ("title: a\nlanguages: {not a code: }", ['SG303 2:13 "not a code" is not the code of a language']),
        (
            "title: a\nlanguages: {en: {fallback: se}}",
            ['SG303 2:13 the fallback "se" of "en" is not among the languages'],
        ),
        (
            "title: a\nlanguages: {en: {fallback: en}}",
            ['SG303 2:13 the fallback "en" of "en" leads back to where it started'],
        ),
        ("title: a\nlanguages: [en]", ['SG303 2:12 "languages" asks for a group of settings, not for a list']),
        ("title: a\nlanguages: {en: {lable: x}}", ['SG302 2:18 unknown setting "lable" in "en"']),
        ("title: a\npagination: {per_page: 0}", ['SG303 2:24 "per_page" is 0; at least 1 is asked for']),
        ("title: a\nfeed: {limit: many}", ['SG303 2:15 "limit" asks for a number, not for "many"']),
        (
            "title: a\nmarkdown: {html: alow}",
            ['SG303 2:18 "html" cannot be "alow"; the choices are allow, sanitise, escape'],
        ),
        ("title: a\nmarkdown: yes", ['SG303 2:11 "markdown" asks for a group of settings, not for "yes"']),
        ("title: a\nproblems: {SG999: off}", ['SG302 2:12 there is no problem with the code "SG999"']),
        ("title: a\nproblems: {SG214: no}", ['SG303 2:19 "SG214" cannot be "no"']),
        (
            "title: a\npermalinks: {news: '/{yeer}/{slug}/'}",
            ['SG308 2:22 "{yeer}" in "/{yeer}/{slug}/" is no placeholder'],
        ),
        ("title: a\npermalinks: {news: '/{slug/'}", ['SG308 2:22 "/{slug/" has a brace without its other half']),
        ("title: a\npermalinks: {news: https://x/y}", ['SG308 2:20 "https://x/y" is not an address within the site']),
        (
            "title: a\ntaxonomies: {tags: {permalink: /tags/}}",
            ['SG308 2:32 "/tags/" gives every term the same address'],
        ),
        ("title: a\nmenus: {main: x}", ['SG303 2:15 "main" asks for a list of entries, not for "x"']),
        ("title: a\nmenus: {main: [{label: x}]}", ["SG303 2:16 the menu entry leads nowhere"]),
        (
            "title: a\nmenus: {main: [{page: a.md, url: /b/}]}",
            ["SG303 2:16 a menu entry has a page or a url, not both"],
        ),
        ("title: a\nmenus: {main: [{url: /b/}]}", ["SG303 2:16 the menu entry has no label"]),
        (
            "title: a\ntypes: {n: {fields: {x: {kind: nummer}}}}",
            ['SG303 2:32 "kind" cannot be "nummer", which is not among its choices'],
        ),
        ("title: a\ntypes: {n: {fields: {x: nummer}}}", ['SG303 2:25 "nummer" is no kind of field']),
        (
            "title: a\ntypes: {n: {fields: {date: {kind: text}}}}",
            ['SG303 2:35 "date" is a field of every page, and cannot be of the kind text'],
        ),
        (
            "title: a\ntypes: {n: {fields: {menu: text}}}",
            ['SG303 2:28 "menu" is a field of every page, and cannot be of the kind text'],
        ),
        (
            "title: a\ntypes: {n: {fields: {aliases: {kind: list, of: number}}}}",
            ['SG303 2:38 "aliases" is a field of every page, and cannot be a list of the kind number'],
        ),
        (
            "title: a\ntypes: {n: {fields: {x: {kind: choice}}}}",
            ['SG303 2:32 the choice "x" has nothing to choose from'],
        ),
        ("title: a\ntypes: {n: {fields: {x: {kind: group}}}}", ['SG303 2:32 the group "x" has no fields']),
        (
            "title: a\ntypes: {n: {fields: {x: {kind: number, default: y}}}}",
            ['SG303 2:49 the default of "x" asks for a number, not for "y"'],
        ),
        ("title: a\ntypes: {n: {fields: {x: {kind: reference, to: m}}}}", ['SG303 2:22 there is no type "m"']),
        ("title: a\ntypes: {n: {fields: {x: {kind: term, taxonomy: m}}}}", ['SG303 2:22 there is no taxonomy "m"']),
        ("title: a\ntypes: {n: {permalink: '/{desk}/'}}", ['SG308 2:26 "{desk}" in "/{desk}/" is no placeholder']),
        ("title: a\ntypes: {n: {extra: yes}}", ['SG303 2:20 "extra" cannot be "yes"; the choices are allow, refuse']),
        ("title: a\ntypes: {n: , n: }", ['SG103 2:14 "n" is given twice']),
        ("title: a\ntheme: dark", ['SG303 2:8 "theme" asks for a group of settings, not for "dark"']),
    ],
)
def test_mistakes(text: str, expected: list[str]) -> None:
    _, problems = parse_settings(text)
    assert said(problems) == expected


def test_what_is_right_is_kept_beside_what_is_wrong() -> None:
    site, problems = parse_settings("title: A\ntypes:\n  a: {label: 'x\n  b: {label: B}\nfeed: {limit: 9}\n")
    assert [one.location.line for one in problems] == [3]
    assert (site.title, site.feed_limit) == ("A", 9)
    assert [one.label for one in site.types] == ["A", "B"]


def test_a_language_without_a_label_is_called_by_its_own_name() -> None:
    site = settings_of("title: a\nlanguages: {default: is, is: , xx: }\n")
    assert [one.label for one in site.languages] == ["Íslenska", "xx"]


def test_the_reference_has_every_setting_once() -> None:
    rows = settings_table()
    names = [row.name for row in rows]
    assert len(set(names)) == len(names)
    assert all(row.help and not row.help.endswith(".") for row in rows)
    assert {"title", "types.*.fields.*.kind", "markdown.html", "feed.limit"} <= set(names)
    assert next(row for row in rows if row.name == "markdown.math") == (
        "markdown.math",
        "boolean",
        "false",
        "Formulas between dollar signs",
    )


def test_the_defaults_of_the_reference_are_the_defaults() -> None:
    site: Any = settings_of("title: A")
    by_name = {row.name: row.default for row in settings_table()}
    for name in ("flavour", "html", "math", "typography", "highlight"):
        assert by_name[f"markdown.{name}"] == str(getattr(site.markdown, name)).lower()
    assert (by_name["pagination.per_page"], by_name["feed.limit"]) == (str(site.per_page), str(site.feed_limit))


@given(TEXTS | TEXTS.map(lambda text: f"title: x\ntypes:\n  n:\n    fields: {text}") | TEXTS.map(WHOLE.__add__))
def test_any_text_gives_settings(text: str) -> None:
    site, problems = parse_settings(text)
    assert_places(problems, text)
    assert unpack(pack(site)) == site
    assert site.per_page >= 1 and site.languages


def test_the_default_language_comes_first_wherever_it_is_written() -> None:
    site = settings_of("title: a\nlanguages: {en: , ar: , default: ar}\n")
    assert [language.code for language in site.languages] == ["ar", "en"]


def test_without_taxonomies_tags_have_their_name_in_the_language_of_the_site() -> None:
    site = settings_of("title: a\nlanguages: {default: ar}\n")
    assert [(one.name, one.label) for one in site.taxonomies] == [("tags", "الوسوم")]


def test_a_built_in_field_keeps_its_kind() -> None:
    """Whoever makes the date required need not know that it is a moment."""
    fields = "{date: {required: true}, updated: {kind: text}, title: {kind: choice, choices: [b]}}"
    settings, _ = parse_settings(f"title: a\ntypes: {{n: {{fields: {fields}}}}}")
    kinds = {spec.name: spec.kind for spec in settings.types[0].fields}
    assert kinds == {"date": "moment", "updated": "moment", "title": "choice"}
