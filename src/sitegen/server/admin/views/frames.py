"""The site's own pages, as somebody has them, in a frame that can do the back office no harm."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response

from sitegen.base.diagnostics import Diagnostic
from sitegen.project.sheet import Seen, Sheet
from sitegen.project.stage import MARK, View
from sitegen.project.trees import PUBLIC
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.built import address
from sitegen.server.admin.headers import FRAME
from sitegen.server.admin.passes import Pass
from sitegen.server.admin.rooted import rooted
from sitegen.server.admin.wire import cause
from sitegen.server.kinds import content_type

_MOST_CAUSES = 3
_UNSHOWN = "~page/"
"""Begins the path of a page that has no address of its own: its source follows. No output has such a name."""
_SCRIPT = ('<script src="{}"></script>').format


def frame(asked: Asked) -> Response:
    """The address of a page in the frame, as it will be on a day."""
    view = asked.view(asked.as_of(asked.query("as_of")))
    sheet = asked.office.stage.sheet(view, asked.query("path"))
    if sheet is None:
        return asked.refuse("pages.none_here", 404)
    return asked.tell({"frame": page_address(asked, view.change, sheet, asked.query("as_of"))})


def page_address(asked: Asked, change: str, sheet: Sheet, as_of: str = "") -> str:
    """Where the frame finds a page; of one that has no address of its own, why that is so."""
    return frame_address(asked, change, sheet.url or f"/{_UNSHOWN}{sheet.path}", as_of)


def frame_address(asked: Asked, change: str, url: str, as_of: str = "") -> str:
    """Where the frame finds an address of the site, in a change."""
    return f"{_prefix(asked, change, as_of)}{quote(url or '/')}"


def _prefix(asked: Asked, change: str, as_of: str = "") -> str:
    given = Pass(asked.who.id, asked.session_id, change, asked.as_of(as_of))
    return f"/view/{asked.office.passes.signed(given)}"


def framed(asked: Asked, view: View, html: str) -> str:
    """A page's HTML for the frame: its addresses lead to the frame, and it carries the script that talks to us."""
    return _prepared(html, _prefix(asked, view.change, view.as_of.isoformat() if view.as_of else ""))


def shown(asked: Asked) -> Response:
    """An address of the site for the frame. The pass in the address says who may, since no cookie comes with it."""
    text = asked.part("pass")
    given = asked.office.passes.read(text)
    if given is None or not asked.office.is_signed_in(given.person, given.session):
        return _answer(b"This preview has ended. Open the page again.", "text/plain; charset=utf-8", 403)
    view = View(given.change, as_of=given.as_of)
    if asked.part("path").startswith(_UNSHOWN):
        sheet = asked.office.stage.sheet(view, asked.part("path").removeprefix(_UNSHOWN))
        return _broken(asked, [one.problem for one in sheet.problems] if sheet is not None else [])
    seen = _last_good(asked, view, asked.part("path"))
    status = 200
    if seen is None:
        seen, status = asked.office.stage.show(view, "404.html"), 404
    if seen is None:
        return _answer(b"There is no page here.", "text/plain; charset=utf-8", 404)
    return _seen(asked, seen, f"/view/{text}", status)


def _last_good(asked: Asked, view: View, path: str) -> Seen | None:
    """What is at an address; of a page that cannot be shown, the public one, if that can (the screen says so)."""
    seen = asked.office.stage.show(view, path)
    if seen is None or not seen.broken:
        return seen
    public = asked.office.stage.show(View(PUBLIC, as_of=view.as_of), path)
    return public if public is not None and not public.broken else seen


def _seen(asked: Asked, seen: Seen, prefix: str, status: int) -> Response:
    kind = content_type(seen.path, seen.kind)
    if seen.broken:
        return _broken(asked, [one.problem for one in seen.causes])
    if kind.startswith("text/html"):
        return _answer(_prepared(seen.data.decode(errors="replace"), prefix).encode(), kind, status)
    if kind.startswith(("text/css", "text/javascript", "application/json", "application/xml", "text/plain")):
        return _answer(seen.data.replace(MARK.encode(), prefix.encode()), kind, status)
    return _answer(seen.data, kind, status)


def _broken(asked: Asked, problems: Sequence[Diagnostic]) -> Response:
    """What stands in the frame in place of a page."""
    errors = [cause(one) for one in problems if one.severity == "error"][:_MOST_CAUSES]
    page = asked.screen("broken.html", problems=errors)
    return _answer(_with_script(bytes(page.body).decode()).encode(), "text/html; charset=utf-8", 200)


def _prepared(html: str, prefix: str) -> str:
    return _with_script(rooted(html, prefix))


def _with_script(text: str) -> str:
    at = text.lower().rfind("</body>")
    script = _SCRIPT(address("frame.js"))
    return text + script if at < 0 else text[:at] + script + text[at:]


def _answer(body: bytes, kind: str, status: int) -> Response:
    return Response(body, status, headers={**FRAME, "Content-Type": kind})
