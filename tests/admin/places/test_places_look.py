"""Every screen of these: nothing for axe and html-validate to say, nothing stands out, the keys work, no flash."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from office_at_work import SITE, AtWork, at_work, git, repository
from places_at_work import ABOUT, BROKEN, HOURS, form, wrote

from sitegen.office.person import ChangeState, Role
from sites import put

ADMIN = Path(__file__).parents[3] / "admin"
HTML = {"Accept": "text/html"}
HARMFUL = "<img src=x onerror=alert(1)> “quoted” & long " + "x" * 90
RULES = {
    "root": True,
    "extends": ["html-validate:recommended"],
    "rules": {
        "long-title": "off",
        "no-trailing-whitespace": "off",
        "require-sri": "off",
        "doctype-style": "off",
        # A search field is sent by Enter.
        "wcag/h32": "off",
        # What a combobox offers is no <select> (ARIA Authoring Practices Guide, combobox).
        "prefer-native-element": ["error", {"exclude": ["listbox"]}],
    },
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """A back office in which something stands on every screen."""
    pages = {**SITE, **BROKEN, "content/harm.md": f"---\ntitle: '{HARMFUL}'\npublish_at: 2099-01-01\n---\n[x](y.md)\n"}
    with at_work(repository(tmp_path_factory.mktemp("full") / "site", pages)) as office:
        office.somebody("owner")
        sent = wrote(office, "writer", ABOUT, b"small", b"big")
        office.office.people.mark(sent, ChangeState.WAITING, HARMFUL)
        wrote(office, "editor", ABOUT, b"small", b"little")
        wrote(office, "owner", "content/harm.md", b"[x]", b"[z]")
        wrote(office, "owner", HOURS, b"is open", b"is open all day")
        (office.root / ABOUT).write_text("By hand.\n")
        office.office.people.invite(office.somebody().person.id, "new@example.org", HARMFUL, Role.EDITOR)
        with office.client("editor") as editor:
            mine = office.office.change_of(office.somebody("editor").person)
            editor.post(f"/changes/{mine}/discard", data=form(editor, which="all"))
            wrote(office, "editor", HOURS, b"Come in", b"Do come in")
        with office.client() as owner:
            while not owner.get("/api/health").json()["complete"]:
                pass
        yield office


def addresses(office: AtWork) -> dict[str, str]:
    """Screen → its address."""
    mine = office.office.change_of(office.somebody().person)
    waiting = office.office.people.changes(ChangeState.WAITING)[0].id
    return {
        "start": "/",
        "changes": "/changes?done=published&id=p1-1&landed=0",
        "change": f"/changes/{mine}",
        "review": f"/changes/{waiting}",
        "disk": "/changes/disk",
        "site": f"/changes/{mine}/site",
        "health": "/health",
        "by page": "/health?by=page",
        "people": "/people",
        "somebody": f"/people/{office.somebody('writer').person.id}",
        "trail": "/people/trail",
        "nothing": "/people/trail?until=2001-01-01",
        "account": "/account",
    }


SCREENS = (
    "start", "changes", "change", "review", "disk", "site", "health", "by page", "people", "somebody", "trail",
    "nothing", "account",
)  # fmt: skip


@pytest.fixture(scope="module")
def windows(full: AtWork, browser: Any) -> Iterator[dict[str, Any]]:
    """A window on a desk in the light and one on a phone in the dark, with axe at hand."""
    axe = ADMIN / "node_modules/axe-core/axe.min.js"
    if not axe.exists():
        pytest.skip("`npm ci` was not run in admin/")
    made = {"light": full.page(browser, color_scheme="light"), "dark": full.page(browser, color_scheme="dark")}
    made["dark"].set_viewport_size({"width": 390, "height": 844})
    yield made
    for page in made.values():
        assert page.wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_has_nothing_to_say(full: AtWork, windows: dict[str, Any], screen: str, theme: str) -> None:
    page = windows[theme]
    page.goto(full.address + addresses(full)[screen])
    page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true; })")
    page.evaluate("document.querySelector('#page')?.remove()")  # the site's own page is not ours to judge
    page.evaluate((ADMIN / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelectorAll('main h1').length") == 1


def test_html_validate_has_nothing_to_say(full: AtWork, tmp_path: Path) -> None:
    tool = ADMIN / "node_modules/.bin/html-validate"
    if not tool.exists():
        pytest.skip("`npm ci` was not run in admin/")
    with full.client() as owner, full.client("writer") as writer:
        for name, path in addresses(full).items():
            (tmp_path / f"{name}.html").write_text(owner.get(path, headers=HTML).text)
        (tmp_path / "writer.html").write_text(writer.get("/changes", headers=HTML).text)
        invited = {"name": "", "email": "x@example.org", "role": "writer"}
        (tmp_path / "link.html").write_text(
            owner.post("/people/invite", data=form(owner, **invited), headers=HTML).text
        )
        wrong = owner.post("/account/password", data=form(owner, old="x", new="y"), headers=HTML)
        (tmp_path / "wrong.html").write_text(wrong.text)
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(RULES))
    with (tmp_path / "said.json").open("w") as out:  # it does not wait for a pipe that is full
        said = subprocess.run([str(tool), "-f", "json", str(tmp_path)], cwd=ADMIN, stdout=out, stderr=subprocess.PIPE)
    found = {
        (Path(file["filePath"]).stem, one["ruleId"], one["message"], one["line"])
        for file in json.loads((tmp_path / "said.json").read_text() or "[]")
        for one in file["messages"]
    }
    assert (sorted(found), said.stderr) == ([], b"")


def test_a_site_without_versions_looks_right_too(tmp_path: Path, browser: Any) -> None:
    put(tmp_path / "site", SITE)
    with at_work(tmp_path / "site") as office:
        page = office.page(browser)
        page.goto(office.address + "/")
        page.evaluate((ADMIN / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [one["id"] for one in found["violations"]] == []
        page.get_by_role("button", name="Begin to keep versions").click()
        page.wait_for_url("**/?done=begun")
        assert git(office.root, "rev-list", "--count", "HEAD") == "1\n"
        assert not page.wrong


@pytest.mark.browser
@pytest.mark.parametrize("screen", ["start", "changes", "change", "health", "people", "trail", "account"])
def test_the_keys_work_everywhere(full: AtWork, windows: dict[str, Any], screen: str) -> None:
    page = windows["light"]
    page.goto(full.address + addresses(full)[screen])
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+k")
    page.locator("#palette[open]").wait_for()
    page.keyboard.type("site hea")
    page.locator("#palette-list [aria-selected=true]", has_text="Site health").wait_for()
    page.keyboard.press("Escape")
    page.locator("#palette[open]").wait_for(state="detached")
    was = page.locator(".menu-folded").count()
    page.keyboard.press("[")  # at once: the browser may not have taken the focus out of the palette yet
    assert page.locator(".menu-folded").count() == 1 - was


@pytest.mark.browser
def test_what_is_typed_right_after_the_palette_closed_is_no_word_in_it(full: AtWork, windows: dict[str, Any]) -> None:
    page = windows["light"]
    page.goto(full.address + "/")
    said = page.evaluate("""() => {
      const frame = document.querySelector(".frame");
      const press = (key, init = {}) =>
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...init}));
      const said = [frame.classList.contains("menu-folded")];
      press("k", {ctrlKey: true});
      said.push(document.activeElement.id);
      document.querySelector("#palette").close();
      document.querySelector("#palette-input").dispatchEvent(
        new KeyboardEvent("keydown", {key: "[", bubbles: true, cancelable: true}));
      said.push(frame.classList.contains("menu-folded"));
      return said;
    }""")
    assert said == [said[0], "palette-input", not said[0]]


@pytest.mark.browser
def test_a_folded_menu_is_folded_before_any_script_runs(full: AtWork, browser: Any) -> None:
    page = full.page(browser)
    page.goto(full.address + "/")
    page.keyboard.press("[")
    page.locator(".frame.menu-folded").wait_for()
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    with full.client() as client:
        client.cookies.set("menu", cookies["menu"])
        assert 'class="frame menu-folded"' in client.get("/", headers=HTML).text


def test_the_menu_has_what_there_is_and_one_may_use(full: AtWork) -> None:
    with full.client("writer") as writer, full.client("owner") as owner:
        mine, theirs = writer.get("/", headers=HTML).text, owner.get("/", headers=HTML).text
        assert 'href="/changes"' in mine and 'href="/health"' in mine
        assert "waits</span>" in theirs and "waits</span>" not in mine  # how much is to review
        for path in ("/", "/pages", "/media", "/changes", "/health", "/people"):
            shown = f'class="menu-link" href="{path}"' in theirs
            assert shown == (owner.get(path, headers=HTML).status_code == 200), path
