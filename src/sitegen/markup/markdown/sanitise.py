"""Raw HTML made harmless (``html: sanitise``).

Markdown hands out raw HTML in pieces: an opening tag here, its end two paragraphs below. A cleaner of whole
documents would close what it takes for forgotten. So every tag is judged by itself and **written anew**: its name must
be on the list of the nh3 library (and a few for pictures and sound), its attributes on the list for that tag, addresses
must have a harmless scheme; every ``<`` that is no such tag is printed as ``&lt;``. Whatever an author typed, the only
markup that comes out is markup made here. What is left out is reported, elements that run programs or hold other
documents go with their content (as far as Markdown has not taken that for text), and elements left open are closed at
the end of the body.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.common.utils import escapeHtml

from sitegen.base.entities import unescape
from sitegen.markup.markdown.addresses import is_external, meant
from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.holes import mark
from sitegen.markup.markdown.places import Placer
from sitegen.markup.markdown.raw_html import RawHtml, Tag
from sitegen.model.document import Hole

_MEDIA: dict[str, frozenset[str]] = {
    "picture": frozenset(),
    "source": frozenset({"src", "type", "media", "sizes"}),
    "video": frozenset({"src", "poster", "controls", "width", "height", "preload", "loop", "muted", "playsinline"}),
    "audio": frozenset({"src", "controls", "preload", "loop", "muted"}),
    "track": frozenset({"src", "kind", "srclang", "label", "default"}),
}
_EVERYWHERE = frozenset({"class", "id", "lang", "dir", "title", "role"})
_MORE: dict[str, frozenset[str]] = {
    "a": frozenset({"rel", "name", "download"}),
    "img": frozenset({"loading", "decoding", "sizes"}),
    "details": frozenset({"open", "name"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "time": frozenset({"datetime"}),
    "th": frozenset({"scope", "abbr"}),
}
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "xmpp", "geo"})
_ADDRESSES = frozenset({"href", "src", "poster", "cite"})
_WITH_CONTENT = frozenset({"script", "style", "iframe", "noembed", "noframes", "object", "template", "xmp", "title"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "source", "track", "wbr"})
_ENDS_BY_ITSELF = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "col", "colgroup", "rt", "rp"})
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x1f\x7f]")


@lru_cache(maxsize=1)
def _policy() -> dict[str, frozenset[str]]:
    """Tags, and the attributes that each may have."""
    import nh3

    tags = {tag: frozenset(nh3.ALLOWED_ATTRIBUTES.get(tag, ())) for tag in nh3.ALLOWED_TAGS} | _MEDIA
    return {tag: (own | _MORE.get(tag, frozenset()) | _EVERYWHERE) - {"style"} for tag, own in tags.items()}


class CleanHtml(RawHtml):
    """Writes raw HTML anew, without what could do harm."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self._open: list[str] = []
        self._dropped = ""  # the element whose content is being left out

    def write(self, html: str, placer: Placer, base: int = 0) -> str:
        """The harmless part of a piece."""
        out: list[str] = []
        last = 0
        for tag in self.tags(html):
            out.append(self._text(html[last : tag.begin]))
            last = tag.end
            out.append(self._tag(tag, placer, base))
        if not self._inside:
            out.append(self._text(html[last:]))
        return "".join(out)

    def end(self) -> str:
        """The ends of elements that were left open."""
        closing = "".join([f"</{name}>" for name in reversed(self._open) if name not in _ENDS_BY_ITSELF])
        self._open.clear()
        return closing

    def _text(self, text: str) -> str:
        """What stands between tags: text, whose entities stay; comments are left out."""
        if self._dropped or not text:
            return ""
        parts: list[str] = []
        last = 0
        text = re.sub(r"<!--.*?(?:-->|\Z)", "", text, flags=re.DOTALL)
        for match in _ENTITY.finditer(text):
            parts += (escapeHtml(text[last : match.start()]), match[0])
            last = match.end()
        return "".join([*parts, escapeHtml(text[last:])])

    def _tag(self, tag: Tag, placer: Placer, base: int) -> str:
        if self._dropped:
            if tag.closes and tag.name == self._dropped:
                self._dropped = ""
            return ""
        if tag.name not in _policy():
            if not tag.closes:
                self._report(f"<{tag.name}> is left out: the site does not allow it", tag, placer, base)
                if tag.name in _WITH_CONTENT:
                    self._dropped = tag.name
            return ""
        if tag.closes:
            return self._close(tag.name)
        if tag.name not in _VOID:
            self._open.append(tag.name)
        return f"<{tag.name}{self._attributes(tag, placer, base)}>"

    def _close(self, name: str) -> str:
        """The end of the innermost such element; an end without a beginning is left out."""
        if name not in self._open:
            return ""
        at = len(self._open) - 1 - self._open[::-1].index(name)
        del self._open[at]
        return f"</{name}>"

    def _attributes(self, tag: Tag, placer: Placer, base: int) -> str:
        allowed = _policy()[tag.name]
        written: dict[str, str] = {}
        for attribute in tag.attributes:
            name = attribute.name
            if name in written:
                continue
            if name not in allowed and not name.startswith("aria-"):
                self._report(f"{name} is left out: the site does not allow it on <{tag.name}>", tag, placer, base)
                continue
            value = unescape(attribute.value)
            if name not in _ADDRESSES:
                written[name] = escapeHtml(value)
            elif _has_safe_scheme(value):
                span = placer.span(base + max(attribute.begin, 0), base + attribute.end)
                written[name] = self._link(name, value, attribute.value, span)
            else:
                self._report(f"{name} is left out: its address is not safe", tag, placer, base, "SG209")
            if name == "id" or (name == "name" and tag.name == "a"):
                self._findings.anchors.add(value)
        if tag.name == "img" and "alt" not in written:
            self._report("the image has no alternative text (alt)", tag, placer, base, "SG204")
        return "".join([f' {name}="{value}"' for name, value in written.items()])

    def _link(self, name: str, address: str, raw: str, at: tuple[int, int, int, int]) -> str:
        address = address.strip()
        if name == "cite" or is_external(address):
            self._findings.leads_out(address, lambda: at)
            return escapeHtml(address)
        return mark(self._findings.hole(Hole("link", meant(address), at, escapeHtml(address), source="html")))

    def _report(self, message: str, tag: Tag, placer: Placer, base: int, code: str = "SG210") -> None:
        self._findings.problem(code, message, placer.span(base + tag.begin, base + tag.end))


def _has_safe_scheme(address: str) -> bool:
    """True for an address without a scheme or with a harmless one, read as browsers do."""
    match = _SCHEME.match(_NOT_IN_ADDRESSES.sub("", address).strip())
    return match is None or match[1].lower() in _SCHEMES
