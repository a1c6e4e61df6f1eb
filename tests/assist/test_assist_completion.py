"""What may stand at a cursor."""

from __future__ import annotations

from pathlib import Path

import pytest
from cursors import SITE, at_cursor

from sitegen.assist.answers import Suggestion
from sitegen.assist.completion import MOST, complete


def offered(root: Path, path: str, text: str) -> list[Suggestion]:
    """Suggestions at the cursor."""
    return at_cursor(root, path, text, complete)[0]


def inserted(root: Path, path: str, text: str) -> list[str]:
    """The text as each suggestion would make it."""
    plain = text.replace("|", "", 1)
    return [plain[: one.start] + one.text + plain[one.end :] for one in offered(root, path, text)]


EVENT = "content/events/b.md"

FRONT = [
    ("pla|", "place: "),
    ("|", "kind: "),
    ("title: B\n|", "title: B\nplace: "),
    ("pl|ace: x", "place: x"),
    ("kind: |", "kind: concert"),
    ("kind: w|", "kind: walk"),
    ("kind: c|ncert", "kind: concert"),
    ("open: |", "open: true"),
    ("guide: |", "guide: guide/one.md"),
    ("picture: |", "picture: door.png"),
    ("picture: lo|", "picture: /logo.svg"),
    ("picture:\n  |", "picture:\n  alt: "),
    ("tags: [|]", "tags: [maps]"),
    ("tags: [maps, fo|]", "tags: [maps, forests]"),
    ("tags:\n  - maps\n  - mu|", "tags:\n  - maps\n  - music"),
    ("guests:\n  - |", "guests:\n  - role: "),
    ("guests:\n  - name: A\n    ro|", "guests:\n  - name: A\n    role: "),
    ("guests:\n  - name: A\n    role: s|", "guests:\n  - name: A\n    role: singer"),
    ("guests:\n- name: A\n- name: B\n  role: |", "guests:\n- name: A\n- name: B\n  role: singer"),
    ("guests: [{name: A, role: si|}]", "guests: [{name: A, role: singer}]"),
    ("guests: [{name: A, ro|}]", "guests: [{name: A, role: }]"),
    ("type: |", "type: guide"),
    ("layout: |", "layout: article"),
    ("translation_of: |", "translation_of: guide/one.md"),
]


@pytest.mark.parametrize(("front", "made"), FRONT, ids=[front for front, _ in FRONT])
def test_front_matter(tmp_path: Path, front: str, made: str) -> None:
    """Fields of the page's type and their values, in every way of writing YAML; half a word is no hindrance."""
    assert f"---\n{made}\n---\n" in inserted(tmp_path, EVENT, f"---\n{front}\n---\n")


def test_a_field_comes_with_its_kind_and_help(tmp_path: Path) -> None:
    """What is declared in site.yaml is shown; what is given already is not offered again."""
    found = {one.label: one for one in offered(tmp_path, EVENT, "---\ntitle: B\n|\n---\n")}
    assert (found["place"].detail, found["place"].help) == ("text", "Where it is")
    assert found["guide"].detail == "reference to guide"
    assert "title" not in found and "nothing" not in found


def test_the_type_that_is_being_written_counts(tmp_path: Path) -> None:
    """A page that says its type gets that type's fields at once, a draft too."""
    found = inserted(tmp_path, "content/x.md", "---\ntype: event\ndraft: true\npla|\n---\n")
    assert "---\ntype: event\ndraft: true\nplace: \n---\n" in found


BODY = [
    ("[x](|", "[x](a.md"),
    ("[x](|)", "[x](../guide/one.md)"),
    ("[x](ste|)", "[x](../guide/one.md)"),
    ("[x](plan|)", "[x](plan.pdf)"),
    ("[x](a.md#|)", "[x](a.md#what-to-bring)"),
    ("[x](../guide/one.md#b|)", "[x](../guide/one.md#because)"),
    ("## Here\n\n[x](#|)", "## Here\n\n[x](#here)"),
    ("![x](|)", "![x](door.png)"),
    ("[[spr|", "[[Spring walk"),
    ("[[|]]", "[[First steps]]"),
    ("[r]: o|", "[r]: ../guide/one.md"),
    ('<a href="o|">', '<a href="../guide/one.md">'),
    (":ma|", ":map"),
    ("::|", "::map"),
    ("> :::no|", "> :::note"),
    ("::map{|}", "::map{zoom=}"),
    ("::map{zoom=3 lo|}", "::map{zoom=3 look=}"),
    ('::map{look="|"}', '::map{look="relief"}'),
    ("::map{look=re|}", "::map{look=relief}"),
]


@pytest.mark.parametrize(("text", "made"), BODY, ids=[text for text, _ in BODY])
def test_the_text(tmp_path: Path, text: str, made: str) -> None:
    """Links, pictures, headings, titles, components and their properties, as one writes them there."""
    assert f"---\ntitle: B\n---\n{made}\n" in inserted(tmp_path, EVENT, f"---\ntitle: B\n---\n{text}\n")


@pytest.mark.parametrize("text", ["Hello |", "At 10:|", "```\n[x](|\n```", "a::|", "[x] (|", "http:|//x"])
def test_silent(tmp_path: Path, text: str) -> None:
    """Where anything may stand, nothing is offered."""
    assert offered(tmp_path, EVENT, f"---\ntitle: B\n---\n{text}\n") == []


SETTINGS = [
    ("ti|", "timezone: "),
    ("timezone: Helsi|", "timezone: Europe/Helsinki"),
    ("markdown:\n  fl|", "markdown:\n  flavour: "),
    ("markdown:\n  flavour: |", "markdown:\n  flavour: commonmark"),
    ("markdown: {html: |}", "markdown: {html: sanitise}"),
    ("feed:\n  folders: |", "feed:\n  folders: true"),
    ("types:\n  a:\n    pe|", "types:\n  a:\n    permalink: "),
    ("types:\n  a:\n    layout: ev|", "types:\n  a:\n    layout: event"),
    ("types:\n  a:\n    fields:\n      x: {ki|}", "types:\n  a:\n    fields:\n      x: {kind: }"),
    ("types:\n  a:\n    fields:\n      x: {kind: ref|}", "types:\n  a:\n    fields:\n      x: {kind: reference}"),
    ("types:\n  a:\n    fields:\n      x: da|", "types:\n  a:\n    fields:\n      x: date"),
    ("menus:\n  main:\n    - |", "menus:\n  main:\n    - page: "),
    ("menus:\n  main:\n    - {pa|}", "menus:\n  main:\n    - {page: }"),
    ("menus:\n  main:\n    - page: gui|", "menus:\n  main:\n    - page: guide/one.md"),
    ("problems:\n  SG2|", "problems:\n  SG201: "),
    ("problems:\n  SG201: |", "problems:\n  SG201: warning"),
]


@pytest.mark.parametrize(("text", "made"), SETTINGS, ids=[text for text, _ in SETTINGS])
def test_settings(tmp_path: Path, text: str, made: str) -> None:
    """site.yaml: names where they belong, and the values that they may have."""
    assert f"description: A\n{made}\n" in inserted(tmp_path, "site.yaml", f"description: A\n{text}\n")


def test_types_of_the_site_in_its_own_settings(tmp_path: Path) -> None:
    """A reference is offered the declared types."""
    text = SITE + "      other: {kind: reference, to: |}\n"
    assert SITE + "      other: {kind: reference, to: guide}\n" in inserted(tmp_path, "site.yaml", text)


LAYOUTS = [
    ("{{ page.pla|", "{{ page.place"),
    ("{{ page.ti| }}", "{{ page.title }}"),
    ("{{ site.tit|", "{{ site.title"),
    ("{{ pa|", "{{ page"),
    ("{% for x in site.|", "{% for x in site.menus"),
    ("{% include '_h|", "{% include '_head.html"),
    ("{% extends 'base.html' %}{% block |", "{% extends 'base.html' %}{% block main"),
]


@pytest.mark.parametrize(("text", "made"), LAYOUTS, ids=str)
def test_layouts(tmp_path: Path, text: str, made: str) -> None:
    """Names, fields of every type, other layouts, blocks of the layout that is extended."""
    assert made in [one.rstrip() for one in inserted(tmp_path, "layouts/new.html", text)]


HEADS = [
    ("{#---\n|\n---#}\nx", "{#---\nproperties: \n---#}\nx"),
    ("{#---\nproperties:\n  zoom: {ki|}\n---#}\nx", "{#---\nproperties:\n  zoom: {kind: }\n---#}\nx"),
    ("{#---\nproperties:\n  zoom: num|", "{#---\nproperties:\n  zoom: number"),
    ("{#---\nlabel: x\n---#}\n{{ pa|", "{#---\nlabel: x\n---#}\n{{ page"),
]


@pytest.mark.parametrize(("text", "made"), HEADS, ids=[text for text, _ in HEADS])
def test_components(tmp_path: Path, text: str, made: str) -> None:
    """The declaration at the head of a component; below it, what layouts know."""
    assert made in inserted(tmp_path, "layouts/components/map.html", text)


def test_filters(tmp_path: Path) -> None:
    """Ours come with what they do; Jinja's are known too."""
    made, _ = at_cursor(tmp_path, "layouts/new.html", "{{ page.title | ^ }}", complete, mark="^")
    names = {one.label: one.help for one in made}
    assert names["excerpt"] and "upper" in names


def test_html_of_a_layout_is_not_ours(tmp_path: Path) -> None:
    """Outside of braces nothing is offered."""
    assert offered(tmp_path, "layouts/new.html", "{{ page.title }} pa|") == []


def test_very_many_pages(tmp_path: Path) -> None:
    """Only so many are sent at once, and the list is said to be cut."""
    files = {f"content/many/{number}.md": "x" for number in range(MOST + 5)}
    found, whole = at_cursor(tmp_path, EVENT, "[x](|)", complete, files)
    assert len(found) == MOST and not whole
