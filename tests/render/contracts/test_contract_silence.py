"""Layouts that render are left alone: hundreds of them, of many styles, and the theme as a site's own."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from test_contract_mistakes import FILES, contract_site

from sitegen.project.project import Project
from sites import Site

Make = Callable[..., Site]
ROOT = Path(__file__).parents[3]

HERE = Path(__file__).parent
SHOWN = (HERE / "shown.txt").read_text("utf-8").splitlines()
"""Expressions that can be shown on a page of the type."""

WHOLE: dict[str, str] = yaml.safe_load((HERE / "whole.yaml").read_text("utf-8"))

FRAMES = {
    "plain": "{{ %s }}",
    "tested": "{%% if (%s) %%}x{%% endif %%}",
    "set": "{%% set a = %s %%}{{ a }}",
    "argument": "{%% macro m(a, b=1) %%}{{ a }}{{ b }}{%% endmacro %%}{{ m(%s) }}",
    "with": "{%% with a = %s %%}{%% include '_show.html' %%}{%% endwith %%}",
}

PARTS = {
    "_maybe": "{% if site.title %}{% set word = 'a' %}{% endif %}{% if 1 %}{% set other = 1 %}{% endif %}",
    "_show": "{{ a }}",
    "_self": "{% for x in x.children %}{% include '_self.html' %}{% endfor %}",
    "_lib": "{% set word = 'w' %}{% macro hello(who, text=none) %}{{ who.title }}{{ text or '' }}{% endmacro %}"
    "{% macro where_am_i() %}{{ page.url }}{{ site.title }}{% endmacro %}",
    "_frame": "{% set word = 'w' %}{% block main %}{{ page.title }}{% endblock %}{% block foot %}{% endblock %}",
}


def problems_of(make: Make, layouts: dict[str, str]) -> list[str]:
    """What is said of a site with several layouts for pages of one type."""
    files = contract_site({**PARTS, "post": "", **layouts})
    post = str(FILES["content/posts/a.md"])
    for name in layouts:
        files[f"content/posts/{name}.md"] = post.replace("---\n", f"---\nlayout: {name}.html\n", 1)
    files["data/rows.yaml"] = "[]\n"
    return [one for one in make(files, cache=False).problems if not one.startswith("SG411")]


@pytest.mark.parametrize("frame", FRAMES)
def test_expressions(project: Make, frame: str) -> None:
    """Everything that can be shown: plain, tested, set, handed to a macro, seen from an include."""
    layouts = {f"e{at}": FRAMES[frame] % one for at, one in enumerate(SHOWN)}
    assert len(layouts) > 100
    found = problems_of(project, layouts)
    assert [f"{one}: {layouts.get(one.split('/')[1].split('.')[0])}" for one in found] == []


def test_whole_layouts(project: Make) -> None:
    """Layouts as people write them."""
    layouts = {f"w{at}": text for at, text in enumerate(WHOLE.values())}
    found = problems_of(project, layouts)
    assert [f"{one}: {layouts.get(one.split('/')[1].split('.')[0])}" for one in found] == []


def test_combinations(project: Make) -> None:
    """A value by way of every two of: an include, a macro, a loop, a set, a with, a block."""
    ways = {
        "include": "{%% include '_in_%s.html' %%}",
        "macro": "{%% macro m%s(page) %%}%s{%% endmacro %%}{{ m%s(page) }}",
        "loop": "{%% for page in [page] %%}%s{%% endfor %%}",
        "with": "{%% with page = page %%}%s{%% endwith %%}",
        "test": "{%% if page.hero %%}%s{%% else %%}x{%% endif %%}",
        "block": "{%% block b%s scoped %%}%s{%% endblock %%}",
        "filter": "{%% filter trim %%}%s{%% endfilter %%}",
        "capture": "{%% set x%s %%}%s{%% endset %%}{{ x%s }}",
    }
    layouts: dict[str, str] = {}
    for (a, outer), (b, inner) in itertools.product(ways.items(), repeat=2):
        text = "{{ page.title }}{{ page.stars + 1 }}{{ page.editor.email }}{{ page.hero.url if page.hero }}"
        for key, form in ((f"i{a}{b}", inner), (f"o{a}{b}", outer)):
            if "include" in form:
                layouts[f"_in_{key}"] = text
                text = form % key
            else:
                text = form % (
                    (text,) if form.count("%s") == 1 else (key, text) if form.count("%s") == 2 else (key, text, key)
                )
        layouts[f"c{a}{b}"] = text
    assert problems_of(project, layouts) == []


def test_the_theme_as_a_site_of_its_own(tmp_path: Path) -> None:
    """The built-in layouts, copied into a site with types: they test what types may have or not."""
    for name, text in contract_site({}).items():
        path = tmp_path / name
        if not name.startswith("layouts/") and text is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(text))
    shutil.copytree(ROOT / "src/sitegen/theme/layouts", tmp_path / "layouts")
    for name in ("post", "person"):
        shutil.copy(tmp_path / "layouts/article.html", tmp_path / f"layouts/{name}.html")
    project = Project(tmp_path, jobs=1, cache=False)
    found = project.build(tmp_path / "public", keep_going=True).problems
    project.close()
    assert [f"{one.code} {one.location} {one.message}" for one in found if one.code != "SG411"] == []


@pytest.mark.parametrize(
    "folder",
    ["benchmarks/peers/sites/sitegen/layouts", "src/sitegen/theme/layouts", "src/sitegen/starters/blog/layouts"],
)
def test_layouts_of_this_repository(tmp_path: Path, folder: str) -> None:
    """They are clean in a site that declares no types, too."""
    files = {
        "site.yaml": "title: S\nbase_url: https://example.org/\nmenus: {main: [{label: A, page: posts/a.md}]}\n",
        "content/index.md": "Home\n",
        "content/posts/a.md": "---\ntags: [x]\ndate: 2026-11-21\n---\nText\n",
        "layouts/_own.html": "",
    }
    shutil.copytree(ROOT / folder, tmp_path / "layouts")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    project = Project(tmp_path, jobs=1, cache=False)
    found = project.build(tmp_path / "public", keep_going=True).problems
    project.close()
    assert [f"{one.code} {one.location} {one.message}" for one in found if one.code != "SG411"] == []
    assert any(one.location.path == "layouts/_own.html" for one in found)  # so the layouts were read
