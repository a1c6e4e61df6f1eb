"""The Media section in Chromium: upload, search, rename with mending, replace, delete and take back, by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork

from drawn import PDF, SVG, noise, picture

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser
Office = Callable[..., AtWork]
FILES: dict[str, Any] = {
    "content/news/door.jpg": picture(width=400, height=300, seed=1),
    "content/news/tour.png": picture("PNG", 300, 300, seed=2),
    "content/news/rules.pdf": PDF,
    "static/img/logo.svg": SVG,
    "static/img/lake.webp": picture("WEBP", 320, 200, seed=3),
    "static/img/bus.jpg": picture(width=200, height=300, seed=4),
    "layouts/components/figure.html": "{#---\nproperties: {src: {kind: image}}\n---#}\n<img src='{{ src }}' alt=''>",
    "content/news/hours.md": (
        "---\ntitle: Opening hours\ndate: 2026-03-01\n---\n"
        "![The door](door.jpg)\n\nRead [the rules](rules.pdf). ![](/img/lake.webp)\n\n"
        '::figure{src="tour.png"}\n\n<img src="../../img/bus.jpg" alt="">\n'
    ),
    "content/about.md": "---\ntitle: About us\n---\n![The door](news/door.jpg) and ![the bus](/img/bus.jpg)\n",
}


@pytest.fixture
def office(back_office: Office) -> AtWork:
    return back_office(FILES)


def opened(office: AtWork, browser: Any, address: str = "/media", role: str = "editor", **context: Any) -> Any:
    page = office.page(browser, role, **context)
    page.goto(office.address + address)
    page.wait_for_load_state("networkidle")
    return page


def names(page: Any) -> list[str]:
    return page.locator(".thumb b").all_inner_texts()


def shot(page: Any, name: str) -> None:
    """A picture of the screen, where somebody wants to look at it."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def drop(page: Any, files: dict[str, bytes]) -> None:
    """Files that are dragged over the screen and let go."""
    given = [{"name": name, "data": list(data)} for name, data in files.items()]
    page.evaluate(
        """(files) => {
            const carried = new DataTransfer();
            for (const one of files) carried.items.add(new File([new Uint8Array(one.data)], one.name));
            for (const kind of ["dragenter", "dragover", "drop"])
                document.querySelector("h1").dispatchEvent(
                    new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
        }""",
        given,
    )


def test_the_files_are_there_with_small_pictures_and_where_they_are_used(office: AtWork, browser: Any) -> None:
    page = opened(office, browser)
    assert names(page) == ["door.jpg", "rules.pdf", "tour.png", "bus.jpg", "lake.webp", "logo.svg"]
    assert "6 files" in page.locator("#media-about").inner_text()
    assert "1 wants alt text; 1 is not used" in page.locator("#media-about").inner_text()
    expect(page.locator(".thumb img")).to_have_count(5)
    page.wait_for_function("() => [...document.querySelectorAll('.thumb img')].every((img) => img.naturalWidth > 0)")
    page.get_by_role("link", name="door.jpg").click()
    page.locator("#detail").wait_for()
    assert "400 × 300" in page.locator("#detail").inner_text()
    assert page.locator("#detail .altered li").all_inner_texts() == ["About us", "Opening hours"]
    shot(page, "media-light")
    page.goto(office.address + "/media?as=rows&only=wanting")
    assert page.locator(".thumb-row b").all_inner_texts() == ["lake.webp"]
    assert not page.wrong


def test_search_and_filters_as_one_types(office: AtWork, browser: Any) -> None:
    page = opened(office, browser)
    page.get_by_role("searchbox", name="Search names").fill("loGO")
    page.locator(".thumb", has_text="door.jpg").wait_for(state="detached")
    assert names(page) == ["logo.svg"]
    assert "q=loGO" in page.url and page.get_by_role("searchbox", name="Search names").evaluate(
        "(input) => input === document.activeElement"
    )
    page.get_by_role("searchbox", name="Search names").fill("")
    page.locator(".thumb", has_text="door.jpg").wait_for()
    page.get_by_label("Kind").select_option("documents")
    page.locator(".thumb", has_text="door.jpg").wait_for(state="detached")
    assert names(page) == ["rules.pdf"]
    page.get_by_label("Kind").select_option("")
    page.locator(".thumb", has_text="door.jpg").wait_for()
    page.locator(".filters").get_by_role("link", name="Not used").click()
    page.locator(".thumb", has_text="door.jpg").wait_for(state="detached")
    assert names(page) == ["logo.svg"]
    page.go_back()
    page.locator(".thumb", has_text="door.jpg").wait_for()
    assert not page.wrong


def test_many_files_are_dropped_and_each_comes_in_or_says_why_not(office: AtWork, browser: Any) -> None:
    page = opened(office, browser, "/media?folder=static/img")
    seen: list[str] = []
    page.expose_function("tell", lambda value: seen.append(value))
    page.evaluate(
        """() => new MutationObserver(() => {
            for (const bar of document.querySelectorAll("#uploads progress")) tell(String(bar.value));
        }).observe(document.getElementById("uploads"), { subtree: true, childList: true, attributes: true })"""
    )
    files = {f"Photo {n}.jpg": picture(width=300, height=200, seed=n) for n in range(5)}
    drop(page, {**files, "large.png": noise(900, 900), "virus.jpg": b"MZ\x90\0", "page.html": b"<html>"})
    for name in (*(f"Photo-{n}.jpg" for n in range(5)), "large.png"):
        page.locator(".thumb", has_text=name).wait_for()
    page.locator("#uploads [role=alert]").nth(1).wait_for()
    shot(page, "media-uploads")
    assert sorted(page.locator("#uploads [role=alert]").all_inner_texts()) == [
        "“page.html” is a web page. Pages are written here, so it cannot be uploaded as a file.",
        "“virus.jpg” is a program or holds one. Programs cannot be uploaded.",
    ]
    assert any(float(value) > 0 for value in seen)
    page.get_by_role("button", name="Take virus.jpg off the list").click()
    expect(page.locator("#uploads li")).to_have_count(1)
    assert not [one for one in page.wrong if "422" not in one]


def test_an_upload_can_be_stopped(office: AtWork, browser: Any) -> None:
    page = opened(office, browser, "/media?folder=static/img")
    page.route("**/api/media", lambda route: None)  # it never gets anywhere
    drop(page, {"slow.jpg": picture()})
    page.get_by_role("button", name="Stop slow.jpg").click()
    page.locator("#uploads").wait_for(state="hidden")
    page.unroute_all()
    drop(page, {"quick.jpg": picture()})
    page.locator(".thumb", has_text="quick.jpg").wait_for()
    assert "slow.jpg" not in names(page)


def test_a_file_gets_another_name_and_folder_and_every_page_follows(office: AtWork, browser: Any) -> None:
    page = opened(office, browser, "/media?at=content/news/door.jpg")
    page.get_by_role("button", name="Rename or move").click()
    assert "2 pages name this file and will follow." in page.locator("#rename").inner_text()
    page.get_by_label("Name", exact=True).fill("Red door")
    page.get_by_role("combobox", name="Folder").fill("static/img")
    shot(page, "media-rename")
    page.get_by_role("button", name="Rename", exact=True).click()
    page.locator("#detail[data-path='static/img/Red-door.jpg']").wait_for()
    assert "2 pages follow" in page.locator(".toast").inner_text()
    assert page.locator("#detail .altered li").all_inner_texts() == ["About us", "Opening hours"]
    change = office.office.change_of(office.somebody("editor").person)
    for path, text in {
        "content/about.md": "![The door](/img/Red-door.jpg) and",
        "content/news/hours.md": "![The door](/img/Red-door.jpg)\n",
    }.items():
        found = office.office.read(change, path)
        assert found is not None and text in found[0].decode()
    assert office.office.read(change, "content/news/door.jpg") is None
    assert not page.wrong


@pytest.mark.parametrize(
    ("path", "name", "folder", "texts"),
    [
        ("static/img/bus.jpg", "coach", "static/img", ("../../img/coach.jpg|/img/coach.jpg", "(/img/coach.jpg)")),
        ("static/img/bus.jpg", "bus", "content", ("/bus.jpg|../bus.jpg", "(/bus.jpg)")),
        ("content/news/tour.png", "walk", "content/news", ('::figure{src="walk.png"}', "")),
        ("content/news/rules.pdf", "rules", "content/documents", ("(../documents/rules.pdf)", "")),
    ],
)
def test_components_html_and_documents_follow_too(
    office: AtWork, path: str, name: str, folder: str, texts: tuple[str, str]
) -> None:
    client = office.client("writer")
    told = client.post("/api/media/move", json={"path": path, "name": name, "folder": folder})
    assert told.status_code == 200, told.text
    change = office.office.change_of(office.somebody("writer").person)
    for page, expected in zip(("content/news/hours.md", "content/about.md"), texts, strict=True):
        found = office.office.read(change, page)
        assert found is not None and any(one in found[0].decode() for one in expected.split("|")), found
    told = client.get("/media", params={"at": told.json()["path"]}, headers={"Accept": "text/html"})
    assert "Not used</h3>" not in told.text


def test_a_move_onto_another_file_or_out_of_the_site_is_refused(office: AtWork) -> None:
    client = office.client("writer")

    def move(name: str, folder: str = "static/img", path: str = "static/img/bus.jpg") -> Any:
        return client.post("/api/media/move", json={"path": path, "name": name, "folder": folder})

    assert move("x", "content/news/../..").status_code == 422
    assert move("x", "layouts").status_code == 422
    assert move("x", path="site.yaml").status_code == 422
    assert move("x", path="content/about.md").status_code == 422
    assert move("DOOR.jpg", "content/news").status_code == 422
    assert move("bus.html").json()["path"] == "static/img/bus-html.jpg"
    assert move("../../../etc/x", path="static/img/bus-html.jpg").json()["path"] == "static/img/x.jpg"


def test_another_picture_in_its_place(office: AtWork, browser: Any) -> None:
    page = opened(office, browser, "/media?at=content/news/door.jpg")
    before = page.locator("#detail img").get_attribute("src")
    page.set_input_files(
        "#replace-file", {"name": "new.jpg", "mimeType": "image/jpeg", "buffer": picture(width=64, height=48)}
    )
    page.get_by_text("64 × 48").wait_for()
    assert page.locator("#detail img").get_attribute("src") != before
    assert names(page)[0] == "door.jpg" and page.locator("#detail .altered li").count() == 2
    page.set_input_files("#replace-file", {"name": "new.png", "mimeType": "image/png", "buffer": picture("PNG")})
    page.get_by_text("is not a jpg file").wait_for()


def test_deleting_says_where_it_is_missing_and_can_be_taken_back(office: AtWork, browser: Any) -> None:
    page = opened(office, browser, "/media?at=content/news/door.jpg")
    page.get_by_role("button", name="Delete").click()
    dialog = page.locator("#delete")
    assert "used in 2 places" in dialog.inner_text() and "About us" in dialog.inner_text()
    shot(page, "media-delete")
    dialog.get_by_role("button", name="Delete").click()
    page.locator(".thumb", has_text="door.jpg").wait_for(state="detached")
    page.get_by_role("button", name="Undo").click()
    page.locator("#detail[data-path='content/news/door.jpg']").wait_for()
    assert "door.jpg" in names(page) and not page.wrong
    writer = opened(office, browser, "/media?at=content/news/door.jpg", "writer")
    assert writer.get_by_role("button", name="Delete").count() == 0
    assert office.client("writer").post("/api/media/delete", json={"path": "content/news/door.jpg"}).status_code == 403


def test_by_keyboard_alone(office: AtWork, browser: Any) -> None:
    page = opened(office, browser)
    page.locator(".thumb").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#detail[data-path='content/news/tour.png']").wait_for()
    expect(page.locator(".thumb[data-path='content/news/tour.png']")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator(".thumb[data-path='content/news/door.jpg']")).to_be_focused()
    page.get_by_role("button", name="Rename or move").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("walk")
    page.keyboard.press("Enter")
    page.locator("#detail[data-path='content/news/walk.png']").wait_for()
    expect(page.locator(".thumb[data-path='content/news/walk.png']")).to_be_focused()


def test_an_empty_place_says_what_belongs_there(back_office: Office, browser: Any) -> None:
    page = opened(back_office(), browser)
    assert "No files yet" in page.locator(".media-files").inner_text()
    shot(page, "media-empty")
    drop(page, {"a.jpg": picture()})
    page.locator(".thumb", has_text="a.jpg").wait_for()
    assert not page.wrong


def test_what_is_found_is_shown_in_the_other_language(office: AtWork, browser: Any) -> None:
    page = opened(office, browser, "/media?at=content/news/door.jpg", locale="fi-FI")
    assert "Nimeä tai siirrä" in page.locator("#detail").inner_text()
    assert "6 tiedostoa" in page.locator("#media-about").inner_text()
