"""A back office at work, and Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from office_at_work import SITE, AtWork, at_work, repository

import sitegen.server.admin
from sites import Content

BUILT = Path(sitegen.server.admin.__file__).parent / "built"


@pytest.fixture
def back_office(tmp_path: Path) -> Iterator[Callable[..., AtWork]]:
    """Makes a site with these files (besides those of the example), and opens its back office."""
    with ExitStack() as stack:

        def make(files: Mapping[str, Content] | None = None) -> AtWork:
            return stack.enter_context(at_work(repository(tmp_path / "site", {**SITE, **(files or {})})))

        yield make
