"""What layouts see, filters, and the components of the theme."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reference_settings import cell, table

import sitegen
from sitegen.markup.properties import parse_component
from sitegen.render import views
from sitegen.render.filters import FILTERS, GLOBAL_NAMES
from sitegen.render.images import ImageView
from sitegen.render.pagination import Pagination
from sitegen.render.site_view import EntryView, SiteView, TaxonomyView

PAGE = {
    "absolute_url": "The whole address with `base_url`; nothing without one",
    "ancestors": "The pages above, the home page first",
    "backlinks": "The pages whose text links here",
    "children": "The pages right below, in list order",
    "content": "The text as HTML",
    "date": "The date, as a day or a moment",
    "description": "The description; empty if there is none",
    "draft": "Whether it is a draft",
    "feed_url": "The address of its feed; nothing if it has none",
    "items": "On lists and terms: the pages of this page of the list",
    "kind": "`home`, `folder`, `page`, `row`, `term`, `taxonomy` or `404`",
    "language": "The language: `.code`, `.label`, `.direction`, `.url` of its home page",
    "layout": "The layout that the page or its type names",
    "next": "The page after this one in its folder; by order, else by date",
    "order": "The number by which it is ordered",
    "pagination": "On lists: which page of the list this is",
    "parent": "The page above",
    "path": "The file: `content/news/winter.md`",
    "previous": "The page before this one in its folder",
    "reading_time": "Minutes, at least 1",
    "related": "Up to five pages that share most terms",
    "slug": "The last part of the address",
    "summary": "The description, else what stands before `<!--more-->`, else the first paragraph",
    "terms": "All its terms: taxonomy → list of terms",
    "text": "The text as HTML, without a first heading that only repeats the title",
    "title": "The title",
    "toc": "The headings: `.text`, `.id`, `.level`, `.children`",
    "translations": "This page in all its languages; empty with one language",
    "type": "The name of its type",
    "updated": "When it was last changed in earnest",
    "url": "The address within the site",
    "words": "How many words the text has",
}
"""What each name of ``page`` is; the test sees to it that all are here."""

GLOBALS = {
    "site": "The whole site, as below",
    "page": "The page that is being made",
    "data": "What lies in `data/`: `data.hours` is `data/hours.yaml`, `.json` or `.csv`",
    "t": '`t("menu")`: a word of the theme in the language of the page, from `data/strings/`',
    "asset": '`asset("own.css")`: the address of a file in `layouts/assets/`',
    "content": "In a component: what it holds",
    "label": "In a component: the words in its brackets",
}


def layouts_page() -> str:
    """What layouts see."""
    parts = [
        "---\ntitle: What layouts see\ndescription: Pages, the site, data, and the filters.\norder: 6\n---",
        "Layouts are written in [Jinja](https://jinja.palletsprojects.com/), with its tags, tests and filters. These names "
        "come from sitegen:",
        table(("Name", "What it is"), ((f"`{name}`", GLOBALS[name]) for name in GLOBAL_NAMES)),
        "## page",
        "Besides these names, `page` has the fields of its type, and a list of terms for each taxonomy (`page.tags`). "
        "References, terms and pictures are objects: `page.author.title`, `page.hero.url`.",
        table(("Name", "What it is"), ((f"`page.{name}`", PAGE[name]) for name in views.PAGE)),
        "A field that this page does not have, but another may, is empty. A name that nobody knows is a "
        "[problem](problems.md#sg404).",
        "## site",
        table(("Name", "What it is"), _members(SiteView, "site")),
        "`site.theme.colour` is what `theme:` in `site.yaml` says; a value that is not there is empty.",
        "## Objects",
        table(
            ("What", "What it has"),
            (
                ("a picture", "`url`, `width`, `height`, `alt`" if _has(ImageView, "url", "width", "height") else ""),
                (
                    "a term",
                    "`title`, `url`, `slug`, `count`, `pages`, `taxonomy`"
                    if _has(views.TermView, "title", "url", "pages", "count")
                    else "",
                ),
                ("a taxonomy", "`name`, `title`, `url`, `terms`" if _has(TaxonomyView, "url", "terms") else ""),
                (
                    "an entry of a menu",
                    "`label`, `url`, `children`, `current` (`page`, `true` for one above, or nothing)"
                    if EntryView
                    else "",
                ),
                (
                    "`page.pagination`",
                    "`number`, `total`, `count`, `pages` (each `number`, `url`, `current`), `first`, `last`, `previous_url`, `next_url`"
                    if Pagination
                    else "",
                ),
            ),
        ),
        "## Filters",
        "Besides those of Jinja, except `center` and `indent` beyond a width of 10,000, `format`, `pprint` and `random`:",
        *[f"### {name} {{#filter-{name}}}\n\n{_sentence(function)}" for name, function in FILTERS.items()],
        "## An example",
        '```jinja title="layouts/list.html"\n{% extends "base.html" %}\n{% block main %}\n<h1>{{ page.title }}</h1>\n'
        '{% for year, items in page.items | group_by("date.year") %}\n<h2>{{ year }}</h2>\n<ul>\n'
        '{% for item in items | sort_by("-date") %}<li><a href="{{ item.url }}">{{ item.title }}</a> '
        '{{ item.date | date("medium") }}: {{ item.summary | excerpt(80) }}</li>\n{% endfor %}\n</ul>\n{% endfor %}\n'
        '{% if page.pagination.next_url %}<a href="{{ page.pagination.next_url }}">Older</a>{% endif %}\n{% endblock %}\n```',
        '```markdown title="content/news/winter.md"\n---\ntitle: Opening hours in winter\ndate: 2026-11-21\n---\nWe open at ten.\n```',
    ]
    return "\n\n".join(parts) + "\n"


def _has(view: type, *names: str) -> bool:
    missing = [name for name in names if name not in dir(view) and name not in inspect.getsource(view)]
    assert not missing, f"{view.__name__} has no {missing}"
    return True


def _members(view: type, name: str) -> Iterable[tuple[str, str]]:
    for member, value in vars(view).items():
        if member.startswith("_"):
            continue
        call = ""
        if inspect.isfunction(value):
            call = f"({', '.join(list(inspect.signature(value).parameters)[1:])})"
        yield f"`{name}.{member}{call}`", cell(_sentence(value))


def _sentence(documented: Any) -> str:
    """A docstring as Markdown on one line."""
    words = " ".join((inspect.getdoc(documented) or "").split())
    assert words, f"{documented} has no docstring"
    return words.replace("``", "`")


def components_page() -> str:
    """The components of the theme, from their own heads."""
    folder = Path(sitegen.__file__).parent / "theme" / "layouts" / "components"
    parts = [
        "---\ntitle: Components\ndescription: The components that come with the built-in theme.\norder: 7\n---",
        "How to call them, and how to write your own, is told in [Components](../start/components.md).",
    ]
    for path in sorted(folder.glob("*.html")):
        spec, problems = parse_component(path.read_text("utf-8"), f"components/{path.name}")
        assert not problems, problems
        parts += [f"## {spec.name}", f"{spec.label}. {spec.help}"]
        if spec.properties:
            rows = (
                (f"`{one.name}`", one.kind, "yes" if one.required else "no", cell(one.help) or "–")
                for one in spec.properties
            )
            parts.append(table(("Property", "Kind", "Required", "What it says"), rows))
        example = EXAMPLES.get(spec.name)
        assert example, f"no example for the component {spec.name}"
        parts.append(example)
    return "\n\n".join(parts) + "\n"


def _example(name: str, text: str, needs: str = "") -> str:
    wanted = f' needs="{needs}"' if needs else ""
    return f'```markdown title="content/{name}.md"{wanted}\n{text}\n```'


EXAMPLES = {
    "button": _example("button", '::button[Ask us]{to="mailto:desk@example.org"}'),
    "danger": _example("danger", ":::danger[Thin ice]\nDo not walk on the lake.\n:::"),
    "details": _example("details", ":::details[How do I get there?]\nSeven minutes on foot from the station.\n:::"),
    "figure": _example(
        "figure",
        ':::figure{src="door.jpg" alt="The new door, wide open" wide=true}\nOpen from December on.\n:::',
        "content/door.jpg",
    ),
    "note": _example("note", ":::note[Remember]\nThe return box is always open.\n:::"),
    "quote": _example("quote", ":::quote[A visitor]\nI came for a book and left with a boat.\n:::"),
    "tab": _example("tab", "::::tabs\n:::tab[By bus]\nLine 4.\n:::\n:::tab[By boat]\nJetty 2.\n:::\n::::"),
    "tabs": _example(
        "tabs", "::::tabs[How to get here]\n:::tab[By bus]\nLine 4.\n:::\n:::tab[By boat]\nJetty 2.\n:::\n::::"
    ),
    "tip": _example("tip", ":::tip\nCome on Tuesdays.\n:::"),
    "video": _example(
        "video", '::video[A tour of the house]{src="tour.mp4" poster="tour.jpg"}', "content/tour.mp4 content/tour.jpg"
    ),
    "warning": _example("warning", ":::warning[Wind]\nWith red flags the boats stay where they are.\n:::"),
}
"""How each component is called."""
