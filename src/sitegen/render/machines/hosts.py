"""Which files each host or server reads, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.redirects import redirects
from sitegen.catalog.settings import machine_options
from sitegen.engine.database import Database
from sitegen.model.output import OutputSpec
from sitegen.render.machines.headers import apache_headers, caddy_headers, netlify_headers, nginx_headers
from sitegen.render.machines.redirects import apache_redirects, caddy_redirects, netlify_redirects, nginx_redirects

Form = Callable[[Database], str]

REDIRECTS: dict[str, tuple[str, Form]] = {
    "netlify": ("_redirects", netlify_redirects),
    "cloudflare": ("_redirects", netlify_redirects),
    "nginx": ("redirects.nginx", nginx_redirects),
    "apache": (".htaccess", apache_redirects),
    "caddy": ("redirects.caddy", caddy_redirects),
}
HEADERS: dict[str, tuple[str, Form]] = {
    "netlify": ("_headers", netlify_headers),
    "cloudflare": ("_headers", netlify_headers),
    "nginx": ("headers.nginx", nginx_headers),
    "apache": (".htaccess", apache_headers),
    "caddy": ("headers.caddy", caddy_headers),
}
"""Host → the file it reads, and what makes it."""

CLOUDFLARE_LIMIT = 2000
"""Most redirects that Cloudflare Pages takes (its documentation, "Redirects")."""


def host_files(db: Database) -> Iterator[OutputSpec]:
    """The files that the site's hosts read. A file without a line is not written."""
    options = db.get(machine_options)
    moved = len(db.get(redirects))
    if moved > CLOUDFLARE_LIMIT and "cloudflare" in options.redirect_hosts:
        message = f"Cloudflare reads {CLOUDFLARE_LIMIT} redirects, and the site has {moved}"
        db.report(Diagnostic("SG314", message, Location("site.yaml")))
    names = [REDIRECTS[host][0] for host in options.redirect_hosts if moved]
    names += [HEADERS[host][0] for host in options.header_hosts]
    for name in dict.fromkeys(names):
        yield OutputSpec(name, "host", "")


def host_file(db: Database, name: str) -> bytes:
    """What stands in such a file: of ``.htaccess`` both redirects and headers."""
    options = db.get(machine_options)
    forms: dict[Form, None] = {}
    for chosen, files in ((options.redirect_hosts, REDIRECTS), (options.header_hosts, HEADERS)):
        forms.update({files[host][1]: None for host in chosen if files[host][0] == name})
    return "".join(form(db) for form in forms).encode()
