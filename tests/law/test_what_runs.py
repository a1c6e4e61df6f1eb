"""A change runs what shows it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sites import Content, Site, put

BLOCK = "{{% extends 'base.html' %}}{{% block main %}}{}{{% endblock %}}"
NEWS = "---\ntitle: {title}\ndate: 2026-01-0{day}\ntags: [{tags}]\n---\n{body}\n"


def news(name: str, **changes: object) -> str:
    """A news item; ``changes`` are its title, day, tags or body."""
    return NEWS.format(
        **{"title": name, "day": 1 + "abcde".index(name), "tags": "maps", "body": f"Text of {name}."} | changes
    )


FILES: dict[str, Content] = {
    "site.yaml": "title: Library\nmenus: {main: [{label: Home, page: index.md}, {label: About, page: about.md}]}\n",
    "layouts/base.html": "<title>{{ page.title }} {{ site.title }}</title>{% block main %}{% endblock %}",
    "layouts/page.html": BLOCK.format("{{ page.content }} {{ page.words }} {{ page.next.title if page.next }}"),
    "layouts/index.html": BLOCK.format("{{ page.content }}{% for e in site.menus.main %}{{ e.label }}{% endfor %}"),
    "layouts/list.html": BLOCK.format("{% for p in page.items %}{{ p.title }}{% endfor %}"),
    "layouts/term.html": "{% for p in page.items %}{{ p.url }}{% endfor %}",
    "layouts/taxonomy.html": "{{ page.title }}{% for t in site.taxonomies.tags.terms %}{{ t.title }}{% endfor %}",
    "layouts/404.html": "Nothing here.",
    "layouts/components/note.html": "<aside>{{ content }}</aside>",
    "content/index.md": "# Home\n\n:::note\nx\n:::\n",
    "content/about.md": "---\ntitle: About\n---\n[b](news/b.md)\n",
    "content/news/index.md": "# News\n",
    **{f"content/news/{name}.md": news(name) for name in "abcde"},
    "data/facts.yaml": "open: 9\n",
    "static/a.txt": "a",
}

ONE_PAGE = {"document": 1, "page_head": 1, "page_facts": 1, "page_body": 1, "output": 1}
PARSING = {"document", "page_head", "page_facts"}


@pytest.fixture
def site(project: Callable[..., Site]) -> Site:
    """The site above, built."""
    return project(FILES)


def changed(path: str, old: str, new: str) -> dict[str, Content]:
    """The file with other words in it."""
    text = FILES[path]
    assert isinstance(text, str) and old in text
    return {path: text.replace(old, new)}


def written(site: Site) -> set[str]:
    """What the last build wrote; it removed nothing."""
    assert site.report is not None and site.report.removed == ()
    return set(site.report.written)


def test_nothing(site: Site) -> None:
    """Neither with the memos in memory nor in a new process."""
    assert site.ran({}) == {}
    assert written(site) == set()


def test_nothing_after_a_build_with_errors(site: Site) -> None:
    """What is wrong is remembered like everything else."""
    site.ran({"content/about.md": "[x](nowhere.md)"})
    found = site.problems
    assert site.ran({}) == {}
    assert (written(site), site.problems) == (set(), found)


def test_a_file_that_was_only_touched(site: Site) -> None:
    """Equal bytes are no change, whatever the file's time."""
    put(site.root, FILES)
    assert site.ran({}) == {}


def test_a_body(site: Site) -> None:
    """Its page alone: no list, no page that links to it, nothing of the catalog."""
    assert site.ran({"content/news/b.md": news("b", body="Other words.")}) == ONE_PAGE
    assert written(site) == {"news/b/index.html"}


def test_a_body_that_comes_out_the_same(site: Site) -> None:
    """Space at the end of a text changes nothing that anybody sees."""
    assert site.ran({"content/news/b.md": news("b", body="Text of b.\n\n")}) == {"document": 1}
    assert written(site) == set()


def test_a_title(site: Site) -> None:
    """The page, the list, and the page before it, which names it."""
    ran = site.ran({"content/news/b.md": news("b", title="Bees")})
    assert written(site) == {"news/b/index.html", "news/index.html", "news/a/index.html"}
    assert {name: ran[name] for name in (*PARSING & ran.keys(), "page_body", "output")} == {
        "document": 1,
        "page_head": 1,
        "page_facts": 1,
        "page_body": 1,
        "output": 4,  # the list of the term looks at the heads of its pages, and comes out the same
    }


LATEST = "{% for p in site.pages() | sort_by('-date') | limit(2) %}{{ p.title }} {{ p.url }}{% endfor %}"


@pytest.mark.parametrize(("name", "shown"), [("b", False), ("e", True)])
def test_a_title_and_a_list_of_the_latest(project: Callable[..., Site], name: str, shown: bool) -> None:
    """A list that sorts all pages by date and names two depends on the titles of these two."""
    site = project({**FILES, "layouts/index.html": BLOCK.format(LATEST)})
    site.ran({f"content/news/{name}.md": news(name, title="Other")})
    assert ("index.html" in written(site)) is shown
    site.ran({f"content/news/{name}.md": news(name, title="Other", day=9)})
    assert ("index.html" in written(site)) is not shown


def test_a_title_and_a_list_of_all(project: Callable[..., Site]) -> None:
    """However many pages a list names, a title in it is never an old one."""
    many: dict[str, Content] = {f"content/more/{n:03}.md": f"---\ntitle: T{n}\n---\n" for n in range(120)}
    all_of_them = "{% for p in site.pages() %}{{ p.title }} {% endfor %}"
    site = project({**FILES, **many, "layouts/index.html": all_of_them})
    for number in (0, 60, 119):
        site.ran({f"content/more/{number:03}.md": f"---\ntitle: Other {number}\n---\n"})
        assert written(site) >= {"index.html"}
        assert f"Other {number} " in (site.root / "public/index.html").read_text()


def test_a_date(site: Site) -> None:
    """The order changes: lists, and the pages whose next one is another."""
    ran = site.ran({"content/news/b.md": news("b", day=9)})
    assert written(site) == {
        "news/index.html",
        "tags/maps/index.html",
        "news/a/index.html",
        "news/b/index.html",
        "news/e/index.html",
    }
    assert ran["document"] == ran["page_head"] == ran["page_body"] == 1


def test_a_term(site: Site) -> None:
    """The lists of terms, and the page that has it."""
    ran = site.ran({"content/news/b.md": news("b", tags="maps, plans")})
    assert written(site) == {"tags/index.html", "tags/plans/index.html"}
    assert ran["document"] == ran["page_head"] == 1


def test_a_layout(site: Site) -> None:
    """Nothing is read or parsed again, and no other layout is checked again."""
    ran = site.ran(changed("layouts/page.html", "{{ page.words }}", ""))
    tried = {"marked_code": 1, "layout_tried": 1}
    assert ran == {"layout_code": 1, "layout_findings": 1, "layouts_checked": 1, "output": 6} | tried
    assert written(site) == {"about/index.html", *(f"news/{name}/index.html" for name in "abcde")}


def test_a_layout_that_others_extend(site: Site) -> None:
    """Every page that it frames."""
    ran = site.ran(changed("layouts/base.html", "<title>", "<title dir=auto>"))
    tried = {"marked_code": 1, "layout_tried": 3}
    assert ran == {"layout_code": 1, "layout_findings": 3, "layouts_checked": 1, "output": 8} | tried


@pytest.mark.parametrize(
    "path", ["layouts/unused.html", "data/facts.yaml", "data/more.csv", "content/news/.draft.md", "README.md"]
)
def test_a_file_that_nothing_shows(site: Site, path: str) -> None:
    """It may come or change: nothing is rendered."""
    ran = site.ran({path: "open: 10\n"})
    assert not ran.keys() & {*PARSING, "page_body", "output"}
    assert written(site) == set()


def test_a_component(site: Site) -> None:
    """The pages that use it."""
    ran = site.ran({"layouts/components/note.html": "<b>{{ content }}</b>"})
    checks = {"layout_findings": 1, "layouts_checked": 1}
    assert ran == {"component_spec": 1, "layout_code": 1, "page_body": 1, "output": 1, **checks}
    assert written(site) == {"index.html"}


def test_a_file_in_static(site: Site) -> None:
    """It is copied."""
    assert site.ran({"static/a.txt": "b"}) == {"output": 1}
    assert written(site) == {"a.txt"}


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("label: About", "label: Us", {"index.html"}),
        ("title: Library\n", "title: Library # a comment\n", set()),
        ("title: Library\n", "title: Library\ndescription: Books\n", set()),
        ("title: Library\n", "title: Library\nproblems: {SG310: 'off'}\n", set()),
        ("title: Library\n", "title: Library\nfeed: {limit: 3}\n", set()),
    ],
)
def test_a_setting(site: Site, old: str, new: str, shown: set[str]) -> None:
    """What shows it is rendered again; no page is parsed again."""
    ran = site.ran(changed("site.yaml", old, new))
    assert not ran.keys() & PARSING
    assert ran.get("output", 0) == len(shown)
    assert written(site) == shown


def test_a_colour_of_the_theme(site: Site) -> None:
    """It stands in the theme's style sheet; pages that do not name it are left alone."""
    ran = site.ran(changed("site.yaml", "title: Library\n", "title: Library\ntheme: {colour: red}\n"))
    assert not ran.keys() & {*PARSING, "page_body"}
    assert site.report is not None
    assert all(path.startswith("assets/theme.") for path in (*site.report.written, *site.report.removed))


def test_how_markdown_is_read(site: Site) -> None:
    """Every text is read again; as each comes out the same, no layout runs."""
    ran = site.ran(changed("site.yaml", "title: Library\n", "title: Library\nmarkdown: {math: true}\n"))
    assert ran["document"] == 8
    assert not ran.keys() & {"page_head", "page_facts", "output"}


def test_a_new_page(site: Site) -> None:
    """It is parsed alone; its list and the page before it are rendered."""
    ran = site.ran({"content/news/f.md": "---\ntitle: f\ndate: 2026-01-06\n---\n"})
    assert written(site) == {"news/f/index.html", "news/index.html", "news/e/index.html"}
    assert (ran["document"], ran["page_head"], ran["page_body"], ran["output"]) == (1, 1, 1, 3)


def test_a_draft(site: Site) -> None:
    """Nothing is rendered for a page that nobody sees."""
    ran = site.ran({"content/news/f.md": "---\ntitle: f\ndraft: true\n---\n"})
    assert (ran["document"], ran["page_head"]) == (1, 1)
    assert not ran.keys() & {"page_body", "output"}


def test_a_page_that_goes(site: Site) -> None:
    """Its list and its neighbour; its output is removed."""
    ran = site.ran({"content/news/e.md": None})
    assert site.report is not None
    assert site.report.removed == ("news/e/index.html",)
    assert set(site.report.written) == {"news/index.html", "news/d/index.html", "tags/maps/index.html"}
    assert ran["output"] == 3
