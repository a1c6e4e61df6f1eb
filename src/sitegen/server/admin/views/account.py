"""One's own account: name, language, looks, password, where one is signed in."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from sitegen.office.refused import Refused
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.words import LANGUAGES

_YEAR = 365 * 24 * 3600
_THEMES = ("", "light", "dark")
_DENSITIES = ("", "compact")


def account(asked: Asked) -> Response:
    """The account."""
    return _screen(asked)


def take_account(asked: Asked) -> Response:
    """Keep the name, the language, and how the screens look in this browser."""
    language = asked.field("language")
    made = asked.office.people.describe(
        asked.who.id,
        asked.who.id,
        name=asked.field("name"),
        language=language if language in LANGUAGES else "",
    )
    if isinstance(made, Refused):
        return _screen(asked, "name", made)
    response = replace(asked, person=made).done("/account", "kept")
    _look(response, "theme", asked.field("theme"), _THEMES)
    _look(response, "density", asked.field("density"), _DENSITIES)
    return response


def take_password(asked: Asked) -> Response:
    """Set a new password; who is signed in elsewhere is not any more."""
    others = [one.id for one in asked.office.people.sessions_of(asked.who.id) if one.id != asked.session_id]
    old, new = (str(asked.form.get(name, "")) for name in ("old", "new"))
    made = asked.office.people.change_password(asked.who.id, old, new, asked.session_id)
    if isinstance(made, Refused):
        return _screen(asked, "old" if made.key == "password.old_wrong" else "new", made)
    for session in others:
        asked.office.streams.end_session(session)
    return asked.done("/account", "password")


def end_sessions(asked: Asked) -> Response:
    """End one session of one's own, or all others."""
    wanted = asked.field("session")
    for one in asked.office.people.sessions_of(asked.who.id):
        if one.id == wanted or (wanted == "others" and one.id != asked.session_id):
            asked.office.people.end(one.id, asked.who.id)
            asked.office.streams.end_session(one.id)
    return asked.done("/account", "ended")


def _screen(asked: Asked, wrong: str = "", refused: Refused | None = None) -> Response:
    problem = asked.words.say(f"office.{refused.key}", **refused.values) if refused is not None else ""
    return asked.screen(
        "account.html",
        status=422 if refused is not None else 200,
        notice=asked.notice("account"),
        name=asked.field("name") or asked.who.name,
        wrong=wrong,
        problem=problem,
        languages=LANGUAGES,
        themes=_THEMES,
        densities=_DENSITIES,
        sessions=asked.office.people.sessions_of(asked.who.id),
    )


def _look(response: Response, name: str, value: str, allowed: tuple[str, ...]) -> None:
    """How it looks belongs to the browser: a phone may be dark while the desk is light."""
    if value in allowed:
        response.set_cookie(name, value, max_age=_YEAR if value else 0, path="/", samesite="lax")


def token(asked: Asked) -> Response:
    """What a screen has to carry that was opened in an earlier session of the same person.

    Only our own screens can read the answer: it is of this origin, and for no other.
    """
    return asked.tell({"person": asked.who.id, "token": asked.token})
