"""Old addresses that lead on: as pages, and in the forms of hosts and servers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import unquote

from sitegen.catalog.index import head_of, standing_of
from sitegen.catalog.redirects import redirects
from sitegen.catalog.settings import base_path, base_url
from sitegen.engine.database import Database


def redirect_page(db: Database, subject: str) -> bytes:
    """A page that leads to another, for hosts that know no redirects."""
    head = head_of(db, subject)
    if head is None:
        return b""
    base = db.get(base_url).rstrip("/")
    address = escape((db.get(base_path)) + head.url)
    full = escape(base + head.url) if base else address
    language, title = escape(head.language), escape(head.title)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n<link rel="canonical" href="{full}">\n'
        f'<meta name="robots" content="noindex">\n</head>\n<body>\n<p><a href="{address}">{title}</a></p>\n'
        f"</body>\n</html>\n"
    ).encode()


def moves(db: Database) -> Iterator[tuple[str, str]]:
    """(old address, new address), both percent-encoded and with the path of base_url."""
    base = db.get(base_path)
    for alias, path in db.get(redirects).items():
        if (head := standing_of(db, path)) is not None:
            yield base + alias, base + head.url


def netlify_redirects(db: Database) -> str:
    """``_redirects``, which Netlify and Cloudflare Pages read: old address, new address, 301.

    A star there stands for anything, so one that is meant is encoded; and so is the colon of a placeholder.
    """
    return "".join(f"{old.replace('*', '%2A').replace('/:', '/%3A')} {new} 301\n" for old, new in moves(db))


_NGINX_HEAD = """\
# For nginx, inside of http { }:    map $uri $new_address { include /PATH/redirects.nginx; }
# and inside of server { }:         if ($new_address) { return 301 $new_address; }
# Where nginx asks for it:          map_hash_bucket_size 256;
"""


def nginx_redirects(db: Database) -> str:
    """The inside of a ``map`` of nginx. ``$uri`` there is decoded; a dollar in the new address would be a variable."""
    lines = [_NGINX_HEAD]
    for old, new in moves(db):
        lines += [f'"{_quoted(one)}" "{new.replace("$", "%24")}";\n' for one in _both(unquote(old))]
    return "".join(lines)


def apache_redirects(db: Database) -> str:
    """Lines of ``.htaccess`` (mod_alias). The old address is a pattern of the decoded path, matched as a whole.

    Apache encodes the new address itself; a dollar or an ampersand in it would stand for what was matched.
    """
    lines = []
    for old, new in moves(db):
        pattern = _quoted(_escaped(unquote(old).removesuffix("/"))) + ("/?" if old.endswith("/") else "")
        target = re.sub(r"[\\$&]", r"\\\g<0>", unquote(new))
        lines.append(f'RedirectMatch 301 "^{pattern}$" "{_quoted(target)}"\n')
    return "".join(lines)


_CADDY_HEAD = "# For Caddy, inside of the site's block:    import /PATH/redirects.caddy\n"


def caddy_redirects(db: Database) -> str:
    """Directives of a Caddyfile. A path there is a pattern, decoded but for what has a per cent sign."""
    lines = [_CADDY_HEAD]
    for old, new in moves(db):
        for one in _both(unquote(old)):
            path = re.sub(r"[%*?\[\]{}\\]", lambda found: f"%{ord(found[0]):02X}", one)
            lines.append(f'redir "{_quoted(path)}" "{new}" 301\n')
    return "".join(lines)


def _both(path: str) -> tuple[str, ...]:
    """An address with its slash and without it."""
    return (path, path.removesuffix("/")) if path.endswith("/") and path != "/" else (path,)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _escaped(text: str) -> str:
    """Text as a regular expression for itself (PCRE)."""
    return re.sub(r"[\\^$.|?*+()\[\]{}]", r"\\\g<0>", text)
