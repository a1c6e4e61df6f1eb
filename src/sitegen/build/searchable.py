"""The indexes of the search among the outputs of a build.

They are not in the plan, because the names of their files are known only when Pagefind has run, and the plan is made
for every check and every preview. A build makes them; nothing else does.
"""

from __future__ import annotations

from sitegen.base.data import Fingerprint, fingerprint_of
from sitegen.engine.database import Database
from sitegen.model.output import OutputSpec
from sitegen.render.outputs import WRITERS
from sitegen.render.search.index import search_files, searched_languages

KIND = "search"
"""The kind of these outputs; the subject is the language."""


class Searchable:
    """The indexes of one build, made anew where texts have changed. Nothing, where visitors cannot search."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._languages = searched_languages(db)

    def mark(self, plan: Fingerprint) -> Fingerprint:
        """The fingerprint of what will be written, given that of the plan: another one when an index is another."""
        if not self._languages:
            return plan
        return fingerprint_of([plan, *(self._db.fingerprint(search_files, one) for one in self._languages)])

    def outputs(self) -> dict[str, tuple[OutputSpec, str]]:
        """Path → (what it is, fingerprint of its bytes) of every file of the indexes."""
        return {
            path: (OutputSpec(path, KIND, language), fingerprint)
            for language in self._languages
            for path, fingerprint in self._db.get(search_files, language).items()
        }

    def hold(self) -> None:
        """Keep the memos of these indexes, and of no others."""
        self._db.pin([(search_files.name, one) for one in self._languages], (search_files.name,))


def bytes_of(db: Database, spec: OutputSpec) -> bytes:
    """The bytes of a file of an index. They are in its memo already, so no second one is made for them."""
    return WRITERS[KIND](db, spec.path, spec.subject, spec.number)
