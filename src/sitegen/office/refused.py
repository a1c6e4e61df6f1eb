"""What the office answers when it does not do something: a key of the words on screens, and values for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done. ``key`` names a sentence in the words' section ``office``, ``values`` what it mentions."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    wait: int = 0
    """Seconds until it makes sense to try again; 0 where waiting does not help."""


class Unavailable(Exception):
    """The database did not answer. Entrances catch it in one place and say ``refused``."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(f"{refused.key} {dict(refused.values)}")
        self.refused = refused
