"""Back offices to attack."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from office_at_work import AtWork, at_work, repository
from recording import Recorded

import sitegen.server.admin.app
from sitegen.server.admin.routes import PLACES


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorded]:
    """Every route of the table behind the real guard, with nothing behind it."""
    found = Recorded(None)  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sitegen.server.admin.app, "PLACES", tuple(found.watched(place) for place in PLACES))
        with at_work(repository(tmp_path_factory.mktemp("recorded") / "site")) as office:
            found.office = office
            office.somebody("owner")
            yield found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """A back office that the tests of a file share."""
    with at_work(repository(tmp_path_factory.mktemp("attacked") / "site")) as made:
        made.somebody("owner")  # who comes first
        yield made
