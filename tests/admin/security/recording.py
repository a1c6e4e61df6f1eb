"""A back office whose views do nothing but say that they were reached."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from office_at_work import AtWork
from starlette.responses import PlainTextResponse, Response

from sitegen.server.admin.asked import Asked
from sitegen.server.admin.routes import Place

REACHED = 299
"""What a recorded view answers with. No part of the back office does."""


@dataclass
class Recorded:
    """A back office whose views do nothing but say that they were reached."""

    office: AtWork
    reached: list[Place] = field(default_factory=list)

    def watched(self, place: Place) -> Place:
        """The same route with a view that only says so."""

        def view(asked: Asked) -> Response:
            self.reached.append(place)
            return PlainTextResponse("reached", REACHED)

        return replace(place, view=view)
