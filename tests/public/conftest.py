"""Built sites, served, and a browser that looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from public_sites import build, served

ADMIN = Path(__file__).parents[2] / "admin"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """``built(name)``: the folder of a built site, made when it is first asked for."""
    made: dict[str, Path] = {}

    def make(name: str) -> Path:
        if name not in made:
            made[name] = build(name, tmp_path_factory.mktemp("public") / name)
        return made[name]

    return make


@pytest.fixture(scope="session")
def origin(built: Callable[[str], Path]) -> Iterator[Callable[[str], str]]:
    """``origin(name)``: where a built site is served, under a strict content security policy."""
    running: dict[str, str] = {}
    with ExitStack() as stack:

        def serve(name: str) -> str:
            if name not in running:
                running[name] = stack.enter_context(served(built(name)))
            return running[name]

        yield serve


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., Any]]:
    """``window(width, scheme, …)``: a new tab of a browser of its own; more options are those of Playwright."""
    contexts = []

    def open_one(width: int = 1440, scheme: str = "light", **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 800 if width < 700 else 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def node_tool() -> Callable[[str], Path]:
    """``node_tool(path)``: a file of ``admin/node_modules``; the test is left out where npm has not been."""

    def find(path: str) -> Path:
        found = ADMIN / "node_modules" / path
        if not found.exists():
            pytest.skip(f"there is no {path} in admin/node_modules: run make admin")
        return found

    return find
