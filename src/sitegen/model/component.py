"""Components: what may be called from Markdown."""

from __future__ import annotations

from sitegen.base.data import noun
from sitegen.base.diagnostics import Location
from sitegen.model.settings import FieldSpec


@noun
class ComponentSpec:
    """What a component file says of itself.

    name
        The file's name without its suffix: what follows the colons.
    properties
        What may stand between braces. Without a declaration (``declared`` is False) anything may, as text.
    start
        Where the template begins in the file's text, after the declaration.
    """

    name: str
    label: str
    help: str
    properties: tuple[FieldSpec, ...]
    declared: bool
    start: int
    at: Location
