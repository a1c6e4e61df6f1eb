"""How pages stand to one another: folders and what is in them, neighbours, related pages, links back, translations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bare import bare, page
from sites import Site

Make = Callable[..., Site]
LIST = "{{ page.title }}: {{ page.items | map(attribute='title') | join(', ') }}"


def content(files: Mapping[str, str]) -> dict[str, str]:
    """The files below content/."""
    return {f"content/{path}": text for path, text in files.items()}


def test_folders_without_a_page(project: Make) -> None:
    """They get one, titled by their name; folders above them do not hide what is in them."""
    files = {"a/b/c.md": page(title="C"), "old-boats/d.md": page(title="D"), "index.md": page(title="Home")}
    site = project(bare(content(files), layout=LIST), cache=False)
    assert site.output("a/index.html") == "A: C"
    assert site.output("a/b/index.html") == "B: C"
    assert site.output("old-boats/index.html") == "Old boats: D"
    assert site.output("index.html") == "Home: C, D"


def test_no_folder_page_for_drafts(project: Make) -> None:
    """A folder in which nothing is shown has no page."""
    site = project(bare(content({"a/b.md": page(draft="true"), "index.md": ""})), cache=False)
    assert "a/index.html" not in site.outputs


def test_a_home_page_is_made(project: Make) -> None:
    """Without an index.md the home page has the site's title."""
    site = project(bare(content({"a.md": page(title="A")}), layout=LIST), cache=False)
    assert site.output("index.html") == "Site: A"


def test_a_page_beside_its_folder(project: Make) -> None:
    """a.md beside a/ stands for the folder: it is the parent of what is in it, and no second page is made."""
    files = {"a.md": page(title="Own"), "a/b.md": page(title="B")}
    below = "{{ page.children | map(attribute='title') | join }}"
    layout = "{{ page.title }} < {{ page.parent.title if page.parent }} > " + below
    site = project(bare(content(files), layout=layout), cache=False)
    assert site.output("a/index.html") == "Own < Site > B"
    assert site.output("a/b/index.html") == "B < Own > "
    assert not site.problems


def test_order_of_lists(project: Make) -> None:
    """By ``order``, then newest first, then undated ones by title; letter case does not count."""
    files = {
        "n/index.md": page(title="N"),
        "n/1.md": page(title="zebra"),
        "n/2.md": page(title="Apple"),
        "n/3.md": page(title="old", date="2025-01-01"),
        "n/4.md": page(title="new", date="2026-01-01"),
        "n/5.md": page(title="noon", date="2026-01-01 12:00"),
        "n/6.md": page(title="second", order="2"),
        "n/7.md": page(title="first", order="-1.5"),
        "n/8.md": page(title="zero", order="0"),
    }
    site = project(bare(content(files), layout=LIST), cache=False)
    assert site.output("n/index.html") == "N: first, zero, second, noon, new, old, Apple, zebra"


def test_neighbours(project: Make) -> None:
    """Among the pages of one folder and language: by order, else from old to new, else by title."""
    files = {
        "n/index.md": page(title="N"),
        "n/a.md": page(title="A", date="2026-01-02"),
        "n/b.md": page(title="B", date="2026-01-01"),
        "n/c.md": page(title="C"),
        "n/c.fi.md": page(title="C fi"),
        "n/deep/d.md": page(title="D"),
    }
    layout = "{{ page.previous.title if page.previous }}<{{ page.title }}>{{ page.next.title if page.next }}"
    site = project(bare(content(files), "languages: {en: {}, fi: {}}\n", layout), cache=False)
    assert site.output("n/b/index.html") == "<B>A"
    assert site.output("n/a/index.html") == "B<A>C"
    assert site.output("n/c/index.html") == "A<C>"
    assert site.output("fi/n/c/index.html") == "<C fi>"
    assert site.output("n/deep/d/index.html") == "<D>"
    assert site.output("n/index.html") == "<N>"


def test_ancestors(project: Make) -> None:
    """From the home page down; of a term, its taxonomy."""
    files = {"index.md": page(title="Home"), "a/b/c.md": page(title="C", tags="[t]"), "a/index.md": page(title="A")}
    layout = "{% for one in page.ancestors %}{{ one.title }}/{% endfor %}{{ page.title }}"
    site = project(bare(content(files), layout=layout), cache=False)
    assert site.output("a/b/c/index.html") == "Home/A/B/C"
    assert site.output("index.html") == "Home"
    assert site.output("tags/t/index.html") == "Home/Tags/t"


def test_related(project: Make) -> None:
    """Pages that share most terms, newest first among equals; five at most; never the page itself."""
    files = {
        "a.md": page(title="A", tags="[x, y]"),
        "both.md": page(title="Both", tags="[y, X]"),
        "new.md": page(title="New", tags="[x]", date="2026-02-02"),
        "old.md": page(title="Old", tags="[y]", date="2026-01-01"),
        **{f"m{number}.md": page(title=f"M{number}", tags="[x]") for number in range(4)},
        "none.md": page(title="None", tags="[z]"),
        "draft.md": page(title="Draft", tags="[x, y]", draft="true"),
    }
    layout = "{{ page.related | map(attribute='title') | join(' ') }}."
    site = project(bare(content(files), layout=layout), cache=False)
    assert site.output("a/index.html") == "Both New Old M0 M1."
    assert site.output("none/index.html") == "."


def test_backlinks(project: Make) -> None:
    """Pages whose text links here, in list order, each once: by file, by address, by title, in HTML."""
    files = {
        "a.md": page("[me](a.md)", title="A"),
        "b.md": page("[1](a.md) [2](a.md#x)", title="B"),
        "c.md": page("[[A]]", title="C"),
        "d.md": page('<a href="a.md">x</a>', title="D"),
        "n/e.md": page("[up](/a/)\n\n[ref]: /a", title="E"),
        "f.md": page("[a]: a.md\n\nnothing", title="F"),
        "g.md": page("[a](a.md)", title="G", draft="true"),
    }
    layout = "{{ page.backlinks | map(attribute='title') | join(' ') }}."
    site = project(bare(content(files), layout=layout), cache=False)
    assert site.output("a/index.html") == "B C D E."


LANGUAGES = "languages: {default: en, en: {label: English}, fi: {label: Suomi, fallback: en}, sv: {fallback: fi}}\n"


def test_translations(project: Make) -> None:
    """By suffix, by folder, by ``translation_of``; in the order of the languages; none where there is but one."""
    files = {
        "a.md": page(title="A"),
        "a.fi.md": page(title="A fi"),
        "sv/a.md": page(title="A sv"),
        "b.md": page(title="B"),
        "fi/toinen.md": page(title="B fi", translation_of="b.md"),
        "c.md": page(title="C"),
        "c.xx.md": page(title="C xx"),
    }
    layout = "{% for one in page.translations %}{{ one.title }}:{{ one.language.code }}:{{ one.url }} {% endfor %}."
    site = project(bare(content(files), LANGUAGES, layout), cache=False)
    assert site.output("fi/a/index.html") == "A:en:/a/ A fi:fi:/fi/a/ A sv:sv:/sv/a/ ."
    assert site.output("a/index.html") == site.output("sv/a/index.html") == site.output("fi/a/index.html")
    assert site.output("b/index.html") == "B:en:/b/ B fi:fi:/fi/toinen/ ."
    assert site.output("c/index.html") == "."
    assert site.output("c.xx/index.html") == "."


def test_menus_in_languages(project: Make) -> None:
    """An entry leads to the translation, else by the fallbacks, else to the page itself."""
    files = {
        "index.md": "",
        "index.fi.md": "",
        "index.sv.md": "",
        "a.md": "",
        "a.fi.md": "",
        "b.md": "",
        "b.sv.md": "",
        "c.md": "",
    }
    menu = "menus: {main: [{label: A, page: a.md}, {label: B, page: b.md}, {label: C, page: c.md}]}\n"
    layout = "{% for entry in site.menus.main %}{{ entry.url }} {% endfor %}"
    site = project(bare(content(files), LANGUAGES + menu, layout), cache=False)
    assert site.output("index.html") == "/a/ /b/ /c/ "
    assert site.output("fi/index.html") == "/fi/a/ /b/ /c/ "
    assert site.output("sv/index.html") == "/fi/a/ /sv/b/ /c/ "
