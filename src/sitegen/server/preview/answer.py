"""From the path of a request to what a browser gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.live import Live, Restless, Shown
from sitegen.server.kinds import content_type

OURS = "/_sitegen/"
"""What the preview itself answers lies below this path."""

_HTML = "text/html; charset=utf-8"
_MOST = 20


@dataclass(frozen=True)
class Answer:
    """A response."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def answer(live: Live, path: str, run: str) -> Answer:
    """What is shown for ``path`` (decoded). ``run`` tells one run of the server from another."""
    inner = _within(live, path)
    if inner is None:
        return _redirect(live.base + "/") if path == "/" else _missing(live, run)
    wanted = inner.lstrip("/")
    try:
        if not wanted or wanted.endswith("/"):
            shown = live.show(wanted + "index.html")
        else:
            shown = live.show(wanted)
            if shown is None and live.has(wanted + "/index.html"):
                return _redirect(f"{live.base}/{wanted}/")
        return _missing(live, run) if shown is None else _shown(live, shown, run, 200)
    except Restless:
        return Answer(503, _plain_page(live, "Files keep changing", (), run), _headers(_HTML))


def _within(live: Live, path: str) -> str | None:
    """The path within the site; None if it lies beside it."""
    if not live.base:
        return path
    if path == live.base:
        return None if path == "/" else "/"
    return path[len(live.base) :] if path.startswith(live.base + "/") else None


def _redirect(path: str) -> Answer:
    return Answer(307, b"", {"Location": quote(path), **_headers(None)})


def _missing(live: Live, run: str) -> Answer:
    shown = live.show("404.html")
    if shown is None:
        return Answer(404, _plain_page(live, "There is no page here", (), run), _headers(_HTML))
    return _shown(live, shown, run, 404)


def _shown(live: Live, shown: Shown, run: str, status: int) -> Answer:
    if shown.broken:
        problems = _first(live.problems(), shown.source)
        return Answer(500, _plain_page(live, "This page cannot be shown", problems, run, shown), _headers(_HTML))
    kind = content_type(shown.path, shown.kind)
    body = shown.data
    if kind == _HTML:
        body = with_script(body, script_tag(live, run, shown))
    return Answer(status, body, _headers(kind))


def _headers(kind: str | None) -> dict[str, str]:
    return {"Cache-Control": "no-store", **({"Content-Type": kind} if kind else {})}


def script_tag(live: Live, run: str, shown: Shown | None) -> bytes:
    """What brings a page to life. It is never part of what is built."""
    values = {"version": f"{run}-{live.version}"}
    if shown is not None:
        values |= {"source": shown.source, "mark": shown.mark, "broken": "true" if shown.broken else ""}
    else:
        values["broken"] = "true"
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items() if value)
    return f'<script type="module" src="{OURS}live.js"{told}></script>'.encode()


def with_script(html: bytes, tag: bytes) -> bytes:
    """A page with the script at the end of its body."""
    at = html.lower().rfind(b"</body>")
    return html + tag if at < 0 else html[:at] + tag + html[at:]


def _first(problems: Sequence[Diagnostic], source: str) -> list[Diagnostic]:
    """Errors, those of the page first."""
    errors = [one for one in problems if one.severity == "error"]
    return sorted(errors, key=lambda one: one.location.path != source)[:_MOST]


def _plain_page(live: Live, title: str, problems: Sequence[Diagnostic], run: str, shown: Shown | None = None) -> bytes:
    """A page for when there is nothing else to show."""
    items = "".join(
        f"<li><p>{escape(one.message)}</p><p><code>{escape(_place(one))}</code>"
        f"{' – ' + escape(one.hint) if one.hint and chr(10) not in one.hint else ''}</p></li>"
        for one in problems
    )
    body = f"<h1>{escape(title)}</h1>" + (f"<ul>{items}</ul>" if items else "")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    tag = script_tag(live, run, shown).decode()
    inner = f"<head>{head}</head>\n<body>\n<main>{body}</main>\n{tag}</body>"
    return f'<!doctype html>\n<html lang="en">\n{inner}\n</html>\n'.encode()


def _place(problem: Diagnostic) -> str:
    place = problem.location
    return f"{place.path}:{place.line}" if place.line else place.path
