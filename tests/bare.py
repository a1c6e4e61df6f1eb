"""Sites with next to nothing in them: every layout is one line, so that a test sees what it asks for and no more."""

from __future__ import annotations

from collections.abc import Mapping

from sites import Content, Site

LAYOUTS = ("index", "list", "page", "term", "taxonomy", "404")


def bare(
    files: Mapping[str, Content], settings: str = "", layout: str = "{{ page.title }}", **layouts: str
) -> dict[str, Content]:
    """``files`` with a site.yaml and a layout of every kind. ``settings`` are more lines of site.yaml."""
    made = {f"layouts/{name}.html": layouts.get(name, layout) for name in LAYOUTS}
    base = "" if "base_url:" in settings else "base_url: https://example.org/\n"
    return {"site.yaml": f"title: Site\n{base}{settings}", **made, **files}


def page(text: str = "", **fields: object) -> str:
    """A page with these fields, written as YAML."""
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{front}---\n{text}"


def codes(site: Site) -> list[str]:
    """The codes of the last build's problems."""
    return [problem.partition(" ")[0] for problem in site.problems]
