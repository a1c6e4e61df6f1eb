"""A back office whose clients are closed when the test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from office_at_work import AtWork


@pytest.fixture(autouse=True)
def closed_clients(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every client of the test is closed at its end."""
    make: Callable[..., Any] = AtWork.client
    with ExitStack() as stack:
        monkeypatch.setattr(AtWork, "client", lambda *given, **named: stack.enter_context(make(*given, **named)))
        yield
