"""The environment of one database: layouts come from queries, so every extends, include, import and miss is a read."""

from __future__ import annotations

import marshal
from collections.abc import MutableMapping
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound

from sitegen.engine.database import Database
from sitegen.engine.query import Query
from sitegen.render.filters import FILTERS
from sitegen.render.sandbox import Sandbox
from sitegen.render.templates import LayoutCode, layout_code


class BrokenLayout(Exception):
    """A layout that is not valid was needed; its problem is reported where it was compiled."""


class QueryLoader(BaseLoader):
    """Loads layouts by asking the database: their code is what the query ``code`` gives for a name."""

    def __init__(self, db: Database, code: Query[LayoutCode | None] = layout_code) -> None:
        self._db = db
        self._query = code
        self._codes: dict[bytes, CodeType] = {}

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """A template made of the compiled layout."""
        found = self._db.get(self._query, name)
        if found is None:
            raise TemplateNotFound(name)
        if not found.code:
            raise BrokenLayout(found.path)
        return Template.from_code(environment, self._code(found), globals or {}, None)

    def _code(self, found: LayoutCode) -> CodeType:
        code = self._codes.get(found.code)
        if code is None:
            code = self._codes[found.code] = marshal.loads(found.code)
        return code


def environment_of(db: Database, code: Query[LayoutCode | None] = layout_code) -> Sandbox:
    """The environment that belongs to a database, for layouts whose code the query ``code`` gives."""
    made: Sandbox | None = db.kept.get(code.name)
    if made is None:
        made = db.kept[code.name] = Sandbox(FILTERS, loader=QueryLoader(db, code))
    return made
