"""No false alarm on sites that nobody here wrote, with content types made for them.

The sites are not part of this repository. ``SITEGEN_CORPORA`` names their folder; the default lies beside it.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from judges import JUDGES, Corpus

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.project.project import Project
from sites import put

HERE = Path(__file__).parent
CORPORA = Path(os.environ.get("SITEGEN_CORPORA") or HERE.parents[1].parent / "shared" / "corpora")

LAYOUTS = {
    "18f": {
        "layouts/post.html": '{% extends "page.html" %}\n{% block main %}\n<p>{{ page.excerpt }}</p>\n'
        "{% for author in page.authors %}<a href='{{ author.url }}'>{{ author.title }}</a> {% endfor %}\n"
        "{% if page.image %}<p>{{ page.image }}</p>{% endif %}\n{{ page.content }}\n{% endblock %}\n",
        "layouts/project_page.html": '{% extends "page.html" %}\n{% block main %}\n'
        "<p>{{ page.agency or page.subtitle or '' }}</p>{{ page.content }}\n{% endblock %}\n",
        "layouts/primary.html": '{% extends "page.html" %}\n',
        "layouts/styled-container.html": '{% extends "page.html" %}\n',
    },
    "hugodocs": {"layouts/single.html": '{% extends "page.html" %}\n'},
}

REAL = {
    "18f": {
        "SG104": "an HTML paragraph that was pasted into the front matter is a field of that name",
        "SG106": "one old address where a list of them is asked for",
        "SG116": "`permalink: false` is another generator's word for a page without an address",
        "SG201": "addresses made of another generator's tags",
        "SG202": "an id made by another rule for dots in headings",
        "SG203": "pictures that are not part of the sources, and addresses made of another generator's tags",
        "SG204": "two pictures without words",
        "SG214": "headings of level 3 right below the title",
        "SG215": "`[Topic][Link]` in a form to be filled in",
        "SG224": "quotations that are not closed, and tags of another generator in quotes",
        "SG225": "links that are closed twice",
        "SG226": "the feed is XML",
        "SG228": "another generator's tags",
        "SG305": "the feed is a page of its own, at the address of ours",
    },
    "hugodocs": {
        "SG201": "addresses in small letters of files in capitals, and `(g)`, which that site's own renderer fills in",
        "SG202": "headings that come from another generator's includes",
        "SG211": "`[[…]]` of TOML in another generator's tags, which are text here",
        "SG214": "a heading of level 3 right below the title",
        "SG215": "references without an address",
        "SG228": "another generator's shortcodes",
        "SG306": "aliases that are pages' addresses here, where addresses keep their capitals",
    },
    "opensource-guide": {
        "SG105": "a README among the guides",
        "SG106": "one old address where the other guides have a list",
        "SG201": "pages that are not part of the sources",
        "SG202": "`../guide/#part` in a translation: as a file it is the English guide; the fix names the right one",
        "SG203": "pictures that are not part of the sources",
        "SG224": "remarks that are not closed",
        "SG225": "ends of paragraphs without a beginning",
    },
}
"""What is wrong with each of them, and why it is."""


@pytest.fixture(scope="module", params=sorted(REAL))
def checked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Corpus, list[Diagnostic]]:
    name: str = request.param
    if not (CORPORA / name / "content").is_dir():
        pytest.skip(f"there are no sources of others in {CORPORA}; SITEGEN_CORPORA names their folder")
    root = tmp_path_factory.mktemp(name)
    shutil.copytree(CORPORA / name / "content", root / "content", copy_function=shutil.copyfile)
    put(root, {"site.yaml": (HERE / f"{name}.yaml").read_text(), **LAYOUTS.get(name, {})})
    project = Project(root, jobs=1, cache=False)
    try:
        return Corpus(CORPORA / name), list(project.check())
    finally:
        project.close()


def test_every_problem_is_real(checked: tuple[Corpus, list[Diagnostic]]) -> None:
    """Another judge says so, or it is among the few that were looked at one by one."""
    corpus, problems = checked
    false = [one for one in problems if one.code in JUDGES and not JUDGES[one.code](corpus, one)]
    assert [(one.code, one.location.path, one.location.line, one.message) for one in false] == []
    counted = Counter(one.code for one in problems)
    assert set(counted) == set(REAL[corpus.folder.name])
    assert all(number <= 10 for code, number in counted.items() if code not in JUDGES), counted
    assert not any(code.startswith("SG4") for code in counted), "the layouts use the types rightly"


def test_the_judges_judge(checked: tuple[Corpus, list[Diagnostic]]) -> None:
    """A link that leads somewhere, told as broken, would be found out."""
    corpus, problems = checked
    links = {path: min(links).partition("#")[0] for path, links in corpus.links.items() if links}
    for path, address in links.items():
        assert not JUDGES["SG201"](corpus, Diagnostic("SG201", f'there is no page "{address}"', Location(path)))
    path, number, heading = next(
        (one.location.path, number, line)
        for one in reversed(problems)
        if one.location.path.endswith(".md")
        for number, line in enumerate(corpus.text(one.location.path).splitlines(), 1)
        if line.startswith("## ")
    )
    at = replace(problems[-1].location, path=path, line=number)
    assert not JUDGES["SG214"](corpus, Diagnostic("SG214", heading, at))
