"""Coming in and going out: the first link, signing in, signing out."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.office.person import SignedIn
from sitegen.office.refused import Refused
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.cookies import forget, remember
from sitegen.server.admin.headers import DOOR


def first(asked: Asked) -> Response:
    """Who came by a one-time link says who they are."""
    ticket = asked.office.people.ticket(asked.part("ticket"))
    if ticket is None:
        return _secret(asked.screen("refused.html", status=410, sentence=asked.words.say("door.link_used")))
    return _secret(asked.screen("first.html", ticket=ticket, name=ticket.name, email=ticket.email, problem=""))


def take_first(asked: Asked) -> Response:
    """Make the account, and sign in."""
    name, email, password = (str(asked.form.get(one, "")) for one in ("name", "email", "password"))
    token = asked.part("ticket")
    ticket = asked.office.people.ticket(token)
    if ticket is None:
        return _secret(asked.screen("refused.html", status=410, sentence=asked.words.say("door.link_used")))
    made = asked.office.people.use_ticket(token, name, email, password)
    if isinstance(made, Refused):
        problem = asked.words.say(f"office.{made.key}", **made.values)
        return _secret(asked.screen("first.html", status=422, ticket=ticket, name=name, email=email, problem=problem))
    agent = asked.request.headers.get("user-agent", "")
    return _inside_with(asked, asked.office.people.begin(made.id, agent, asked.address), email, "/")


def _secret(response: Response) -> Response:
    """An answer whose address nobody is told: the link in it may still work."""
    response.headers.update(DOOR)
    return response


def sign_in(asked: Asked) -> Response:
    """The door."""
    if asked.person is not None:
        return asked.go(_inside(asked.query("then")))
    if not asked.office.people.has_people():
        return asked.screen("refused.html", status=403, sentence=asked.words.say("door.nobody_yet"))
    return asked.screen("sign-in.html", email="", problem="", then=_inside(asked.query("then")))


def take_sign_in(asked: Asked) -> Response:
    """Sign in."""
    email, password = str(asked.form.get("email", "")), str(asked.form.get("password", ""))
    return _come_in(asked, email, password, _inside(str(asked.form.get("then", ""))))


def sign_out(asked: Asked) -> Response:
    """End the session."""
    asked.office.people.sign_out(asked.session)
    asked.office.streams.end_session(asked.session_id)
    return forget(asked.go("/sign-in"), asked.office.cookie)


def _come_in(asked: Asked, email: str, password: str, then: str) -> Response:
    agent = asked.request.headers.get("user-agent", "")
    return _inside_with(asked, asked.office.people.sign_in(email, password, agent, asked.address), email, then)


def _inside_with(asked: Asked, signed: SignedIn | Refused, email: str, then: str) -> Response:
    if isinstance(signed, Refused):
        problem = asked.words.say(f"office.{signed.key}", **signed.values)
        return asked.screen("sign-in.html", status=422, email=email, problem=problem, then=then)
    return remember(asked.go(then), asked.office.cookie, signed.token, secure=asked.is_secure)


def _inside(path: str) -> str:
    """A path of this back office to go on to; the start for anything else, so that nobody is led away."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if plain else "/"
