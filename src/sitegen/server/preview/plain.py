"""The page that is shown when there is no other, in the manner of the list over a page (``browser/overlay.js``)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.behind import Behind
from sitegen.server import wire

STYLE = "problems.css"
"""The file in ``browser/`` with the looks of both."""

_SEVERITIES = {"error": "Error", "warning": "Warning"}


def plain_page(
    title: str, advice: str, script: str, problems: Sequence[Diagnostic] = (), shown: Behind | None = None
) -> bytes:
    """A page that says what is the matter, and lists problems: those that matter to what was to be ``shown`` first."""
    told = wire.problem_list(problems, shown or Behind())
    items = "".join(map(_item, told["problems"]))
    rest = told["total"] - len(told["problems"])
    more = f'<p class="more">{rest:,} more in the site; sitegen check lists all.</p>' if rest else ""
    listed = f"<ul>{items}</ul>{more}" if items else ""
    style = files("sitegen.server.preview").joinpath("browser", STYLE).read_text("utf-8")
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{style}</style>"
    )
    body = f'<main class="plain"><h1>{escape(title)}</h1><p>{escape(advice)}</p>{listed}</main>\n{script}'
    return f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n'.encode()


def _item(problem: dict[str, object]) -> str:
    """A problem of :func:`wire.problem_list`; the same elements as ``item`` in overlay.js."""
    kind = f"{_SEVERITIES[str(problem['severity'])]} {problem['code']}"
    place = ":".join(str(problem[name]) for name in ("path", "line", "column") if problem[name])
    hint = f" – {escape(str(problem['hint']))}" if problem["hint"] else ""
    return (
        f'<li class="{problem["severity"]}"><p><span class="kind">{kind}</span> {escape(str(problem["message"]))}</p>'
        f'<p><span class="place">{escape(place)}</span>{hint}</p></li>'
    )
