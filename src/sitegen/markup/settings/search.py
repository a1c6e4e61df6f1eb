"""Whether and how visitors can search: ``search:``."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.base.nearest import did_you_mean
from sitegen.markup.settings.sections import Declaration, section
from sitegen.markup.values.fields import converted
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.model.settings import SEARCH_FILTERS, FieldSpec, SearchOptions
from sitegen.model.yaml import YamlList, YamlMap, YamlNode, YamlScalar


def read_search(node: YamlNode | None, taxonomies: list[str], reading: Declaration) -> SearchOptions:
    """The options: ``true``, ``false``, or a group, which also means yes."""
    if node is None or is_empty(node) or is_broken(node):
        return SearchOptions()
    if not isinstance(node, YamlMap):
        on = converted(node, FieldSpec("search", "boolean"), '"search"', reading) is True
        return SearchOptions(on, at=reading.location(node.at))
    found = section(node, "search", "search", reading)
    leave_out = tuple(item.text for item in _items(found["leave_out"], reading))
    filters: tuple[str, ...] = SEARCH_FILTERS
    if found["filters"] is not None:
        filters = tuple(dict.fromkeys(_filters(found["filters"], taxonomies, reading)))
    return SearchOptions(True, filters, leave_out, reading.location(node.at))


def _filters(node: YamlNode, taxonomies: list[str], reading: Declaration) -> Iterator[str]:
    known = (*SEARCH_FILTERS, *taxonomies)
    for item in _items(node, reading):
        if item.text in known:
            yield item.text
        else:
            hint = did_you_mean(item.text, known) or f"write one of {', '.join(known)}"
            reading.refuse(f"results cannot be narrowed by {shown(item)}: there is no such taxonomy", item.at, hint)


def _items(node: YamlNode | None, reading: Declaration) -> Iterator[YamlScalar]:
    """One name, or a list of them."""
    if node is None or is_empty(node) or is_broken(node):
        return
    for item in node.items if isinstance(node, YamlList) else (node,):
        if isinstance(item, YamlScalar) and not is_broken(item) and not (is_empty(item) and not item.style):
            yield item
        elif not is_broken(item):
            reading.refuse(f"a name is text, not {shown(item)}", item.at, "write the names in a list")
