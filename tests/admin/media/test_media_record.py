"""What is known of a picture: said at its side in the Media section, kept in the change, and following the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from office_at_work import AtWork
from test_media_screen import opened, shot

from drawn import PDF, picture

Office = Callable[..., AtWork]
DOOR = "content/news/door.jpg"
RECORD = "content/news/media.yaml"
FILES: dict[str, Any] = {
    DOOR: picture(width=400, height=200, seed=1),
    "content/news/tour.png": picture("PNG", 300, 300, seed=2),
    "content/news/rules.pdf": PDF,
    RECORD: "# What they show\ntour.png: {alt: The tour} # by boat\n",
    "content/news/hours.md": "---\ntitle: Opening hours\ndate: 2026-03-01\n---\n![](door.jpg) ![](tour.png)\n",
}


@pytest.fixture
def office(back_office: Office) -> AtWork:
    return back_office(FILES)


def kept(office: AtWork, path: str = RECORD, role: str = "editor") -> str | None:
    """A file as a person has it."""
    found = office.office.read(office.office.change_of(office.somebody(role).person), path)
    return found[0].decode() if found is not None else None


@pytest.mark.browser
def test_words_are_kept_as_one_types(office: AtWork, browser: Any) -> None:
    """Half a second after the last letter; who wants words is counted anew when the field is left."""
    page = opened(office, browser, f"/media?at={DOOR}")
    assert "1 wants alt text" in page.locator("#media-about").inner_text()
    page.get_by_label("Alt text").fill("The door, wide open")
    page.locator("#record-state", has_text="Saved").wait_for()
    assert kept(office) == f"{FILES[RECORD]}door.jpg:\n  alt: The door, wide open\n"
    page.get_by_label("Alt text").blur()
    page.locator(".detail .wanted").wait_for(state="detached")
    assert "want" not in page.locator("#media-about").inner_text()
    page.reload()
    assert page.get_by_label("Alt text").input_value() == "The door, wide open"
    assert not page.wrong


@pytest.mark.browser
def test_the_point_is_set_by_clicking_and_by_arrow_keys(office: AtWork, browser: Any) -> None:
    page = opened(office, browser, f"/media?at={DOOR}")
    frame = page.locator("#record-picture")
    page.wait_for_function("() => document.querySelector('#record-picture img').naturalWidth > 0")
    box = frame.bounding_box()
    assert box is not None and abs(box["width"] / box["height"] - 2) < 0.05, box
    frame.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    assert page.locator("#announcer").inner_text() == "25 % from the left, 75 % from the top"
    for key in ("ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    page.locator("#record-state", has_text="Saved").wait_for()
    shot(page, "media-record")
    assert "door.jpg:\n  focal:\n    - 0.26\n    - 0.65\n" in (kept(office) or "")
    page.reload()
    assert page.locator(".focal").get_attribute("data-x") == "26"
    assert not page.wrong


@pytest.mark.browser
def test_what_was_typed_last_is_kept_when_the_screen_is_left(office: AtWork, browser: Any) -> None:
    """Another file is chosen, or the tab goes elsewhere, before half a second is over."""
    page = opened(office, browser, f"/media?at={DOOR}")
    page.get_by_label("Alt text").fill("The door")
    page.get_by_role("link", name="tour.png").click()
    page.locator("#detail[data-path='content/news/tour.png']").wait_for()
    page.locator("#record-alt", has_text="").wait_for()
    with page.expect_request("**/api/media/record"):
        page.get_by_label("Alt text").press_sequentially("!")
        page.get_by_role("link", name="door").first.click()
    page.goto(office.address + f"/media?at={DOOR}")
    assert page.get_by_label("Alt text").input_value() == "The door"


@pytest.mark.browser
def test_a_server_that_is_away_is_tried_again(office: AtWork, browser: Any) -> None:
    page = opened(office, browser, f"/media?at={DOOR}")
    page.route("**/api/media/record", lambda route: route.abort())
    page.get_by_label("Alt text").fill("The door")
    page.locator("#record-state", has_text="Not saved yet").wait_for()
    page.unroute_all()
    page.locator("#record-state", has_text="Saved.").wait_for()
    assert "alt: The door" in (kept(office) or "")


@pytest.mark.browser
def test_the_record_follows_its_file(office: AtWork) -> None:
    """Into another name, into another folder, away and back: as it was written."""
    client, tour = office.client("editor"), "content/news/tour.png"

    def move(path: str, folder: str, name: str) -> None:
        told = client.post("/api/media/move", json={"path": path, "folder": folder, "name": name})
        assert told.status_code == 200, told.text

    move(tour, "content/news", "walk.png")
    assert kept(office) == "# What they show\nwalk.png: {alt: The tour} # by boat\n"
    move("content/news/walk.png", "static/img", "round.png")
    assert (kept(office), kept(office, "static/img/media.yaml")) == (
        "# What they show\n",
        "round.png: {alt: The tour} # by boat\n",
    )
    assert client.post("/api/media/delete", json={"path": "static/img/round.png"}).status_code == 200
    assert kept(office, "static/img/media.yaml") is None
    assert client.post("/api/media/restore", json={"path": "static/img/round.png"}).status_code == 200
    assert kept(office, "static/img/media.yaml") == "round.png: {alt: The tour} # by boat\n"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"path": DOOR, "alt": 3}, 400),
        ({"path": DOOR, "focal": [0.5]}, 400),
        ({"path": DOOR, "focal": [0.5, 1.5]}, 400),
        ({"path": DOOR, "focal": [True, 0]}, 400),
        ({"path": DOOR, "focal": "50% 50%"}, 400),
        ({"path": "content/news/none.jpg", "alt": "x"}, 422),
        ({"path": "content/news/hours.md", "alt": "x"}, 422),
        ({"path": "site.yaml", "alt": "x"}, 422),
        ({"path": "content/../site.yaml", "alt": "x"}, 422),
    ],
)
def test_what_is_no_record_is_refused(office: AtWork, given: dict[str, Any], status: int) -> None:
    client = office.client("editor")
    told = client.post("/api/media/record", json=given)
    assert told.status_code == status, told.text
    assert office.office.read(office.office.change_of(office.somebody("editor").person), "site.yaml") is not None


def test_a_broken_file_of_records_is_left_alone(back_office: Office) -> None:
    """It is said where the mistake is, and nothing is written over it."""
    office = back_office({**FILES, RECORD: "door.jpg: [\n"})
    told = office.client("editor").post("/api/media/record", json={"path": DOOR, "alt": "The door"})
    assert told.status_code == 422 and RECORD in told.json()["refused"]
    assert kept(office) == "door.jpg: [\n"


def test_words_and_point_are_taken_away_again(office: AtWork) -> None:
    client = office.client("editor")
    for said in ({"alt": "The\n door "}, {"focal": [0.5, 0.25]}, {"alt": ""}, {"focal": None}):
        told = client.post("/api/media/record", json={"path": DOOR, **said})
        assert told.status_code == 200, told.text
    assert told.json() == {"alt": "", "focal": None}
    assert kept(office) == FILES[RECORD]
