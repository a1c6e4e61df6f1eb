"""YAML as nodes that keep their text and their place, with every mistake in an author's words."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.base.text import Span
from sitegen.markup.yaml.quick import read_quickly
from sitegen.model.yaml import BROKEN, YamlMap, YamlNode, YamlScalar

__all__ = ["compose", "compose_map", "place"]

Problems = tuple[Diagnostic, ...]


def compose(
    text: str, path: str, first_line: int = 1, *, offset: int = 0, code: str = "SG101"
) -> tuple[YamlNode | None, Problems]:
    """The node that ``text`` makes, and its problems; None for a text that holds nothing.

    ``first_line`` is the line of the file in which the text begins (in the first column), ``offset`` where that is
    in the file's text (for the fixes), ``code`` the code of a mistake in the YAML itself. Of a text with mistakes the
    entries that can be read are returned; values that cannot have the style :data:`BROKEN`.
    """
    node = read_quickly(text, first_line)
    if node is not None:
        return node, ()
    from sitegen.markup.yaml.thorough import compose_thoroughly  # here: most texts do without libyaml

    return compose_thoroughly(text, path, first_line, offset, code)


def compose_map(
    text: str, path: str, first_line: int = 1, *, offset: int = 0, code: str = "SG101", shape_code: str = "SG113"
) -> tuple[YamlMap | None, Problems]:
    """The fields that ``text`` lists, and its problems; ``shape_code`` is for a text that is no list of fields."""
    node, problems = compose(text, path, first_line, offset=offset, code=code)
    if isinstance(node, YamlMap) or node is None:
        return node, problems
    if isinstance(node, YamlScalar) and not node.style:
        from sitegen.markup.yaml.thorough import saved_fields

        saved = saved_fields(text, path, first_line, offset, code)
        if saved is not None:
            return saved[0], (*problems, *saved[1])
    if isinstance(node, YamlScalar) and node.style == BROKEN:
        return None, problems
    what = "one text" if isinstance(node, YamlScalar) else "a list"
    message = f"fields are expected here, but this is {what}"
    return None, (
        *problems,
        Diagnostic(shape_code, message, place(path, _first_line(node.at)), "write each field as name: value"),
    )


def place(path: str, at: Span) -> Location:
    """A span as a location."""
    return Location(path, *at)


def _first_line(at: Span) -> Span:
    return at if at[2] == at[0] else (at[0], at[1], at[0], at[1] + 1)
