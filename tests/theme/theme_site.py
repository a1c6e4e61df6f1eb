"""A site with a page of every kind that the built-in theme knows."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from sites import Content


def jpeg(width: int = 120, height: int = 80) -> bytes:
    """A picture of that size."""
    made = BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "JPEG")
    return made.getvalue()


LONG = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"

SETTINGS = """title: Lakeside Library
base_url: https://library.example/sub/
timezone: Europe/Helsinki
languages: {default: en, en: English, ar: العربية}
markdown: {math: true}
types:
  doc: {label: Doc, pages: "docs/**", layout: documentation, extra: allow}
"""

LANDING = """---
title: Borrow a boat
layout: landing
hero: {src: lake.jpg, alt: The lake}
lead: Free for everyone.
actions:
  - {label: What is on, url: events/index.md}
  - {label: Ask, url: contact.md}
sections:
  - {title: The boat, text: "It comes **by boat**.", image: {src: lake.jpg, alt: Boats}, url: events/index.md}
  - {title: Reading room, text: Seats.}
---
"""

GALLERY = """---
title: Prints
layout: gallery
pictures:
  - {image: {src: lake.jpg, alt: A low sun}, caption: Evening}
  - {image: lake.jpg}
---
"""

CONTACT = f"""---
title: Contact {LONG}
layout: contact
email: mailto:desk@library.example
phone: +358 (0)9 123
address: |
  Shore Road 4
  00000 Lakeside
hours: [{{day: Monday, hours: 10–18}}]
form: https://forms.example/x
---
"""

ARTICLE = """---
title: How to dry a map
date: 2026-02-01
layout: article
hero: {src: ../lake.jpg, alt: The lake}
tags: [maps]
---
## One

Text[^1].

[^1]: A note.

| A | B |
|---|---|
| 1 | 2 |

## Two

> [!WARNING]
> Wind.

## Three

```python
# a comment
def dry(name: str = "map") -> int:
    return 1
```
"""

PARTS = """---
title: Parts
---
::::tabs[How to get here]
:::tab[By bus]
Line 4.
:::
:::tab[By hand]
```sh
echo "a" # b
```
:::
::::

::::tabs
:::tab[One]
Text.
:::
:::tab[Two]
Text.
:::
::::

::::accordion
:::details[First]
Text.
:::
:::details[Second]
Text.
:::
::::

::map[Seven minutes from the station.]{src="lake.jpg" alt="The lake" to="https://maps.example/"}

:::diagram[The way of a book]{src="lake.jpg" alt="Four steps"}
1. It falls into the box.
:::

::video[A tour]{url="https://video.example/x" poster="lake.jpg"}

With $a^2$ in a line, and

$$
m(t)=m_\\infty+(m_0-m_\\infty)e^{-t/\\tau},\\quad \\tau=\\frac{d\\,\\rho}{k(1-\\varphi)}
$$
"""

EVENT = "---\ntitle: {title}\nlayout: event\nstart: {start}\nplace: Workshop\n{more}\n---\nText.\n"

FILES: dict[str, Content] = {
    "site.yaml": SETTINGS,
    "content/lake.jpg": jpeg(),
    "content/index.md": LANDING,
    "content/index.ar.md": LANDING.replace("Borrow a boat", "استعر قاربا"),
    "content/pictures.md": GALLERY,
    "content/pictures.ar.md": GALLERY.replace("Prints", "صور"),
    "content/contact.md": CONTACT,
    "content/contact.ar.md": CONTACT.replace("Contact", "اتصل"),
    "content/parts.md": PARTS,
    "content/people/index.md": "---\ntitle: People\nlayout: people\n---\n",
    "content/people/desk.md": "---\ntitle: Desk\nrole: Always\nemail: desk@library.example\nphone: 112\n---\nHello.\n",
    "content/people/boat.md": "---\ntitle: Boat\nportrait: {src: ../lake.jpg, alt: Boat}\n---\nHello.\n",
    "content/events/index.md": "---\ntitle: Events\nlayout: events\n---\n",
    "content/events/index.ar.md": "---\ntitle: أحداث\nlayout: events\n---\n",
    "content/events/a.md": EVENT.format(
        title="Mending", start="2026-03-09 17:30", more="end: 2026-03-09 20:00\nprice: Free\nregister: ../contact.md"
    ),
    "content/events/b.md": EVENT.format(title="Fair", start="2026-04-01", more="end: 2026-04-02\nstate: cancelled"),
    "content/events/c.md": EVENT.format(title="Over", start="2026-01-01 10:00", more=""),
    "content/news/index.md": "---\ntitle: News\n---\n",
    "content/news/map.md": ARTICLE,
    "content/docs/index.md": "---\ntitle: Docs\n---\n## One\n\nText.\n\n## Two\n\nText.\n",
    "content/docs/write.md": "---\ntitle: Write\n---\n## One\n\nText.\n\n## Two\n\nText.\n",
}

PAGES = {
    "landing": "index.html",
    "gallery": "pictures/index.html",
    "contact": "contact/index.html",
    "people": "people/index.html",
    "events": "events/index.html",
    "event": "events/a/index.html",
    "article": "news/map/index.html",
    "list": "news/index.html",
    "parts": "parts/index.html",
    "term": "tags/maps/index.html",
    "documentation": "docs/write/index.html",
    "404": "404.html",
    "landing, right to left": "ar/index.html",
    "gallery, right to left": "ar/pictures/index.html",
    "contact, right to left": "ar/contact/index.html",
    "events, right to left": "ar/events/index.html",
}
"""Kind of page → its output."""
