"""Every question at every place of every file, in whatever state: an answer, never a failure."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from cursors import FILES, SITE

from sitegen.project.unsaved import Unsaved
from sites import put

TEXTS = {
    "content/events/b.md": [
        "---\ntitle: B\nguests:\n  - name: A\n    role: singer\n-\n tags: [a, {b: c\n---\n"
        "[x](a.md#) ![[ ::map{ :map[x]{a=\n",
        "---\r\nguests: [{name: 'a', role: \"\r\n- - -\r\n---\r\n"
        '# 😀 x {#id}\r\n\r\n[r]: <a.md> "x"\r\n[[A|b]] [x][r]\r\n',
        "---\n",
        "---\n-\n---\n",
        "\u2028---\n\x0c[a](b\x85c)\n<a href='../guide/one.md'>\n",
        "",
    ],
    "site.yaml": [SITE, "types: {a: {fields: {b: {kind: ", "- - [\n? x\n: y\n", ""],
    "layouts/event.html": ["{% extends 'base.html' %}{% block x|y %}{{ page.a.b|c(d }}", "{{", '{% include "', ""],
    "layouts/components/map.html": ["{#---\nproperties: {zoom: {kind: \n---#}{{ zoom", ""],
    "data/x.csv": ["a,b\n1,2\n"],
    "static/logo.svg": ["<svg/>"],
}


def ask_everything(site: Unsaved, path: str, text: str, offset: int) -> None:
    """Every question about one place. What is offered replaces something around the cursor, within a line."""
    for one in site.complete(path, offset)[0]:
        assert 0 <= one.start <= offset <= one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
    site.words_at(path, offset)
    leap = site.leap_from(path, offset)
    assert leap is None or leap.start <= offset <= leap.end
    site.leading_to(path, offset)
    place = site.heading_words(path, offset)
    renamed = site.heading_renamed(path, offset, "Other words")
    assert (place is None) == (renamed is None)


def everywhere(root: Path, step: int, random: Random | None = None) -> None:
    """Ask at every ``step``-th place; with ``random``, of texts of which parts are cut out."""
    put(root, FILES)
    site = Unsaved(root)
    site.open()
    try:
        for path, texts in TEXTS.items():
            for text in texts:
                if random is not None and text:
                    start, end = sorted(random.choices(range(len(text)), k=2))
                    text = text[:start] + text[end:]
                site.take({path: text})
                site.outline_of(path)
                site.moving({path: "content/elsewhere.md"})
                for offset in range(0, len(text) + 1, step):
                    ask_everything(site, path, text, offset)
    finally:
        site.close()


def test_everywhere(tmp_path: Path) -> None:
    """Broken front matter, brackets that never close, line ends of every kind."""
    everywhere(tmp_path, 3)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(30))
def test_everywhere_long(tmp_path: Path, seed: int) -> None:
    """At every place, of texts with holes."""
    everywhere(tmp_path, 1, Random(seed))
