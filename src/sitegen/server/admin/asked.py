"""What a view is given, and what it may answer with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from sitegen.model.change import Refused
from sitegen.office.person import ChangeState, Person
from sitegen.office.rights import Right, may
from sitegen.project.stage import View
from sitegen.server.admin.back_office import BackOffice
from sitegen.server.admin.menu import menu_of
from sitegen.server.admin.moments import full, full_day, moment
from sitegen.server.admin.screens import draw
from sitegen.server.admin.words import Words, words_wanted

_EVERYWHERE = ("browser", "menu", "frame", "keys")
"""Sections of the words that every screen's modules use."""
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@dataclass(frozen=True)
class Asked:
    """A request that has passed the guard.

    ``person`` is None only where the route is open to anybody. ``form`` and ``data`` are what came with it, if the
    route takes such; ``token`` has to come back with every request that changes something.
    """

    office: BackOffice
    request: Request
    person: Person | None = None
    session: str = ""
    token: str = ""
    form: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The words of the person's language: chosen in the account, else what the browser asks for."""
        chosen = self.person.language if self.person is not None else ""
        chosen = chosen or self.request.cookies.get("language", "")
        return words_wanted(self.request.headers.get("accept-language", ""), chosen)

    @property
    def who(self) -> Person:
        """The person, where the route is not open to anybody."""
        assert self.person is not None
        return self.person

    @property
    def session_id(self) -> str:
        """The id of the session, by which it is ended."""
        return self.office.people.session_id(self.session)

    @property
    def address(self) -> str:
        """Where it comes from."""
        return self.request.client.host if self.request.client else ""

    @property
    def is_secure(self) -> bool:
        """True if it came by HTTPS, so that what the browser keeps for us may go by nothing else."""
        return self.office.front.is_secure or self.request.url.scheme == "https"

    def part(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def field(self, name: str) -> str:
        """A value of the form; empty if there is none, or a file."""
        found = self.form.get(name, "")
        return found.strip() if isinstance(found, str) else ""

    def query(self, name: str) -> str:
        """A value of the query; empty if there is none."""
        return self.request.query_params.get(name, "")

    def may(self, right: Right, subject: str | None = None) -> bool:
        """True if the person has the right."""
        return may(self.person, right, subject)

    def is_there(self, path: str) -> bool:
        """True if there is a screen at ``path`` that the person may use."""
        rights: Mapping[str, Right | None] = getattr(self.request.app.state, "screens", {})
        right = rights.get(path)
        return right is not None and self.may(right)

    def _waiting(self) -> int:
        """How many changes wait for this person's review."""
        return len(self.office.people.changes(ChangeState.WAITING)) if self.may(Right.CHANGES_OTHERS) else 0

    # what it is about

    def view(self, as_of: datetime | None = None) -> View:
        """The site as this person has it."""
        return View(self.office.change_of(self.who), as_of=as_of)

    def as_of(self, text: str) -> datetime | None:
        """A day or a moment that a screen sent, on the site's clocks; None for nothing, and for what is none."""
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            return None
        return found if found.tzinfo is not None else found.replace(tzinfo=self.office.site.zone)

    def moment_words(self) -> Callable[[datetime], str]:
        """How moments are said to this person."""
        return partial(moment, now=self.office.now(), zone=self.office.site.zone, words=self.words)

    def picture(self, page: str, path: str) -> str:
        """Where the browser finds a picture as a page names it."""
        return f"/file?page={quote(page, safe='')}&path={quote(path, safe='')}"

    # answers

    def screen(self, template: str, /, *, status: int = 200, sections: tuple[str, ...] = (), **values: Any) -> Response:
        """A screen. ``sections`` of the words go to the browser."""
        return HTMLResponse(draw(template, self._common(sections) | {"status": status} | values), status)

    def _common(self, sections: tuple[str, ...]) -> dict[str, Any]:
        """What every screen sees."""
        words, office, cookies = self.words, self.office, self.request.cookies
        return {
            "asked": self,
            "person": self.person,
            "may": self.may,
            "say": words.say,
            "language": words.tag,
            "direction": "rtl" if words.language in _RIGHT_TO_LEFT else "ltr",
            "site_title": office.site.title,
            "here": self.request.url.path,
            "moment": self.moment_words(),
            "full_day": partial(full_day, zone=office.site.zone, words=words),
            "full_moment": partial(full, zone=office.site.zone, words=words),
            "menu": menu_of(self.is_there, self._waiting),
            "exists": self.is_there,
            "folded": cookies.get("menu", "") == "folded",
            "browser_words": words.sections((*_EVERYWHERE, *sections)),
            "theme": _one_of(cookies.get("theme", ""), ("light", "dark")),
            "density": _one_of(cookies.get("density", ""), ("compact",)),
        }

    def go(self, path: str) -> Response:
        """To another screen."""
        return RedirectResponse(path, 303)

    def done(self, path: str, what: str, **values: Any) -> Response:
        """To another screen, which says ``what`` was done (see :meth:`notice`)."""
        return self.go(f"{path}?{urlencode({'done': what, **values})}")

    def notice(self, section: str) -> str:
        """What was just done, in the words ``<section>.done.<what>``; empty for nothing, and for what nobody wrote."""
        key = f"{section}.done.{self.query('done')}"
        return self.words.say(key) if self.words.knows(key) else ""

    def tell(self, data: Any, status: int = 200) -> Response:
        """Plain data."""
        return JSONResponse(data, status)

    def refuse_with(self, refused: Refused) -> Response:
        """Why the changes of the site did not do something."""
        return self.tell({"refused": refused.reason, "why": refused.code, "paths": list(refused.paths)}, 409)

    def refuse(self, key: str, status: int = 422, **values: Any) -> Response:
        """A sentence that says why not."""
        return self.tell({"refused": self.words.say(key, **values)}, status)


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else ""
