"""A content type with a field of every kind, and a page of it."""

from __future__ import annotations

from typing import Any

from sitegen.model.settings import FieldSpec

TEXT = FieldSpec("", "text")
TERM = FieldSpec("", "term", taxonomy="tags")
HOURS = FieldSpec(
    "",
    "group",
    fields=(
        FieldSpec("days", "text", "Days", required=True),
        FieldSpec("opens", "text", "Opens"),
        FieldSpec("closes", "text", "Closes"),
    ),
)
STEP = FieldSpec(
    "",
    "group",
    fields=(
        FieldSpec("name", "text", "Name"),
        FieldSpec("about", "longtext", "About"),
        FieldSpec("tools", "list", "Tools", of=TEXT),
        FieldSpec("where", "place", "Where"),
    ),
)

OWN = (
    FieldSpec("title", "text", "Title", "Shown in lists and search results", required=True, max=90),
    FieldSpec("summary", "longtext", "Summary", "One or two sentences", max=300),
    FieldSpec("date", "date", "Date", required=True),
    FieldSpec("desk", "choice", "Written by", choices=("Lending desk", "Music", "Children", "Archive", "House")),
    FieldSpec("state", "choice", "Status", choices=("planned", "open", "closed"), default="planned"),
    FieldSpec("seats", "number", "Seats", min=0, integer=True),
    FieldSpec("free", "boolean", "Free of charge"),
    FieldSpec("starts", "datetime", "Starts"),
    FieldSpec("tags", "list", "Tags", of=TERM),
    FieldSpec("topic", "term", "Topic", taxonomy="topics"),
    FieldSpec("author", "reference", "Author", to="person"),
    FieldSpec("booking", "url", "Link to booking"),
    FieldSpec("map", "file", "Plan of the house"),
    FieldSpec("tone", "colour", "Colour", default="#0b5fff"),
    FieldSpec("hero", "image", "Picture", alt="required"),
    FieldSpec("hours", "list", "Hours", of=HOURS),
    FieldSpec("site", "place", "Where"),
    FieldSpec("notes", "markdown", "Notes"),
    FieldSpec(
        "contact", "group", "Contact", fields=(FieldSpec("name", "text", "Name"), FieldSpec("phone", "text", "Phone"))
    ),
    FieldSpec("steps", "list", "Steps", of=STEP),
    FieldSpec("words", "list", "Search words", of=TEXT),
)

GENERAL = (
    FieldSpec("slug", "text"),
    FieldSpec("aliases", "list", of=TEXT),
    FieldSpec("updated", "moment"),
    FieldSpec("draft", "boolean", default=False),
    FieldSpec("publish_at", "datetime"),
    FieldSpec("order", "number"),
    FieldSpec("menu", "menu", default=()),
    FieldSpec("translation_of", "reference"),
    FieldSpec("defaults", "any"),
)

PAGE: dict[str, Any] = {
    "title": "Opening hours in winter",
    "summary": "From December the library opens an hour earlier on weekdays and closes earlier on Sundays.",
    "date": "2026-11-21",
    "desk": "Lending desk",
    "state": "open",
    "seats": 40,
    "free": True,
    "starts": "2026-12-03 09:00",
    "tags": ["opening hours", "winter", "self-service"],
    "topic": "Services",
    "author": "people/desk.md",
    "booking": "/rooms/booking/",
    "map": "plan.pdf",
    "tone": "#0d5b49",
    "hero": {
        "src": "door.jpg",
        "alt": "The library’s front door on a snowy evening, its windows lit",
        "focal": "61% 58%",
    },
    "hours": [
        {"days": "Monday–Thursday", "opens": "8:00", "closes": "20:00"},
        {"days": "Friday", "opens": "8:00", "closes": "18:00"},
        {"days": "Saturday", "opens": "10:00", "closes": "16:00", "note": "not in July"},
        {"days": "Sunday", "opens": "12:00", "closes": "15:00"},
    ],
    "site": {"lat": 60.17, "lon": 24.94, "label": "Main library"},
    "notes": "Bring your **card**.\n",
    "contact": {"name": "Desk", "phone": "09 310"},
    "steps": [
        {"name": "Borrow", "about": "With a card.", "tools": ["card", "PIN"], "where": {"lat": 60.1, "lon": 24.9}}
    ],
    "words": ["hours", "open"],
    "slug": "winter",
    "updated": "2026-11-22",
    "legacy": {"id": 812, "flags": [True, "old"]},
    "colour_scheme": "dark",
}
