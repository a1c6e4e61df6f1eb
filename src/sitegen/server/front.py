"""What stands before a server: a proxy that speaks with browsers on its behalf."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

_THIS_COMPUTER = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Front:
    """By which address people reach a server, and whom it believes where a request came from.

    ``address`` has no slash at its end, and is empty if nothing stands before the server. Only ``proxies`` are
    believed what they say of a request in X-Forwarded-For and X-Forwarded-Proto: anybody can send these.
    """

    address: str = ""
    proxies: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in the address, as ``Host`` has it."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_secure(self) -> bool:
        """True if browsers come by HTTPS."""
        return self.address.startswith("https:")


NO_FRONT = Front()
"""Nothing stands before the server."""


def front(address: str, proxies: tuple[str, ...] = ()) -> Front:
    """What stands before a server, on this computer if no proxy is named; nothing for two empty values.

    Raises ValueError with a sentence.
    """
    if not address and not proxies:
        return NO_FRONT
    for proxy in proxies:
        try:
            ip_network(proxy)
        except ValueError:
            raise ValueError(
                f"{proxy} is no address of a computer or a network, such as 10.0.0.5 or 10.0.0.0/8"
            ) from None
    return Front(_address(address) if address else "", proxies or _THIS_COMPUTER)


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or "@" in parts.netloc:
        raise ValueError(f"{text} is no address, such as https://office.example.org")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            f"{text} names a path; the back office needs a name of its own, such as https://office.example.org"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"
