"""A document: what one text says by itself, before anything is known of the site.

Its HTML is kept as segments with *holes* for what depends on the site (links, images, components), so a
document is cached by the hash of its own text and settings alone; holes are filled when the page is rendered.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

from sitegen.base.data import Slowly, noun
from sitegen.base.text import Span
from sitegen.model.yaml import YamlMap


@noun
class Hole:
    """A place in the HTML that the site fills.

    kind
        ``link``: only the value of an ``href``/``src`` attribute is missing (it stands between quotes).
        ``image``: the whole ``<img>`` is missing. ``wiki``: the whole ``[[Title]]`` link is missing.
        ``component``: a directive, of the ``form`` ``inline`` (``:name``), ``leaf`` or ``container`` (``:::name``).
        An image of the form ``silent`` was given its ``alt`` by itself, so an empty one is meant.
    target
        The address as the author meant it (unescaped, decoded), the title of a wiki link, or the component's name.
    fallback
        What is written when the target is not found: the escaped address (link), the escaped address (image),
        the escaped text (wiki); for an inline component, nothing: see ``literal``.
    attributes
        Of an image: ``alt`` and the other attributes in order. Of a component: its properties as written (all text).
    label
        The words in a wiki link or in a component's brackets, as segments.
    children
        What a container holds, as segments.
    literal
        An inline component's source as plain text segments, for when no component has that name.
    at
        Where it stands in the file.
    source
        ``markdown`` or ``html``.
    """

    kind: str
    target: str
    at: Span
    fallback: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    label: tuple[Any, ...] = ()
    children: tuple[Any, ...] = ()
    literal: tuple[Any, ...] = ()
    form: str = ""
    source: str = "markdown"


Segments = tuple[str | Hole, ...]


@noun
class Heading:
    """An entry of the table of contents: level 1–6, the anchor, the words, where it stands."""

    level: int
    id: str
    text: str
    at: Span


@noun
class Document(Slowly):
    """One text, parsed. What is wrong with it is reported beside it.

    damaged
        The front matter could not be read as it was meant, so a field that seems to be missing may be there.

    title
        The words of the first heading, or None.
    lead
        How many of ``segments`` make a level-1 heading that opens the body (0 if it opens otherwise).
    anchors
        Every id that the body defines, in order, headings and raw HTML included.
    summary
        Plain text: what stands before ``<!--more-->``, else the first paragraph.
    words
        How many words the body has (Chinese, Japanese and Thai count by character groups).
    """

    front: YamlMap | None
    segments: Segments
    title: str | None
    lead: int
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]
    links: tuple[Hole, ...]
    summary: str
    words: int
    damaged: bool = False
