"""What the laws of checks share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sitegen.build import spared


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are left out in a site of some pages, too."""
    monkeypatch.setattr(spared, "MANY", 1)


@pytest.fixture
def left_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """The sources whose outputs each check has left out."""
    found: list[list[str]] = []
    real = spared.spared

    def noting(*given: object) -> spared.Spared:
        made: spared.Spared = real(*given)  # type: ignore[arg-type]
        found.append(sorted(made.outputs.values()))
        return made

    monkeypatch.setattr(spared, "spared", noting)
    yield found
