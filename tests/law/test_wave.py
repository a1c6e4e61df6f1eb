"""What once went wrong while changes spread upward."""

from __future__ import annotations

from pathlib import Path

from author import Step
from lawful import Walk

from sites import Content


def test_pages_that_get_their_first_link_while_another_goes(tmp_path: Path) -> None:
    """They read nothing of the site until now, so they are looked at before the site is; one asks for its index early,
    and the other must not be looked at in the middle of that."""
    plain: dict[str, Content] = {f"content/{name}.md": f"---\ntitle: Page {name}\n---\n" for name in "abc"}
    layouts = dict.fromkeys(
        ("layouts/page.html", "layouts/index.html"), "{% for p in page.backlinks %}{{ p.title }}{% endfor %}"
    )
    walk = Walk(tmp_path, {"site.yaml": "title: A", **plain, **layouts})
    assert walk.take(Step("build")) == []
    links: dict[str, Content] = {"content/a.md": "[[Page b]]", "content/b.md": "[a](a.md)", "content/c.md": None}
    assert walk.take(Step("links", links, restart=True)) == []
    assert walk.take(Step("again", plain)) == []
    assert (
        walk.take(Step("the other way round", {**links, "content/b.md": None, "content/c.md": "[[Page b]] [a](a.md)"}))
        == []
    )
    walk.close()
