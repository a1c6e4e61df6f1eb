"""What stands before a server: what it is told, and what it believes."""

from __future__ import annotations

import pytest

from sitegen.server.front import NO_FRONT, front


def test_nothing_stands_before_it_unless_somebody_says_so() -> None:
    """And then nobody is believed."""
    assert front("") == NO_FRONT
    assert (NO_FRONT.name, NO_FRONT.is_secure, NO_FRONT.proxies) == ("", False, ())


def test_a_proxy_on_this_computer_is_what_is_usual() -> None:
    """The address alone is enough."""
    found = front("https://Office.Example.org/")
    assert (found.address, found.name, found.is_secure) == ("https://office.example.org", "office.example.org", True)
    assert found.proxies == ("127.0.0.1", "::1")


def test_proxies_elsewhere_are_named() -> None:
    """One by one, or as a network; then this computer is not believed by itself."""
    assert front("http://office.example.org:8443", ("10.0.0.5", "fd00::/8")).proxies == ("10.0.0.5", "fd00::/8")


@pytest.mark.parametrize(
    ("address", "proxies", "words"),
    [
        ("office.example.org", (), "is no address"),
        ("ftp://office.example.org", (), "is no address"),
        ("https://", (), "is no address"),
        ("https://somebody@office.example.org", (), "is no address"),
        ("https://office.example.org:many", (), "is no address"),
        ("https://example.org/office/", (), "needs a name of its own"),
        ("https://office.example.org", ("proxy",), "no address of a computer"),
        ("https://office.example.org", ("*",), "no address of a computer"),
    ],
)
def test_what_cannot_be_meant_is_refused(address: str, proxies: tuple[str, ...], words: str) -> None:
    """With a sentence for who started it."""
    with pytest.raises(ValueError, match=words):
        front(address, proxies)
