"""What every answer tells the browser about what it may do."""

from __future__ import annotations

from collections.abc import Mapping

_NOTHING = "default-src 'none'; base-uri 'none'"
_SCREEN = (
    f"{_NOTHING}; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'"
)
_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

SCREEN: Mapping[str, str] = {
    **_COMMON,
    "Content-Security-Policy": _SCREEN,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Of screens and of what they ask for: nothing from elsewhere, nothing written into the page runs."""

DOOR: Mapping[str, str] = {**SCREEN, "Referrer-Policy": "no-referrer"}
"""Of screens whose address is a secret."""

FRAME: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox allow-scripts allow-forms allow-popups; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
    # The page has an origin of its own that is like no other, so its own fonts and modules come from elsewhere.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-store",
}
"""Of the site's own pages in the back office: whatever they run, it runs as nobody."""

FILE: Mapping[str, str] = {
    **_COMMON,
    # A picture with a script in it is shown as a picture, and is nothing else when it is opened by itself.
    "Content-Security-Policy": f"{_NOTHING}; img-src 'self' data:; style-src 'unsafe-inline'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
"""Of uploaded files."""

BUILT: Mapping[str, str] = {
    **_COMMON,
    "Cache-Control": "public, max-age=31536000, immutable",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Of the browser side itself, whose addresses carry a fingerprint of the content."""
