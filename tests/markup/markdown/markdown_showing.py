"""A parsed body as text, so that it can be compared with what a case file expects."""

from __future__ import annotations

from sitegen.markup.markdown import Body, image_tag
from sitegen.model.document import Hole, Segments


def show(body: Body) -> str:
    """Its HTML, holes between braces, and below it what else was found."""
    lines = [show_segments(body.segments).rstrip("\n")]
    lines += [f"! {p.code} {_place(_span(p.location))} {p.message}" for p in body.problems]
    return "\n".join(lines) + "\n"


def show_segments(segments: Segments) -> str:
    """Segments as HTML with their holes between braces."""
    return "".join([part if isinstance(part, str) else _hole(part) for part in segments])


def _hole(hole: Hole) -> str:
    if hole.kind == "image":
        return "{" + f"{image_tag(hole.target, hole.attributes)} {_place(hole.at)}" + "}"
    if hole.kind != "component":
        words = "|" + show_segments(hole.label) if hole.label else ""
        return "{" + f"{hole.kind} {hole.target}{words} {_place(hole.at)}" + "}"
    properties = "".join([f" {key}={value!r}" for key, value in hole.attributes.items()])
    label = f" [{show_segments(hole.label)}]" if hole.label else ""
    inner = f"\n{show_segments(hole.children)}" if hole.children else ""
    literal = f" or {show_segments(hole.literal)!r}" if hole.literal else ""
    return "{" + f"{hole.form} {hole.target}{properties}{label} {_place(hole.at)}{literal}{inner}" + "}"


def _place(at: tuple[int, int, int, int]) -> str:
    return f"{at[0]}:{at[1]}-{at[3]}" if at[0] == at[2] else f"{at[0]}:{at[1]}-{at[2]}:{at[3]}"


def _span(location: object) -> tuple[int, int, int, int]:
    return (location.line, location.column, location.end_line, location.end_column)  # type: ignore[attr-defined]
