"""A site needs nobody else: no request leaves it, the strictest policy holds, and it works wherever it lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from every_kind import KINDS
from public_sites import NAMES, SITES, build, headers_of, pages_of, served, served_plainly

pytestmark = pytest.mark.browser

BELOW = "/our/site"
WATCH = """addEventListener('securitypolicyviolation', event => {
  (window.refused ??= []).push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""


def walk(page: Any, origin: str, addresses: Iterable[str]) -> None:
    """Visit pages, scroll to their ends, and see that each asks its own origin alone and breaks no rule of it."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("response", lambda reply: said.append(f"{reply.status} {reply.url}") if reply.status >= 400 else None)
    page.add_init_script(WATCH)
    for address in addresses:
        page.goto(origin + address)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.refused ?? []") == [], address
        assert said == [], address
    others = {url for url in asked if not url.startswith((origin + "/", "data:"))}
    assert others == set()
    assert len(asked) > 3


@pytest.mark.parametrize("site", ["kinds-en", "kinds-ar"])
def test_no_page_asks_anybody_else_or_needs_a_looser_policy(
    site: str, window: Callable[..., Any], origin: Callable[[str], str]
) -> None:
    walk(window(1440), origin(site), KINDS.values())


@pytest.mark.prove
@pytest.mark.parametrize("site", SITES)
def test_no_page_of_the_sites_asks_anybody_else(
    site: str, window: Callable[..., Any], origin: Callable[[str], str], built: Callable[[str], Path]
) -> None:
    walk(window(390), origin(site), pages_of(built(site)))


@pytest.mark.parametrize("site", ["kinds-en", "own"])
def test_the_search_works_under_the_policy(
    site: str, window: Callable[..., Any], origin: Callable[[str], str], built: Callable[[str], Path]
) -> None:
    _search(window(), origin(site))
    _search(window(), origin(site), "/")


def _search(page: Any, origin: str, address: str = "/search/") -> None:
    """What is typed is found, on the page of the search or in the dialog over another."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.goto(origin + address)
    if address == "/search/":
        page.wait_for_function("() => document.activeElement.matches('input[type=search]')")
    else:
        page.keyboard.press("/")
        page.locator("dialog[open]").wait_for()
    page.keyboard.type("the")
    page.locator("form.search .entries a").first.wait_for()
    assert said == []


@pytest.mark.parametrize("site", ["kinds-en", pytest.param("own", marks=pytest.mark.prove)])
def test_a_plain_server_of_files_is_enough(site: str, window: Callable[..., Any], built: Callable[[str], Path]) -> None:
    """Nothing about a site needs a host that knows more than files."""
    addresses = KINDS.values() if site == "kinds-en" else pages_of(built(site))
    with served_plainly(built(site)) as origin:
        walk(window(390), origin, addresses)
        _search(window(), origin)


def test_a_stranger_is_found_out(window: Callable[..., Any], tmp_path: Path) -> None:
    """The judge judges: a script in the page is refused, and a picture from elsewhere is noted."""
    (tmp_path / "_headers").write_text("/*\n  Content-Security-Policy: default-src 'none'\n")
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>T</title><script>1</script><img src='http://[::1]:9/x.png'>"
    )
    with served(tmp_path) as origin, pytest.raises(AssertionError):
        walk(window(), origin, ["/"])


@pytest.mark.parametrize("name", [*NAMES, "kinds-en"])
def test_a_site_works_below_a_path(name: str, window: Callable[..., Any], tmp_path: Path) -> None:
    """Every address in every page stays below it and leads to something, and the pages look for their files there."""
    folder = build(name, tmp_path / "site", base_url=f"https://example.org{BELOW}/")
    for path in folder.rglob("*.html"):
        for address in _addresses(path.read_text("utf-8")):
            assert _leads_somewhere(folder, address), f"{path.relative_to(folder)}: {address}"
    with served(folder, BELOW) as origin:
        walk(window(390), origin + BELOW, pages_of(folder)[:8])


def _addresses(html: str) -> list[str]:
    """Addresses within the site in links, pictures, scripts and styles."""
    found = re.findall(r"""\s(?:href|src|poster|action)="([^"]+)\"""", html)
    found += re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', html)
    found += [part.split()[0] for group in re.findall(r'\ssrcset="([^"]+)"', html) for part in group.split(",")]
    return [one for one in found if not re.match(r"(https?|mailto|tel|data):|#|//", one)]


def _leads_somewhere(folder: Path, address: str) -> bool:
    path = urlsplit(address).path
    if not path.startswith(BELOW + "/"):
        return False
    file = folder / path.removeprefix(BELOW + "/")
    return (file / "index.html").exists() if path.endswith("/") else file.is_file()


@pytest.mark.parametrize("site", [*SITES, "kinds-en"])
def test_the_policy_is_strict(site: str, built: Callable[[str], Path]) -> None:
    """Nobody else's files, nothing inline. What searches is compiled in the browser, which has a word of its own."""
    policy = dict(part.split(" ", 1) for part in headers_of(built(site))["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy.pop("script-src") in ("'self'", "'self' 'wasm-unsafe-eval'")
    assert {source for sources in policy.values() for source in sources.split()} <= {"'none'", "'self'", "data:"}
