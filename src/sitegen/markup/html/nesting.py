"""Whether an HTML text nests: its elements as a tree, and every tag that is missing or too many.

End tags that HTML lets one leave out are put in as browsers do. Of a mistake one fault is told: what follows from it
is forgiven, and where two tags could be the wrong one, what comes later in the text decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from sitegen.markup.html.elements import (
    BETWEEN_CELLS,
    BREAKS_OUT,
    CLOSED_BY,
    CLOSES_P,
    FOREIGN,
    HEADINGS,
    IN_HEAD,
    IN_TABLE,
    INTEGRATION,
    NEVER_IN_ITSELF,
    OPTIONAL_END,
    SCOPE,
    TABLE_PARTS,
    VOID,
)
from sitegen.markup.html.tokens import Token, tokens

NOT_CLOSED, OUT_OF_PLACE = "SG412", "SG413"
_MOST = 40
"""After so many faults one can only guess."""
_DEEPEST = 400
"""What is nested deeper is not looked at; browsers stop at 512."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a tag, from ``begin`` up to ``end``. ``other`` is the offset of the tag that it is about
    besides (-1: none), ``note`` what is said there."""

    code: str
    message: str
    begin: int
    end: int
    hint: str = ""
    other: int = -1
    note: str = ""


@dataclass(slots=True, eq=False)
class Element:
    """An element: ``inside`` are its elements and texts. ``foreign``: it belongs to SVG or MathML."""

    name: str
    begin: int
    end: int
    attributes: dict[str, str]
    parent: Element | None
    foreign: bool = False
    inside: list[Element | str] = field(default_factory=list)

    @property
    def needs_end(self) -> bool:
        """Whether its end tag must be written."""
        return self.foreign or self.name not in OPTIONAL_END


class Document:
    """An HTML text, read: ``elements`` in order, ``faults`` of its nesting, ``doctype`` its offset (-1: none)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Element("", 0, 0, {}, None)
        self.elements: list[Element] = []
        self.faults: list[Fault] = []
        self.doctype = -1
        self._open: list[Element] = []
        self._forgiven: Counter[str] = Counter()
        self._closers: dict[str, Token] = {}
        self._tokens = [*tokens(text)]
        self._by_name: dict[str, list[int]] = {}
        for at, token in enumerate(self._tokens):
            self._by_name.setdefault(token.name, []).append(at)
        self._read()

    def _read(self) -> None:
        for at, token in enumerate(self._tokens):
            if len(self.faults) >= _MOST or len(self._open) > _DEEPEST:
                return
            if token.kind == "text":
                self._top.inside.append(self.text[token.begin : token.end])
            elif token.kind == "doctype":
                self.doctype = token.begin if self.doctype < 0 and not self.elements else self.doctype
            else:
                self._tag(token, at)
        for element in self._open:
            if element.needs_end:
                self._unclosed(element)

    @property
    def _top(self) -> Element:
        return self._open[-1] if self._open else self.root

    @property
    def _is_foreign(self) -> bool:
        """Whether what comes now belongs to SVG or MathML."""
        top = self._top
        return top.foreign and top.name not in INTEGRATION

    # faults

    def _fault(
        self, code: str, message: str, at: Token | Element, hint: str = "", other: int = -1, note: str = ""
    ) -> None:
        self.faults.append(Fault(code, message, at.begin, at.end, hint, other, note))

    def _tag(self, token: Token, at: int) -> None:
        if token.trouble == "quote":
            self._fault(NOT_CLOSED, f"a quote in {_written(token)} is not closed, or stands in the wrong place", token)
        elif token.trouble:
            self._fault(NOT_CLOSED, f"the tag {_written(token)[:-1]} is not closed", token, "end it with >")
            self._forgiven[token.name] += 1
            return
        if token.kind == "start":
            self._start(token)
        else:
            self._end(token, at)

    def _unclosed(self, element: Element, by: Token | None = None) -> None:
        """An element that was not ended when something else was (``by``), or at the end of the text."""
        code = OUT_OF_PLACE if element.foreign and element.name not in FOREIGN else NOT_CLOSED
        note = f"{_written(by)} is the next tag around it" if by is not None else ""
        other = by.begin if by is not None else -1
        self._fault(code, f"<{element.name}> is not closed", element, f"add </{element.name}>", other, note)
        self._forgiven[element.name] += 1

    # start tags

    def _start(self, token: Token) -> None:
        name = token.name
        if self._is_foreign and name in BREAKS_OUT:
            self._break_out(token)
        if self._is_foreign or name in FOREIGN:
            self._push(token, foreign=True)
            if token.is_closed:
                self._open.pop()
            return
        if name in ("html", "head", "body") and any(one.name == name for one in self.elements):
            return
        self._make_way(token)
        self._look_around(token)
        self._push(token)
        if name in VOID:
            self._open.pop()
        elif token.is_closed:
            code = NOT_CLOSED if name not in OPTIONAL_END else OUT_OF_PLACE
            self._fault(
                code, f"<{name}/> is not closed: the slash says nothing here", token, f"write <{name}></{name}>"
            )
            self._open.pop()

    def _push(self, token: Token, foreign: bool = False) -> None:
        made = Element(token.name, token.begin, token.end, token.attributes, self._top, foreign)
        self._top.inside.append(made)
        self.elements.append(made)
        self._open.append(made)

    def _break_out(self, token: Token) -> None:
        while self._is_foreign:
            gone = self._open.pop()
            if not self._is_foreign:
                self._unclosed(gone, token)
            else:
                self._forgiven[gone.name] += 1

    def _make_way(self, token: Token) -> None:
        """End what ends where this element begins."""
        name = token.name
        if name == "body" or (name not in IN_HEAD and name != "head"):
            self._close_for(token, frozenset({"head"}), SCOPE, quietly=True)
        if name in CLOSES_P:
            self._close_for(token, frozenset({"p"}), SCOPE | {"button"})
        if name in HEADINGS and self._top.name in HEADINGS and not self._top.foreign:
            self._unclosed(self._open.pop(), token)
        if name in CLOSED_BY:
            self._close_for(token, *CLOSED_BY[name])

    def _close_for(self, token: Token, names: frozenset[str], stop: frozenset[str], quietly: bool = False) -> None:
        """End the outermost open element of ``names`` this side of ``stop``, and what is open in it."""
        at = -1
        for index in range(len(self._open) - 1, -1, -1):
            one = self._open[index]
            if one.name in names and not one.foreign:
                at = index
            elif one.name in stop or one.foreign:
                break
        if at < 0:
            return
        ended = self._open[at]
        inner = [one for one in self._open[at:] if one.needs_end]
        del self._open[at:]
        self._closers[ended.name] = token
        if not inner or quietly:
            return
        if ended.name == "p":
            words = f"<{token.name}> cannot stand in <p>, which it ends before </{inner[0].name}>"
            self._fault(OUT_OF_PLACE, words, token, "", ended.begin, "the paragraph begins here")
            self._forgiven.update(["p", *(one.name for one in inner)])
        else:
            self._unclosed(inner[0], token)
            self._forgiven.update([one.name for one in inner[1:]])

    def _look_around(self, token: Token) -> None:
        """Elements that may not stand where this one does, though nothing is ended by it."""
        name = token.name
        top = self._top
        if top.name in BETWEEN_CELLS and not top.foreign and name not in IN_TABLE and not _is_hidden(token):
            self._fault(OUT_OF_PLACE, f"<{name}> cannot stand in <{top.name}> outside of a cell", token)
        if name in NEVER_IN_ITSELF:
            for one in reversed(self._open):
                if one.name == name and not one.foreign:
                    words = f"<{name}> cannot stand in another <{name}>"
                    self._fault(OUT_OF_PLACE, words, token, "", one.begin, "it begins here")
                if one.name in SCOPE:
                    break

    # end tags

    def _end(self, token: Token, at: int) -> None:
        name = token.name
        index = self._opened(name)
        if index is None:
            self._stray(token)
            return
        inner = [one for one in self._open[index + 1 :] if one.needs_end]
        if not inner:
            del self._open[index:]
            return
        self._crossed(token, at, index, inner)

    def _opened(self, name: str) -> int | None:
        """The open element that an end tag ends."""
        stop = frozenset({"html", "table", "template"}) if name in TABLE_PARTS or name == "table" else SCOPE
        for index in range(len(self._open) - 1, -1, -1):
            one = self._open[index]
            if one.name == name:
                return index
            if one.name in stop and name not in ("html", "body", "template"):
                return None
        return None

    def _stray(self, token: Token) -> None:
        name = token.name
        if self._forgiven[name] > 0:
            self._forgiven[name] -= 1
            return
        if name in ("html", "body") or (name == "head" and not any(one.name == "head" for one in self.elements)):
            return
        if name in VOID:
            self._fault(OUT_OF_PLACE, f"<{name}> has no end tag", token, f"remove </{name}>")
            return
        closer = self._closers.get(name)
        if closer is not None and name in ("p", "head"):
            words = f"</{name}> ends nothing: {_written(closer)} cannot stand in <{name}> and has ended it"
            self._fault(OUT_OF_PLACE, words, token, "", closer.begin, "it ends here")
            return
        self._fault(OUT_OF_PLACE, f"</{name}> ends nothing", token, "remove it, or open the element before")

    def _crossed(self, token: Token, at: int, index: int, inner: list[Element]) -> None:
        """An end tag while elements within are open: they are not closed, or it is one too many, or both overlap."""
        will_end = {name: self._will_end(name, at) for name in {one.name for one in inner}}
        missing = [one for one in inner if not will_end[one.name]]
        if missing:
            del self._open[index:]
            self._unclosed(missing[0], token)
            self._forgiven.update([one.name for one in inner if one is not missing[0] and one not in missing])
            for one in missing[1:]:
                self._unclosed(one, token)
            self._forgiven.subtract([one.name for one in missing])
            return
        open_ = sum(one.name == token.name for one in self._open)
        if self._ends_ahead(token.name, at) >= open_:
            self._fault(OUT_OF_PLACE, f"</{token.name}> ends nothing here", token, "remove it", inner[-1].begin,
                        f"<{inner[-1].name}> is open")  # fmt: skip
            return
        words = f"</{token.name}> stands before </{inner[-1].name}>"
        self._fault(OUT_OF_PLACE, words, token, "end first what began last", inner[-1].begin, "it begins here")
        del self._open[index:]
        self._forgiven.update([one.name for one in inner])

    def _will_end(self, name: str, at: int) -> bool:
        """Whether all open elements of a name have their end tags in what follows."""
        return self._ends_ahead(name, at) >= sum(one.name == name for one in self._open)

    def _ends_ahead(self, name: str, at: int) -> int:
        """How many end tags of a name follow that end nothing that begins there."""
        depth = found = 0
        alike = self._by_name.get(name, [])
        for index in alike[bisect_right(alike, at) :]:
            token = self._tokens[index]
            if token.kind == "start" and token.is_closed:
                continue
            if token.kind == "start":
                depth += 1
            elif depth:
                depth -= 1
            else:
                found += 1
        return found


def _written(token: Token) -> str:
    return f"</{token.name}>" if token.kind == "end" else f"<{token.name}>"


def _is_hidden(token: Token) -> bool:
    return token.name == "input" and token.attributes.get("type", "").lower() == "hidden"
