"""Who may come in: the one place that every request passes before a view sees it.

In this order: the name it came by, who it is, whether that person has the route's right, where a request that changes
something comes from, what it brings, and which files it names. A view cannot be reached by another way (see
``routes.py``).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from sitegen.office.refused import Unavailable
from sitegen.project.stage import Restless
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.back_office import BackOffice
from sitegen.server.admin.bodies import Unfit, let_go, taken
from sitegen.server.admin.headers import SCREEN
from sitegen.server.admin.routes import ANYBODY, Place
from sitegen.server.admin.subjects import is_none, subjects
from sitegen.server.admin.wire import Malformed
from sitegen.server.naming import foreign_name

Endpoint = Callable[[Request], Awaitable[Response]]

_SAFE = ("GET", "HEAD")
_log = logging.getLogger(__name__)


def guarded(office: BackOffice, place: Place) -> Endpoint:
    """The endpoint of a route."""

    async def endpoint(request: Request) -> Response:
        response = await _answer(office, place, request)
        for name, value in SCREEN.items():
            response.headers.setdefault(name, value)
        return response

    return endpoint


async def _answer(office: BackOffice, place: Place, request: Request) -> Response:
    if office.local and _is_foreign(foreign_name(request), office.front.name):
        return PlainTextResponse(f"This back office answers to {office.front.name or 'localhost'} only.", 403)
    session = request.cookies.get(office.cookie, "")
    try:
        signed = await asyncio.to_thread(office.people.session, session) if session else None
    except Unavailable as error:
        return _no(Asked(office, request), f"office.{error.refused.key}", 503)
    asked = Asked(office, request, signed, session if signed else "", token_of(session) if signed else "")
    if (refused := _refused(place, asked)) is not None:
        return refused
    if place.right is not ANYBODY and not place.unversioned and not office.is_versioned:
        # Nothing can be kept yet: a screen says what that means, and how to begin.
        return _no(asked, "begin.needed", 409) if place.is_data or request.method not in _SAFE else asked.go("/begin")
    try:
        form, data = await taken(request, place.takes)
    except Unfit as error:
        return _no(asked, error.key, error.status)
    except ClientDisconnect:
        return Response(status_code=400)
    try:
        if asked.session and not _has_token(request, asked, form.get("token")):
            return _no(asked, "guard.stale", 403)
        asked = Asked(office, request, signed, asked.session, asked.token, form, data)
        return _refused_subject(place, asked) or await _viewed(place, asked)
    finally:
        await let_go(form)


def _is_foreign(name: str | None, front: str) -> bool:
    """True for a request that came by a name which is neither this computer's nor that of what stands before us."""
    return name is not None and (not front or name != front)


def _refused(place: Place, asked: Asked) -> Response | None:
    """The answer to who may not do this; None if they may."""
    request = asked.request
    if request.method not in _SAFE and not _from_here(request):
        return _no(asked, "guard.elsewhere", 403)
    if place.right is ANYBODY:
        return None
    if asked.person is None:
        if request.method in _SAFE and not place.is_data:
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?then={quote(here, safe='')}", 303)
        return _no(asked, "guard.signed_out", 401)
    return None if asked.may(place.right) else _no(asked, "guard.may_not", 403)


def _refused_subject(place: Place, asked: Asked) -> Response | None:
    """The answer to who may do this, but not to the file they name."""
    for path in subjects(asked, place.right):
        if place.right is not None and not asked.may(place.right, path):
            return _no(asked, "guard.may_not", 403)
        if is_none(path):
            return _no(asked, "pages.none_here", 404)
    return None


def _from_here(request: Request) -> bool:
    """True if a request that changes something comes from a screen of this back office.

    Browsers say where it comes from: Sec-Fetch-Site (Fetch Metadata, section 2.3) and Origin (Fetch, section 3.2).
    Who says neither is no browser that we know.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if site is not None and origin == "null":
        return True  # our own screen that tells nobody its address (Fetch, "append a request Origin header")
    if origin is not None:  # "null" of a page without one has no name, as a request may have
        name = urlsplit(origin).netloc.lower()
        return name != "" and name == request.headers.get("host", "").lower()
    return site is not None


def token_of(session: str) -> str:
    """What every form of a session has to carry: pages elsewhere can send our cookie, but cannot know this."""
    return hashlib.sha256(b"form " + session.encode()).hexdigest()


def _has_token(request: Request, asked: Asked, given: object) -> bool:
    if request.method in _SAFE:
        return True
    token = given if isinstance(given, str) else request.headers.get("x-sitegen-token", "")
    return hmac.compare_digest(token.encode(), asked.token.encode())


async def _viewed(place: Place, asked: Asked) -> Response:
    try:
        bench = asked.office.bench if place.is_slow else None
        return await asyncio.get_running_loop().run_in_executor(bench, place.view, asked)
    except Unavailable as error:
        return _said(asked, asked.words.say(f"office.{error.refused.key}", **error.refused.values), "unavailable", 503)
    except Malformed:
        return _no(asked, "guard.unreadable", 400)
    except Restless:
        return _no(asked, "guard.restless", 503)
    except Exception:
        # A mistake of ours: the traceback is for those who look after the server.
        _log.exception("%s %s failed", asked.request.method, asked.request.url.path)
        return _no(asked, "guard.failed", 500)


def _no(asked: Asked, key: str, status: int) -> Response:
    """Why not, as a sentence: on a screen for people, as data for a screen that asked."""
    return _said(asked, asked.words.say(key), key.removeprefix("guard."), status)


def _said(asked: Asked, sentence: str, why: str, status: int) -> Response:
    if "text/html" in asked.request.headers.get("accept", ""):
        return asked.screen("refused.html", status=status, sentence=sentence)
    return JSONResponse({"refused": sentence, "why": why}, status)
