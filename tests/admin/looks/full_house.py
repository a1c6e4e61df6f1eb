"""A back office in which something stands on every screen: many pages, four languages, people, changes, mistakes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from office_at_work import AtWork, at_work, repository
from PIL import Image, ImageDraw

from sitegen.model.change import Author
from sitegen.office.person import ChangeState, Role
from sites import Content, put

WINTER = "content/news/opening-hours-in-winter.md"
FINNISH = "content/news/opening-hours-in-winter.fi.md"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
ARABIC = "content/news/opening-hours-in-winter.ar.md"
VIETNAMESE = "content/news/opening-hours-in-winter.vi.md"
ROOMS = "content/rooms/index.md"
LONG = "Kirjastoautoaikataulumuutosilmoituslomakkeen tallennusvaihtoehdot " + "ääretön" * 14
SETTINGS = """\
title: Lakeside Library
base_url: https://example.org/
timezone: Europe/Helsinki
languages: {default: en, en: {label: English}, fi: {label: Suomi}, ar: {label: العربية}, vi: {label: Tiếng Việt}}
taxonomies: {tags: {}}
menus:
  main:
    - {label: News, page: news/index.md}
    - {label: Rooms, page: rooms/index.md}
types:
  news:
    label: News item
    pages: "news/*.md"
    fields:
      title: {kind: text, label: Title, required: true, max: 90, help: Shown in lists and search results}
      description: {kind: longtext, label: Summary, max: 300, help: One or two sentences}
      date: {kind: date, label: Date, required: true}
      desk: {kind: choice, label: Written by, choices: [Lending desk, Music, Children, Archive]}
      tags: {kind: list, label: Tags, of: {kind: term, taxonomy: tags}}
      booking: {kind: url, label: Link to booking}
      hero: {kind: image, label: Picture, alt: required}
      hours:
        kind: list
        label: Hours
        of:
          kind: group
          fields:
            days: {kind: text, label: Days, required: true}
            opens: {kind: text, label: Opens}
            closes: {kind: text, label: Closes}
"""
HEAD = """\
---
title: {title}
description: {about}
date: 2026-11-21
desk: Lending desk
tags: [opening hours, winter, self-service]
hero:
  src: /img/door.png
  alt: {alt}
hours:
  - {{days: "{days}", opens: "8:00", closes: "20:00"}}
  - {{days: "{late}", opens: "10:00", closes: "16:00"}}
---
{text}
"""
SAMPLES = {
    WINTER: HEAD.format(
        title="Opening hours in winter",
        about="From December the library opens an hour earlier on weekdays and closes earlier on Sundays.",
        alt="The front door of the library on a snowy evening, its windows lit",
        days="Monday–Thursday",
        late="Saturday",
        text="From **1 December** the house opens at eight. Read about [our rooms](../rooms/index.md).\n\n"
        "## Self-service\n\nWith a card and a code the door opens from six in the morning. "
        "The [plan](/img/door.png) hangs there; all hours are in the [calendar](https://example.org/calendar).\n\n"
        "- Newspapers and magazines\n- Holds and returns\n\n> The reading room stays quiet.\n\n"
        "| Day | Hours |\n|---|---|\n| Monday | 8–20 |\n| Sunday | 12–15 |\n",
    ),
    FINNISH: HEAD.format(
        title="Talviaukioloajat ja omatoimikirjasto",
        about="Joulukuusta alkaen kirjasto avautuu arkisin tuntia aiemmin ja sulkeutuu sunnuntaisin aiemmin.",
        alt="Kirjaston ovi lumisena iltana",
        days="Maanantaista torstaihin",
        late="Lauantai",
        text="Omatoimikirjaston käyttöönottokoulutus järjestetään **1. joulukuuta**.\n\n## Omatoimiaika\n\nKortilla.\n",
    ),
    ARABIC: HEAD.format(
        title="ساعات العمل في الشتاء",
        about="ابتداءً من ديسمبر تفتح المكتبة أبوابها قبل الموعد المعتاد بساعة.",
        alt="باب المكتبة في مساء مثلج",
        days="الاثنين–الخميس",
        late="السبت",
        text="ابتداءً من **1 ديسمبر** تفتح المكتبة في الثامنة.\n\n## الخدمة الذاتية\n\n- الصحف\n- الكتب المحجوزة\n",
    ),
    VIETNAMESE: HEAD.format(
        title="Giờ mở cửa mùa đông của thư viện",
        about="Từ tháng mười hai, thư viện mở cửa sớm hơn một giờ vào các ngày trong tuần.",
        alt="Cửa trước của thư viện vào một buổi tối có tuyết",
        days="Thứ hai–thứ năm",
        late="Thứ bảy",
        text="Từ **ngày 1 tháng 12** thư viện mở cửa lúc tám giờ.\n\n## Tự phục vụ\n\nVới thẻ và mã số.\n",
    ),
}
NEWS = (
    "Story hour moves to Thursdays", "Book bus timetable, week 47", "New records in November",
    "Independence Day: closed",
    "What you told us, autumn 2026", "Reading challenge for the dark months", "The reading room has new lamps",
    "Music desk: borrow a turntable", "Homework help on Tuesdays", "Poems on the night tram",
)  # fmt: skip
ROOM_PAGES = ("Small room", "Large room", "Music room", "Study cells")


def house_picture(width: int = 1200, height: int = 600, sky: str = "#465a7d") -> bytes:
    """A house by a lake, drawn here."""
    image = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.75, width, height), fill="#dfe7f0")
    draw.rectangle((width * 0.2, height * 0.3, width * 0.8, height * 0.8), fill="#7d3b2c")
    for step in range(5):
        left = width * (0.25 + step * 0.11)
        draw.rectangle((left, height * 0.4, left + width * 0.06, height * 0.58), fill="#f7cf7c")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def files() -> Mapping[str, Content]:
    """Everything that lies in the folder of the site."""
    made: dict[str, Content] = {
        ".gitignore": ".sitegen/\npublic/\n",
        "site.yaml": SETTINGS,
        "content/index.md": "---\ntitle: Home\n---\nWelcome. Read the [news](news/index.md).\n",
        "content/news/index.md": "---\ntitle: News\ndate: 2026-01-01\n---\nWhat is new.\n",
        ROOMS: "---\ntitle: Rooms and equipment\n---\n"
        "Rooms to [work in](small-room.md), also [in winter](../news/opening-hours-in-winter.md).\n",
        "content/news/winter.md": "---\ntitle: Holiday\ndate: soon\n---\n[Book](booking.md). ![](/img/bus.png)\n",
        "content/news/long.md": f"---\ntitle: {LONG}\ndate: 2026-10-01\n---\nSee [it]({'y' * 80}.md).\n",
        "content/news/later.md": "---\ntitle: December\ndate: 2026-11-01\npublish_at: 2099-12-01 06:00\n---\nx\n",
        "static/img/door.png": house_picture(),
        "static/img/bus.png": house_picture(600, 600, "#7fa6c4"),
        "static/img/a-picture-with-a-very-long-name-from-a-camera-2026-11-21.png": house_picture(400, 700, "#53766a"),
        "static/img/mark.svg": DRAWING,
        "static/files/price-list.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
        **SAMPLES,
    }
    for number, title in enumerate(NEWS):
        made[f"content/news/n{number}.md"] = f"---\ntitle: '{title}'\ndate: 2026-11-{number + 1:02}\n---\n{title}.\n"
    for title in ROOM_PAGES:
        made[f"content/rooms/{title.lower().replace(' ', '-')}.md"] = f"---\ntitle: {title}\n---\nFor six.\n"
    return made


def wrote(office: AtWork, role: str, path: str, old: str, new: str) -> str:
    """Somebody of a role replaces some words of a page, in their change; returns its id."""
    who = office.somebody(role).person
    change = office.office.change_of(who)
    data, version = office.office.read(change, path)
    assert old in data.decode()
    said = data.replace(old.encode(), new.encode())
    saved = office.office.changes.save(change, {path: (said, version)}, Author(who.name, who.email))
    assert isinstance(saved, dict), saved
    return change


@contextmanager
def full_house(folder: Path) -> Iterator[AtWork]:
    """The back office, at work."""
    with at_work(repository(folder / "site", files())) as office:
        office.somebody("owner")
        sent = wrote(office, "writer", "content/news/n0.md", "Story hour moves", "The story hour moves")
        office.office.people.mark(sent, ChangeState.WAITING, "The room is free from ten now.")
        wrote(office, "writer", "content/news/n2.md", "records", "old records")
        wrote(office, "editor", "content/news/n6.md", "new lamps.", "new lamps and chairs.")
        wrote(office, "owner", WINTER, "[our rooms](../rooms/index.md)", "[our rooms](../rooms/booking.md)")
        wrote(office, "owner", ROOMS, "Rooms to", "Quiet rooms to")
        (office.root / "content/rooms/large-room.md").write_text("---\ntitle: Large room\n---\nFor twelve, by hand.\n")
        office.office.people.invite(office.somebody().person.id, "new@example.org", "Somebody new", Role.EDITOR)
        _went_public(office)
        with office.client() as owner:
            owner.post("/api/delete", json={"paths": ["content/rooms/study-cells.md"]})
            while not owner.get("/api/health").json()["complete"]:
                pass
        yield office


@contextmanager
def fresh_house(folder: Path, *, versions: bool = True) -> Iterator[AtWork]:
    """One on its first day, with a site of one page; or one whose site keeps no versions yet."""
    site = {
        ".gitignore": ".sitegen/\npublic/\n",
        "site.yaml": "title: Lakeside Library\n",
        "content/index.md": "Hello.\n",
    }
    if versions:
        repository(folder / "site", site)
    else:
        put(folder / "site", site)
    with at_work(folder / "site") as office:
        yield office


def _went_public(office: AtWork) -> None:
    """Something of the editor's, and something that was thrown away."""
    with office.client("editor") as editor:
        token = {"token": editor.headers["X-Sitegen-Token"]}
        editor.post(
            f"/changes/{office.office.change_of(office.somebody('editor').person)}/publish", data={**token, "words": ""}
        )
        wrote(office, "editor", "content/news/n8.md", "on Tuesdays.", "on Mondays.")
        mine = office.office.change_of(office.somebody("editor").person)
        editor.post(f"/changes/{mine}/discard", data={**token, "which": "all"})
        wrote(office, "editor", "content/news/n9.md", "night tram.", "night bus.")
