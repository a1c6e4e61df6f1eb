"""Accounts and people: what one may change of oneself, what owners do, and the trail of all that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from office_at_work import PASSWORD, AtWork
from places_at_work import form, wrote

Make = Callable[..., AtWork]
HTML = {"Accept": "text/html"}


def post(client: Any, path: str, **values: str) -> Any:
    """Send a form."""
    return client.post(path, data=form(client, **values), headers=HTML)


def seen(client: Any, path: str) -> str:
    """A screen's HTML."""
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def link_in(html: str) -> str:
    """The path of the one-time link on a screen."""
    return "/first/" + html.partition("/first/")[2].partition('"')[0]


def test_the_language_is_kept_on_the_person(back_office: Make) -> None:
    office = back_office()
    with office.client("writer") as writer:
        answer = post(writer, "/account", name="Example writer", language="fi", theme="dark", density="compact")
        assert answer.headers["location"] == "/account?done=kept"
        assert {"theme=dark", "density=compact"} <= {
            one.partition(";")[0] for one in answer.headers.get_list("set-cookie")
        }
        writer.headers["Accept-Language"] = "en"
        assert 'lang="fi"' in seen(writer, "/account") and "Oma tili" in seen(writer, "/account")
        post(writer, "/account", name="Example writer", language="", theme="", density="")
        assert "Your account" in seen(writer, "/account")
        post(writer, "/account", name="Example writer", language="xx", theme="pink")
        assert office.office.people.person(office.somebody("writer").person.id).language == ""


def test_a_name_is_needed(back_office: Make) -> None:
    office = back_office()
    with office.client("writer") as writer:
        answer = post(writer, "/account", name="  ", language="")
        assert answer.status_code == 422 and "The name is missing" in answer.text
        assert 'aria-invalid="true"' in answer.text


def test_a_new_password_ends_the_other_sessions_and_their_streams(back_office: Make) -> None:
    office = back_office()
    writer_person = office.somebody("writer").person
    elsewhere = office.office.people.begin(writer_person.id, "elsewhere", "127.0.0.1")
    with office.client("writer") as writer, office.client("writer") as other:
        other.cookies.set(office.office.cookie, elsewhere.token)
        wrong = post(writer, "/account/password", old="not it at all", new="another long sentence")
        assert wrong.status_code == 422 and "old password is not right" in wrong.text
        short = post(writer, "/account/password", old=PASSWORD, new="short")
        assert short.status_code == 422 and "too short" in short.text
        with other.stream("GET", "/api/events?path=content/index.md") as events:
            lines: Iterator[str] = events.iter_lines()
            assert next(lines) == ": welcome"
            done = post(writer, "/account/password", old=PASSWORD, new="another long sentence")
            assert done.headers["location"] == "/account?done=password"
            assert [line for line in lines if line] == []  # it has ended
        assert other.get("/account", headers=HTML).status_code == 303
        assert "Your account" in seen(writer, "/account?done=password")


def test_sessions_are_ended_one_by_one_and_all_others(back_office: Make) -> None:
    office = back_office()
    people, person = office.office.people, office.somebody("writer").person
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    one, two = (people.begin(person.id, firefox, "127.0.0.1") for _ in range(2))
    with office.client("writer") as writer:
        shown = seen(writer, "/account")
        assert shown.count("this one") == 1 and "Firefox, Linux" in shown
        post(writer, "/account/sessions", session=one.session.id)
        assert people.session(one.token) is None and people.session(two.token) is not None
        post(writer, "/account/sessions", session="others")
        assert [each.id for each in people.sessions_of(person.id)] == [
            people.session_id(office.somebody("writer").token)
        ]


def test_nobody_ends_sessions_of_others(back_office: Make) -> None:
    office = back_office()
    owner = office.somebody("owner")
    with office.client("writer") as writer:
        post(writer, "/account/sessions", session=office.office.people.session_id(owner.token))
    assert office.office.people.session(owner.token) is not None


def test_an_invitation_is_shown_once_and_lets_somebody_in(back_office: Make) -> None:
    office = back_office()
    with office.client("owner") as owner, office.client(None) as new:
        answer = post(owner, "/people/invite", name="Somebody New", email="new@example.org", role="editor")
        link = link_in(answer.text)
        assert "This link lets Somebody New in" in answer.text
        assert link not in seen(owner, "/people") and "new@example.org" in seen(owner, "/people")
        assert "Somebody New" in new.get(link, headers=HTML).text
        values = {"name": "Somebody New", "email": "new@example.org", "password": PASSWORD}
        assert new.post(link, data=values).headers["location"] == "/"
        assert "invited, and not here yet" not in seen(owner, "/people")
    assert "editor" in [one.role for one in office.office.people.people()]


def test_an_invitation_is_withdrawn(back_office: Make) -> None:
    office = back_office()
    with office.client("owner") as owner, office.client(None) as new:
        link = link_in(post(owner, "/people/invite", name="", email="new@example.org", role="writer").text)
        waiting = office.office.people.invitations()[0]
        assert post(owner, "/people/withdraw", invitation=waiting.id).headers["location"] == "/people?done=withdrawn"
        assert new.get(link, headers=HTML).status_code == 410


def test_what_is_wrong_with_an_invitation_is_said(back_office: Make) -> None:
    office = back_office()
    office.somebody("writer")
    with office.client("owner") as owner:
        taken = post(owner, "/people/invite", name="", email="example-writer@example.org", role="writer")
        assert taken.status_code == 422 and "is here already" in taken.text
        assert 'value="example-writer@example.org"' in taken.text
        assert post(owner, "/people/invite", name="", email="x@example.org", role="king").status_code == 422


def test_the_last_owner_stays_one(back_office: Make) -> None:
    office = back_office()
    owner_person = office.somebody("owner").person
    with office.client("owner") as owner:
        assert "This is the only owner" in seen(owner, f"/people/{owner_person.id}")
        for path, values in (
            (f"/people/{owner_person.id}/role", {"role": "writer"}),
            (f"/people/{owner_person.id}/access", {"access": "out"}),
        ):
            answer = post(owner, path, **values)
            assert answer.status_code == 409 and "Make somebody else an owner first" in answer.text


def test_a_role_is_changed_somebody_is_shut_out_and_let_in(back_office: Make) -> None:
    office = back_office()
    someone = office.somebody("writer")
    at = f"/people/{someone.person.id}"
    with office.client("owner") as owner, office.client("writer") as writer:
        assert post(owner, f"{at}/role", role="editor").headers["location"] == f"{at}?done=role"
        assert "editor" in seen(writer, "/account")
        post(owner, f"{at}/access", access="out")
        assert office.office.people.session(someone.token) is None
        assert writer.get("/", headers=HTML).headers["location"].startswith("/sign-in")
        assert "Shut out" in seen(owner, at)
        post(owner, f"{at}/access", access="in")
        reset = link_in(post(owner, f"{at}/link").text)
        assert post(owner, f"{at}/sessions", session="all").status_code == 303
    with office.client(None) as new:
        answer = new.post(reset, data={"name": "", "email": "", "password": "quite another sentence"})
        assert answer.headers["location"] == "/"


def test_people_see_each_other_and_only_owners_look_after_them(back_office: Make) -> None:
    office = back_office()
    office.somebody("editor")
    with office.client("writer") as writer:
        shown = seen(writer, "/people")
        assert "Example editor" in shown and "example-editor@example.org" not in shown and "Invite" not in shown
        assert writer.get("/people/1", headers=HTML).status_code == 403
        assert writer.get("/people/trail", headers=HTML).status_code == 403


def test_the_trail_says_who_did_what_and_can_be_narrowed(back_office: Make) -> None:
    office = back_office()
    change = wrote(office, "writer", "content/about.md", b"small", b"big")
    someone = office.somebody("writer").person
    with office.client("owner") as owner, office.client("writer") as writer:
        post(writer, f"/changes/{change}/send", words="A big library")
        post(owner, f"/people/{someone.id}/role", role="editor")
        trail = seen(owner, "/people/trail")
        assert "Example owner changed the role of Example writer from writer to editor" in trail
        assert "Example writer sent a change for review: A big library" in trail
        only = seen(owner, f"/people/trail?person={someone.id}&kind=change")
        assert "sent a change" in only and "changed the role" not in only
        assert "Nothing was done like that" in seen(owner, "/people/trail?until=2001-01-01")
        for odd in ("person=x&kind=y&since=z&until=%00&before=-1", "before=99999999999999999999", "until=9999-12-31"):
            assert owner.get(f"/people/trail?{odd}", headers=HTML).status_code == 200


def test_the_trail_goes_back_page_by_page(back_office: Make) -> None:
    office = back_office()
    for number in range(60):
        office.office.people.audit("page.tried", None, f"content/{number}.md")
    with office.client("owner") as owner:
        first = seen(owner, "/people/trail?kind=page")
        assert "content/59.md" in first and "content/5.md" not in first
        older = first.partition('href="/people/trail?')[2].partition('"')[0].replace("&amp;", "&")
        assert "kind=page" in older and "before=" in older
        assert "content/5.md" in seen(owner, f"/people/trail?{older}")


@pytest.mark.browser
def test_the_link_is_copied(back_office: Make, browser: Any) -> None:
    office = back_office()
    page = office.page(browser, "owner", permissions=["clipboard-read", "clipboard-write"])
    page.goto(office.address + "/people")
    page.fill("#email", "new@example.org")
    page.get_by_role("button", name="Make a link").click()
    link = page.input_value("#link")
    assert link.startswith(f"{office.address}/first/")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert not page.wrong
