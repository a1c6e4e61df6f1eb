"""Pages: what others may know of one, and what stands in it."""

from __future__ import annotations

from dataclasses import field
from datetime import date as day
from datetime import datetime
from typing import Any

from sitegen.base.data import noun
from sitegen.model.document import Heading


@noun
class PageHead:
    """What others may know of a page. Typing in its body does not change it.

    path
        The source from the site's folder (``content/news/a.md``); a data row is ``data/products.csv#lamp``; a
        folder without an index page is ``content/news/``; a term is ``@tags/maps``, a taxonomy ``@tags``.
    url
        The address within the site, percent-encoded, from ``/``, without the path of ``base_url``.
    output
        The file in the output folder.
    kind
        ``home``, ``folder``, ``page``, ``row``, ``term`` or ``taxonomy``.
    key
        Equal for translations of one another.
    search
        False where the page asks not to be found by visitors who search.
    fields
        The values of the type's fields and of extra ones, converted; references, terms and files as written.
    """

    path: str
    url: str
    output: str
    kind: str
    title: str
    language: str
    key: str
    folder: str
    slug: str
    date: day | datetime | None = None
    updated: day | datetime | None = None
    description: str = ""
    type: str | None = None
    layout: str | None = None
    order: float | None = None
    draft: bool = False
    publish_at: datetime | None = None
    expires_at: datetime | None = None
    aliases: tuple[str, ...] = ()
    menu: tuple[tuple[str, str, float], ...] = ()
    search: bool = True
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)


@noun
class PageBody:
    """The rendered text of a page.

    ``content`` is its HTML; ``repeated`` is how many characters of it are an opening level-1 heading that only
    repeats the title.
    """

    content: str
    repeated: int

    @property
    def text(self) -> str:
        """The HTML without that heading."""
        return self.content[self.repeated :]


@noun
class PageFacts:
    """What is counted in a body: words, headings, anchors, the plain summary."""

    words: int
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]
    summary: str
