"""From the path of a request to what a browser gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from sitegen.project.live import Live, Restless, Shown
from sitegen.server.kinds import content_type
from sitegen.server.preview.plain import plain_page

OURS = "/_sitegen/"
"""What the preview itself answers lies below this path."""

_HTML = "text/html; charset=utf-8"


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
    try:
        output = output_path(live, path)
        if output is not None and (shown := live.show(output)) is not None:
            return _shown(live, shown, run, 200)
        if live.has(f"{inner.lstrip('/')}/index.html"):
            return _redirect(f"{live.base}/{inner.lstrip('/')}/")
        return _missing(live, run)
    except Restless:
        return _plain(live, 503, "Files keep changing", "The page is shown when they are at rest.", run)


def output_path(live: Live, path: str) -> str | None:
    """The path of the output that a request for ``path`` means, whether there is one or not; None beside the site."""
    inner = _within(live, path)
    if inner is None:
        return None
    wanted = inner.lstrip("/")
    return wanted + "index.html" if not wanted or wanted.endswith("/") else wanted


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
        return _plain(live, 404, "There is no page here", "It is shown as soon as a source gives it this address.", run)
    return _shown(live, shown, run, 404)


def _shown(live: Live, shown: Shown, run: str, status: int) -> Answer:
    if shown.broken:
        return _plain(
            live, 500, "This page cannot be shown", "It comes back once these problems are mended.", run, shown
        )
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
        values |= {"mark": shown.mark, "broken": "true" if shown.broken else ""}
    else:
        values["broken"] = "true"
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items() if value)
    return f'<script type="module" src="{OURS}live.js"{told}></script>'.encode()


def with_script(html: bytes, tag: bytes) -> bytes:
    """A page with the script at the end of its body."""
    at = html.lower().rfind(b"</body>")
    return html + tag if at < 0 else html[:at] + tag + html[at:]


def _plain(live: Live, status: int, title: str, advice: str, run: str, shown: Shown | None = None) -> Answer:
    """A page for when there is nothing else to show, with the problems that may be why."""
    tag = script_tag(live, run, shown).decode()
    if shown is None:
        body = plain_page(title, advice, tag)
    else:
        body = plain_page(title, advice, tag, live.problems(), live.behind(shown.path))
    return Answer(status, body, _headers(_HTML))
