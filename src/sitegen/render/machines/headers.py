"""Headers that make browsers careful, in the forms of hosts and servers.

The content security policy lets a page load what the site itself has, and nothing else: no script that stands in a
page, none from elsewhere, no frame round it. The built-in theme needs no more.
"""

from __future__ import annotations

from sitegen.catalog.settings import base_url, machine_options, site_settings
from sitegen.engine.database import Database
from sitegen.engine.query import query

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_YEAR = 31_536_000
"""Seconds for which a browser remembers to come by https."""


@query
def headers(db: Database) -> tuple[tuple[str, str], ...]:
    """(name, value) of each header."""
    options = db.get(machine_options)
    given = options.policy or {}
    policy = {**_POLICY, **_needed(db), **given}
    found = [
        ("Content-Security-Policy", "; ".join(f"{name} {sources}".rstrip() for name, sources in policy.items())),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        *([("X-Frame-Options", "DENY")] if policy["frame-ancestors"] == "'none'" else []),
    ]
    if options.transport and db.get(base_url).startswith("https://"):
        found.append(("Strict-Transport-Security", f"max-age={_YEAR}"))
    return tuple(found)


def _needed(db: Database) -> dict[str, str]:
    """What the site's own settings ask of the policy: the search compiles a program of its own."""
    return {"script-src": "'self' 'wasm-unsafe-eval'"} if db.get(site_settings).search.on else {}


def netlify_headers(db: Database) -> str:
    """``_headers``, which Netlify and Cloudflare Pages read: headers of every path."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in db.get(headers))


def nginx_headers(db: Database) -> str:
    """Lines for a ``server`` of nginx; ``always`` sends them with errors too."""
    head = "# For nginx, inside of server { }:    include /PATH/headers.nginx;\n"
    return head + "".join(f'add_header {name} "{_quoted(value)}" always;\n' for name, value in db.get(headers))


def apache_headers(db: Database) -> str:
    """Lines of ``.htaccess`` (mod_headers)."""
    lines = "".join(f'Header always set {name} "{_quoted(value)}"\n' for name, value in db.get(headers))
    return f"<IfModule mod_headers.c>\n{lines}</IfModule>\n"


def caddy_headers(db: Database) -> str:
    """Directives of a Caddyfile."""
    head = "# For Caddy, inside of the site's block:    import /PATH/headers.caddy\n"
    lines = "".join(f'\t{name} "{_quoted(value)}"\n' for name, value in db.get(headers))
    return f"{head}header {{\n{lines}}}\n"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
