"""What the preview answers to requests."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from serving import Server, serving

from sites import put


def test_every_output_is_there_as_it_would_be_built(site: Path, server: Server) -> None:
    page = server.get("/tall/")
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert b"Paragraph 7." in page.body
    assert b'<script type="module" src="/_sitegen/live.js"' in page.body
    subprocess.run([sys.executable, "-m", "sitegen.cli", "build", "-C", str(site)], check=True, capture_output=True)
    built = (site / "public/tall/index.html").read_bytes()
    assert b"_sitegen" not in built
    head, _, _ = page.body.partition(b'<script type="module" src="/_sitegen/')
    assert built.startswith(head)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/data.json", "application/json; charset=utf-8"),
        ("/robot.webp", "image/webp"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/_sitegen/live.js", "text/javascript; charset=utf-8"),
    ],
)
def test_content_types(server: Server, path: str, kind: str) -> None:
    reply = server.get(path)
    assert (reply.status, reply.headers["content-type"]) == (200, kind)


def test_head_has_no_body(server: Server) -> None:
    reply = server.get("/tall/", "HEAD")
    assert (reply.status, reply.body) == (200, b"")
    assert int(reply.headers["content-length"]) > 1000
    assert server.get("/tall/", "POST").status == 405


def test_a_folder_without_its_slash_leads_there(server: Server) -> None:
    reply = server.get("/tall")
    assert (reply.status, reply.headers["location"]) == (307, "/tall/")


def test_what_is_not_there_is_the_sites_own_404(server: Server) -> None:
    reply = server.get("/nowhere/")
    assert reply.status == 404
    assert b"_sitegen/live.js" in reply.body


@pytest.mark.parametrize(
    "path",
    ["/../site.yaml", "/..%2fsite.yaml", "/%2e%2e/site.yaml", "/site.yaml", "/.sitegen/cache/files", "//etc/passwd",
             "/static/data.json", "/_sitegen/../app.py", "/_sitegen/..%2fapp.py", "/%00"]
)  # fmt: skip
def test_nothing_but_the_site_is_served(server: Server, path: str) -> None:
    assert server.get(path).status == 404


def test_other_names_are_refused(server: Server) -> None:
    assert server.get("/", Host="evil.example").status == 403
    assert server.get("/_sitegen/events", Host="evil.example:80").status == 403
    assert server.get("/", Host="localhost:1").status == 200


def test_the_path_of_the_base_address_is_kept(site: Path) -> None:
    put(site, {"site.yaml": "title: Harbour\nbase_url: https://example.org/docs/\n"})
    with serving(site) as server:
        assert server.address.endswith("/docs/")
        assert server.get("/").headers["location"] == "/docs/"
        assert server.get("/docs").status == 200
        assert server.get("/docs/tall").headers["location"] == "/docs/tall/"
        assert server.get("/docs/tall/").status == 200
        assert server.get("/tall/").status == 404


def test_drafts_are_there_and_marked_unless_they_are_not_wanted(site: Path, server: Server) -> None:
    assert b'data-mark="Draft"' in server.get("/draft/").body
    assert b"data-mark" not in server.get("/tall/").body
    server.stop()
    with serving(site, "--no-drafts") as public:
        assert public.get("/draft/").status == 404


def test_problems_of_pages_that_nobody_visits_are_told(site: Path) -> None:
    put(site, {"content/far/away.md": "---\ntitle: Far\n---\n[lost](nowhere.md)\n"})
    with serving(site) as server, server.events() as events:
        told = next(data for kind, data in events if kind == "problems" and data["total"])
        assert [(one["code"], one["path"], one["line"]) for one in told["problems"]] == [
            ("SG201", "content/far/away.md", 4)
        ]
        put(site, {"content/far/away.md": "---\ntitle: Far\n---\nFound.\n"})
        assert next(data for kind, data in events if kind == "problems" and not data["total"])


def test_a_page_that_cannot_be_shown_says_why(site: Path) -> None:
    put(site, {"layouts/page.html": "{{ page.titel.x() }}"})
    with serving(site) as server:
        reply = server.get("/tall/")
        assert reply.status == 500
        assert b"layouts/page.html:1" in reply.body
        assert b"_sitegen/live.js" in reply.body


def test_problems_are_told_from_near_to_far(site: Path) -> None:
    """Those of the page, of what it uses, of the rest; and no more than somebody reads."""
    put(
        site,
        {
            "content/aaa.md": "---\ntitle: First by name\n---\n" + "[a](nowhere.md)\n\n" * 30,
            "content/near.md": "---\ntitle: Near\n---\n:::card\n:::\n\n![](/data.json)\n",
            "layouts/components/card.html": "{{ nothing.at.all }}\n",
            "layouts/page.html": '{% include "part.html" %}{{ page.content }}',
            "layouts/part.html": "{{ page.titel.x }}\n",
        },
    )
    with serving(site) as server:
        assert server.get("/near/").status == 500
        with server.events("/near/") as events:
            told = next(data for kind, data in events if kind == "problems" and data["total"] > 30)
        body = server.get("/near/").body.decode()
    paths = [one["path"] for one in told["problems"]]
    assert paths[:3] == ["content/near.md", "layouts/components/card.html", "layouts/part.html"]
    assert set(paths[3:]) == {"content/aaa.md"}
    assert len(paths) == 20
    assert f"{told['total'] - 20} more in the site" in body
    assert body.index("content/near.md:7") < body.index("layouts/part.html:1") < body.index("content/aaa.md")


def test_a_second_server_and_a_build_of_the_same_site(site: Path, server: Server) -> None:
    with serving(site) as second:
        assert second.get("/tall/").status == 200
        built = subprocess.run([sys.executable, "-m", "sitegen.cli", "build", "--drafts", "-C", str(site)], check=False)
        assert built.returncode == 0
    assert server.get("/tall/").status == 200


def test_a_settings_file_that_breaks_is_a_problem_like_any_other(site: Path, server: Server) -> None:
    with server.events() as events:
        put(site, {"site.yaml": "title: [\n"})
        assert next(data for kind, data in events if kind == "problems" and data["total"])
        assert server.get("/tall/").status == 200


def test_a_port_in_use(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words = ["serve", "-C", str(site), "--port", str(taken.getsockname()[1])]
        done = subprocess.run(
            [sys.executable, "-m", "sitegen.cli", *words], capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert "in use" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_stops_at_once_with_an_open_stream(site: Path, number: int, code: int) -> None:
    with serving(site) as server, server.events() as events:
        next(events)
        server.process.send_signal(number)
        out, _ = server.process.communicate(timeout=5)
        assert server.process.returncode == code
        assert "Traceback" not in out
        assert list(events) is not None  # the stream has ended
