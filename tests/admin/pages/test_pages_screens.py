"""The pages section in a real browser: filters, keyboard, what is done with many, new, move, delete and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from office_at_work import SITE, AtWork, git

from sites import Content

pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]
MORE: Mapping[str, Content] = {
    "site.yaml": str(SITE["site.yaml"]).replace(
        "types:\n", "languages: {default: en, en: {label: English}, fi: {label: Suomi}}\ntypes:\n"
    ),
    "content/about.fi.md": "---\ntitle: Meistä\n---\nPieni kirjasto.\n",
    "content/news/poem.md": "---\ntitle: Night of the poem\ndate: 2026-02-01\ntags: [poem]\ndraft: true\n---\nx\n",
    "content/news/ساعات.md": "---\ntitle: ساعات العمل <b>\ndate: 2026-02-02\n---\nx\n",
    "content/rooms/index.md": "---\ntitle: Rooms\n---\n",
    "content/rooms/small/lamp.md": "---\ntitle: The lamp\n---\nSee [about](/about.md).\n",
}


def titles(page: Any) -> list[str]:
    """What the rows say."""
    return [str(text) for text in page.locator("#pages-table .page-title").all_inner_texts()]


def changed(office: AtWork, role: str = "owner") -> Mapping[str, Any]:
    """What the change of somebody does."""
    return office.office.altered(office.office.change_of(office.somebody(role).person))


def test_rows_are_found_filtered_and_linked(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser)
    page.goto(office.address + "/pages")
    assert page.inner_text("#summary") == "9 pages in 2 languages"
    page.fill("#pages-search", "NIGHT poem")
    page.wait_for_url("**/pages?q=NIGHT+poem")
    page.locator("#pages-table tbody tr").nth(1).wait_for(state="detached")
    assert titles(page) == ["Night of the poem"]
    page.fill("#pages-search", "")
    page.wait_for_url("**/pages")
    page.click("[data-filter=state] summary")
    page.click("[data-filter=state] a:has-text('Offline')")
    page.wait_for_url("**/pages?state=offline")
    assert titles(page) == ["Night of the poem"]
    page.click("[data-filter=language] summary")
    page.click("[data-filter=language] a:has-text('Suomi')")
    page.locator("#list .empty").wait_for()
    page.reload()  # what is filtered stands in the address
    page.click("#list .empty a")
    page.wait_for_url("**/pages")
    page.go_back()
    page.locator("#list .empty").wait_for()
    page.go_back()
    page.locator("#pages-table").wait_for()
    assert titles(page) == ["Night of the poem"]
    page.click("#folders a:has-text('Rooms')")
    page.wait_for_url("**folder=rooms**")
    page.click(".chip a[aria-label='Remove the filter Offline']")
    page.locator("#pages-table").wait_for()
    assert sorted(titles(page)) == ["Rooms", "The lamp"]
    assert not page.wrong


def test_order_columns_and_tree(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser)
    page.goto(office.address + "/pages?sort=title")
    assert titles(page)[:3] == ["About us", "Home", "Meistä"]
    page.click("#pages-table thead a:has-text('Title')")
    page.wait_for_url("**sort=-title")
    page.locator("#pages-table [aria-sort=descending]").wait_for()
    assert titles(page)[0] == "ساعات العمل <b>"
    page.click("#columns summary")
    page.check("#columns [value=address]")
    page.locator("#pages-table th:has-text('Address')").wait_for()
    page.reload()
    assert page.locator("#pages-table th:has-text('Address')").count() == 1
    page.click(".switch a[title=Tree]")
    page.locator("#pages-table.as-tree").wait_for()
    assert titles(page)[:2] == ["Home", "Meistä"]
    assert page.get_attribute("tr[data-path='content/rooms/small/lamp.md']", "data-depth") == "2"
    assert not page.wrong


def test_by_keyboard(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser)
    page.goto(office.address + "/pages?sort=title")
    page.focus("#pages-search")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    assert page.inner_text("#picked") == "3 selected"
    page.keyboard.press("Escape")
    assert page.inner_text("#picked") == "0 selected"
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/edit/content/about.md")
    page.goto(office.address + "/pages?folder=rooms")
    page.keyboard.press("n")
    page.wait_for_url("**/pages/new?folder=rooms")
    assert page.input_value("#folder") == "rooms"


def test_a_page_is_made_and_opens(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser)
    page.goto(office.address + "/pages/new?title=Night%20%F0%9F%8E%89%20<b>")
    page.check("#making [value=news]")
    assert page.input_value("#folder") == "news"
    page.select_option("#language", "fi")
    page.click("#making [type=submit]")
    page.wait_for_url("**/pages/edit/content/news/night-tada-b.fi.md")
    assert page.input_value("#f-title") == "Night 🎉 <b>"
    assert list(changed(office)) == ["content/news/night-tada-b.fi.md"]
    page.goto(office.address + "/pages?state=draft")
    assert titles(page) == ["Night 🎉 <b>"]
    assert not page.wrong


def test_a_page_is_moved_with_what_leads_to_it(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser)
    page.goto(office.address + "/pages/move?path=content/about.md")
    page.locator("#name-field").wait_for()
    page.fill("#name", "Who we are")
    page.locator("#move [type=submit]:has-text('mend 1 line')").wait_for()
    assert "/who-we-are/" in page.inner_text("#plan")
    assert "2 pages get other addresses" in page.inner_text("#plan")
    page.click("#move [type=submit]")
    page.wait_for_url("**/pages/edit/content/who-we-are.md")
    change = office.office.change_of(office.somebody().person)
    assert office.office.read(change, "content/about.md") is None
    assert b"/who-we-are.md" in office.office.read(change, "content/rooms/small/lamp.md")[0]
    assert b"/about/" in office.office.read(change, "content/who-we-are.md")[0]
    page.goto(office.address + "/pages/move?path=content/who-we-are.md")
    page.locator("#name-field").wait_for()
    page.fill("#name", "rooms")
    page.fill("#folder", "news")
    page.fill("#name", "hours")
    page.locator("#move-why:has-text('There is already a page')").wait_for()
    page.locator("#move [type=submit][aria-disabled=true]").wait_for()
    assert not page.wrong


def test_nothing_is_taken_before_it_is_known_what_is_moved(back_office: Make, browser: Any) -> None:
    """The folder that the page lies in would take its place, or never come."""
    office = back_office(MORE)
    page = office.page(browser)
    held: list[Any] = []
    page.route("**/api/moves", lambda route: held.append(route), times=1)
    with page.expect_request("**/api/moves"):
        page.goto(office.address + "/pages/move?path=content/news/hours.md")
    page.locator("#folder").evaluate("field => field.focus()")
    page.keyboard.type("rooms")
    assert page.input_value("#folder") == ""
    held[0].continue_()
    page.locator("#name-field").wait_for()
    assert page.input_value("#folder") == "news"
    page.fill("#folder", "rooms")
    page.locator("#plan", has_text="/rooms/hours/").wait_for()


def test_many_are_deleted_and_come_back(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser, "editor")
    page.goto(office.address + "/pages?folder=news&sort=title")
    page.click("#pick-all")
    page.click("[data-deed=delete]")
    dialog = page.locator("dialog[open]")
    assert "4 pages" in dialog.inner_text() and "Home" in dialog.inner_text()
    dialog.locator("[value=yes]").click()
    page.locator("#list .empty").wait_for()
    assert len(changed(office, "editor")) == 4
    page.goto(office.address + "/pages/bin")
    assert page.locator("[data-restore]").count() == 4
    page.click("[data-restore='content/news/hours.md']")
    page.locator("[data-restore='content/news/hours.md']").wait_for(state="detached")
    page.locator(".toast").wait_for()
    assert "content/news/hours.md" not in changed(office, "editor")
    assert not page.wrong


def test_delete_can_be_undone_at_once(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser, "editor")
    page.goto(office.address + "/pages?folder=rooms/small")
    page.click("#pick-all")
    page.click("[data-deed=delete]")
    page.click("dialog[open] [value=yes]")
    page.click(".toast button:has-text('Undo')")
    page.locator(".page-title:has-text('The lamp')").wait_for()
    assert changed(office, "editor") == {}


def test_tags_offline_and_publish(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser, "editor")
    page.goto(office.address + "/pages?folder=news&sort=title")
    for path in ("content/news/hours.md", "content/news/poem.md"):
        page.check(f"tr[data-path='{path}'] input")
    page.click("[data-deed=tag]")
    page.fill("#tag-add", "winter, all")
    page.fill("#tag-remove", "HOURS")
    page.click("dialog[open] [value=yes]")
    page.locator(".toast:has-text('2 pages')").wait_for()
    page.click("[data-deed=offline]")
    page.locator(".toast:has-text('1 page goes offline')").wait_for()
    page.click("[data-deed=publish]")
    page.click("dialog[open] [value=yes]")
    page.locator(".toast:has-text('2 pages are public now')").wait_for()
    assert git(office.root, "show", "--name-only", "--format=%an", "HEAD").split("\n\n")[1].split() == [
        "content/news/hours.md",
        "content/news/poem.md",
    ]
    assert "tags: [winter, all]\n" in git(office.root, "show", "HEAD:content/news/hours.md")
    assert "draft" not in git(office.root, "show", "HEAD:content/news/poem.md")
    assert changed(office, "editor") == {}
    assert not page.wrong


def test_who_may_not_is_told_why(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser, "writer")
    page.goto(office.address + "/pages")
    page.click("#pick-all")
    page.click("[data-deed=delete]", force=True)
    assert "cannot delete" in page.inner_text("#bulk-why")
    assert page.get_attribute("[data-deed=delete]", "aria-disabled") == "true"
    assert page.locator("dialog[open]").count() == 0
    with office.client("writer") as client:
        assert client.post("/api/delete", json={"paths": ["content/about.md"]}).status_code == 403


def test_the_deeds_of_the_editing_screen(back_office: Make) -> None:
    office = back_office(MORE)
    with office.client("editor") as client:
        assert client.post("/api/duplicate", json={"path": "content/about.md"}).json() == {
            "go": "/pages/edit/content/about-2.md"
        }
        found = client.get("/api/consequences", params={"path": "content/about.md"}).json()
        assert [one["label"] for one in found["links"]] == ["The lamp"]
        gone = client.post("/api/delete", json={"paths": ["content/about.md"]}).json()
        assert gone["go"] == "/pages"
        back = client.post("/api/put-back", json={"path": "content/about.md"})
        assert back.json() == {"go": "/pages/edit/content/about.md"}
        assert client.post("/api/put-back", json={"path": "content/about-2.md"}).json() == {"go": "/pages"}
        assert client.post("/api/delete", json={"paths": ["site.yaml", "content/../x.md"]}).status_code in (403, 404)
        assert client.post("/api/move", json={"paths": "x"}).status_code in (400, 403, 404)
        assert client.post("/api/tag", json={"paths": [], "taxonomy": "nope"}).status_code == 400
    assert changed(office, "editor") == {}


SCREENS = ("/pages", "/pages?as=tree", "/pages?q=zzz", "/pages/new", "/pages/move?path=content/about.md", "/pages/bin")


def test_on_a_phone_rows_have_two_lines_and_nothing_is_cut(back_office: Make, browser: Any) -> None:
    office = back_office(MORE)
    page = office.page(browser)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in SCREENS:
        page.goto(office.address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(office.address + "/pages")
    title, state = (
        page.locator(f"#pages-table tbody tr:first-child {one}").bounding_box() for one in (".wide", ".state")
    )
    assert state["y"] > title["y"]


@pytest.mark.prove
def test_ten_thousand_pages_are_usable(back_office: Make, browser: Any) -> None:
    many = {f"content/news/n{n}.md": f"---\ntitle: Item {n}\ndate: 2026-01-01\n---\nx\n" for n in range(10_000)}
    office = back_office(many)
    page = office.page(browser)
    page.goto(office.address + "/pages", timeout=120_000)
    assert page.locator("#pages-table tbody tr").count() == 100
    page.fill("#pages-search", "item 9999")
    page.locator("#summary:has-text('1 page')").wait_for()
    page.fill("#pages-search", "")
    page.locator("#summary:has-text('10004 pages')").wait_for()
    page.click("#place [rel=next]")
    page.wait_for_url("**from=100")
    page.click("#pick-all")
    page.click("#choose-every")
    page.locator("#picked:has-text('10,004')").wait_for()
    assert not page.wrong
