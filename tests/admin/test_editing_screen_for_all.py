"""The editing screen for everybody: nothing for axe to say with any panel open, and HTML as it should be."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from office_at_work import AtWork

pytestmark = pytest.mark.browser

Make = Callable[..., AtWork]
ADMIN = Path(__file__).parents[2] / "admin"
HOURS = "/pages/edit/content/news/hours.md"
RULES = {
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "require-sri": "off",
    "doctype-style": "off",
    "wcag/h32": "off",  # the form is saved as it is typed, so it has no button to submit it
    "prefer-native-element": ["error", {"exclude": ["listbox"]}],  # of a combobox that finds as one types
}


def told(page: Any) -> list[Any]:
    """What axe has to say of what is shown."""
    page.evaluate(
        "document.getAnimations().forEach(one => one.effect.getComputedTiming().endTime < 1e6 && one.finish())"
    )
    page.evaluate((ADMIN / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]]


def saved(page: Any) -> None:
    """Wait until everything is saved."""
    page.locator('#save-state[data-save="saved"]').wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_for_axe_to_say_with_every_panel(back_office: Make, browser: Any, scheme: str, width: int) -> None:
    office = back_office()
    page, other = office.page(browser, color_scheme=scheme), office.page(browser, "editor", color_scheme=scheme)
    other.goto(office.address + HOURS)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(office.address + HOURS)
    page.fill("#f-title", "Opening hours in winter")
    page.locator("#writing .cm-content").click()
    page.keyboard.type("[x](nowhere.md) ")
    page.locator('.strip [data-side="problems"].hot').wait_for(state="attached")
    saved(page)
    found = {"at rest": told(page)}
    if width < 600:
        page.locator('.pane-switch label:has([value="checks"])').click()
    for name in ("problems", "links", "versions"):
        if page.locator(f'.strip [data-side="{name}"]').get_attribute("aria-expanded") != "true":
            page.click(f'.strip [data-side="{name}"]')
        page.locator("#side h2").wait_for()
        found[name] = told(page)
    page.locator("#side .version").last.click()
    page.locator("#version-difference > *").first.wait_for()
    found["a version"] = told(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.locator("#publish-notice.bad").wait_for()
    for fold in ("difference", "altered"):
        page.click(f"#publish-{fold} summary")
    found["publish"] = told(page)
    page.keyboard.press("Escape")
    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_say_of_a_clash(back_office: Make, browser: Any, scheme: str) -> None:
    office = back_office()
    first, second = office.page(browser, color_scheme=scheme), office.page(browser, color_scheme=scheme)
    for page in (first, second):
        page.goto(office.address + HOURS)
        saved(page)
    first.fill("#f-title", "Hours in spring")
    first.fill("#f-summary", "When we are open")
    saved(first)
    second.fill("#f-title", "Hours in autumn")
    second.locator("#clash .reading").first.wait_for()
    assert told(second) == []
    second.click("#settle")
    saved(second)
    second.locator("#notice, .toast").first.wait_for(state="attached")
    assert told(second) == []


def test_nothing_for_html_validate_to_say(back_office: Make, tmp_path: Path) -> None:
    with back_office().client() as client:
        html = client.get(HOURS, headers={"Accept": "text/html"}).text
    (tmp_path / "edit.html").write_text(html, encoding="utf-8")
    rules = {"root": True, "extends": ["html-validate:recommended"], "rules": RULES}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(rules))
    command = [str(ADMIN / "node_modules/.bin/html-validate"), "-f", "json", str(tmp_path / "edit.html")]
    said = subprocess.run(command, cwd=ADMIN, capture_output=True, text=True)
    files = json.loads(said.stdout or "[]")
    assert [(one["ruleId"], one["message"], one["line"]) for file in files for one in file["messages"]] == []
