"""The people of the back office: who they are, what they may, how they come in."""

from __future__ import annotations

from starlette.responses import Response

from sitegen.office.person import Issued, Person, Role
from sitegen.office.refused import Refused
from sitegen.office.rights import Right
from sitegen.server.admin.asked import Asked


def people(asked: Asked) -> Response:
    """Everybody, and who has been invited."""
    return _list(asked)


def invite(asked: Asked) -> Response:
    """Make a link by which somebody new comes in. It is shown this once."""
    role = _role(asked)
    if role is None:
        return _list(asked, 422)
    made = asked.office.people.invite(asked.who.id, asked.field("email"), asked.field("name"), role)
    return _list(asked, 422, refused=made) if isinstance(made, Refused) else _list(asked, issued=made)


def withdraw(asked: Asked) -> Response:
    """Make an invitation useless."""
    asked.office.people.withdraw(asked.who.id, asked.field("invitation"))
    return asked.done("/people", "withdrawn")


def somebody(asked: Asked) -> Response:
    """One of the people."""
    return _one(asked)


def change_role(asked: Asked) -> Response:
    """Make somebody something else."""
    role = _role(asked)
    if role is None:
        return _one(asked)
    made = asked.office.people.change_role(asked.who.id, _ident(asked), role)
    return _one(asked, refused=made) if isinstance(made, Refused) else asked.done(f"/people/{made.id}", "role")


def change_access(asked: Asked) -> Response:
    """Shut somebody out, or let them in again."""
    inside, ident = asked.field("access") == "in", _ident(asked)
    sessions = asked.office.people.sessions_of(ident)
    change = asked.office.people.enable if inside else asked.office.people.disable
    made = change(asked.who.id, ident)
    if isinstance(made, Refused):
        return _one(asked, refused=made)
    if not inside:
        for session in sessions:
            asked.office.streams.end_session(session.id)
    return asked.done(f"/people/{made.id}", "enabled" if inside else "disabled")


def new_link(asked: Asked) -> Response:
    """Make a link for a forgotten password. It is shown this once."""
    made = asked.office.people.reset_link(asked.who.id, _ident(asked))
    return _one(asked, refused=made) if isinstance(made, Refused) else _one(asked, issued=made)


def end_sessions(asked: Asked) -> Response:
    """End one session of somebody, or all of them."""
    ident, wanted = _ident(asked), asked.field("session")
    for one in asked.office.people.sessions_of(ident):
        if wanted in (one.id, "all"):
            asked.office.people.end(one.id, asked.who.id)
            asked.office.streams.end_session(one.id)
    return asked.done(f"/people/{ident}", "ended")


def _ident(asked: Asked) -> int:
    return int(asked.part("id"))


def _role(asked: Asked) -> Role | None:
    given = asked.field("role")
    return Role(given) if given in tuple(Role) else None


def _link(asked: Asked, issued: Issued | None) -> str:
    """The address to hand over; empty without a link."""
    return f"{asked.request.base_url}first/{issued.token}" if issued is not None else ""


def _said(asked: Asked, refused: Refused | None) -> str:
    return asked.words.say(f"office.{refused.key}", **refused.values) if refused is not None else ""


def _list(asked: Asked, status: int = 200, *, refused: Refused | None = None, issued: Issued | None = None) -> Response:
    manages = asked.may(Right.PEOPLE_MANAGE)
    everybody = asked.office.people.people()
    return asked.screen(
        "people.html",
        status=status,
        notice=asked.notice("people"),
        everybody=everybody if manages else tuple(one for one in everybody if one.disabled is None),
        manages=manages,
        invitations=asked.office.people.invitations() if manages else (),
        roles=tuple(Role),
        issued=issued,
        link=_link(asked, issued),
        problem=_said(asked, refused),
        given=asked.form,
    )


def _one(asked: Asked, *, refused: Refused | None = None, issued: Issued | None = None) -> Response:
    person = asked.office.people.person(_ident(asked))
    if person is None:
        return asked.screen("refused.html", status=404, sentence=asked.words.say("office.people.gone"))
    return asked.screen(
        "somebody.html",
        status=200 if refused is None else 409,
        notice=asked.notice("people"),
        somebody=person,
        sessions=asked.office.people.sessions_of(person.id),
        is_last=_is_last_owner(asked, person),
        roles=tuple(Role),
        link=_link(asked, issued),
        issued=issued,
        problem=_said(asked, refused),
    )


def _is_last_owner(asked: Asked, person: Person) -> bool:
    owners = [one for one in asked.office.people.people() if one.role is Role.OWNER and one.disabled is None]
    return [one.id for one in owners] == [person.id]
