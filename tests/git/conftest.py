"""Real repositories in temporary folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from authoring import new_repository


@pytest.fixture(autouse=True)
def no_user_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The settings of whoever runs the tests must not matter."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """An empty repository with a working tree."""
    return new_repository(tmp_path / "work")
