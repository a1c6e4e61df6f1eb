"""The built-in theme under the policy of the headers file, and the nearest address on the page for missing ones."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from bare import page
from sites import Content, Site

pytestmark = pytest.mark.browser
Make = Callable[..., Site]
ROOT = "https://example.org"
LANGUAGES = "languages: {en: {}, fi: {}}\n"
TEXT = """
[TOC]

## Code

```python title="a.py"
print(1)
```

| a | b |
|:--|--:|
| 1 | 2 |

> [!NOTE]
> Remember.

:::tabs
:::tab[One]
x
:::
:::tab[Two]
y
:::
:::

![p](p.png){width=50%} and[^1]

[^1]: A note.
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


def files(settings: str = "") -> dict[str, Content]:
    """A site in the built-in theme."""
    return {
        "site.yaml": f"title: Site\nbase_url: {ROOT}/\nheaders: {{hosts: netlify}}\n" + LANGUAGES + settings,
        "content/index.md": page("Welcome", title="Home"),
        "content/index.fi.md": page("Tervetuloa", title="Koti"),
        "content/docs/index.md": page(title="Docs"),
        "content/docs/a.md": page(
            TEXT.replace("[TOC]\n", ""), title="A", date="2026-01-01", layout="documentation.html"
        ),
        "content/docs/p.png": PNG,
        "content/news/opening-hours.md": page(TEXT.replace("[TOC]\n", ""), title="Opening hours", date="2026-01-02"),
        "content/news/p.png": PNG,
        "content/news/đường-phố.md": page(title="Street", date="2026-01-01"),
    }


def headers_of(site: Site) -> dict[str, str]:
    """What a host makes of the headers file."""
    lines = site.output("_headers").splitlines()
    assert lines[0] == "/*"
    found = dict(line.strip().split(": ", 1) for line in lines[1:])
    del found["Strict-Transport-Security"]
    return found


def visit(browser: Any, site: Site, address: str) -> tuple[Any, list[str]]:
    """A page as a host gives it, and what the browser complained of."""
    context = browser.new_context()
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda one: complaints.append(one.text) if one.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    public, headers = site.root / "public", headers_of(site)

    def answer(route: Any) -> None:
        path = unquote(urlsplit(route.request.url).path)
        file = public / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
        if not route.request.url.startswith(ROOT):
            complaints.append(f"asked {route.request.url}")
        status = 200 if file.is_file() else 404
        file = file if file.is_file() else public / "404.html"
        kind = mimetypes.guess_type(Path(file).name)[0] or "text/plain"
        route.fulfill(
            status=status, body=file.read_bytes(), headers={**headers, "content-type": f"{kind}; charset=utf-8"}
        )

    context.route("**/*", answer)
    tab.goto(ROOT + address)
    tab.wait_for_load_state("load")
    return tab, complaints


@pytest.mark.parametrize("settings", ["", "theme: {colour: '#083'}\n"])
def test_the_theme_passes_its_policy(browser: Any, project: Make, settings: str) -> None:
    """No complaint on any kind of page, scripts run, styles hold, nothing is asked of anybody else."""
    site = project(files(settings), cache=False)
    for address in ("/", "/fi/", "/docs/", "/docs/a/", "/news/", "/news/opening-hours/"):
        tab, complaints = visit(browser, site, address)
        assert complaints == [], address
        assert tab.evaluate("getComputedStyle(document.body).margin") == "0px", address
        tab.context.close()
    tab, _ = visit(browser, site, "/news/opening-hours/")
    assert tab.locator(".copy").count()  # the script ran
    tab.context.close()


def test_a_strict_policy_is_felt(browser: Any, project: Make) -> None:
    """A script that stands in a page does not run."""
    text = "<script>document.title = 'run'</script>"
    site = project({**files(), "content/bad.md": page(text, title="Bad")}, cache=False)
    tab, complaints = visit(browser, site, "/bad/")
    assert tab.title() != "run" and any("Content Security Policy" in one for one in complaints)
    tab.context.close()


@pytest.mark.parametrize(
    ("address", "proposed"),
    [
        ("/news/openning-hours/", "/news/opening-hours/"),
        ("/opening-hours.html", "/news/opening-hours/"),
        ("/News/Opening_Hours", "/news/opening-hours/"),
        ("/news/duong-pho/", None),
        ("/doc/", "/docs/"),
        ("/zzz/qqq/", ""),
        ("/%E0%A4%A/", ""),
    ],
)
def test_the_nearest_address(browser: Any, project: Make, address: str, proposed: str | None) -> None:
    """A slip leads to a link; what is like nothing leads to none. Links to the parts of the site are always there."""
    site = project(files(), cache=False)
    tab, complaints = visit(browser, site, address)
    assert [one for one in complaints if "404" not in one] == []
    link = tab.locator("#_near a")
    if proposed is None:
        proposed = next(
            f"/{path.removesuffix('index.html')}" for path in site.outputs if "duong-pho" in path or "đường" in path
        )
    assert (unquote(link.get_attribute("href")) if link.count() else "") == proposed
    assert tab.locator("#_near").is_visible() is bool(proposed)
    assert tab.locator("main a[href='/docs/']").count() >= 1
    tab.context.close()
