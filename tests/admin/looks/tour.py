"""Every screen of the back office, and every state of one that looks different: how one comes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from full_house import ARABIC, FINNISH, ROOMS, VIETNAMESE, WINTER
from office_at_work import AtWork

from sitegen.office.person import ChangeState

Step = Callable[[Any, AtWork], None]


def _there(page: Any, office: AtWork) -> None:
    """Nothing more to do."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: an address (what stands in ``{}`` is filled in), and what is done there.

    ``role`` is None for somebody who has not signed in. ``status``: what the server answers.
    """

    name: str
    address: str
    role: str | None = "owner"
    then: Step = _there
    status: int = 200


def address_of(look: Look, office: AtWork) -> str:
    """Where it is in this back office."""
    people = office.office.people
    return office.address + look.address.format(
        mine=office.office.change_of(office.somebody().person) if "{mine}" in look.address else "",
        waiting=people.changes(ChangeState.WAITING)[0].id if "{waiting}" in look.address else "",
        writer=office.somebody("writer").person.id if "{writer}" in look.address else "",
        first=people.first_link() if "{first}" in look.address else "",
    )


def come(page: Any, office: AtWork, look: Look) -> None:
    """Go there, and do what is to be done; afterwards nothing moves or is waited for any more."""
    answer = page.goto(address_of(look, office))
    assert answer.status == look.status, (look.name, answer.status)
    page.locator("main [aria-busy=true]").first.wait_for(state="detached")
    look.then(page, office)
    still(page)


def still(page: Any) -> None:
    """Bring everything that moves to its end."""
    page.evaluate("document.fonts.ready")
    page.evaluate(
        "document.getAnimations().forEach(one => one.effect.getComputedTiming().endTime < 1e6 && one.finish())"
    )


def _is_phone(page: Any) -> bool:
    return bool(page.evaluate("innerWidth < 768"))


def _pane(page: Any, name: str) -> None:
    if _is_phone(page):
        page.locator(f'.pane-switch label:has([value="{name}"])').click()


def _ready(page: Any, office: AtWork) -> None:
    page.locator('#save-state[data-save="saved"]').wait_for()
    page.locator("#writing .cm-content").wait_for()
    page.frame_locator("#page").locator("body").wait_for(state="attached")


def _side(name: str) -> Step:
    def then(page: Any, office: AtWork) -> None:
        _ready(page, office)
        _pane(page, "checks")
        button = page.locator(f'.strip [data-side="{name}"]')
        if button.get_attribute("aria-expanded") != "true":
            button.click()
        page.wait_for_function(
            "() => document.querySelector('#side h2')?.textContent === document.querySelector('#side').ariaLabel"
        )

    return then


def _version(page: Any, office: AtWork) -> None:
    _side("versions")(page, office)
    page.locator("#side .version").last.click()
    page.locator("#version[open] .panel-body > *").first.wait_for()


def _page_pane(page: Any, office: AtWork) -> None:
    _ready(page, office)
    _pane(page, "page")


def _lanes(page: Any, office: AtWork) -> None:
    _ready(page, office)
    page.click(".editor-head details.dropdown summary")


def _publish(page: Any, office: AtWork) -> None:
    _ready(page, office)
    page.click("#open-publish")
    page.locator("#publish-altered summary .quiet:not(:empty)").wait_for()
    for fold in ("difference", "altered"):
        page.click(f"#publish-{fold} summary")


def _slash(page: Any, office: AtWork) -> None:
    _type("/")(page, office)
    page.locator(".cm-tooltip-autocomplete").wait_for()


def _brackets(page: Any, office: AtWork) -> None:
    _type("[[roo")(page, office)
    page.locator(".cm-tooltip-autocomplete li").first.wait_for()


def _type(words: str) -> Step:
    """Type on a line of its own, which is not kept: the request that would save it is not answered."""

    def then(page: Any, office: AtWork) -> None:
        _ready(page, office)
        page.route("**/api/save", lambda route: None)
        page.locator("#writing .cm-content").click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        page.keyboard.type(words)

    return then


def _paused(page: Any, office: AtWork) -> None:
    """What is typed cannot be saved, because nobody answers."""
    _ready(page, office)
    page.route("**/api/save", lambda route: route.abort())
    _pane(page, "write")
    page.fill("#f-title", "Opening hours in the dark months")
    page.locator('#save-state[data-save="paused"]').wait_for()


def _clash(page: Any, office: AtWork) -> None:
    """Two windows of one person change one field of a page."""
    _ready(page, office)
    with office.client() as client:
        seen = client.get("/api/page", params={"path": ROOMS}).json()
        edits = [{"at": ["title"], "value": f"Rooms, lamps and {seen['version'][:6]}"}]
        client.post(
            "/api/save", json={"path": ROOMS, "version": seen["version"], "edits": edits, "body": None, "words": ""}
        )
    _pane(page, "write")
    page.fill("#f-title", "Rooms and turntables")
    page.locator("#clash .reading").first.wait_for()


def _palette(words: str) -> Step:
    def then(page: Any, office: AtWork) -> None:
        page.keyboard.press("Control+k")
        page.locator("#palette[open] [role=option]").first.wait_for()
        page.keyboard.type(words)
        if words:
            page.locator("#palette mark", has_text=words).first.wait_for()

    return then


def _keys(page: Any, office: AtWork) -> None:
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()


def _drawer(page: Any, office: AtWork) -> None:
    if _is_phone(page):
        page.click(".menu-open >> visible=true")


def _chosen(page: Any, office: AtWork) -> None:
    page.locator("#pages-table tbody input[type=checkbox]").nth(1).check()
    page.locator("#pages-table tbody input[type=checkbox]").nth(2).check()


def _delete(page: Any, office: AtWork) -> None:
    _chosen(page, office)
    page.click("[data-deed=delete]")
    page.locator("dialog[open]").wait_for()


def _filter(page: Any, office: AtWork) -> None:
    page.click("[data-filter=state] summary")


def _moving(page: Any, office: AtWork) -> None:
    page.fill("#folder", "house")
    page.locator("#plan:not([aria-busy=true]) :is(li, h2, h3)").first.wait_for()


def _uploading(page: Any, office: AtWork) -> None:
    """One file is on its way, and nobody answers."""
    page.route("**/api/media", lambda route: None)
    page.locator("input[type=file]").first.set_input_files(
        [{"name": "a picture with a rather long name.png", "mimeType": "image/png", "buffer": b"x" * 4000}]
    )
    page.locator("progress, [role=progressbar]").first.wait_for()


def _folds(page: Any, office: AtWork) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true; })")


def _wrong_password(page: Any, office: AtWork) -> None:
    page.fill("[name=email]", "nobody@example.org")
    page.fill("[name=password]", "not the one at all")
    page.click("form button[type=submit]")
    page.locator("form .problem").wait_for()


def _edit(path: str) -> str:
    return "/pages/edit/" + quote(path)


LOOKS = (
    Look("start", "/"),
    Look("start-writer", "/", "writer"),
    Look("menu", "/", then=_drawer),
    Look("palette", "/", then=_palette("")),
    Look("palette-found", "/", then=_palette("room")),
    Look("keys", "/", then=_keys),
    Look("pages", "/pages"),
    Look("pages-chosen", "/pages?folder=news", then=_chosen),
    Look("pages-filter", "/pages?type=news", then=_filter),
    Look("pages-tree", "/pages?as=tree"),
    Look("pages-none", "/pages?q=zzzz"),
    Look("pages-delete", "/pages", then=_delete),
    Look("new-page", "/pages/new?title=Lamps"),
    Look("move", "/pages/move?path=content/rooms/index.md", then=_moving),
    Look("bin", "/pages/bin"),
    Look("edit", _edit(WINTER), then=_ready),
    Look("edit-page", _edit(WINTER), then=_page_pane),
    Look("edit-problems", _edit(WINTER), then=_side("problems")),
    Look("edit-links", _edit(WINTER), then=_side("links")),
    Look("edit-versions", _edit(WINTER), then=_side("versions")),
    Look("edit-version", _edit(WINTER), then=_version),
    Look("edit-lanes", _edit(WINTER), then=_lanes),
    Look("edit-slash", _edit(WINTER), then=_slash),
    Look("edit-brackets", _edit(WINTER), then=_brackets),
    Look("edit-stopped", _edit(WINTER), then=_publish),
    Look("edit-publish", _edit("content/news/n4.md"), then=_publish),
    Look("edit-broken", _edit("content/news/winter.md"), then=_ready),
    Look("edit-long", _edit("content/news/long.md"), then=_ready),
    Look("edit-writer", _edit("content/news/n2.md"), "writer", _ready),
    Look("edit-paused", _edit("content/news/n5.md"), then=_paused),
    Look("edit-clash", _edit(ROOMS), then=_clash),
    Look("edit-finnish", _edit(FINNISH), then=_ready),
    Look("edit-arabic", _edit(ARABIC), then=_ready),
    Look("edit-vietnamese", _edit(VIETNAMESE), then=_ready),
    Look("media", "/media"),
    Look("media-rows", "/media?as=rows"),
    Look("media-folder", "/media?folder=static/img"),
    Look("media-file", "/media?at=static/img/door.png"),
    Look("media-none", "/media?q=zzzz"),
    Look("media-upload", "/media", then=_uploading),
    Look("changes", "/changes"),
    Look("changes-writer", "/changes", "writer"),
    Look("changes-done", "/changes?done=discarded&id={mine}"),
    Look("change", "/changes/{mine}", then=_folds),
    Look("review", "/changes/{waiting}", then=_folds),
    Look("disk", "/changes/disk"),
    Look("change-site", "/changes/{mine}/site"),
    Look("health", "/health", then=_folds),
    Look("health-pages", "/health?by=page", then=_folds),
    Look("people", "/people", then=_folds),
    Look("somebody", "/people/{writer}", then=_folds),
    Look("trail", "/people/trail"),
    Look("trail-nothing", "/people/trail?until=2001-01-01"),
    Look("account", "/account", then=_folds),
    Look("no-page", "/pages/edit/content/nothing.md", status=404),
    Look("no-place", "/nowhere", status=404),
    Look("not-yours", "/people/trail", "writer", status=403),
    Look("sign-in", "/sign-in", None),
    Look("sign-in-wrong", "/sign-in", None, _wrong_password),
    Look("link-used", "/first/used", None, status=410),
)  # fmt: skip
"""Of a back office in full swing."""

FRESH = (
    Look("first-start", "/first/{first}", None),
    Look("start-fresh", "/"),
    Look("pages-fresh", "/pages"),
    Look("media-fresh", "/media"),
    Look("changes-fresh", "/changes"),
    Look("change-fresh", "/changes/mine"),
    Look("health-fresh", "/health"),
    Look("people-fresh", "/people"),
    Look("bin-fresh", "/pages/bin"),
)
"""Of one on its first day. The first is only there while nobody has come in."""

UNVERSIONED = (Look("begin", "/"), Look("account-unversioned", "/account"))
"""Of one whose site keeps no versions yet."""
