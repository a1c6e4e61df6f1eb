"""An editor's work on its way to the public: who did what to which files, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Author:
    """Who did something, as history names them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Change:
    """An editor's set of edits.

    ``base`` is the newest public commit that it has taken in, ``head`` its own newest commit. ``created`` and
    ``saved`` are the times of its first and its newest save. ``paths`` are the sources that it alters.
    """

    id: str
    base: str
    head: str
    created: datetime
    saved: datetime
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A file was saved.

    ``version`` is what the next save of it starts from ("": there is no such file now), ``data`` what it holds now.
    ``joined`` are the places taken over from somebody else who changed it meanwhile.
    """

    version: str
    data: bytes | None
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done. ``reason`` says so in an editor's words and what to do; ``code`` names it for programs.

    ``detail`` is what the system said, for whoever looks after it.
    """

    reason: str
    code: str
    paths: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Landed:
    """Work became public as one commit that altered these sources."""

    commit: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Altered:
    """What a change does to a file: the versions of it in public and in the change; "" stands for no file."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Something that went public: who made it so, when, in what words, and which sources it altered."""

    id: str
    when: datetime
    author: Author
    words: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a file. ``kind`` is ``public`` or ``draft``; ``path`` is the file's name at that time."""

    id: str
    when: datetime
    author: Author
    words: str
    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A source, and the commit that changed it last, or that took it away."""

    path: str
    when: datetime
    author: Author
    commit: str
