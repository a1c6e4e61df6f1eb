"""Components of the theme that hold or show something: tabs, accordions, maps, diagrams."""

from __future__ import annotations

import re
from typing import Any

import pytest
from theme_site import PAGES

from sites import Site


def test_tabs_are_details_of_one_name(themed: Site) -> None:
    """The first of a group is open, and each group has a name of its own: no script is needed, nothing moves."""
    tabs = re.findall(r'<details class="tab"( open)? name="([^"]+)"><summary>(.*?)<', themed.output(PAGES["parts"]))
    assert [(bool(is_open), label) for is_open, _, label in tabs] == [
        (True, "By bus"), (False, "By hand"), (True, "One"), (False, "Two"),
    ]  # fmt: skip
    names = [name for _, name, _ in tabs]
    assert names[0] == names[1] != names[2] == names[3]


def test_accordion(themed: Site) -> None:
    names = re.findall(r'<details class="details" name="([^"]+)"', themed.output(PAGES["parts"]))
    assert len(names) == 2
    assert len(set(names)) == 1


def test_nothing_is_loaded_from_elsewhere(themed: Site) -> None:
    """A map and a film elsewhere are links."""
    html = themed.output(PAGES["parts"])
    assert '<a href="https://maps.example/">Directions</a>' in html
    assert '<a href="https://video.example/x">' in html
    assert "<iframe" not in html
    assert re.findall(r'src="(https?:[^"]+)"', html) == []


@pytest.mark.browser
def test_tabs_in_a_browser(browser: Any, address: str) -> None:
    """One text at a time, by mouse and by keyboard; the tabs stand in one line above it."""
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(address + "parts/")
    first, second = (page.locator(".tab summary", has_text=label) for label in ("By bus", "By hand"))
    assert first.bounding_box()["y"] == second.bounding_box()["y"]
    assert page.get_by_text("Line 4.").is_visible()
    before = second.bounding_box()
    second.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Line 4.").wait_for(state="hidden")
    page.locator(".tab pre").wait_for()
    assert second.bounding_box() == before
    page.close()


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = colour => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map(one => one / 255).map(one => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + .05) / (b + .05);
  };
  const pre = document.querySelector('pre');
  pre.innerHTML = ['k', 's', 'n', 'f', 'c', 'ins', 'del'].map(kind => `<span class="tok-${kind}">x</span>`).join('');
  const worst = {};
  for (let hue = 0; hue < 360; hue += 15) for (const chroma of [0, .1, .25]) {
    document.documentElement.style.setProperty('--hue', hue);
    document.documentElement.style.setProperty('--chroma', chroma);
    const ground = getComputedStyle(pre).backgroundColor;
    for (const token of pre.children) {
      const style = getComputedStyle(token), own = style.backgroundColor;
      const found = ratio(style.color, own === 'rgba(0, 0, 0, 0)' ? ground : own);
      worst[token.className] = Math.min(found, worst[token.className] ?? 99);
    }
  }
  return worst;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_code_can_be_read(browser: Any, address: str, scheme: str) -> None:
    """AA (WCAG 2.2, 1.4.3) on its ground, whatever colour a site chooses."""
    page = browser.new_page(color_scheme=scheme)
    page.goto(address + "news/map/")
    worst = page.evaluate(CONTRAST)
    assert len(worst) == 7
    assert {name: ratio for name, ratio in worst.items() if ratio < 4.5} == {}
    page.close()
