"""Where the time of a build went: as rows of a table, and as a picture."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from sitegen.engine.profile import WAITING, Profile, Stack

__all__ = ["Cost", "Profile", "costs", "flames", "slowest"]

_MILLION = 1_000_000
_WIDTH, _ROW, _TEXT = 1200, 18, 6.6
_LEAST = 0.5
_COLOURS = ("#f4a582", "#fddbc7", "#f7c59f", "#f2b880", "#efc7a4", "#f9d6ba")


class Cost(NamedTuple):
    """What one query, layout or step took, of all processes together.

    ``own`` and ``whole`` are milliseconds, without and with what it asked for; ``share`` is that of ``own`` in all.
    """

    name: str
    times: int
    own: float
    whole: float
    share: float


def costs(profile: Profile) -> list[Cost]:
    """The dearest first."""
    rows = profile.by_name()
    every = sum(row[2] for row in rows) or 1
    return [Cost(name, times, own / _MILLION, whole / _MILLION, own / every) for name, times, own, whole in rows]


def slowest(profile: Profile, most: int = 10) -> list[tuple[str, str, float]]:
    """(query, page or file, milliseconds) of the answers that took longest, without what they asked for."""
    rows = sorted(profile.slowest, key=lambda row: -row[0])
    return [(name, subject, took / _MILLION) for took, name, subject in rows[:most]]


def flames(profile: Profile) -> str:
    """A flame graph as SVG: each bar is as wide as it took long, and stands on what asked for it."""
    tree = _Bar("")
    for stack, (times, own) in sorted(profile.own.items()):
        if WAITING not in stack:
            tree.put(stack, times, own)
    bars: list[str] = []
    depth = _draw(tree, 0.0, _WIDTH / (tree.took or 1), 0, bars)
    height = (depth + 1) * _ROW
    space = "http://www.w3.org/2000/svg"
    head = f'<svg xmlns="{space}" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" font-size="11">'
    return "\n".join([head, "<title>Where the time of the build went</title>", *bars, "</svg>", ""])


class _Bar:
    """A name in its place: how often, and nanoseconds with everything above it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.times = 0
        self.took = 0
        self.above: dict[str, _Bar] = {}

    def put(self, stack: Stack, times: int, own: int) -> None:
        self.took += own
        bar = self
        for name in stack:
            bar = bar.above.setdefault(name, _Bar(name))
            bar.took += own
        bar.times += times


def _draw(bar: _Bar, left: float, scale: float, depth: int, bars: list[str]) -> int:
    """Draw what stands on a bar; the greatest depth that was reached."""
    deepest = depth
    for above in sorted(bar.above.values(), key=lambda one: (-one.took, one.name)):
        width = above.took * scale
        if width >= _LEAST:
            bars.append(_drawn(above, left, width, depth))
            deepest = max(deepest, _draw(above, left, scale, depth + 1, bars))
        left += width
    return deepest


def _drawn(bar: _Bar, left: float, width: float, depth: int) -> str:
    told = f"{bar.name}: {bar.took / _MILLION:.1f} ms, {bar.times} times"
    letters = int((width - 6) / _TEXT)
    name = bar.name if len(bar.name) <= letters else bar.name[: max(0, letters - 1)] + "…"
    text = f'<text x="{left + 3:.1f}" y="{depth * _ROW + 13}">{escape(name)}</text>' if letters > 2 else ""
    box = f'<rect x="{left:.1f}" y="{depth * _ROW}" width="{max(width - 0.5, 0.3):.1f}" height="{_ROW - 1}"'
    colour = _COLOURS[sum(bar.name.encode()) % len(_COLOURS)]
    return f'<g>{box} fill="{colour}"/>{text}<title>{escape(told)}</title></g>'
