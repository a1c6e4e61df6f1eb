"""A small good site in each generator's form, and 21 everyday mistakes in it, one at a time.

All sites have two news items and one layout of their own. A mistake replaces some words of a file; the line that it
makes wrong is counted in the file as it then stands. Links are written as the generator's documentation writes them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Files = dict[str, str | bytes]

GENERATORS = ("sitegen", "hugo", "pelican", "mkdocs")
FRONT = "---\ntitle: Opening hours in winter\ndate: 2026-11-21\ntags: [winter, hours]\n---\n"
BODY = "## Times\n\nFrom ten to six.\n"
OTHER = "---\ntitle: Summer\ndate: 2026-06-01\ntags: [summer]\n---\nText.\n"


class Planted(NamedTuple):
    """A mistake in one site: the file, its new content, and the lines at which it may rightly be told."""

    path: str
    content: str | bytes
    lines: tuple[int, ...]


class Mistake(NamedTuple):
    """A mistake and how to make it: generator → what is planted; None: it cannot be made there, or is none."""

    name: str
    plant: Callable[[str], Planted | None]


PAGES = {
    "sitegen": "content/news/{}.md",
    "hugo": "content/news/{}.md",
    "pelican": "content/{}.md",
    "mkdocs": "docs/{}.md",
}


def page(generator: str, name: str = "winter") -> str:
    """The path of a news item."""
    return PAGES[generator].format(name)


def good(generator: str) -> Files:
    """The files of the site without a mistake."""
    pages: Files = {page(generator): FRONT + BODY, page(generator, "summer"): OTHER}
    return pages | _AROUND[generator]


_SITE = """title: News
base_url: https://example.org/
types:
  news:
    pages: news/*.md
    fields:
      title: {kind: text, required: true}
      date: {kind: date, required: true}
      tags: {kind: list, of: {kind: term, taxonomy: tags}}
"""
_HTML = '<!doctype html><html lang="en"><head><title>%s</title></head><body>%s</body></html>\n'
_PELICAN = """AUTHOR = "Editors"
SITENAME = "News"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
_MKDOCS = "site_name: News\nsite_url: https://example.org/\ntheme: {name: null, custom_dir: theme}\nplugins: []\n"
_AROUND: dict[str, Files] = {
    "sitegen": {
        "site.yaml": _SITE,
        "content/index.md": "---\ntitle: Home\n---\nWelcome.\n",
        "layouts/page.html": _HTML % ("{{ page.title }}", "{{ page.content }}"),
        "layouts/components/note.html": "{#---\nlabel: Note\n---#}\n<aside>{{ content }}</aside>\n",
    },
    "hugo": {
        "hugo.yaml": "baseURL: https://example.org/\ntitle: News\n",
        "content/_index.md": "---\ntitle: Home\n---\nWelcome.\n",
        "layouts/page.html": _HTML % ("{{ .Title }}", "{{ .Content }}"),
        **{f"layouts/{kind}.html": _HTML % ("{{ .Title }}", "{{ .Content }}") for kind in ("home", "section")},
        **{f"layouts/{kind}.html": _HTML % ("{{ .Title }}", "") for kind in ("taxonomy", "term")},
        "layouts/_shortcodes/note.html": "<aside>{{ .Inner }}</aside>\n",
    },
    "pelican": {
        "pelicanconf.py": _PELICAN,
        "theme/templates/article.html": _HTML % ("{{ article.title }}", "{{ article.content }}"),
    },
    "mkdocs": {
        "mkdocs.yml": _MKDOCS,
        "docs/index.md": "# Home\n\nWelcome.\n",
        "theme/main.html": _HTML % ("{{ page.title }}", "{{ page.content }}"),
    },
}
_LAYOUTS = {
    "sitegen": ("layouts/page.html", "page.title", "page.titel"),
    "hugo": ("layouts/page.html", ".Title", ".Titel"),
    "pelican": ("theme/templates/article.html", "article.title", "article.titel"),
    "mkdocs": ("theme/main.html", "page.title", "page.titel"),
}


def _front(old: str, new: str, *lines: int, but: str = "") -> Callable[[str], Planted | None]:
    """Other words in the front matter; they are no mistake in ``but``."""
    text = FRONT.replace(old, new) + BODY
    return lambda generator: Planted(page(generator), text, lines) if generator != but else None


def _body(**words: str) -> Callable[[str], Planted | None]:
    """A line at the end of the text, by generator; ``every`` for those that are not named."""

    def plant(generator: str) -> Planted | None:
        line = words.get(generator, words.get("every", ""))
        text = f"{FRONT}{BODY}\n{line}\n"
        return Planted(page(generator), text, (text.count("\n"),)) if line else None

    return plant


def _link(target: str, hugo: str) -> Callable[[str], Planted | None]:
    return _body(
        every=f"See [this]({target}).", hugo=f"See [this]({hugo}).", pelican=f"See [this]({{filename}}{target})."
    )


def _latin(generator: str) -> Planted:
    text = FRONT + BODY + "\nCaf\u00e9.\n"
    return Planted(page(generator), text.encode("latin-1"), (text.count("\n"),))


def _same_address(generator: str) -> Planted:
    """Two pages at one address: by their own fields, or by their names."""
    if generator == "mkdocs":
        return Planted("docs/winter/index.md", OTHER, (1,))
    path = {"sitegen": "/news/winter/", "hugo": "/news/winter/"}
    field = {"sitegen": "permalink", "hugo": "url"}
    line = "slug: opening-hours-in-winter" if generator == "pelican" else f"{field[generator]}: {path[generator]}"
    return Planted(page(generator, "summer"), OTHER.replace("\ntags", f"\n{line}\ntags"), (1, 4))


def _setting(generator: str) -> Planted:
    path, line = {
        "sitegen": ("site.yaml", "timezome: Europe/Helsinki\n"),
        "hugo": ("hugo.yaml", "timeZome: Europe/Helsinki\n"),
        "pelican": ("pelicanconf.py", 'TIMEZOME = "Europe/Helsinki"\n'),
        "mkdocs": ("mkdocs.yml", "site_discription: News\n"),
    }[generator]
    text = str(good(generator)[path]) + line
    return Planted(path, text, (text.count("\n"),))


def _layout(generator: str) -> Planted:
    path, right, wrong = _LAYOUTS[generator]
    return Planted(path, str(good(generator)[path]).replace(right, wrong), (1,))


# Pelican reads each line of the front matter as a text: a colon, an open bracket and a text for a list are right there.
TITLE, DATE, TAGS = "title: Opening hours in winter", "date: 2026-11-21", "tags: [winter, hours]"

MISTAKES = (
    Mistake("a colon in a value without quotes", _front(TITLE, "title: Winter: opening hours", 2, but="pelican")),
    Mistake("a list that is not closed", _front("hours]", "hours", 4, 5, but="pelican")),
    Mistake("the line that closes the front matter is missing", _front("]\n---", "]", 1, 2, 5, 6)),
    Mistake("a tab in front of a field", _front("date:", "\tdate:", 3)),
    Mistake("a field given twice", _front(TAGS, f"{TAGS}\ntitle: Hours", 5)),
    Mistake("the date is missing", _front(f"{DATE}\n", "", 1)),
    Mistake("a field misspelt: drfat", _front(TAGS, f"{TAGS}\ndrfat: true", 5)),
    Mistake('draft: "yes please"', _front(TAGS, f'{TAGS}\ndraft: "yes please"', 5)),
    Mistake("an impossible date: 2024-13-45", _front(DATE, "date: 2024-13-45", 3)),
    Mistake("a date in words", _front(DATE, "date: last Saturday", 3)),
    Mistake("a text where a list belongs", _front(TAGS, "tags: winter", 4, but="pelican")),
    Mistake("a file that is not UTF-8", _latin),
    Mistake("a link to a page that is not there", _link("gone.md", "/news/gone/")),
    Mistake("a link to a heading that is not there", _link("summer.md#gone", "/news/summer/#gone")),
    Mistake("a picture that is not there", _body(
        every="![A door](door.png)", hugo="![A door](/door.png)", pelican="![A door]({static}door.png)")),
    Mistake("wrong letter case in a link", _link("Summer.md", "/news/Summer/")),
    Mistake("an unknown component", _body(sitegen="::vidoe{src=a}", hugo='{{< vidoe "a" >}}')),
    Mistake("a component that is not closed", _body(sitegen=":::note", hugo="{{% note %}}")),
    Mistake("two pages with one address", _same_address),
    Mistake("an unknown setting", _setting),
    Mistake("a layout that names what pages do not have", _layout),
)  # fmt: skip
