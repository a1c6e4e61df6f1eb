"""What a change alters: the outputs whose bytes are not those of the published site, found bit by bit."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from sitegen.base.data import Fingerprint
from sitegen.build.builder import output_key
from sitegen.catalog.index import head_of
from sitegen.engine.database import Database
from sitegen.engine.explain import chain
from sitegen.engine.query import Key
from sitegen.model.output import OutputSpec
from sitegen.project.sheet import Alterations, Altered
from sitegen.project.sights import View
from sitegen.project.snapshot import words_for

Render = Callable[[Database, OutputSpec], bytes]
"""Makes an output, and holds its memo."""

_FAILED: Fingerprint = b""
_INDEX = "index.html"


class Comparison:
    """Two views, output by output: first the published one, then the other. ``view`` is the one to go on with."""

    def __init__(self, changed: View, published: View) -> None:
        self._changed = changed
        self._public: dict[Key, Fingerprint] = {}
        self._mine: dict[Key, Fingerprint] = {}
        self._specs: dict[Key, OutputSpec] = {}
        self._words: dict[Key, tuple[str, str]] = {}
        self._is_second = False
        self.view = published
        self.done = False

    def go_on(self, db: Database, plan: tuple[OutputSpec, ...], render: Render, seconds: float) -> None:
        """Look at more outputs for about so long; the memos are true of :attr:`view`, whose plan it is."""
        known = self._mine if self._is_second else self._public
        specs = {output_key(spec): spec for spec in plan}
        self._specs |= specs
        for gone in known.keys() - specs.keys():
            del known[gone]
        known |= db.fingerprints([key for key in specs if key not in known])
        until = monotonic() + seconds
        for key, spec in specs.items():
            if key in known:
                continue
            if monotonic() > until:
                return
            render(db, spec)
            known |= db.fingerprints([key]) or {key: _FAILED}
        self._next(db)

    def _next(self, db: Database) -> None:
        if self._is_second:
            self._words = {key: _words(db, self._specs[key]) for key in self._mine if self._differs(key)}
            self.done = True
            return
        self._is_second = True
        self.view = self._changed

    def _differs(self, key: Key) -> bool:
        return self._mine.get(key) != self._public.get(key)

    def answer(self) -> Alterations:
        """What was found so far."""
        keys = self._mine.keys() | self._public.keys() if self.done else self._mine.keys()
        found = [self._altered(key) for key in keys if self._differs(key)]
        return Alterations(tuple(sorted(found, key=lambda one: one.path)), self.done)

    def _altered(self, key: Key) -> Altered:
        spec = self._specs[key]
        title, why = self._words.get(key, ("", ""))
        how = "new" if key not in self._public else "gone" if key not in self._mine else "different"
        return Altered(spec.path, "/" + spec.path.removesuffix(_INDEX), title or spec.path, how, why)


def _words(db: Database, spec: OutputSpec) -> tuple[str, str]:
    """(title, why it differs)."""
    head = head_of(db, spec.subject) if spec.kind == "page" else None
    causes = chain(db, output_key(spec))
    return head.title if head is not None else "", words_for(causes[-1]) if len(causes) > 1 else ""
