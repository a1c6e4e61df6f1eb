"""A random author: a first site, and one edit after another."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from pool import BODIES, BROKEN_FRONTS, DATA, FIELDS, FILES, LAYOUTS, MORE_PAGES, PAGES, SETTINGS

from sites import Content


@dataclass(frozen=True)
class Step:
    """One thing that happens to a site, complete in itself: it can be left out without making others impossible.

    ``files`` are written (None takes one away), ``moves`` renamed, ``options`` are those of the next Project,
    ``spoil`` are outputs that somebody deletes (``-``) or changes (``+``) by hand, by number. ``cache``: what is stored
    is cut off (``cut``), replaced by ``noise``, ``deleted``, or by what was stored at an ``older`` step.
    """

    what: str
    files: dict[str, Content] = field(default_factory=dict)
    moves: tuple[tuple[str, str], ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    restart: bool = False
    spoil: tuple[tuple[str, int], ...] = ()
    cache: str = ""


class Page:
    """A page as the author thinks of it."""

    def __init__(self, choose: random.Random, path: str) -> None:
        self.front: dict[str, str] = {}
        for name in choose.sample(sorted(FIELDS), k=choose.randint(0, 5)):
            self.set(name, choose.choice(FIELDS[name]))
        if "title" not in self.front and choose.random() < 0.8:
            self.front["title"] = f"Page {path.rpartition('/')[2].removesuffix('.md')}"
        if "/news/" in path and choose.random() < 0.7:
            self.front["date"] = "2026-02-0" + choose.choice("123456789")
        self.bodies = choose.choices(BODIES, k=choose.randint(0, 3))
        self.broken = ""

    def set(self, name: str, value: str | None) -> None:
        """Give a field a value, or take it away."""
        self.front.pop(name, None)
        if value is not None:
            self.front[name] = value

    @property
    def text(self) -> str:
        """The file."""
        front = self.broken or "\n".join(f"{name}: {value}" for name, value in self.front.items())
        return (f"---\n{front}\n---\n" if front else "") + "\n\n".join(self.bodies) + "\n"


class Author:
    """Edits a site at random; the same seed makes the same edits. ``theme`` keeps to the built-in layouts mostly."""

    def __init__(self, seed: int, theme: bool) -> None:
        self.choose = random.Random(seed)
        self.theme = theme
        self.pages: dict[str, Page] = {}
        self.settings = {name: pool[0] for name, pool in SETTINGS.items()}
        self.files: dict[str, Content] = {}

    def first(self) -> dict[str, Content]:
        """The site to begin with."""
        for path in PAGES:
            self.pages[path] = Page(self.choose, path)
        files: dict[str, Content] = {path: page.text for path, page in self.pages.items()}
        for path, pool in {**DATA, **FILES}.items():
            if self.choose.random() < 0.3:
                files[path] = pool[0]
        for path, texts in LAYOUTS.items():
            if not self.theme and (path.count("/") == 1 or self.choose.random() < 0.5):
                files[path] = texts[0] if self.choose.random() < 0.3 else self.choose.choice(texts[:17])
        return {**files, ".env": "secret", "site.yaml": self._site()}

    def _site(self) -> str:
        return "\n".join(filter(None, self.settings.values())) + "\n"

    def step(self) -> Step:
        """The next edit; seldom several at once."""
        kinds = self.choose.choices(list(_EDITS), weights=[weight for weight, _ in _EDITS.values()])
        if self.choose.random() < 0.3:
            kinds += self.choose.choices(
                list(_EDITS), weights=[weight for weight, _ in _EDITS.values()], k=self.choose.randint(1, 4)
            )
        done = [_EDITS[kind][1](self) for kind in kinds]
        return done[0] if len(done) == 1 else _together(done)

    def _save(self, path: str, what: str) -> Step:
        return Step(f"{what} {path}", {path: self.pages[path].text})

    def _page(self) -> str:
        return self.choose.choice(sorted(self.pages)) if self.pages else self._new_page()

    def _new_page(self) -> str:
        path = self.choose.choice([*PAGES, *MORE_PAGES])
        self.pages[path] = Page(self.choose, path)
        return path

    def body(self) -> Step:
        """Write something else in a page."""
        path = self._page()
        self.pages[path].bodies = self.choose.choices(BODIES, k=self.choose.randint(0, 3))
        return self._save(path, "body")

    def front(self) -> Step:
        """Change a field."""
        path = self._page()
        name = self.choose.choice(sorted(FIELDS))
        self.pages[path].set(name, self.choose.choice(FIELDS[name]))
        return self._save(path, name)

    def title(self) -> Step:
        """Change the title, the date or the terms."""
        path = self._page()
        name = self.choose.choice(["title", "date", "tags", "draft", "publish_at"])
        self.pages[path].set(name, self.choose.choice(FIELDS[name]))
        return self._save(path, name)

    def damage(self) -> Step:
        """Break the front matter, or mend it."""
        path = self._page()
        page = self.pages[path]
        page.broken = "" if page.broken else self.choose.choice(BROKEN_FRONTS)
        return self._save(path, "break" if page.broken else "mend")

    def create(self) -> Step:
        """Write a new page."""
        return self._save(self._new_page(), "create")

    def delete(self) -> Step:
        """Delete a page, or a folder with its pages."""
        path = self._page()
        gone = [path]
        if self.choose.random() < 0.2 and path.count("/") > 1:
            folder = path.rpartition("/")[0] + "/"
            gone = [one for one in self.pages if one.startswith(folder)]
        for one in gone:
            self.pages.pop(one, None)
        return Step(f"delete {gone}", dict.fromkeys(gone))

    def move(self) -> Step:
        """Rename a page or a folder."""
        old = self._page()
        new = self.choose.choice([*PAGES, *MORE_PAGES])
        if self.choose.random() < 0.3 and old.count("/") > 1:
            old = old.rpartition("/")[0]
            new = self.choose.choice(
                ["content/moved", "content/fi/moved", "content/people", "content/tags", "content/docs"]
            )
        for path in [one for one in self.pages if one == old or one.startswith(f"{old}/")]:
            self.pages[new + path.removeprefix(old)] = self.pages.pop(path)
        return Step(f"move {old} {new}", moves=((old, new),))

    def layout(self) -> Step:
        """Write a layout, an include or a component, good or broken, or delete it."""
        return self._one_of(LAYOUTS)

    def data(self) -> Step:
        """Change a data file."""
        return self._one_of(DATA)

    def file(self) -> Step:
        """Change a picture, a file in static/, a link, a file that is not text."""
        return self._one_of(FILES)

    def _one_of(self, pool: Any) -> Step:
        path = self.choose.choice(sorted(pool))
        content = None if self.choose.random() < 0.35 else self.choose.choice(pool[path])
        return Step(f"{'delete' if content is None else 'write'} {path}", {path: content})

    def setting(self) -> Step:
        """Change site.yaml; seldom take it away."""
        if self.choose.random() < 0.03:
            return Step("delete site.yaml", {"site.yaml": None})
        name = self.choose.choice(sorted(SETTINGS))
        self.settings[name] = self.choose.choice(SETTINGS[name])
        return Step(f"setting {name}", {"site.yaml": self._site()})

    def time(self) -> Step:
        """Another day, later or earlier."""
        month, day, hour = self.choose.randint(1, 5), self.choose.randint(1, 28), self.choose.choice([0, 10, 22])
        return Step("time", options={"as_of": f"2026-{month:02}-{day:02}T{hour:02}:00:00+00:00"})

    def option(self) -> Step:
        """Show drafts or not, work alone or in two processes, build for another address."""
        known: list[dict[str, Any]] = [{"drafts": True}, {"drafts": False}, {"jobs": 2}, {"jobs": 1}]
        options = self.choose.choice([*known, {"base_url": "https://example.net/"}, {"base_url": None}])
        return Step(f"option {options}", options=options)

    def restart(self) -> Step:
        """Begin again with what is stored."""
        return Step("restart", restart=True)

    def nothing(self) -> Step:
        """Build again."""
        return Step("nothing")

    def spoil(self) -> Step:
        """Delete or change outputs by hand."""
        marks = tuple((self.choose.choice("-+"), self.choose.randint(0, 99)) for _ in range(self.choose.randint(1, 3)))
        return Step("spoil", spoil=marks)

    def cache(self) -> Step:
        """Damage what is stored, or put an older one in its place."""
        what = self.choose.choice(["cut", "noise", "deleted", "older", "older"])
        return Step(f"cache {what}", restart=True, cache=what)


def _together(steps: list[Step]) -> Step:
    files: dict[str, Content] = {}
    options: dict[str, Any] = {}
    for step in steps:
        files.update(step.files)
        options.update(step.options)
    return Step(
        " + ".join(step.what for step in steps),
        files,
        tuple(move for step in steps for move in step.moves),
        options,
        any(step.restart for step in steps),
        tuple(mark for step in steps for mark in step.spoil),
        "".join(step.cache for step in steps[:1]),
    )


_EDITS: dict[str, Any] = {
    "body": (14, Author.body),
    "front": (12, Author.front),
    "title": (8, Author.title),
    "damage": (4, Author.damage),
    "create": (6, Author.create),
    "delete": (5, Author.delete),
    "move": (6, Author.move),
    "layout": (14, Author.layout),
    "data": (6, Author.data),
    "file": (8, Author.file),
    "setting": (12, Author.setting),
    "time": (5, Author.time),
    "option": (4, Author.option),
    "restart": (6, Author.restart),
    "nothing": (2, Author.nothing),
    "spoil": (3, Author.spoil),
    "cache": (2, Author.cache),
}
