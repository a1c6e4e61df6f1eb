"""A site that has a page of every kind, in a language that is read from the left or from the right.

Its words are few and plain; what counts is that each layout has everything to show that it can show.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from sitegen.project.starter import STARTERS
from sites import Content

LAYOUTS = STARTERS.parent / "theme" / "layouts"
KINDS = {
    "home": "/",
    "landing": "/landing/",
    "page": "/page/",
    "article": "/news/first/",
    "list": "/news/",
    "documentation": "/manual/install/",
    "taxonomy": "/tags/",
    "term": "/tags/boats/",
    "gallery": "/gallery/",
    "people": "/people/",
    "events": "/events/",
    "event": "/events/mending/",
    "contact": "/contact/",
    "search": "/search/",
    "404": "/404.html",
    "awkward": "/awkward/",
}
"""Kind of page → its address. ``awkward`` is a page of text with everything too long."""

WORDS = {
    "en": {
        "site": "Example Library",
        "about": "An example. Books, tools and boats, for whoever comes by.",
        "title": "Boats to borrow",
        "lead": "From May on, with a card and a life jacket.",
        "part": "How it works",
        "more": "When it rains",
        "text": "The boats lie at the jetty behind the house. You borrow them like books, for a day at most.",
        "note": "Mind the wind",
        "long": "Unbelievablylongwordwithoutanyplacetobreakitwhateverthebrowserdoes",
    },
    "ar": {
        "site": "مكتبة المثال",
        "about": "مثال. كتب وأدوات وقوارب لكل من يمر.",
        "title": "قوارب للإعارة",
        "lead": "ابتداءً من أيار، ببطاقة وسترة نجاة.",
        "part": "كيف تعمل الإعارة",
        "more": "عندما تمطر",
        "text": "القوارب عند الرصيف خلف المكتبة. تُستعار مثل الكتب، ليوم واحد على الأكثر.",
        "note": "انتبه للريح",
        "long": "كلمةطويلةجدابلامكانتنقطعفيهمهمافعلالمتصفحفيعرضهاعلىالشاشةالصغيرة",
    },
}

_SETTINGS = """title: {site}
description: {about}
base_url: https://example.org/
timezone: UTC
languages:
  default: {language}
  en: {{label: English}}
  ar: {{label: العربية}}
search: true
pagination: {{per_page: 3}}
menus:
  main:
    - {{label: {title}, page: news/index.md}}
    - {{label: {part}, page: manual/index.md}}
    - label: {more}
      children:
        - {{page: gallery.md}}
        - {{page: people/index.md}}
        - {{page: events/index.md}}
  footer:
    - {{page: page.md}}
    - {{page: contact.md}}
types:
  news: {{pages: news/*.md, layout: article.html, extra: allow, fields: {{hero: {{kind: image, alt: required}}}}}}
  manual: {{pages: [manual/*.md, manual/index.md], layout: documentation.html, extra: allow}}
  event:
    pages: events/*.md
    layout: event.html
    extra: allow
    fields: {{start: {{kind: datetime}}, end: {{kind: datetime}}}}
problems: {{SG204: off}}
"""

_TEXT = """{text} *{title}*, **{part}**, [{more}](/page/), `code`.[^1]

[^1]: {note}: {text}

## {part}

:::note[{note}]
{text}
:::

:::warning
{text}
:::

```python title="boats.py"
def boats(count: int = 4) -> str:
    return f"{{count}} boats"  # of wood, and a line that is longer than a narrow screen, so that it has to scroll
```

## {more}

::::tabs[{title}]
:::tab[{part}]
{text}
:::
:::tab[{more}]
{note}
:::
::::

:::details[{note}]
{text}
:::

::::accordion
:::details[{part}]
{text}
:::
:::details[{more}]
{note}
:::
::::

| {title} | {part} | {more} | {note} |
|---|---:|---|---|
| {title} | 12 | {text} | {lead} |
| {title} | 4 | {text} | {lead} |

## {title}

- {text}
- {lead}

1. {part}
2. {more}

> {text}

:::figure{{src="/lake.png" alt="{title}"}}
{lead}
:::

### {note}

{text}
"""


def files(language: str) -> dict[str, Content]:
    """The site's files, in one language (``en`` or ``ar``), with two pages of the other for the switcher."""
    words = WORDS[language] | {"language": language}
    other = "ar" if language == "en" else "en"
    others = WORDS[other] | {"language": other}
    text = _TEXT.format(**words)
    made: dict[str, Content] = {
        "site.yaml": _SETTINGS.format(**words),
        "content/index.md": _page(text="", title=words["site"], description=words["about"]),
        "content/landing.md": _page(_LANDING.format(**words), words["text"], words, layout="landing.html"),
        "content/page.md": _page("", text, words),
        f"content/{other}/index.md": _page(text="", title=others["site"], description=others["about"]),
        f"content/{other}/page.md": _page("", others["text"], others),
        "content/awkward.md": _awkward(words),
        "content/manual/index.md": _page("", words["text"], words),
        "content/manual/install.md": _page("", text, words, order="1"),
        "content/manual/settings.md": _page("", text, words | {"title": words["part"]}, order="2"),
        "content/gallery.md": _page(_GALLERY.format(**words), "", words, layout="gallery.html"),
        "content/people/index.md": _page("", "", words | {"title": words["part"]}, layout="people.html"),
        "content/events/index.md": _page("", "", words | {"title": words["more"]}, layout="events.html"),
        "content/contact.md": _page(_CONTACT.format(**words), words["text"], words, layout="contact.html"),
    }
    for number, name in enumerate(("first", "second", "third", "fourth", "fifth"), 1):
        facts = f"date: 2026-11-0{number}\ntags: [boats, {'wind' if number % 2 else 'snow'}]\n"
        hero = 'hero: {src: /lake.png, alt: "A lake"}\n' if name == "first" else ""
        made[f"content/news/{name}.md"] = _page(facts + hero, text, words | {"title": f"{words['title']} {number}"})
    made["content/news/index.md"] = _page("", words["text"], words | {"title": words["title"]})
    for name in ("desk", "boats", "garden"):
        facts = f"role: {words['part']}\nemail: {name}@example.org\nphone: +358 00 000 0000\n"
        made[f"content/people/{name}.md"] = _page(facts, words["text"], words)
    for day, name in ((2, "over"), (9, "mending"), (16, "story"), (20, "reading")):
        facts = f"start: 2026-12-{day:02} 17:30\nend: 2026-12-{day:02} 20:00\n"
        facts += f"place: {words['title']}\nprice: {words['note']}\n"
        made[f"content/events/{name}.md"] = _page(facts + "register: mailto:desk@example.org\n", text, words)
    made |= {"static/lake.png": _picture(1200, 675, 200), "static/tall.png": _picture(600, 900, 30)}
    return made


_LANDING = """lead: {lead}
hero: {{src: /lake.png, alt: "{title}"}}
actions: [{{label: {part}, url: /page/}}, {{label: {more}, url: /news/}}]
sections:
  - {{title: {part}, text: {note}, image: {{src: /lake.png, alt: "{title}"}}, url: /page/}}
  - {{title: {more}, text: {note}, url: /news/}}
  - {{title: {title}, text: {note}}}
"""
_GALLERY = """pictures:
  - {{image: {{src: /lake.png, alt: "{title}"}}, caption: {part}}}
  - {{image: {{src: /tall.png, alt: "{title}"}}, caption: {more}}}
  - {{image: {{src: /lake.png, alt: "{note}"}}}}
"""
_CONTACT = """email: desk@example.org
phone: +358 00 000 0000
address: {title} 4
hours: [{{day: {part}, hours: 10–18}}, {{day: {more}, hours: 12–20}}]
form: /contact/
"""


def _page(facts: str = "", text: str = "", words: dict[str, str] | None = None, **more: str) -> str:
    plain = {"title": words["title"], "description": words["lead"]} if words else {}
    lines = "".join(f"{name}: {value}\n" for name, value in (plain | more).items())
    return f"---\n{lines}{facts}---\n{text}\n"


def _awkward(words: dict[str, str]) -> str:
    title = f"{words['long']} {words['title']} {words['text']}"
    row = f"| {words['long']} |" + f" {words['part']} |" * 9
    table = f"{row}\n{'|---' * 10}|\n{row}\n"
    text = f'{words["long"]}\n\n## {title}\n\n{table}\n```text title="{words["long"]}.txt"\n{words["long"] * 4}\n```\n'
    return _page("tags: [boats]\n", text, words | {"title": title})


def _picture(width: int, height: int, hue: int) -> bytes:
    picture = Image.new("RGB", (width, height), f"hsl({hue}, 45%, 55%)")
    draw = ImageDraw.Draw(picture)
    for line in range(0, height, 90):
        draw.line((0, line, width, line + 60), fill=f"hsl({hue}, 45%, 75%)", width=12)
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
