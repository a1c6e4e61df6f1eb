"""Links out of the site, asked of a real server on this machine; pauses are counted, never slept."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from other_sites import World, nobody, world
from sitegen.project.external.asking import Answer, ask_all
from sitegen.project.external.check import check_external
from sitegen.project.external.turns import Manners, Turns
from sitegen.project.project import Project
from sites import Site, put


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("NO_PROXY", "*")
    with world() as found:
        yield found


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def manners(pauses: list[float]) -> Manners:
    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    return Manners(spacing=0, pause=0.25, sleep=sleep)


def one(address: str, manners: Manners) -> Answer:
    return ask_all([address], manners)[address]


# Asking


def test_a_good_address_is_asked_once_and_only_for_its_head(server: World, manners: Manners) -> None:
    assert one(f"{server.url}/good", manners) == Answer(200, "OK")
    assert server.seen == {("HEAD", "/good"): 1}
    assert [agent.startswith("sitegen/") for agent in server.agents] == [True]


@pytest.mark.parametrize(("path", "status"), [("/missing", 404), ("/gone", 410), ("/login", 403)])
def test_an_error_is_believed_when_get_says_it_too(server: World, manners: Manners, path: str, status: int) -> None:
    assert one(server.url + path, manners).status == status
    assert server.seen == {("HEAD", path): 1, ("GET", path): 1}


@pytest.mark.parametrize("path", ["/no-head", "/hangs-up-on-head"])
def test_a_server_that_knows_no_head_is_asked_with_get(server: World, manners: Manners, path: str) -> None:
    assert one(server.url + path, manners).status == 200


def test_permanent_redirects_say_the_new_address(server: World, manners: Manners) -> None:
    assert one(f"{server.url}/moved", manners) == Answer(200, "OK", f"{server.url}/good")
    assert one(f"{server.url}/elsewhere", manners) == Answer(200, "OK")  # that one may come back
    assert one(f"{server.url}/moved-away", manners).status == 410
    assert one(f"{server.url}/circle", manners).reason == "it is led on again and again"


def test_a_busy_server_is_asked_again_after_the_time_it_names(
    server: World, manners: Manners, pauses: list[float]
) -> None:
    assert one(f"{server.url}/busy", manners).status == 200
    assert pauses == [7.0]


def test_nobody_waits_for_a_day(server: World, manners: Manners, pauses: list[float]) -> None:
    assert one(f"{server.url}/always-busy", manners).status == 429
    assert pauses == []


def test_hanging_up_is_tried_again_with_longer_pauses(server: World, manners: Manners, pauses: list[float]) -> None:
    answer = one(f"{server.url}/hangs-up", manners)
    assert (answer.status, bool(answer.reason)) == (0, True)
    assert pauses == [0.25, 0.5]
    assert server.seen == {("HEAD", "/hangs-up"): 3, ("GET", "/hangs-up"): 3}


def test_no_answer_and_nobody_there(server: World, manners: Manners) -> None:
    hasty = replace(manners, patience=0.05, tries=1)
    assert one(f"{server.url}/slow", hasty) == Answer(0, "no answer within 0.05 seconds")
    assert one(nobody(), manners).status == 0
    for address in ("http://", "http://[/", "http://a b/", "http://127.0.0.1:99999/"):
        assert one(address, replace(manners, tries=1)).status == 0, address


ODD = (
    "http://[",
    "javascript:alert(1)",
    "//",
    "http://",
    "http://127.0.0.1:99999/",
    "\u00e4",
    "?",
    "mailto:a@b",
    "%",
    "http://a b",
)


@pytest.mark.parametrize("target", ODD)
def test_a_redirect_to_nowhere_is_an_answer(server: World, manners: Manners, target: str) -> None:
    """Whatever a server says, nothing is raised."""
    assert one(f"{server.url}/to/?{quote(target)}", replace(manners, tries=1, hops=2)).status in (0, 200, 301, 404)


def test_a_host_is_never_asked_more_than_twice_at_once(server: World, manners: Manners) -> None:
    """All addresses wait at the server; it sees two of them, and the others only when those have gone."""
    addresses = [f"{server.url}/slow/{number}" for number in range(6)]

    def open_when_two_wait() -> None:
        for _ in range(2):
            server.waiting.acquire()
        server.gate.set()

    opener = threading.Thread(target=open_when_two_wait)
    opener.start()
    answers = ask_all(addresses, manners)
    opener.join()
    assert {answer.status for answer in answers.values()} == {200}
    assert server.most == 2


def test_turns_of_a_host_are_spaced_and_other_hosts_do_not_wait() -> None:
    """With a clock that only sleeping moves: one question in two seconds to one host, at once to another."""
    now = 100.0
    began: list[tuple[str, float]] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        due = now + seconds
        await asyncio.sleep(0)
        now = max(now, due)

    async def ask(turns: Turns, host: str) -> None:
        async with turns.turn(host):
            began.append((host, now))

    async def all_of_them() -> None:
        turns = Turns(Manners(per_host=1, spacing=2.0, clock=lambda: now, sleep=sleep))
        await asyncio.gather(*(ask(turns, host) for host in ("a", "a", "b", "a")))

    asyncio.run(all_of_them())
    assert [moment for host, moment in began if host == "a"] == [100.0, 102.0, 104.0]
    assert [moment for host, moment in began if host == "b"] == [100.0]


# The site


@pytest.fixture
def site(project: Callable[..., Site], server: World) -> Site:
    url = server.url
    return project(
        {
            "site.yaml": "title: A\nbase_url: https://own.example/\n"
            f"menus: {{main: [{{label: X, url: '{url}/gone#a'}}]}}\n"
            "types: {lamp: {from: data/lamps.csv, fields: {title: text, shop: url}}}\n",
            "content/index.md": f"---\ntitle: A\nsource: {url}/missing\n---\n"
            f"😀 [one]({url}/moved), <{url}/missing>, [own](https://own.example/later/), `{url}/code`\n\n"
            f'- ![picture]({url}/good)\n\n<img src="{url}/login" alt="x"> [two][ref]\n\n[ref]: {url}/missing#part\n',
            "content/draft.md": f"---\ndraft: true\n---\n[x]({url}/missing)\n",
            "data/lamps.csv": f"title,shop\nDesk,{url}/good\nFloor,{url}/missing\n",
        },
        build=False,
    )


def told(site: Site, manners: Manners, **options: Any) -> list[tuple[str, str, int, int]]:
    project = Project(site.root, jobs=1)
    try:
        found = check_external(project, lambda *_: None, manners=manners, **options)
    finally:
        project.close()
    return [(one.code, one.location.path, one.location.line, one.location.column) for one in found]


def test_each_link_is_told_at_its_place(site: Site, server: World, manners: Manners) -> None:
    """Body, front matter, menu and data; a login, code, a draft and the site's own address are silent."""
    assert told(site, manners) == [
        ("SG601", "content/index.md", 3, 9),
        ("SG602", "content/index.md", 5, 9),
        ("SG601", "content/index.md", 5, 9 + len(server.url) + 10),
        ("SG601", "content/index.md", 9, 1 + len(f'<img src="{server.url}/login" alt="x"> ')),
        ("SG601", "data/lamps.csv", 3, 7),
        ("SG601", "site.yaml", 3, 32),
    ]
    asked = {path for _, path in server.seen}
    assert asked == {"/missing", "/moved", "/moved-again", "/good", "/login", "/gone"}


def test_links_in_layouts_are_asked(site: Site, server: World, manners: Manners) -> None:
    """Those that stand there whole; not comments, nor what a layout puts together, nor the theme's own."""
    url = server.url
    site.write(
        {
            "content/index.md": "---\ntitle: A\n---\n",
            "content/draft.md": None,
            "site.yaml": "title: A\n",
            "layouts/page.html": f'<!doctype html>\n<a class="x" href="{url}/missing?a=1&amp;b=2#top">x</a>'
            "{{ page.content }}\n"
            f'{{# <a href="{url}/code"> #}}<!-- <a href="{url}/code"> -->\n<img src={url}/gone alt="">'
            f'<a href="{url}/{{{{ page.slug }}}}"> <link rel=preconnect href="{url}/code">\n',
        }
    )
    assert told(site, manners) == [("SG601", "layouts/page.html", 2, 20), ("SG601", "layouts/page.html", 4, 10)]
    assert {path for _, path in server.seen} == {"/missing?a=1&b=2", "/gone"}


def test_what_has_moved_can_be_mended(site: Site, server: World, manners: Manners) -> None:
    """The fix writes the new address in place of the old one, and keeps the fragment."""
    url = server.url
    text = (
        f"---\ntitle: A\nsource: {url}/moved\n---\n[one]({url}/moved#part), <{url}/moved>, [{url}/moved]({url}/moved)\n"
    )
    site.write({"content/index.md": text, "site.yaml": "title: A\n"})
    project = Project(site.root, jobs=1)
    try:
        found = [one for one in check_external(project, lambda *_: None, manners=manners) if one.code == "SG602"]
    finally:
        project.close()
    edits = [edit for one in found for fix in one.fixes for edit in fix.edits]
    for edit in sorted(edits, key=lambda one: -one.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert f"source: {url}/good\n" in text
    assert f"[one]({url}/good#part), <{url}/good>, [" in text


def test_answers_are_kept_for_a_while(site: Site, server: World, manners: Manners) -> None:
    """Good ones for the age, bad ones for an hour; damage of the file costs nothing but questions."""
    first = told(site, manners, now=lambda: 1000.0)
    server.seen.clear()
    assert told(site, manners, now=lambda: 1500.0) == first
    assert server.seen == {}
    told(site, manners, now=lambda: 1000.0 + 2 * 3600)
    assert {path for _, path in server.seen} == {"/missing", "/gone", "/login"}
    server.seen.clear()
    told(site, manners, now=lambda: 1000.0 + 3 * 3600, age=60)
    assert ("HEAD", "/good") in server.seen
    (site.root / ".sitegen" / "external.json").write_text('{"x": 3')
    assert told(site, manners, now=lambda: 1000.0) == first


def test_severities_are_the_sites_and_strict_makes_errors(site: Site, manners: Manners) -> None:
    def severities(**options: Any) -> set[tuple[str, str]]:
        project = Project(site.root, jobs=1)
        try:
            return {
                (one.code, one.severity) for one in check_external(project, lambda *_: None, manners=manners, **options)
            }
        finally:
            project.close()

    assert severities() == {("SG601", "warning"), ("SG602", "hint")}
    assert severities(strict=True) == {("SG601", "error"), ("SG602", "hint")}
    put(site.root, {"site.yaml": (site.root / "site.yaml").read_text() + "problems: {SG601: off, SG602: error}\n"})
    assert severities(strict=True) == {("SG602", "error")}


def test_what_was_learned_is_kept_when_the_check_is_interrupted(
    site: Site, manners: Manners, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(addresses: list[str], manners: Manners, told: Callable[[str, Answer], None]) -> dict[str, Answer]:
        told(addresses[0], Answer(200))
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.project.external.check.ask_all", interrupted)
    with pytest.raises(KeyboardInterrupt):
        told(site, manners)
    assert len(json.loads((Path(site.root) / ".sitegen" / "external.json").read_text())) == 1
