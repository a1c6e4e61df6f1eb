"""Sites in real repositories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shared_site import new_site, open_site

from sitegen.project.changes import Changes

FILES: dict[str, bytes | None] = {
    "content/a.md": b"---\ntitle: A\n---\none\ntwo\nthree\nfour\nfive\n",
    "content/b.md": b"Bee\n",
}


@pytest.fixture(autouse=True)
def no_user_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The settings of whoever runs the tests must not matter."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    return new_site(tmp_path / "site", FILES)


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Changes]]:
    """``opened(root)``: the changes of a site, closed afterwards."""
    found: list[Changes] = []

    def make(root: Path) -> Changes:
        found.append(open_site(root))
        return found[-1]

    yield make
    for changes in found:
        changes.close()


@pytest.fixture
def changes(site: Path, opened: Callable[[Path], Changes]) -> Changes:
    """The changes of that site."""
    return opened(site)
