"""What a random author can write: pieces of pages, layouts, settings and data, good ones and broken ones."""

from __future__ import annotations

import struct
import zlib

from sites import Content, Link


def picture(width: int) -> bytes:
    """A PNG of that width."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * (width * 3 + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 2, 0, 0, 0)) + chunk(
        b"IDAT", rows
    ) + chunk(b"IEND", b"")  # fmt: skip


PAGES = (
    "content/index.md", "content/index.fi.md", "content/about.md", "content/about.fi.md", "content/guide.md",
    "content/fi/guide.md", "content/news/index.md", "content/news/a.md", "content/news/b.md",
    "content/news/2026-02-03-c.md", "content/news/old/e.md", "content/people/desk.md", "content/people/ann.md",
    "content/docs/_index.md", "content/docs/x.md", "content/gallery/index.md", "content/notes/n.md",
)  # fmt: skip

MORE_PAGES = (
    "content/news/index.fi.md", "content/news/a.fi.md", "content/news/A.md", "content/News/a.md", "content/news.md",
    "content/docs/index.md", "content/docs/deep/er/y.md", "content/fi/index.md", "content/tags.md", "content/404.md",
    "content/people/index.md", "content/news/ö ä.md", "content/con.md", "content/sv/x.md", "content/x.md/y.md",
    "content/news/b/index.md", "content/news/b/more.md", "content/2026-04-05.md", "content/products/lamp.md",
)  # fmt: skip

FIELDS: dict[str, tuple[str | None, ...]] = {
    "title": ("Alpha", "Beta", "Alpha", "Desk", "Ääni", "T & <b>", "''", None, "[1]", "phone"),
    "date": ("2026-01-05", "2026-03-01", "2026-02-03 10:00", "2026-13-45", None, "2025-12-31", "yesterday"),
    "updated": ("2026-04-01", None),
    "description": ("In short", "'& <b>'", None),
    "tags": ("[maps]", "[maps, Opening hours]", "[Maps, hours]", "maps", "[]", "[{a: 1}]", None, "[c++, c#]"),
    "draft": ("true", "false", None, "perhaps"),
    "publish_at": ("2026-03-01 12:00", "2026-02-01 00:00+02:00", None, "2026-05-01 00:00"),
    "expires_at": ("2026-03-15 12:00", "2026-02-10 00:00", None),
    "slug": ("short", "a", None, "Ä ö", "../x"),
    "permalink": ("/tags/maps/", "/else/where/", "/news/", None, "false", "/x.html", "/robots.txt"),
    "aliases": ("[/old/]", "[/old/, /older/x.html]", "[/news/]", None, "[/../x]"),
    "layout": ("note", "news.html", "nothing", None, "page.html"),
    "type": ("news", "person", "nothing", None),
    "order": ("1", "2", "-1", "x", None),
    "language": ("fi", "en", "xx", None),
    "translation_of": ("about.md", "guide.md", "nothing.md", None),
    "menu": ("main", "{main: {label: Here, order: 1}}", "[main, foot]", None),
    "author": ("people/desk.md", "people/nobody.md", "/people/ann.md", None, "[1]"),
    "hero": ("door.png", "{src: door.png, alt: A door}", "/images/x.svg", "none.png", None),
    "status": ("open", "closed", "ajar", None),
    "seats": ("3", "-1", "1.5", None),
    "lead": ("'A *lead* with [link](b.md)'", "'[[Alpha]] and [bad](none.md)'", None),
    "sources": ("[{name: A, link: 'https://example.org/'}]", "[{link: x}]", None),
    "colour": ("red", None),
    "defaults": (
        "{layout: note}", "{tags: [maps], order: 3}", "{type: person}", "{draft: true}", "{nothing: 1}", "x", None,
        "{author: people/ann.md, status: closed}",
    ),
}  # fmt: skip

BROKEN_FRONTS = ("title: [", "title: a\ntitle: b", "- a\n- b", "a: &x 1\nb: *x", "title: a: b", "\ttitle: x", "{")

BODIES = (
    "Plain text.",
    "[link](../people/desk.md#phone) and [same](#phone)",
    "[[Alpha]], [[Beta|label]], [[Nobody]] and [[Desk#phone]]",
    "![the door](door.png)\n\n![](/images/x.svg){width=50%}",
    "[b](b.md), [about](/about/), [missing](nowhere.md), [file](/a.txt), [again](../news/)",
    ":::note[Remember]\nA *component* with [a link](a.md).\n:::",
    '::video{src="tour.mp4" poster="door.png"}',
    "A :badge[badge]{tone=red} here.",
    ":::nothing\nx\n:::",
    "## Phone {#phone}\n\nText\n\n### Below\n\n#### Deeper",
    "# Alpha\n\nText under a heading",
    "Footnote[^1].\n\n[^1]: Its *text*.",
    "```python\nprint(1)\n```",
    "<div onclick=x>raw</div> [bad](javascript:alert(1))",
    "| a | b |\n|---|---|\n| 1 | [[Beta]] |",
    '> [!NOTE]\n> Alert with $x^2$ and "quotes"...',
    "[row](/products/lamp/) [term](/tags/maps/) [alias](/old/) [fi](about.fi.md)",
    "[up](../index.md), [deep](../docs/x.md?a=1#y), <https://example.org/>",
)

MAINS = (
    "<h1>{{ page.title }}</h1>{{ page.content }}",
    "{% for p in site.pages('news') | sort_by('-date') | limit(3) %}<a href={{ p.url }}>{{ p.title }}</a>{% endfor %}",
    "{% for one in [page.previous, page.next, page.parent] if one %}{{ one.title }}|{% endfor %}"
    "{% for one in page.ancestors %}{{ one.title }}/{% endfor %}{% for p in page.children %}{{ p.url }} {% endfor %}",
    "{% for t in page.tags %}<a href='{{ t.url }}'>{{ t.title }} {{ t.count }}</a>{% endfor %}{{ page.text }}",
    "{% for p in page.backlinks %}{{ p.title }} {% endfor %}/{% for p in page.related %}{{ p.title }} {% endfor %}/"
    "{% for p in page.translations %}{{ p.language.label }} {{ p.url }} {% endfor %}",
    "{% include '_part.html' %}{% include 'missing.html' ignore missing %}{% include ['none.html', '_part.html'] %}",
    "{% include (page.type or 'note') ~ '.html' ignore missing %}{{ page.summary }}",
    "{% from 'macros.html' import card %}{{ card(page) }}{% for p in site.pages('people') %}{{ card(p) }}{% endfor %}",
    "{{ data.facts.open }} {% for row in data.products %}{{ row.title }}{% endfor %} {{ t('skip') }} {{ t('own') }}",
    "{% for h in page.toc %}<a href='#{{ h.id }}'>{{ h.text }}</a>{% endfor %}{{ page.words }} {{ page.reading_time }}",
    "{% for e in site.menus.main %}<a href='{{ e.url }}'>{{ e.label }}{{ e.current }}</a>{% endfor %}"
    "{% for l in site.languages %}{{ l.url }}{% endfor %}{{ site.theme.colour }} {{ site.theme.hue }}",
    "{{ page.author.title }} {{ page.author.url }} {{ page.hero.url }} {{ page.hero.width }} {{ page.status }}",
    "{{ site.now | date('long') }} {{ page.date | date('short') }} {{ page.updated }}",
    "{% for p in page.items %}<li>{{ p.title }} {{ p.summary }}</li>{% endfor %}"
    "{{ page.pagination.number }}/{{ page.pagination.total }} {{ page.feed_url }}",
    "{% set p = site.page('people/desk.md') %}{{ p.title }} {{ p.content }} {{ site.home.title }} {{ page.lead }}",
    "{% for name, one in site.taxonomies.items() %}{{ one.title }} {{ one.url }}{% for t in one.terms %}{{ t.title }}"
    "{% for p in t.pages %}{{ p.title }}{% endfor %}{% endfor %}{% endfor %}",
    "{% for s in site.sections %}{{ s.url }}{% endfor %}",
    "{{ asset('x.css') }} {{ page.absolute_url }} {{ site.description }} {{ page.draft }} {{ page.sources }}",
)  # fmt: skip

BROKEN_LAYOUTS = (
    "{% if %}", "{{ page.titel }}", "{{ nothing }}", "{{ 1 / 0 }}", "{% include 'nowhere.html' %}",
    "{{ page.title | none }}", "{% include 'page.html' %}", "{% extends 'gone.html' %}", b"\xff\xfe{{ page.title }}",
    "{{ asset('none.css') }}", "",
)  # fmt: skip

LAYOUTS: dict[str, tuple[str | bytes, ...]] = {
    **{
        f"layouts/{name}.html": (
            *('{% extends "base.html" %}{% block main %}' + main + "{% endblock %}" for main in MAINS),
            *MAINS,
            *BROKEN_LAYOUTS,
        )
        for name in ("page", "index", "list", "term", "taxonomy", "404", "news", "note")
    },
    "layouts/base.html": (
        "<title>{{ page.title }} {{ site.title }}</title>{% block main %}{% endblock %}",
        "<html lang={{ page.language.code }}>{% include '_part.html' %}{% block main %}none{% endblock %}",
        "{% block main %}{% endblock %}{% for e in site.menus.foot %}{{ e.label }}{% endfor %}{{ t('skip') }}",
        "{% block main %}",
    ),
    "layouts/_part.html": (
        "part {{ page.url }}",
        "other {{ site.title }}",
        "{% include '_inner.html' %}",
        "{{ oops }}",
    ),
    "layouts/_inner.html": ("inner", "{% include '_part.html' %}"),
    "layouts/macros.html": (
        "{% macro card(p) %}<b>{{ p.title }}</b>{% endmacro %}",
        "{% macro card(p) %}{{ p.url }} {{ p.words }}{% endmacro %}",
        "{% macro other(p) %}x{% endmacro %}",
    ),
    "layouts/components/note.html": (
        "<aside>{{ label }}: {{ content }}</aside>",
        "<aside>{{ page.title }} {{ content }} {{ site.pages() | length }}</aside>",
        "{#---\nproperties: {tone: {kind: choice, choices: [a, b], required: true}}\n---#}{{ tone }}{{ content }}",
        "{#---\nproperties: [\n---#}{{ content }}",
        "{{ nothing }}",
    ),
    "layouts/components/badge.html": (
        "<b class={{ tone }}>{{ label }}</b>",
        "{#---\nlabel: B\n---#}<i>{{ label }}</i>",
    ),
    "layouts/components/video.html": (
        "{#---\nproperties: {src: {kind: file, required: true}, poster: {kind: image}}\n---#}{{ src }} {{ poster }}",
        "own {{ src }}",
    ),
    "layouts/components/nothing.html": ("now there is one: {{ content }}",),
}

DATA: dict[str, tuple[str | bytes, ...]] = {
    "data/products.csv": (
        "title,price\nLamp,3\nTable,10\n",
        "title,price,tags\nLamp,4,maps\nChair,x,\n",
        "title,price\nLamp,3\nLamp,4\n",
        "title,price\nLamp\n",
        b"title\n\xff\n",
    ),
    "data/facts.yaml": ("open: 9 to 5\n", "open: never\nmore: [1, 2]\n", "open: [\n", "- a\n"),
    "data/facts/inner.json": ('{"open": "inner"}', "[1,"),
    "data/strings/en.yaml": ("skip: Skip\nown: Own\n", "own: Mine\n", "skip: [\n"),
    "data/strings/fi.yaml": ("skip: Hyppää\nown: Oma\n", "{}"),
    "content/images/media.yaml": (
        "x.svg: {alt: A box, focal: [0.2, 0.8]}\n",
        "x.svg: {alt: Another}\n",
        "y.svg: {alt: No}\n",
        "x.svg: {focal: 3}\n",
        "x.svg: [\n",
    ),
    "static/media.yaml": ("other.png: {alt: Other}\n",),
    "data/ignored.txt": ("x",),
}

FILES: dict[str, tuple[Content, ...]] = {
    "content/news/door.png": (picture(1), picture(7), b"no picture", Link("../door2.png")),
    "content/door.png": (picture(3),),
    "content/gallery/door.png": (picture(2), picture(5)),
    "content/images/x.svg": ('<svg viewBox="0 0 4 3"></svg>', '<svg width="9" height="8"></svg>', "<svg>"),
    "content/tour.mp4": ("film",),
    "static/a.txt": ("a", "b"),
    "static/robots.txt": ("own",),
    "static/_redirects": ("/a /b\n",),
    "static/news/index.html": ("in the way",),
    "static/news": ("a file where a folder is",),
    "static/old": ("a file where a redirect is",),
    "static/.well-known/x": ("x",),
    "layouts/assets/x.css": ("a{}", "b{}"),
    "layouts/assets/theme.css": ("own{}",),
    "content/linked.md": (Link("news/a.md"), Link("../docs/out.md"), Link("/etc/passwd"), Link("nothing.md")),
    "content/more": (Link("news"), Link("../.sitegen"), Link("."), Link("people"), "a file"),
    "content/secret.md": (Link("../.env"), Link("../.git/config")),
    "layouts/note.html": (Link("news.html"),),
    "docs/out.md": ("---\ntitle: Out\n---\nFrom [outside](about.md)", "# Other"),
    "content/bytes.md": (b"---\ntitle: \xff\xfe\n---\nbad \xe4 bytes", b"\xef\xbb\xbf# Mark", b"nul \0 byte", b""),
    "content/back\\slash.md": ("x",),
    "content/plain.md": ("no front matter", "---\ntitle: open", "# Only a heading\r\n\r\ntext\r\n"),
}

SETTINGS: dict[str, tuple[str, ...]] = {
    "title": ("title: Library", "title: Other & <b>", "", "title: [1]"),
    "base_url": ("base_url: https://example.org/", "base_url: https://example.org/sub/", "", "base_url: nonsense"),
    "description": ("description: What it is", ""),
    "timezone": ("timezone: Europe/Helsinki", "", "timezone: Nowhere/None", "timezone: America/Los_Angeles"),
    "languages": (
        "languages: {default: en, en: {label: English}, fi: {label: Suomi, fallback: en}}",
        "languages: {default: fi, fi: {label: Suomi}, en: {label: English, fallback: fi}}",
        "languages: {default: en, en: {label: English}}",
        "languages: {default: en, en: {label: English}, fi: {label: Finnish}, sv: {label: Svenska, fallback: fi}}",
        "",
    ),
    "taxonomies": (
        "taxonomies: {tags: {label: Tags, permalink: '/tags/{slug}/'}}",
        "taxonomies: {tags: {label: Topics, permalink: '/t/{slug}/'}, kinds: {label: Kinds}}",
        "taxonomies: {tags: {label: Tags, closed: true, terms: [maps, c++]}}",
        "",
    ),
    "menus": (
        "menus: {main: [{label: Home, page: index.md}, {label: News, page: news/index.md}]}",
        "menus: {main: [{label: Start, page: index.md, children: [{page: about.md}]}], foot: [about.md]}",
        "menus: {main: [{label: Gone, page: gone.md}, {label: Out, url: 'https://example.com/'}]}",
        "menus: nonsense",
        "",
    ),
    "permalinks": (
        "", "permalinks: {news: '/n/{year}/{slug}/'}", "permalinks: {/: '/all/{title}/', docs: '{nothing}'}",
    ),
    "pagination": ("pagination: {per_page: 2}", "pagination: {per_page: 1}", "", "pagination: {per_page: 0}"),
    "feed": ("feed: {limit: 2}", ""),
    "types": (
        """types:
  news:
    pages: news/**/*.md
    layout: news.html
    permalink: /news/{year}/{slug}/
    fields:
      title: {kind: text, required: true, max: 90}
      date: {kind: date, required: true}
      author: {kind: reference, to: person}
      tags: {kind: list, of: {kind: term, taxonomy: tags}}
      hero: {kind: image, alt: required}
      status: {kind: choice, choices: [planned, open, closed], default: planned}
      seats: {kind: number, min: 0, integer: true}
      lead: {kind: markdown}
      sources: {kind: list, of: {kind: group, fields: {name: {kind: text, required: true}, link: {kind: url}}}}
  person: {pages: people/*.md, extra: allow, fields: {title: {kind: text, required: true}}}
  product: {from: data/products.csv, permalink: '/products/{slug}/', fields: {title: {}, price: {kind: number}}}""",
        """types:
  news:
    pages: 'news/*.md'
    extra: allow
    layout: note
    fields: {author: {kind: reference}, topics: {kind: term, taxonomy: tags}}
  product: {from: data/none.csv, fields: {title: {kind: text}}}""",
        "types: {person: {pages: [people/*.md, news/a.md], fields: {title: {kind: text}, tags: {kind: text}}}}",
        "types: {product: {from: data/products.csv, layout: nothing.html}}",
        "",
    ),
    "markdown": (
        "", "markdown: {flavour: commonmark}", "markdown: {html: sanitise, math: true}",
        "markdown: {html: escape, typography: false}", "markdown: {highlight: false}",
    ),
    "problems": ("", "problems: {SG201: warning, SG204: 'off'}", "problems: {SG211: hint, SG105: warning}"),
    "theme": ("", "theme: {colour: '#0b5fff'}", "theme: {colour: red, type: sans}"),
    "unknown": ("", "", "colour: red", "title: twice", "x: ["),
}  # fmt: skip
