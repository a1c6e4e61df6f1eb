"""``theme:``: declared settings, names of one's own, and colours that cannot be read."""

from __future__ import annotations

import pytest

from sitegen.markup.settings import parse_settings
from sitegen.markup.settings.theme import AA, PAIRS, _colour
from sitegen.markup.values.oklch import contrast, oklch_to_rgb, rgb_of


def read(theme: str) -> tuple[dict[str, object], list[str]]:
    """The settings, and ``code line:column message`` of the problems."""
    settings, problems = parse_settings(f"title: A\ntheme:\n{theme}")
    return settings.theme, [f"{one.code} {one.location.line}:{one.location.column} {one.message}" for one in problems]


def test_declared_and_own() -> None:
    """Names that nobody declared are for layouts of one's own."""
    theme, problems = read('  colour: "#123456"\n  radius: 0\n  widths: {page: 70rem}\n  columns: 3\n')
    assert theme == {"colour": "#123456", "radius": "0", "widths": {"page": "70rem"}, "columns": 3}
    assert problems == []


@pytest.mark.parametrize(
    ("theme", "problem"),
    [
        ("  header: wide\n", 'SG303 3:11 "header" cannot be "wide"; the choices are deep, plain'),
        ("  widths: {page: wide}\n", 'SG303 3:18 "page" cannot be "wide"'),
        ("  widths: {side: 1rem}\n", 'SG302 3:12 unknown setting "side" in "widths"'),
        ('  light: {ink: "#999"}\n', 'SG320 3:16 "ink" on "paper" has a contrast of 2.8; text needs 4.5'),
        ('  dark: {field: "#eee"}\n', 'SG320 3:17 "field_ink" on "field" has a contrast of 1.1; text needs 4.5'),
    ],
)
def test_what_is_wrong(theme: str, problem: str) -> None:
    assert read(theme)[1] == [problem]


def test_ratios() -> None:
    """Those of WCAG's own examples."""
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast(rgb_of("#777777") or (), (1, 1, 1)) == pytest.approx(4.48, abs=0.01)
    assert rgb_of("rebeccapurple") == rgb_of("#663399")
    assert oklch_to_rgb(1, 0, 0) == pytest.approx((1, 1, 1), abs=0.001)


def test_the_theme_s_own_colours_can_always_be_read() -> None:
    """Whatever colour a site chooses."""
    for hue in range(0, 360, 15):
        for scheme in ("light", "dark"):
            for text, ground in PAIRS:
                pair = [_colour(scheme, name, {}, hue, 0.25) for name in (text, ground)]
                assert contrast(pair[0] or (), pair[1] or ()) >= AA, (hue, scheme, text)
