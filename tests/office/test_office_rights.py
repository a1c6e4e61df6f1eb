"""Who may do what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sitegen.office.person import Person, Role
from sitegen.office.rights import RIGHTS, Right, may

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WRITER = Person(1, "A", "a@example.org", Role.WRITER, "", NOW, None)


def test_every_role_has_its_rights_and_the_next_has_more() -> None:
    assert set(RIGHTS) == set(Role)
    assert RIGHTS[Role.WRITER] < RIGHTS[Role.EDITOR] < RIGHTS[Role.OWNER] == set(Right)


def test_a_writer_writes_and_sends_and_an_editor_publishes() -> None:
    editor, owner = replace(WRITER, role=Role.EDITOR), replace(WRITER, role=Role.OWNER)
    assert may(WRITER, Right.PAGES_WRITE) and may(WRITER, Right.CHANGES_SEND) and may(WRITER, Right.ACCOUNT)
    for right in (Right.PAGES_PUBLISH, Right.PAGES_DELETE, Right.CHANGES_OTHERS):
        assert not may(WRITER, right) and may(editor, right, "content/a.md") and may(owner, right)
    for right in (Right.SITE_MANAGE, Right.PEOPLE_MANAGE, Right.AUDIT_READ):
        assert not may(WRITER, right) and not may(editor, right) and may(owner, right)


def test_who_is_signed_out_or_shut_out_may_nothing() -> None:
    out = replace(WRITER, role=Role.OWNER, disabled=NOW)
    assert not [right for right in Right if may(None, right) or may(out, right)]
