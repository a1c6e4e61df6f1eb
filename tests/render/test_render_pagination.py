"""Lists over several pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bare import bare, page
from sites import Site

Make = Callable[..., Site]
LAYOUT = (
    "{% set p = page.pagination %}{{ p.number }}/{{ p.total }} {{ p.count }} "
    "{{ page.items | map(attribute='slug') | join(',') }} < {{ p.previous_url }} > {{ p.next_url }} "
    "{% for one in p.pages %}{{ one.number }}{{ '*' if one.current }}{% endfor %} {{ p.first.url }} {{ p.last.url }}"
)
SETTINGS = "base_url: https://example.org/d/\npagination: {per_page: 2}\n"


def test_pages_of_lists(project: Make) -> None:
    """Of folders and terms: /page/2/ and so on; the home page shows everything on one."""
    files = {
        f"content/n/{name}.md": page(title=name, tags="[t]", date=f"2026-01-0{at}")
        for at, name in enumerate("abcde", 1)
    }
    site = project(bare({**files, "content/n/index.md": page(title="N")}, SETTINGS, LAYOUT, page="-"), cache=False)
    assert site.output("n/index.html") == "1/3 5 e,d <  > /d/n/page/2/ 1*23 /d/n/ /d/n/page/3/"
    assert site.output("n/page/2/index.html") == "2/3 5 c,b < /d/n/ > /d/n/page/3/ 12*3 /d/n/ /d/n/page/3/"
    assert site.output("n/page/3/index.html") == "3/3 5 a < /d/n/page/2/ >  123* /d/n/ /d/n/page/3/"
    assert site.output("tags/t/page/3/index.html").startswith("3/3 5 a <")
    assert site.output("index.html").startswith("1/1 1 n ")
    assert "page/2/index.html" not in site.outputs and "n/page/4/index.html" not in site.outputs
    assert not site.problems


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_counts(project: Make, count: int, pages: int) -> None:
    """An empty list has one page; a full page makes no empty one after it."""
    files = {f"content/n/{number}.md": page() for number in range(count)}
    files["content/n/index.md"] = page(title="N")
    files["content/n/sub/x.md"] = page(draft="true")
    site = project(bare(files, SETTINGS, LAYOUT), cache=False)
    assert sum(output.startswith("n/page/") for output in site.outputs) == pages - 1
    assert site.output("n/index.html").startswith(f"1/{pages} {count} ") or count == 0


def test_fewer_pages(project: Make) -> None:
    """When entries go, so do the pages of the list that they filled."""
    site = project(bare({f"content/n/{number}.md": page() for number in range(5)}, SETTINGS, LAYOUT))
    site.write({"content/n/4.md": None})
    assert "n/page/3/index.html" in site.build().removed
    assert site.output("n/page/2/index.html").startswith("2/2 4 ")


def test_a_list_at_a_file(project: Make) -> None:
    """The pages of a list whose address is a file stand beside it."""
    files = {f"content/n/{number}.md": page() for number in range(3)}
    files["content/n/index.md"] = page(permalink="/all.html")
    site = project(bare(files, SETTINGS, LAYOUT), cache=False)
    assert site.output("page/2/index.html").startswith("2/2 3 ")
    assert not site.problems


def test_a_page_in_the_way(project: Make) -> None:
    """A page that is written at the address of a list's second page keeps it, and the clash is told."""
    files = {f"content/n/{number}.md": page() for number in range(3)}
    files["content/n/page/2.md"] = page(title="Mine")
    site = project(bare(files, SETTINGS, "{{ page.title }}"), cache=False)
    assert site.output("n/page/2/index.html") == "Mine"
    assert [problem[:5] for problem in site.problems] == ["SG305"]
