"""A small site, served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import Server, serving

from sites import put

PAGE = "---\ntitle: {title}\n---\n{text}\n"
LAYOUT = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{{ page.title }}</title>'
    '<link rel="stylesheet" href="{{ asset("site.css") }}"></head>\n'
    "<body><header>{{ site.title }}</header><main>{{ page.content }}</main></body>\n</html>\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    tall = "\n\n".join(f"Paragraph {number}." for number in range(120))
    put(
        root,
        {
            "site.yaml": "title: Harbour\nbase_url: https://example.org/\n",
            "content/index.md": PAGE.format(title="Home", text="Hello."),
            "content/tall.md": PAGE.format(title="Tall\ndate: 2026-11-21", text=tall),
            "content/draft.md": "---\ntitle: Soon\ndraft: true\n---\nNot yet.\n",
            "layouts/page.html": LAYOUT,
            "layouts/assets/site.css": "body { color: rgb(1, 2, 3); }\n",
            "static/data.json": "{}\n",
            "static/robot.webp": "x",
        },
    )
    return root


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with serving(site) as running:
        yield running


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A new tab."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
