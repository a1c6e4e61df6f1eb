"""Who judges a screen: axe of what is shown, html-validate of what was sent, and a few rules of our own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ADMIN = Path(__file__).parents[2] / "admin"
RULES = {
    "root": True,
    "extends": ["html-validate:recommended"],
    "rules": {
        "long-title": "off",
        "no-trailing-whitespace": "off",
        "require-sri": "off",
        "doctype-style": "off",
        # A search field is sent by Enter; the form of a page is saved as it is typed.
        "wcag/h32": "off",
        # What a combobox offers is no <select> (ARIA Authoring Practices Guide, combobox).
        "prefer-native-element": ["error", {"exclude": ["listbox"]}],
    },
}
SEEN = Path(__file__).with_name("seen.js")


@cache
def axe() -> str:
    """The program that judges whether everybody can use a page; the test is left out where it was not installed."""
    file = ADMIN / "node_modules/axe-core/axe.min.js"
    if not file.exists():
        pytest.skip("`npm ci` was not run in admin/")
    return file.read_text(encoding="utf-8")


def told(page: Any) -> list[Any]:
    """What axe and we have to say of what is shown."""
    return [*told_by_axe(page), *page.evaluate(SEEN.read_text(encoding="utf-8").partition("\n")[2])]


def told_by_axe(page: Any) -> list[Any]:
    """What axe has to say; the site's own page in its frame is not ours to judge."""
    page.evaluate(f"window.axe || {{}}; {axe()}")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    said: list[Any] = []
    for one in found["violations"]:
        nodes = [node["html"][:200] for node in one["nodes"] if not _is_offered(one["id"], node["html"])]
        said += [(one["id"], nodes[:3])] if nodes else []
    return said


def _is_offered(rule: str, html: str) -> bool:
    """True of the list of what is offered while one writes, and that it scrolls.

    It is walked through from the text, by the arrows (``aria-activedescendant``); the focus never goes there. Axe knows
    that of a combobox, but a text of many lines is none.
    """
    return rule == "scrollable-region-focusable" and html.startswith('<ul id="cm-ac-')


def mistakes(folder: Path, screens: Mapping[str, str]) -> set[tuple[str, str, str, int]]:
    """What html-validate has to say: (screen, rule, message, line). ``folder`` is empty and may be written into."""
    tool = ADMIN / "node_modules/.bin/html-validate"
    if not tool.exists():
        pytest.skip("`npm ci` was not run in admin/")
    for name, html in screens.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES))
    with (folder / "said.json").open("w") as out:  # it does not wait for a pipe that is full
        done = subprocess.run([str(tool), "-f", "json", str(folder)], cwd=ADMIN, stdout=out, stderr=subprocess.PIPE)
    assert done.stderr == b""
    return {
        (Path(file["filePath"]).stem, one["ruleId"], one["message"], one["line"])
        for file in json.loads((folder / "said.json").read_text() or "[]")
        for one in file["messages"]
    }
