"""Random sites in which nothing is wrong: types of every kind, pages that fit them, layouts that use them rightly."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import yaml

from sites import Content

NAMES = [
    "about us", "ä-ö", "100% sure", "a.b", "(brackets)", "it's", "日本", "UPPER", "new & old", "x+y",
    "semi;colon", "plain", "two--lines", "ñandú", "số một", "данные", "e=mc2", "a,b", "tilde~", "under_score",
]  # fmt: skip
WORDS = [
    "harbour", "winter", "hours", "boat", "lamp", "coffee", "naïve", "Straße", "漢字", "ملاحظة", "a_b", "3*4",
    "x<y", "R&D", "50%", "€9", "C:\\temp", "1.", "#tag", "e.g.",
]  # fmt: skip
ODD = [
    'He said "no": twice', "It's 5 o'clock", "@home", "- dash", "# hash", "yes", "null", "3", "2026-01-02",
    "a: b", "{x}", "[y]", "*z*", "&amp", "!bang", "% per", "back\\slash", "emoji 🎈", "مرحبا", "tab\tinside",
    "trailing: ",
]  # fmt: skip
KINDS = [
    "text", "longtext", "markdown", "number", "boolean", "date", "datetime", "choice", "term", "image", "file",
    "url", "colour", "place", "reference", "list", "group",
]  # fmt: skip
SHOWN = {
    "number": "{{{{ {0} | number(2) }}}}",
    "date": '{{{{ {0} | date("long") }}}}',
    "datetime": '{{{{ {0} | date("H:mm") }}}}',
    "term": '<a href="{{{{ {0}.url }}}}">{{{{ {0}.title }}}}</a>',
    "image": '<img src="{{{{ {0}.url }}}}" alt="{{{{ {0}.alt }}}}">',
    "place": "{{{{ {0}.lat }}}} {{{{ {0}.lon }}}}",
    "reference": '<a href="{{{{ {0}.url }}}}">{{{{ {0}.title }}}}</a>',
    "boolean": "{{{{ 'yes' if {0} else 'no' }}}}",
}
"""How a layout shows a field of a kind, by the format of its way; others as they are."""


class Grower:
    """One random site; ``files`` is all of it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._last = 0
        self.files: dict[str, Content] = {}
        self.pages: list[tuple[str, str]] = []
        """(path, a heading's id) of pages that others link to."""
        self.types: dict[str, dict[str, Any]] = {}
        self.settings: dict[str, Any] = {
            "title": self.text(),
            "base_url": "https://example.org/" + self.chance.choice(["", "sub/"]),
        }

    def grow(self) -> dict[str, Content]:
        """Make everything."""
        self._languages()
        self.settings["taxonomies"] = {"tags": {"label": "Tags"}}
        if self.maybe():
            self.settings["taxonomies"]["rooms"] = {"closed": True, "terms": ["Hall", "Work & Shop"]}
        self.files["content/index.md"] = "---\ntitle: Home\n---\nHello.\n"
        self.files["content/pic.svg"] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'></svg>"
        self.files["static/paper.pdf"] = b"pdf"
        for number in range(self.chance.randint(1, 3)):
            self._type(f"kind{number}", f"folder {number}" if self.maybe() else f"f{number}")
        if self.maybe():
            self._rows()
        self._component()
        self._data()
        self._pages()
        self._menus()
        self.files["site.yaml"] = json.dumps(self.settings, ensure_ascii=False, indent=1)
        return self.files

    # chance

    def maybe(self, share: float = 0.5) -> bool:
        """True as often as ``share`` says."""
        return self.chance.random() < share

    def text(self) -> str:
        """Words on one line."""
        if self.maybe(0.4):
            return self.chance.choice(ODD).strip()
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 6)))

    def number(self) -> int:
        """Another number each time."""
        self._last += 1
        return self._last

    # settings

    def _languages(self) -> None:
        self.languages = self.chance.choice([["en"], ["en", "fi"], ["fi", "en", "ar"]])
        if len(self.languages) > 1:
            labels: dict[str, Any] = {code: {"label": code.upper()} for code in self.languages}
            self.settings["languages"] = {"default": self.languages[0], **labels}

    def _type(self, name: str, folder: str) -> None:
        fields: dict[str, Any] = {"title": {"kind": "text", "required": True}, "date": {"kind": "date"}}
        for number, kind in enumerate(self.chance.sample(KINDS, self.chance.randint(3, len(KINDS)))):
            fields[f"{kind}_{number}"] = self._field(kind, name)
        spec: dict[str, Any] = {"pages": f"{folder}/**/*.md", "fields": fields}
        if self.maybe(0.3):
            spec["extra"] = "allow"
        if self.maybe(0.3):
            spec["permalink"] = f"/{name}/{{slug}}/"
        if self.maybe(0.7):
            spec["layout"] = f"{name}.html"
            self.files[f"layouts/{name}.html"] = self._layout(fields)
        self.types[name] = {"folder": folder, "fields": fields, "spec": spec}
        self.settings.setdefault("types", {})[name] = spec

    def _field(self, kind: str, type_: str, deep: int = 0) -> dict[str, Any]:
        spec: dict[str, Any] = {"kind": kind}
        if self.maybe(0.4):
            spec["required"] = True
        if kind == "choice":
            spec["choices"] = ["one", "two words", "3", "yes"]
        elif kind == "number":
            spec |= self.chance.choice([{}, {"integer": True, "min": 0}, {"min": -5, "max": 5.5}])
        elif kind == "term":
            spec["taxonomy"] = self.chance.choice(sorted(self.settings["taxonomies"]))
        elif kind == "image":
            spec |= self.chance.choice([{}, {"alt": "required"}])
        elif kind == "reference":
            spec["to"] = type_
        elif kind == "list":
            inner = self.chance.choice(
                ["text", "number", "date", "term", "image", "url", *(["group"] if deep < 2 else [])]
            )
            spec["of"] = self._field(inner, type_, deep + 1) | {"required": False}
        elif kind == "group":
            inner = self.chance.sample(["text", "number", "date", "choice", "url"], 2)
            spec["fields"] = {f"in_{one}": self._field(one, type_, deep + 1) for one in inner}
        return spec

    # layouts

    def _layout(self, fields: dict[str, Any]) -> str:
        lines = ['{% extends "page.html" %}', "{% block main %}", "<h1>{{ page.title }}</h1>"]
        lines += [self._show(f"page.{name}", spec) for name, spec in fields.items() if name != "title"]
        lines += [
            "{{ page.content }}",
            "{% for one in site.pages() | limit(3) %}<a href='{{ one.url }}'>{{ one.title }}</a>",
        ]
        return "\n".join([*lines, "{% endfor %}", "{% endblock %}"]) + "\n"

    def _show(self, way: str, spec: dict[str, Any]) -> str:
        kind = spec["kind"]
        if kind == "list":
            shown = f"{{% for one in {way} %}}{self._show('one', spec['of'])}{{% endfor %}}"
        elif kind == "group":
            shown = " ".join(self._show(f"{way}.{name}", inner) for name, inner in spec["fields"].items())
        else:
            shown = SHOWN.get(kind, "{{{{ {0} }}}}").format(way)
        return shown if spec.get("required") and self.maybe() else f"{{% if {way} %}}{shown}{{% endif %}}"

    def _component(self) -> None:
        kind = {"kind": "choice", "choices": ["x", "y"], "required": True}
        spec = {
            "label": "Box",
            "properties": {"kind": kind, "size": {"kind": "number", "default": 3}, "to": {"kind": "url"}},
        }
        self.files["layouts/components/crate.html"] = (
            f"{{#---\n{json.dumps(spec)}\n---#}}\n<div class='{{{{ kind }}}}'>{{{{ size + 1 }}}} {{{{ content }}}}"
            "{% if to %}<a href='{{ to }}'>there</a>{% endif %}</div>\n"
        )

    def _data(self) -> None:
        self.files["data/deep/things.yaml"] = "- {name: A, price: 1.5}\n- {name: B, price: 2}\n"
        self.files["data/list.json"] = json.dumps([{"a": self.text()}, {"a": self.text()}])
        self.files["content/things.md"] = "---\ntitle: Things\nlayout: things\n---\nText.\n"
        self.files["layouts/things.html"] = (
            '{% extends "page.html" %}{% block main %}{% for one in data.deep.things %}{{ one.name }} {{ one.price }}'
            "{% endfor %}{% for one in data.list %}{{ one.a }}{% endfor %}{{ page.content }}{% endblock %}\n"
        )

    def _rows(self) -> None:
        fields = {
            "title": {"kind": "text", "required": True},
            "price": {"kind": "number", "min": 0},
            "day": {"kind": "date"},
        }
        self.settings["types"]["goods"] = {"from": "data/goods.csv", "permalink": "/goods/{slug}/", "fields": fields}
        rows = [
            f'"Ware ""{number}"", {self.chance.choice(WORDS)}",{number}.5,2026-0{number + 1}-01' for number in range(4)
        ]
        self.files["data/goods.csv"] = "\n".join(["title,price,day", *rows]) + "\n"

    # pages

    def _pages(self) -> None:
        for type_ in self.types.values():
            folder = f"content/{type_['folder']}"
            names = self.chance.sample(NAMES, self.chance.randint(1, 6))
            type_["own"] = [f"{folder}/{name}.md" for name in names]
            self.pages += [(path, "part") for path in type_["own"]]
            if self.maybe():
                front = self._front(type_["fields"], "index", f"{folder}/index.md")
                self.files[f"{folder}/index.md"] = f"---\n{front}---\nThe folder.\n"
                self.pages.append((f"{folder}/index.md", ""))
        for name, type_ in self.types.items():
            for path in type_["own"]:
                self.files[path] = f"---\n{self._front(type_['fields'], name, path)}---\n{self._body(path)}"
                self._translate(path, type_["fields"], name)

    def _translate(self, path: str, fields: dict[str, Any], name: str) -> None:
        for code in self.languages[1:]:
            if self.maybe(0.3):
                other = path.removesuffix(".md") + f".{code}.md"
                self.files[other] = f"---\n{self._front(fields, name, other)}---\n{self._body(other)}"

    def _front(self, fields: dict[str, Any], type_: str, path: str) -> str:
        values: dict[str, Any] = {"title": f"{self.text()} {self.number()}"}
        for name, spec in fields.items():
            if name != "title" and (spec.get("required") or self.maybe()):
                values[name] = self._value(spec, path)
        if self.maybe(0.2):
            values["tags"] = [self.chance.choice(["Boats & ships", "winter", "Ä"])]
        if self.maybe(0.2):
            values["aliases"] = [f"/old/{self.number()}/"]
        if self.maybe(0.1):
            values["draft"] = True
            values["publish_at"] = "2026-01-02 10:00"
        return "".join(f"{name}: {self._written(value)}\n" for name, value in values.items())

    def _written(self, value: Any) -> str:
        """A value as YAML, in one of the ways that people and programs write it."""
        if isinstance(value, str) and re.fullmatch(r"\d{4}-[-\d]+([ T][\d:]+)?", value) and self.maybe():
            return value
        if self.maybe():
            return json.dumps(value, ensure_ascii=False)
        flow = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000)
        return flow.removesuffix("...\n").strip()

    def _value(self, spec: dict[str, Any], path: str) -> Any:
        kind, chance = spec["kind"], self.chance
        if kind == "list":
            return [
                self._value(spec["of"], path) for _ in range(chance.randint(0 if not spec.get("required") else 1, 3))
            ]
        if kind == "group":
            inner = spec["fields"].items()
            return {name: self._value(one, path) for name, one in inner if one.get("required") or self.maybe()}
        if kind == "reference":
            own = next(one["own"] for one in self.types.values() if f"content/{one['folder']}/" in path)
            return chance.choice(own).removeprefix("content/")
        if kind == "number":
            return chance.choice([0, 5, 3]) if spec.get("integer") else chance.choice([-1.5, 0, 5, 0.25])
        if kind == "term":
            return (
                chance.choice(["Hall", "Work & Shop"])
                if spec["taxonomy"] == "rooms"
                else chance.choice(["Ä", "winter"])
            )
        return chance.choice(
            {
                "markdown": ["*Good* `code`", "One\n\n- two\n- three"],
                "boolean": [True, False],
                "date": ["2026-11-21", "1999-01-31", "2024-02-29"],
                "datetime": ["2026-11-21 17:30", "2026-11-21T17:30:00+02:00", "2026-02-28 00:00"],
                "choice": ["one", "two words", "3", "yes"],
                "image": [{"src": "/pic.svg", "alt": "A picture"}],
                "file": ["/paper.pdf", "/pic.svg"],
                "url": ["https://example.org/a?b=c#d", "mailto:desk@example.org", "/things/", "tel:+358401234"],
                "colour": ["#0b5fff", "rebeccapurple", "rgb(1 2 3)"],
                "place": ["60.17, 24.94", {"lat": -33.5, "lon": 151, "label": "Quay"}],
            }.get(kind)
            or [self.text()]
        )

    # texts

    def _body(self, path: str) -> str:
        parts = ["## First {#part}"]
        for _ in range(self.chance.randint(1, 9)):
            parts.append(self._part(path))
        return "\n\n".join(parts) + "\n"

    def _part(self, path: str) -> str:
        chance, number = self.chance, self.number()
        link = self._link(path)
        return chance.choice(
            [
                f"Some {self._plain()} and [a link]({link}), **bold** `co_de` <kbd>K</kbd>.",
                f"- one\n- [two]({link})\n  1. three\n  2. [x] four",
                f"| a | b |\n|---|:-:|\n| [l]({link}) | `x \\| y` |",
                "```python\nif a < b: print('[no](link.md)')  # {{ not }} {% this %}\n```",
                '![A picture](/pic.svg){width=50%} and ![other](/pic.svg "Title")',
                f":::note[Remember]\nA [link]({link}) inside.\n:::",
                '::::crate{kind="x" size=4}\nInner\n\n:::crate{kind=y to="https://example.org/"}\nDeep\n:::\n::::',
                f"A note[^{number}].\n\n[^{number}]: The note with [a link]({link}).",
                f"> Quoted [link][ref{number}]\n\n[ref{number}]: {link}",
                f'<div class="x"><a href="{link.strip("<>").replace("&", "&amp;")}">raw</a></div>'
                if link[0] != "<"
                else "* * *",
                "### Inner heading\n\nText below :name[that] is none, 12:30, a:b, C:\\x.",
                "[[Things]] and [[Things|other words]], [paper](/paper.pdf), <https://example.org/>.",
                "Term\n: What it means\n\n~~gone~~ and 2^3 ~ 4, $5 and $6.",
            ]
        )

    def _plain(self) -> str:
        return self.chance.choice(
            ["winter hours", "R&D", "naïve 漢字", "50% off", "a_b_c", "مرحبا", "5 < 6 > 4", "“quotes”"]
        )

    def _link(self, path: str) -> str:
        """A way to another page, as an author may write it."""
        other, part = self.chance.choice(self.pages)
        fragment = f"#{part}" if part and self.maybe(0.4) else ""
        if self.maybe(0.3):
            way = "/" + other.removeprefix("content/")
        else:
            way = "../" * (path.count("/") - 1) + other.removeprefix("content/")
        if self.maybe(0.3) and "." not in way.rpartition("/")[2].removesuffix(".md"):
            way = way.removesuffix(".md")
        if self.maybe(0.5) and not set(way) & set("<>"):
            return f"<{way.replace('%', '%25')}{fragment}>"
        for char in "% ()\\;&'+":
            way = way.replace(char, f"%{ord(char):02X}")
        return way + fragment

    def _menus(self) -> None:
        entries: list[dict[str, Any]] = [
            {"label": "Home", "page": "index.md"},
            {"label": "Away", "url": "https://example.org/"},
        ]
        for path, _ in self.chance.sample(self.pages, min(2, len(self.pages))):
            if "draft: true" not in str(self.files[path]):
                entries.append(
                    {"page": path.removeprefix("content/"), "children": [{"label": self.text(), "page": "things.md"}]}
                )
        self.settings["menus"] = {"main": entries}
