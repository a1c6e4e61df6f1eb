"""Pages with front matters as people write them, made by chance; and real ones, from a folder that a variable names."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Any

TEXTS = [
    "A title", "", "yes", "no", "on", "null", "~", "true", "5", "-3", "1.10", "012", "0x1f", "1_000", "1e3", ".inf",
    "12:30:45", "2024-05-06", "2024-05-06 10:00:00", "a: b", "a #b", "#b", "- a", "-", "?", "? a", "[x]", "{y}", "*a",
    "&a", "!a", "|", ">", "%a", "@a", "`a", "'a'", '"a"', "it's", 'say "hi"', "a\\b", " lead", "trail ", "\ttab",
    "a\tb", "a\nb", "a\nb\n", "a\n\n", "\na", " a\n b\n", "a\n  b\n\nc", "a\r\nb", "---", "--- a",
    "...", "---\na: 1\n---\n",
    "äö", "日本語のタイトル", "عنوان", "😀 smile", "\u2028", "\x85", "\ufeff",
    "\x07", "\x00", "\u00a0x", "a\u200bb", "<<", "=", "a,b",
    "a]", "x: [", "key:", ":", "::", ": a", "a:b", "http://x.org/#y", "C:\\x", "%", "1,5", "0o7", "0b1",
    "+1", "1.", "NaN",
    "y", "n", "Y", "long " * 40, "#fff", "1:20", "190:20:30", "0.0", "{{ x }}", "a{b}", "{permalink}/{year}",
]  # fmt: skip
KEYS = [
    "title",
    "tags",
    "date",
    "hours",
    "place",
    "x y",
    "äö",
    "weight",
    "summary",
    "menu",
    "a-b",
    "n1",
    "extra",
    "yes",
    "1",
]


def value(random: Random, depth: int = 0) -> Any:
    """A value as a form might send it."""
    chance = random.random()
    if depth < 3 and chance < 0.14:
        return [value(random, depth + 1) for _ in range(random.randrange(4))]
    if depth < 3 and chance < 0.26:
        return {random.choice(KEYS): value(random, depth + 1) for _ in range(random.randrange(4))}
    if chance < 0.4:
        return random.choice([None, True, False, 0, 7, -12, 3.5, 1e-7, 1e22, 10**17])
    return random.choice(TEXTS)


def page(random: Random) -> str:
    """A page: its front matter in one of many hands."""
    hand = _Hand(random)
    lines = hand.map(0, random.randrange(1, 7), 0)
    newline = random.choice(["\n", "\n", "\n", "\r\n"])
    text = "\n".join(["---", *lines, "---", "Body *text*", "", "last"]) + random.choice(["\n", ""])
    return random.choice(["", "", "", "\ufeff"]) + text.replace("\n", newline)


class _Hand:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.hanging = random.random() < 0.4
        self.step = random.choice([2, 2, 2, 4])
        self.comments = random.choice([0, 0.1, 0.4])

    def noise(self, indent: int) -> list[str]:
        out = []
        if self.random.random() < self.comments:
            out.append(" " * indent + "# " + self.random.choice(["note", "about: this", "- not an item", "title: old"]))
        if self.random.random() < 0.06:
            out.append(self.random.choice(["", "  ", ""]))
        return out

    def aside(self) -> str:
        return self.random.choice(["", "", "", "  # aside", " # a: b"]) if self.comments else ""

    def map(self, indent: int, count: int, depth: int) -> list[str]:
        out: list[str] = []
        for key in self.random.sample(KEYS, count):
            out += self.noise(indent)
            out += self.entry(" " * indent + self.random.choice([key, key, key, f'"{key}"']) + ":", indent, depth)
        return out + self.noise(indent)

    def list(self, indent: int, depth: int) -> list[str]:
        out: list[str] = []
        for _ in range(self.random.randrange(1, 5)):
            out += self.noise(indent)
            if depth < 3 and self.random.random() < 0.3:
                inner = self.map(indent + 2, self.random.randrange(1, 4), depth + 1)
                while not inner[0].strip() or inner[0].lstrip().startswith("#"):
                    inner.pop(0)
                out += [" " * indent + "- " + inner[0].lstrip(), *inner[1:]]
            else:
                out += self.entry(" " * indent + "-", indent, 3)
        return out

    def entry(self, lead: str, indent: int, depth: int) -> list[str]:
        chance = self.random.random()
        if depth < 3 and chance < 0.15:
            column = indent + (0 if self.hanging else self.step)
            return [lead + self.aside(), *self.list(column, depth + 1)]
        if depth < 3 and chance < 0.3:
            return [lead + self.aside(), *self.map(indent + self.step, self.random.randrange(1, 4), depth + 1)]
        if chance < 0.4:
            return [f"{lead} {self.flow(0)}{self.aside()}"]
        if chance < 0.46:
            body = self.random.choice([["some", "lines"], ["one"], ["a", "", "b"], ["- x", "# y"]])
            head = self.random.choice(["|", ">", "|-", ">-", "|+", "|2"]).replace(
                "2", str(self.step) if indent == 0 else ""
            )
            return [
                f"{lead} {head}{self.aside()}",
                *[" " * (indent + self.step) + line if line else "" for line in body],
            ]
        if chance < 0.5:
            return [f"{lead} plain words", " " * (indent + 2) + "over lines"]
        if chance < 0.53:
            return [f'{lead} "quoted words', " " * (indent + 2) + 'over lines"' + self.aside()]
        if chance < 0.56:
            return [lead + self.aside()]
        if chance < 0.59:
            return [
                f"{lead} [",
                f"{' ' * (indent + 4)}one, # first",
                f"{' ' * (indent + 4)}two,",
                " " * (indent + 2) + "]",
            ]
        return [f"{lead}{self.random.choice([' ', ' ', '   '])}{self.scalar()}{self.aside()}"]

    def scalar(self) -> str:
        return self.random.choice([
            "word", "some words", "5", "1.10", "2024-05-06", "2024-05-06 10:00:00 +0200", "true", "no", "~",
            "null", "012",
            "'it''s'", "'single'", '"double"', '"esc \\" \\n \\u00e4"',
            "http://a.org/x", "ä ö", "-5", "'#fff'", '""', "''",
            "日本", "a, b", "x{y}z", "what's up", "12:30",
        ])  # fmt: skip

    def flow(self, depth: int) -> str:
        if depth > 1 or self.random.random() < 0.5:
            items = [self.flow_scalar() for _ in range(self.random.randrange(4))]
            return "[" + self.random.choice([", ", ","]).join(items) + "]"
        keys = self.random.sample(["lat", "lon", "label"], self.random.randrange(4))
        return (
            "{"
            + ", ".join(
                f"{key}: {self.flow(depth + 1) if self.random.random() < 0.2 else self.flow_scalar()}" for key in keys
            )
            + "}"
        )

    def flow_scalar(self) -> str:
        return self.random.choice(["a", "b c", "5", "1.5", "'x, y'", '"q"', "true", "2024-01-01", "~", "ä"])


def real_pages() -> list[Path]:
    """Pages of other sites, from the folder that SITEGEN_PAGES names; none without it."""
    folder = os.environ.get("SITEGEN_PAGES", "")
    return sorted(Path(folder).rglob("*.md")) if folder else []
