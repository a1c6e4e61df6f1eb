# ruff: noqa: E501
"""Scripts planted everywhere: none runs in the back office, and those of the site run as nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from office_at_work import SITE, AtWork, at_work, commit, repository
from payloads import CANARY, PAYLOADS

from sitegen.model.change import Author

pytestmark = pytest.mark.browser

PAGE = "content/news/planted.md"
FILES = (
    "a<img src=x onerror=ran(1)>.md",
    "b'onmouseover='ran(2)'.md",
    'c"><svg onload=ran(3)>.md',
    "d{{ 7*7 }}${ran(4)}.md",
    "e&lt;script&gt;ran(5).md",
)
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{CANARY}'><script>{CANARY}</script></svg>"
NOTICE = """
window.ranHere = [];
window.ran = (one) => window.ranHere.push(String(one));
document.addEventListener("securitypolicyviolation", (event) => window.ranHere.push(`${event.violatedDirective} ${event.sourceFile} ${event.sample} ${event.blockedURI}`));
"""


def planted(text: str) -> str:
    """A page with a script in everything that it says."""
    value = json.dumps(text)
    return (
        f"---\ntitle: {value}\ndate: 2026-01-01\nsummary: {value}\ntags: [{value}]\n{json.dumps('x' + text)}: {value}\n"
        f'nested: {{one: {value}, list: [{value}]}}\n---\n# Head {text}\n\n{text}\n\n[link]({CANARY_LINK} "t")\n\n'
        "[links](javascript:ran(9))\n\n![alt](/planted.svg)\n\n<!-- " + text + " -->\n\n```html\n" + text + "\n```\n"
    )


CANARY_LINK = "<javascript:ran('link')>"


@pytest.fixture(scope="module")
def infested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """A site by somebody who means ill, in an office with people who do."""
    files = {**SITE, PAGE: planted(PAYLOADS["everything"]), "static/planted.svg": SVG}
    files["site.yaml"] = str(SITE["site.yaml"]).replace("Example Library", "'<img src=x onerror=ran(0)>'")
    for name in FILES:
        files[f"content/{name}"] = planted(f"<script>ran({json.dumps(name[:1])})</script>")
    for number, text in enumerate(PAYLOADS.values()):
        files[f"content/kinds/{number}.md"] = planted(text)
    with at_work(repository(tmp_path_factory.mktemp("infested") / "site", files)) as office:
        office.somebody("owner")
        office.somebody("owner", "Example <script>ran('person')</script>")
        office.somebody("editor", "\"><img src=x onerror=ran('other')>")
        yield office


@pytest.fixture
def victim(infested: AtWork, browser: Any) -> Iterator[Any]:
    """A window of somebody who looks at it. ``asked_for`` are the requests that left the back office,
    ``thrown`` what no script caught."""
    page = infested.page(browser, "owner", "Example <script>ran('person')</script>")
    page.context.add_init_script(NOTICE)
    page.asked_for = []
    page.dialogs = []
    page.thrown = []
    page.on("pageerror", lambda error: page.thrown.append(error.stack))
    page.on("dialog", lambda one: (page.dialogs.append(one.message), one.dismiss()))
    page.on("request", lambda one: page.asked_for.append((in_the_screen(one), one.url)))
    yield page
    page.context.close()


def in_the_screen(request: Any) -> bool:
    """True for what the back office's own window asks for, and not the page in the frame."""
    return not request.is_navigation_request() and request.frame.parent_frame is None


def unharmed(page: Any, office: AtWork) -> None:
    """Nothing ran in the back office's own windows, and nothing left them."""
    # The frame is kept from being led elsewhere, which is told here as well.
    assert [one for one in page.evaluate("window.ranHere") if not one.startswith("frame-src")] == []
    assert page.dialogs == []
    assert [url for top, url in page.asked_for if top and not url.startswith((office.address, "data:", "blob:"))] == []
    assert page.url.startswith(office.address)


def opened(page: Any, office: AtWork, path: str) -> None:
    """The editing screen with the page in its frame."""
    page.goto(office.address + "/pages/edit/" + quote(path))
    page.locator(".cm-content").wait_for()
    page.locator("#editor:not([inert])").wait_for()
    page.frame_locator("#page").locator("body").wait_for(state="attached")


DRAWN = """() => {
  const side = document.querySelector("#side");
  return side.querySelector("h2")?.textContent === side.getAttribute("aria-label");
}"""
"""That the panel at the side is the one that was opened last."""

FIRST = ("end of an island", "clobbering", "double quote", "svg")


@pytest.mark.parametrize("kind", FIRST)
def test_in_the_editing_screen(infested: AtWork, victim: Any, kind: str) -> None:
    opened(victim, infested, f"content/kinds/{list(PAYLOADS).index(kind)}.md")
    unharmed(victim, infested)


@pytest.mark.prove
@pytest.mark.parametrize("kind", [kind for kind in PAYLOADS if kind not in FIRST])
def test_every_kind_in_the_editing_screen(infested: AtWork, victim: Any, kind: str) -> None:
    opened(victim, infested, f"content/kinds/{list(PAYLOADS).index(kind)}.md")
    unharmed(victim, infested)


def test_in_names_of_files(infested: AtWork, victim: Any) -> None:
    for name in FILES:
        opened(victim, infested, f"content/{name}")
        unharmed(victim, infested)


def test_in_everything_that_the_editing_screen_opens(infested: AtWork, victim: Any) -> None:
    author = Author("<script>ran('author')</script>", "x@example.org")
    change = infested.office.change_of(infested.somebody("owner", "Example <script>ran('person')</script>").person)
    data, version = infested.office.changes.read(change, PAGE)
    words = "<img src=x onerror=ran('words')>"
    infested.office.changes.save(change, {PAGE: (data + b"\nMore.\n", version)}, author, words)
    infested.office.people.here(infested.somebody("editor", "\"><img src=x onerror=ran('other')>").person.id, PAGE)
    opened(victim, infested, PAGE)
    for panel in ("problems", "links", "versions"):
        victim.click(f'.strip [data-side="{panel}"]')
        victim.wait_for_function(DRAWN)
    victim.keyboard.press("Escape")
    victim.click("#open-publish")
    victim.locator("#publish-altered, #publish-notice").first.wait_for()
    victim.keyboard.press("Escape")
    unharmed(victim, infested)


def test_in_the_palette_and_in_what_was_searched_for(infested: AtWork, victim: Any) -> None:
    victim.goto(infested.address + "/")
    victim.keyboard.press("Control+k")
    victim.keyboard.type("<img src=x onerror=ran(1)>")
    victim.locator("#palette-list mark", has_text="<img src=x onerror=ran(1)>").first.wait_for()
    unharmed(victim, infested)
    for path in ("/pages?q=", "/sign-in?then=", "/api/find?q=", "/first/"):
        victim.goto(infested.address + path + quote(PAYLOADS["everything"], safe=""))
        assert victim.evaluate("window.ranHere ?? []") == []


def test_in_names_of_people(infested: AtWork, victim: Any) -> None:
    for path in ("/account", "/"):
        victim.goto(infested.address + path)
        unharmed(victim, infested)


REACHING: dict[str, str] = {
    "cookies": "document.cookie",
    "storage": "localStorage.length",
    "session storage": "sessionStorage.length",
    "databases": "(await indexedDB.databases()).length",
    "the screen": "parent.document.title",
    "the screen's address": "parent.location.href",
    "the top": "top.document.title",
    "the person's token": "parent.document.body.dataset.token",
    "the interface": "(await fetch('/api/token')).status + (await (await fetch('/api/token')).text())",
    "the interface with cookies": "(await fetch('/api/token', {credentials: 'include'})).status",
    "a blind save": "(await fetch('/api/save', {method: 'POST', credentials: 'include', body: '{}'})).status",
    "a worker": "await navigator.serviceWorker.register('/x.js')",
    "the top's address": "top.location = 'https://evil.example/'",
    "an opener": "window.open('/account').opener.document.title",
    "a window": "window.open('/account').document.title",
    "the parent's storage": "parent.localStorage.length",
    "dialogs": "(() => { const at = alert('x'); throw new Error('none shown'); })()",
}


def test_what_runs_in_the_frame_reaches_nothing(infested: AtWork, victim: Any) -> None:
    opened(victim, infested, PAGE)
    frame = in_frame(victim)
    for what, code in REACHING.items():
        tried = f"(async () => {{ try {{ return 'reached ' + ({code}) }} catch (error) {{ return 'kept out' }} }})()"
        assert frame.evaluate(tried) == "kept out", what
    unharmed(victim, infested)


def in_frame(page: Any) -> Any:
    """What runs in the frame, as soon as it is there."""
    page.frame_locator("#page").locator("h1").first.wait_for(state="attached")
    return page.frame(url=lambda url: "/view/" in url)


VOCABULARY = """
const odd = [undefined, null, 0, -1, NaN, Infinity, -Infinity, 1e308, 2 ** 53, "", "x", "__proto__", "constructor", "<img src=x onerror=ran(1)>",
  "javascript:ran(1)", "//evil.example", "x".repeat(1e6), [], {}, [[]], {length: 5}, true, () => 1, Symbol("x"), new Date(NaN), "\\ud800", "f-title", "#page"];
const kinds = ["ready", "clicked", "scrolled", "went", "patch", "scroll", "mark", "hello", "publish", "save", "", null, 5, {}, "__proto__"];
const send = (message) => { try { parent.postMessage(message, "*") } catch {} };
for (const kind of kinds) for (const value of odd) {
  send({kind, url: value, line: value, field: value, fraction: value, html: value});
  send({kind, line: value}); send({kind, field: value}); send({kind, url: value}); send({kind, line: 3, fraction: value});
  send({kind, ["__proto__"]: value}); send(JSON.parse(`{"kind": "ready", "__proto__": {"polluted": 1}}`));
}
for (const value of odd) send(value);
send("the last");
"""
LAST = """() => {
  window.last = new Promise((done) => addEventListener("message", (event) => event.data === "the last" && done()));
}"""


def test_messages_that_the_page_never_sends(infested: AtWork, victim: Any) -> None:
    opened(victim, infested, PAGE)
    title = victim.locator("#f-title").input_value()
    text = victim.locator(".cm-content").inner_text()
    victim.evaluate(LAST)
    in_frame(victim).evaluate(VOCABULARY)
    victim.evaluate("window.last")
    # What the planted scripts throw themselves is theirs.
    assert [one for one in victim.thrown if "/admin/built/" in one] == []
    assert victim.evaluate("({}).polluted") is None
    assert victim.locator("#f-title").input_value() == title
    # The marks of the heading are shown or not, by where the caret is.
    assert victim.locator(".cm-content").inner_text().lstrip("# ")[:50] == text.lstrip("# ")[:50]
    unharmed(victim, infested)


def test_what_the_frame_shows_is_sandboxed_when_it_is_opened_alone(infested: AtWork, victim: Any) -> None:
    opened(victim, infested, PAGE)
    address = victim.locator("#page").get_attribute("src")
    victim.goto(infested.address + address)
    assert victim.evaluate("self.origin") == "null"
    assert victim.evaluate("(() => { try { return document.cookie } catch { return 'kept out' } })()") == "kept out"


def test_a_picture_with_a_script_is_a_picture(infested: AtWork, victim: Any) -> None:
    opened(victim, infested, PAGE)
    address = str(victim.locator("#page").get_attribute("src"))
    victim.goto(infested.address + "/".join(address.split("/")[:3]) + "/planted.svg")
    assert victim.evaluate("self.origin") == "null"


def test_the_author_of_a_commit(infested: AtWork, victim: Any) -> None:
    (infested.root / PAGE).write_text(planted("<b onclick=ran(1)>x</b>"))
    commit(infested.root, "<script>ran('message')</script>")
    opened(victim, infested, PAGE)
    unharmed(victim, infested)
