"""A deterministic corpus for comparing generators: the same pages in each one's own form.

10 sections, 200 tags (3 a page, skewed), 300–1,200 words a page, lists, tables, code, links and pictures. The content
depends on the number of pages and on ``SEED`` alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random

SEED = int(os.environ.get("SEED", "20260101"))
SECTIONS = [
    "guides",
    "news",
    "reference",
    "tutorials",
    "engineering",
    "design",
    "research",
    "community",
    "releases",
    "operations",
]
COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "is",
    "that",
    "it",
    "for",
    "as",
    "with",
    "on",
    "be",
    "by",
    "this",
    "are",
    "from",
    "or",
    "an",
    "at",
    "not",
    "can",
    "which",
    "when",
    "has",
    "will",
    "one",
    "more",
    "if",
    "each",
    "other",
    "all",
    "so",
    "into",
    "than",
    "only",
    "most",
    "some",
    "such",
    "where",
    "then",
    "also",
    "after",
    "how",
    "between",
    "over",
    "before",
    "they",
    "we",
    "you",
    "its",
    "our",
    "their",
    "about",
    "use",
    "used",
    "using",
    "make",
    "made",
    "see",
    "must",
    "may",
    "should",
    "every",
    "any",
    "system",
    "page",
    "build",
    "file",
    "code",
    "change",
    "user",
    "value",
    "data",
    "time",
    "work",
    "result",
    "method",
    "number",
    "state",
    "request",
    "server",
    "client",
    "process",
    "layout",
    "template",
    "content",
    "feature",
    "release",
    "version",
    "option",
    "default",
    "table",
]
FIRST = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ke",
    "li",
    "mo",
    "nu",
    "pa",
    "re",
    "si",
    "to",
    "vu",
    "wa",
    "ze",
    "cri",
    "dra",
    "flo",
    "gra",
    "pla",
    "pre",
    "sta",
    "tri",
    "blo",
]
MIDDLE = [
    "ran",
    "len",
    "tic",
    "mor",
    "sel",
    "din",
    "par",
    "ver",
    "con",
    "tal",
    "min",
    "gar",
    "ter",
    "lor",
    "ven",
    "sim",
    "pos",
    "dar",
    "fen",
    "tol",
]
LAST = ["", "", "s", "ed", "ing", "er", "ion", "al", "ly", "ment", "ive", "ous"]
EPOCH = datetime(2015, 1, 1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63d0cf9fff1f00044b023d35"
    "691aa10000000049454e44ae426082"
)


@dataclass(frozen=True)
class Head:
    """What is known of a page without its text."""

    slug: str
    section: str
    title: str
    date: datetime


Link = Callable[[Head, str], str]
"""The address of a page as it is written on a page of a section."""


class Pool:
    """What pages are made of: words, tags with their weights, sentences (with their lengths), pieces of code."""

    def __init__(self) -> None:
        random = Random(SEED)
        self.words = list(COMMON) * 4
        while len(self.words) < 4000:
            self.words.append(_word(random))
        self.rare = self.words[len(COMMON) * 4 :]
        self.tags: list[str] = []
        while len(self.tags) < 200:
            tag = _word(random)
            if tag not in self.tags:
                self.tags.append(tag)
        self.sentences = [self._sentence(random) for _ in range(20000)]
        self.snippets = [self._snippet(random) for _ in range(200)]
        self.weights = [1 / (number + 12) for number in range(200)]

    def _sentence(self, random: Random) -> tuple[str, int]:
        count = random.randint(7, 22)
        words = random.choices(self.words, k=count)
        chance = random.random()
        at = random.randrange(count)
        if chance < 0.12:
            words[at] = f"*{words[at]}*"
        elif chance < 0.22:
            words[at] = f"**{words[at]}**"
        elif chance < 0.36:
            words[at] = f"`{random.choice(self.rare)}_{random.choice(self.rare)}()`"
        if words[0][0] not in "*`":
            words[0] = words[0].capitalize()
        if count > 12 and random.random() < 0.5:
            words[count // 2] += ","
        return " ".join(words) + random.choice("....?!"), count

    def _snippet(self, random: Random) -> str:
        a, b, c, d = (random.choice(self.rare) for _ in range(4))
        lines = [f"import {a}", f"from {b} import {c}", "", ""]
        for _ in range(random.randint(1, 3)):
            lines += [
                f"def {random.choice(self.rare)}({a}, {d}={random.randrange(100)}):",
                f'    """{" ".join(random.choices(self.rare, k=5)).capitalize()}"""',
                f"    # {' '.join(random.choices(self.rare, k=6))}",
                f"    for i, {b} in enumerate({a}):",
                f"        if {b} > {random.randrange(50)} and i % 2 == 0:",
                f"            yield {{'{c}': {b}, \"{d}\": i * {random.random() * 9:.2f}}}",
                f"        elif {b} is None:",
                f'            raise ValueError(f"bad {c} {{i!r}}")',
                f"    return [x for x in range({random.randrange(9, 99)}) if x not in {d}]",
                "",
                "",
            ]
        return "\n".join(lines).rstrip()


def _word(random: Random) -> str:
    return random.choice(FIRST) + random.choice(MIDDLE) + random.choice(LAST)


POOL = Pool()


@cache
def head(number: int, count: int) -> Head:
    """The head of page ``number`` of ``count``: cheap, so that any page can link to any other."""
    random = Random(SEED * 7 + number)
    words = random.choices(POOL.rare, k=random.randint(3, 6))
    title = " ".join(words).capitalize()
    chance = random.random()
    if chance < 0.1:
        title = title.replace(" ", " & ", 1)
    elif chance < 0.2:
        title += "'s " + random.choice(POOL.rare)
    elif chance < 0.3:
        title += ": " + random.choice(POOL.rare)
    date = EPOCH + timedelta(seconds=int(number * (3.4e8 / count)) + (number * 37) % 60)
    return Head(f"{'-'.join(words[:3])}-{number:06d}", SECTIONS[random.randrange(10)], title, date)


@dataclass(frozen=True)
class Front(Head):
    """What a page says of itself before its text."""

    tags: tuple[str, ...]
    description: str

    def yaml(self, tags: str = "tags", more: str = "") -> str:
        """As front matter; the list of tags under a name of its own, and with lines more."""
        listed = "".join(f"- {tag}\n" for tag in self.tags)
        return (
            f"---\ntitle: {quoted(self.title)}\ndate: {self.date:%Y-%m-%dT%H:%M:%SZ}\n{tags}:\n{listed}"
            f"section: {self.section}\ndescription: {quoted(self.description)}\ndraft: false\n{more}---\n\n"
        )


def front(number: int, count: int) -> Front:
    """What page ``number`` of ``count`` says of itself."""
    one = head(number, count)
    random = Random(SEED * 13 + number)
    tags: list[str] = []
    while len(tags) < 3:
        tag = random.choices(POOL.tags, POOL.weights)[0]
        if tag not in tags:
            tags.append(tag)
    words = " ".join(random.choices(POOL.words, k=random.randint(14, 24))).capitalize() + "."
    return Front(**vars(one), tags=tuple(tags), description=words)


def quoted(text: str) -> str:
    """A text as YAML and JSON write it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Body:
    """The text of one page, block by block."""

    def __init__(self, number: int, count: int, link: Link) -> None:
        self._number = number
        self._count = count
        self._link = link
        self._random = Random(SEED * 17 + number)
        self._words = 0
        self._sections = 0
        self._out: list[str] = []

    def text(self) -> str:
        """The Markdown."""
        random = self._random
        target = random.randint(300, 1200)
        table_at, code_at, picture_at = 2 + random.randrange(3), 3 + random.randrange(3), 1 + random.randrange(3)
        block = 0
        while self._words < target or block <= 6:
            if block % 4 == 0:
                self._heading()
            if block == table_at:
                self._table()
            if block == code_at and self._number % 2 == 0:
                self._out.append(f"```python\n{POOL.snippets[random.randrange(200)]}\n```")
            if block == picture_at and self._number % 5 == 0:
                words = " ".join(random.choices(POOL.rare, k=3))
                self._out.append(f"![{words}](/img/photo-{random.randrange(10)}.png)")
            if block % 5 == 3:
                self._list(random.randint(3, 6), lambda at: "-")
            elif block % 9 == 7:
                self._list(random.randint(3, 5), lambda at: f"{at + 1}.")
            else:
                self._paragraph(random.randint(2, 6))
            block += 1
        return "\n\n".join(self._out) + "\n"

    def _heading(self) -> None:
        self._sections += 1
        mark = "##" if self._sections % 3 else "###"
        words = self._random.choices(POOL.rare, k=self._random.randint(2, 5))
        self._out.append(f"{mark} {' '.join(words).capitalize()}")

    def _table(self) -> None:
        rows = ["| Name | Value | Notes |", "|------|------:|:------|"]
        for _ in range(self._random.randint(3, 7)):
            name, value = self._random.choice(POOL.rare), self._random.randrange(9999)
            rows.append(f"| {name} | {value} | {' '.join(self._random.choices(POOL.words, k=4))} |")
            self._words += 6
        self._out.append("\n".join(rows))

    def _list(self, length: int, mark: Callable[[int], str]) -> None:
        items = []
        for at in range(length):
            sentence, count = self._random.choice(POOL.sentences)
            items.append(f"{mark(at)} {sentence}")
            self._words += count
        self._out.append("\n".join(items))

    def _paragraph(self, length: int) -> None:
        sentences = []
        for sentence, count in self._random.choices(POOL.sentences, k=length):
            sentences.append(sentence)
            self._words += count
        if self._random.random() < 0.35:
            other = head((self._number + self._random.randint(1, 60)) % self._count, self._count)
            words = " ".join(other.title.split()[:3])
            address = self._link(other, head(self._number, self._count).section)
            sentences.append(f"See [{words}]({address}) for more.")
            self._words += 6
        self._out.append(_wrapped(" ".join(sentences)))


def _wrapped(text: str) -> str:
    """Lines of about 96 characters, as a person would break them."""
    line, lines = "", []
    for word in text.split(" "):
        if len(line) + len(word) > 96:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def by_address(other: Head, section: str) -> str:
    """A link as Hugo's pages have it."""
    return f"../{other.slug}/" if other.section == section else f"../../{other.section}/{other.slug}/"


def by_file(other: Head, section: str) -> str:
    """A link as sitegen's pages have it."""
    return f"{other.slug}.md" if other.section == section else f"../{other.section}/{other.slug}.md"
