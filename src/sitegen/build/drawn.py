"""The pictures among the outputs of a build.

They are not in the plan, because which sizes are shown is known only when the pages have been rendered.
"""

from __future__ import annotations

from sitegen.base.data import Fingerprint, fingerprint_of
from sitegen.build.making import Maker, Stage, output_key
from sitegen.engine.database import Database
from sitegen.engine.query import Key, key_text, text_key
from sitegen.model.output import OutputSpec
from sitegen.render.outputs import output
from sitegen.render.pictures.kept import kept_pictures
from sitegen.render.pictures.recipe import FOLDER
from sitegen.render.pictures.variants import KIND, wanted_pictures


class Drawn:
    """The pictures that the pages of one build show, in the sizes that they ask for."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self.specs = wanted_pictures(maker.db)

    def mark(self) -> Fingerprint:
        """Another one when other pictures are shown."""
        return fingerprint_of(tuple(spec.path for spec in self.specs))

    def make(self, stage: Stage) -> list[OutputSpec]:
        """Make those that are not known to be true of the tree, and return them."""
        return self._maker.draw(self.specs, stage)

    def keys(self) -> list[Key]:
        """Their memos."""
        return list(map(output_key, self.specs))

    def are_held(self) -> bool:
        """True if the memos of these and of no others are kept."""
        return set(held_pictures(self._maker.db)) == set(self.keys())

    def tidy(self) -> None:
        """Take away what nobody has wanted for long."""
        kept_pictures(self._maker.db).tidy()


def held_pictures(db: Database) -> list[Key]:
    """The memos of pictures that are kept."""
    keys = map(text_key, db.store.keys_below(key_text((output.name, FOLDER)), pinned=True))
    return [key for key in keys if key[2] == KIND]
