"""Menus and taxonomies."""

from __future__ import annotations

from sitegen.markup.settings.patterns import check_pattern
from sitegen.markup.settings.sections import Declaration, entries_of, section
from sitegen.markup.values.reading import is_broken, is_empty, shown
from sitegen.model.settings import MenuEntry, Taxonomy
from sitegen.model.yaml import YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar

_DEEPEST = 8


def read_menus(node: YamlNode | None, reading: Declaration) -> dict[str, tuple[MenuEntry, ...]]:
    """The menus by name. Entries that lead nowhere at all are left out."""
    return {
        entry.key.text: _entries(entry.value, entry.key.text, reading, 0)
        for entry in entries_of(node, "menus", reading)
    }


def _entries(node: YamlNode | None, name: str, reading: Declaration, depth: int) -> tuple[MenuEntry, ...]:
    if node is None or is_empty(node) or is_broken(node):
        return ()
    if not isinstance(node, YamlList) or depth > _DEEPEST:
        reading.refuse(
            f'"{name}" asks for a list of entries, not for {shown(node)}', node.at, "write each entry after a hyphen"
        )
        return ()
    made = (_entry(item, reading, depth) for item in node.items)
    return tuple(entry for entry in made if entry is not None)


def _entry(node: YamlNode, reading: Declaration, depth: int) -> MenuEntry | None:
    at = reading.location(node.at)
    if is_broken(node):
        return None
    if isinstance(node, YamlScalar) and node.text.endswith(".md"):
        return MenuEntry("", _page(node.text), None, (), at)
    if not isinstance(node, YamlMap):
        reading.refuse(
            f"a menu entry is a group, not {shown(node)}", node.at, "write {label: News, page: news/index.md}"
        )
        return None
    found = section(node, "menus.*", "menu entry", reading)
    children = _entries(found["children"], "children", reading, depth + 1)
    label, page, url = found["label"] or "", found["page"], found["url"]
    if page and url:
        reading.refuse("a menu entry has a page or a url, not both", node.at, "remove one of the two")
    elif not page and not url and not children:
        reading.refuse("the menu entry leads nowhere", node.at, "add page: or url:")
        return None
    if not label and not page:
        reading.refuse("the menu entry has no label", node.at, "add label:")
    return MenuEntry(label, _page(page) if page else None, None if page else url, children, at)


def _page(path: str) -> str:
    """A path from content/, also where the author wrote the folder or a leading slash."""
    return path.removeprefix("/").removeprefix("content/")


def read_taxonomies(node: YamlNode | None, reading: Declaration, language: str) -> tuple[Taxonomy, ...]:
    """The taxonomies in order; tags alone, called so in the site's language, if nothing is said."""
    if node is None or is_empty(node):
        from sitegen.markup.markdown.phrases import phrases  # all of Markdown comes with it

        return (Taxonomy("tags", phrases(language)["tags"], "/tags/{slug}/"),)
    return tuple(_taxonomy(entry, reading) for entry in entries_of(node, "taxonomies", reading))


def _taxonomy(entry: YamlEntry, reading: Declaration) -> Taxonomy:
    name = entry.key.text
    found = section(entry.value, "taxonomies.*", name, reading)
    written = entry.value.get("permalink") if isinstance(entry.value, YamlMap) else None
    permalink = f"/{name}/{{slug}}/"
    if isinstance(written, YamlScalar) and found["permalink"]:
        permalink = check_pattern(found["permalink"], written.at, written.style, reading, known=("slug",))
        if "{slug}" not in permalink:
            reading.wrong(
                "SG308",
                f'"{permalink}" gives every term the same address',
                written.at,
                "write {slug} where the term stands",
            )
            permalink = f"/{name}/{{slug}}/"
    label = found["label"] or name.replace("_", " ").capitalize()
    return Taxonomy(name, label, permalink, bool(found["closed"]), tuple(found["terms"] or ()))
