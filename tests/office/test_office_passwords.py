"""What a password must be, and that hashes are made as dear as they should be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_parts import QUICK

from sitegen.office.passwords import LONGEST, SHORTEST, STRONG, Passwords, unfit


def said(password: str) -> str | None:
    refused = unfit(password, email="maija.mallikas@example.org", site="Harbour Library")
    return refused.key if refused else None


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("", "password.short"),
        ("elevenchars", "password.short"),
        ("a" * 1_001, "password.long"),
        ("Maija.Mallikas@Example.org", "password.own"),
        ("maija mallikas", "password.own"),
        ("Harbour  Library!", "password.own"),
        ("aaaaaaaaaaaaaaa", "password.common"),
        ("............", "password.common"),
        ("abcabcabcabca", "password.common"),
        ("123456789012", "password.common"),
        ("2109876543210", "password.common"),
        ("qwertyuiopasdf", "password.common"),
        ("QWERTZUIOPASDF", "password.common"),
        ("Password1234!", "password.common"),
        ("Passw0rdPassword", None),
        ("salasana-2026", "password.common"),
        ("ｐａｓｓｗｏｒｄ１２３４", "password.common"),
        ("seven boats on a lake", None),
        ("kissa istui ikkunalla", None),
        ("!%/#=?-.:;+@", None),
        ("p12837465019", None),
        ("水は百種の飲み物より甘い", None),
    ],
)
def test_what_is_fit(password: str, key: str | None) -> None:
    assert said(password) == key


@given(st.text(max_size=1_100))
def test_any_text_is_judged_and_what_is_fit_can_be_kept(text: str) -> None:
    key = said(text)
    assert key is not None or len(text) <= LONGEST
    if key is None:
        passwords = Passwords(QUICK)
        assert passwords.right(passwords.hashed(text), text)


def test_the_same_password_from_another_keyboard() -> None:
    passwords = Passwords(QUICK)
    kept = passwords.hashed("Mäki ﬁlosoﬁa ja ½")
    assert passwords.right(kept, "Ma\u0308ki filosofia ja 1⁄2")
    assert not passwords.right(kept, "Maki filosofia ja ½") and not passwords.right(None, "nobody has this password")
    assert not passwords.right("damaged", "x") and not passwords.right(kept, "\ud800")


def test_hashes_are_strong_unless_told_otherwise() -> None:
    """RFC 9106, section 4, the second recommended option."""
    assert (STRONG.rounds, STRONG.memory, STRONG.lanes) == (3, 65_536, 4) and SHORTEST == 12
    kept = Passwords().hashed("seven boats on a lake")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert Passwords(QUICK).outdated(kept) and not Passwords().outdated(kept)
