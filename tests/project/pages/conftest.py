"""An editor at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from pages_at_work import AtWork, at_work

from sites import Content


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Callable[[Mapping[str, Content]], AtWork]]:
    """``editor(files)``: somebody who edits a site of these files."""
    with ExitStack() as stack:
        yield lambda files: stack.enter_context(at_work(tmp_path / "site", files))
