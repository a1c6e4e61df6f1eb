"""Redirects and headers in the forms of hosts and servers; the servers judge them where they are installed."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest

from bare import bare, codes, page
from sitegen.render.machines import hosts
from sites import Content, Site

Make = Callable[..., Site]
ALL = """redirects: {hosts: [netlify, cloudflare, nginx, apache, caddy]}
headers: {hosts: [netlify, nginx, apache, caddy]}
"""
BASE = "base_url: https://example.org/docs/\n"
ALIASES = [
    "/old/", "/Über uns/", "/quo'te\"/", "/a&b<c>/", "/page.html", "/x.php", "/sp ace", "/dollar$1/", "/star*/",
    "/a(b)[c]{d}/", "/plus+plus/", "/tilde~/", "/{path}/", "/:name/", "/100%25/", "/đường/", "/a;b/", "/a#b/", "/a?b/",
]  # fmt: skip


def site_of(project: Make, settings: str = ALL, aliases: list[str] = ALIASES) -> Site:
    """A site with a page that had many addresses, in a folder of a host."""
    quoted = ", ".join("'" + alias.replace("'", "''") + "'" for alias in aliases)
    files: dict[str, Content] = {"content/ä $1.md": page(title="A", aliases=f"[{quoted}]"), "content/b.md": "b"}
    return project(bare(files, BASE + settings), cache=False)


NEW = "/docs/%C3%A4%20$1/"


def old_addresses(site: Site) -> list[str]:
    """The old addresses, as visitors ask for them."""
    return [line.split(" ")[0] for line in site.output("_redirects").splitlines()]


def test_files_of_hosts(project: Make) -> None:
    """Each host has its files; two that read the same have one."""
    site = site_of(project, aliases=["/old/", "/x.html"])
    assert not site.problems
    assert site.output("_redirects") == f"/docs/old/ {NEW} 301\n/docs/x.html {NEW} 301\n"
    assert '"/docs/old/" "/docs/%C3%A4%20%241/";\n"/docs/old" "/docs/%C3%A4%20%241/";\n' in site.output(
        "redirects.nginx"
    )
    assert site.output(".htaccess").startswith('RedirectMatch 301 "^/docs/old/?$" "/docs/ä \\\\$1/"\n')
    assert f'redir "/docs/old/" "{NEW}" 301\n' in site.output("redirects.caddy")
    assert site.output("_headers").startswith("/*\n  Content-Security-Policy: default-src 'none'; script-src 'self';")
    assert 'add_header X-Content-Type-Options "nosniff" always;\n' in site.output("headers.nginx")
    assert 'Header always set X-Content-Type-Options "nosniff"\n' in site.output(".htaccess")
    assert '\tX-Content-Type-Options "nosniff"\n' in site.output("headers.caddy")


def test_nothing_is_written_that_nobody_asks_for(project: Make) -> None:
    """Without settings: ``_redirects`` alone, and that only if there is an alias. Headers by request."""
    site = project(bare({"content/a.md": ""}), cache=False)
    assert not {"_redirects", "_headers", ".htaccess", "redirects.nginx"} & set(site.outputs)
    site = site_of(project, "", ["/old/"])
    assert {"_redirects", "old/index.html"} <= set(site.outputs) and "_headers" not in site.outputs
    site = site_of(project, "redirects: {hosts: [nginx], pages: false}\n", ["/old/"])
    assert "redirects.nginx" in site.outputs and not {"_redirects", "old/index.html"} & set(site.outputs)


def test_the_policy(project: Make) -> None:
    """Strict; what a site says otherwise holds; values of the theme stand in an attribute. Http stays http."""
    settings = (
        "headers: {hosts: netlify, transport: true, policy: {img-src: \"'self' https://a.example\", frame-src: }}\n"
    )
    text = site_of(project, settings).output("_headers")
    assert "img-src 'self' https://a.example;" in text and "; frame-src\n" in text
    assert "unsafe" not in text and "Strict-Transport-Security: max-age=31536000" in text
    text = project(bare({"content/a.md": ""}, "base_url: http://a.example/\nheaders: {hosts: netlify}\n")).output(
        "_headers"
    )
    assert "Strict-Transport" not in text
    themed = project(bare({"content/a.md": ""}, "theme: {colour: red}\nheaders: {hosts: netlify}\n"))
    assert "unsafe" not in themed.output("_headers")


def test_a_site_brings_its_own(project: Make) -> None:
    """A file of the site with that name is kept."""
    files: dict[str, Content] = {
        "content/a.md": page(aliases="[/old/]"),
        "static/.htaccess": "mine",
        "static/_headers": "m",
    }
    site = project(bare(files, ALL), cache=False)
    assert site.output(".htaccess") == "mine" and site.output("_headers") == "m" and not site.problems


def test_too_many_redirects(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cloudflare reads so many and no more."""
    monkeypatch.setattr(hosts, "CLOUDFLARE_LIMIT", 1)
    assert codes(site_of(project, "redirects: {hosts: cloudflare}\n", ["/old/", "/older/"])) == ["SG314"]
    assert codes(site_of(project, "redirects: {hosts: netlify}\n", ["/old/", "/older/"])) == []


def test_changes_of_the_setting_are_built(project: Make) -> None:
    """A host more is a file more; one less is a file less."""
    site = site_of(project, "redirects: {hosts: [nginx]}\n", ["/old/"])
    settings = str((site.root / "site.yaml").read_text("utf-8"))
    site.write({"site.yaml": settings.replace("[nginx]", "[caddy]")})
    site.build()
    assert "redirects.caddy" in site.outputs and "redirects.nginx" not in site.outputs


def program(name: str) -> str:
    """A server that is installed; the test is left out where it is not."""
    places = os.environ["PATH"] + ":/usr/sbin"
    return shutil.which(name, path=places) or pytest.skip(f"{name} is not installed")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, **environment: str) -> Iterator[None]:
    """A server in the foreground, until it takes connections; stopped by its own id."""
    running = {**os.environ, **environment}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=running) as server:
        try:
            while not reached(port):
                assert server.poll() is None, server.communicate()[0].decode()
            yield
        finally:
            server.terminate()
            server.communicate(timeout=20)


def reached(port: int) -> bool:
    """True if somebody listens."""
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def answer(port: int, path: str) -> tuple[int, dict[str, str]]:
    """(status, headers) of an address."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": "localhost"})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}


def check(site: Site, port: int) -> None:
    """Every old address leads to the new one, no other does, and headers are sent."""
    for old in old_addresses(site):
        status, headers = answer(port, old)
        place = headers.get("location", "").removeprefix(f"http://localhost:{port}").removeprefix("http://localhost")
        assert (status, unquote(place)) == (301, unquote(NEW)), old
    for other in ("/docs/b/", "/docs/older/", "/docs/oldx/", "/docs/starx/", "/docs/xxphp", "/docs/old/x"):
        assert answer(port, other)[0] != 301, other
    headers = answer(port, "/docs/b/")[1]
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["permissions-policy"].startswith("camera=(), ")


@pytest.fixture
def served(project: Make, tmp_path: Path) -> Site:
    """The site, as a host that knows redirects has it, below the path of its base_url."""
    site = site_of(project, ALL.replace("{hosts: [netlify, c", "{pages: false, hosts: [netlify, c"))
    (tmp_path / "web").mkdir()
    shutil.copytree(site.root / "public", tmp_path / "web" / "docs")
    return site


def test_nginx_understands(served: Site, tmp_path: Path) -> None:
    """nginx takes the files, and does what they say."""
    nginx, port, public = program("nginx"), free_port(), served.root / "public"
    user = "user root;" if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(f"""{user} daemon off; pid {tmp_path}/pid; error_log stderr; events {{}}
http {{ access_log off; map_hash_bucket_size 256;
client_body_temp_path {tmp_path}/1; proxy_temp_path {tmp_path}/2; fastcgi_temp_path {tmp_path}/3;
uwsgi_temp_path {tmp_path}/4; scgi_temp_path {tmp_path}/5;
map $uri $new_address {{ include {public}/redirects.nginx; }}
server {{ listen 127.0.0.1:{port}; root {tmp_path}/web; include {public}/headers.nginx;
if ($new_address) {{ return 301 $new_address; }} }} }}""")
    command = [nginx, "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)]
    assert subprocess.run([*command, "-t"], capture_output=True).returncode == 0
    with serving(command, port):
        check(served, port)


def test_apache_understands(served: Site, tmp_path: Path) -> None:
    """Apache takes the .htaccess, and does what it says."""
    apache, port = program("apache2"), free_port()
    modules = os.environ.get("APACHE_MODULES", "/usr/lib/apache2/modules")
    names = ("mpm_event", "authz_core", "alias", "headers", "dir", "mime")
    loads = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in names)
    (tmp_path / "types").write_text("text/html html\n")
    (tmp_path / "apache.conf").write_text(f"""{loads}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {tmp_path}/apache.pid
ErrorLog {tmp_path}/errors
DefaultRuntimeDir {tmp_path}
TypesConfig {tmp_path}/types
DirectoryIndex index.html
DocumentRoot {tmp_path}/web
<Directory {tmp_path}/web>
AllowOverride All
Require all granted
</Directory>
""")
    with serving([apache, "-f", str(tmp_path / "apache.conf"), "-DFOREGROUND"], port):
        check(served, port)


def test_caddy_understands(served: Site, tmp_path: Path) -> None:
    """Caddy takes the files, and does what they say."""
    caddy, port, public = program("caddy"), free_port(), served.root / "public"
    (tmp_path / "Caddyfile").write_text(f"""{{
	admin off
	auto_https off
}}
http://localhost:{port} {{
	bind 127.0.0.1
	root * {tmp_path}/web
	import {public}/redirects.caddy
	import {public}/headers.caddy
	file_server
}}
""")
    command = [caddy, "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    with serving(command, port, XDG_DATA_HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path), HOME=str(tmp_path)):
        check(served, port)
