"""A page with a form in it: real templates and modules, under the strict CSP of the back office."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sitegen.model.settings import FieldSpec
from sitegen.server.admin.fitting import plain
from sitegen.server.admin.form import Around, Form
from sitegen.server.admin.form_sections import form_of
from sitegen.server.admin.screens import environment

REPOSITORY = Path(__file__).parents[3]
ADMIN = REPOSITORY / "admin"
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; form-action 'none'"
HOST = "http://office.test"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200"/></svg>'

START = """
const found = [
  {label: "Lending desk", path: "content/people/desk.md", url: "/people/desk/", detail: "Person"},
  {label: "Rooms", path: "content/rooms.md", url: "/rooms/", detail: "Page"},
];
window.changes = 0; window.fixed = [];
window.form = Form.openForm(document.querySelector("form"), {
  spec: JSON.parse(document.getElementById("spec").textContent),
  find: async (words, kind) => kind === "image" || kind === "file"
    ? [{label: "door.jpg", path: "door.jpg", url: "/door.svg"}]
    : found.filter((one) => one.label.toLowerCase().includes(words.toLowerCase())),
  upload: async (file) => {
    if (file.name.includes("bad")) throw new Error();
    return {path: file.name, url: "/door.svg"};
  },
  onChange: () => { window.changes += 1; },
  onFix: (problem, fix) => { window.fixed.push(fix.label); },
});
"""


@cache
def words(language: str = "en") -> dict[str, Any]:
    """The words of the fields."""
    path = REPOSITORY / f"src/sitegen/server/admin/words/{language}/fields.yaml"
    return {"fields": yaml.safe_load(path.read_text(encoding="utf-8"))}


def say(key: str, /, **values: Any) -> str:
    """A sentence in English, as the screens say it. A missing one is an error here."""
    text: Any = words()
    for part in key.split("."):
        text = text[part]
    if isinstance(text, dict):
        text = text["one" if values.get("count") == 1 else "other"]
    return str(text).format_map(values) if values else str(text)


def drawn(form: Form) -> str:
    """The form's HTML."""
    source = '{% import "fields/form.html" as fields with context %}{{ fields.form(form) }}'
    return environment().from_string(source).render(form=form, say=say, built=lambda name: "")


def made(
    own: Sequence[FieldSpec],
    values: dict[str, Any],
    general: Sequence[FieldSpec] = (),
    problems: Sequence[dict[str, Any]] = (),
    around: Around | None = None,
) -> Form:
    """A form in Helsinki."""
    here = around or Around(zone="Europe/Helsinki", picture=lambda path: "/door.svg" if path == "door.jpg" else "")
    return form_of(own, general, values, here, problems)


def page_html(body: str, spec: dict[str, Any], theme: str = "light", direction: str = "ltr") -> str:
    """A whole page round a form."""
    sprite = (ADMIN / "icons.svg").read_text(encoding="utf-8")
    sprite = sprite.replace(' style="position:absolute"', ' class="unseen"')
    island = json.dumps({**spec}, ensure_ascii=False).replace("<", "\\u003c")
    said = json.dumps(words(), ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<!doctype html>\n<html lang="en" dir="{direction}" data-theme="{theme}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Form</title>'
        f'<link rel="stylesheet" href="/admin.css"></head><body>{sprite}'
        f'<main><h1 class="unseen">A page</h1>'
        f'<form class="form-pane" autocomplete="off" novalidate aria-label="Page">{body}</form></main>'
        '<p id="announcer" class="unseen" role="status"></p>'
        f'<script type="application/json" id="words">{said}</script>'
        f'<script type="application/json" id="spec">{island}</script>'
        '<script src="/form.js"></script><script src="/start.js"></script></body></html>'
    )


@cache
def bundle() -> str:
    """The form's modules in one script."""
    command = [
        str(ADMIN / "node_modules/.bin/esbuild"),
        "src/form/open.js",
        "--bundle",
        "--format=iife",
        "--global-name=Form",
    ]
    return subprocess.run(command, cwd=ADMIN, check=True, capture_output=True, text=True).stdout


@cache
def styles() -> str:
    """The style sheet."""
    command = [str(ADMIN / "node_modules/.bin/esbuild"), "styles/admin.css", "--bundle", "--external:*.svg"]
    return subprocess.run(command, cwd=ADMIN, check=True, capture_output=True, text=True).stdout


class FormPage:
    """A page in Chromium whose form can be opened again and again."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.html = ""
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.faults.append(message.text))
        page.route(f"{HOST}/**", self._answer)

    def _answer(self, route: Any) -> None:
        name = route.request.url.removeprefix(HOST)
        kinds = {
            "/": ("text/html", self.html),
            "/admin.css": ("text/css", styles()),
            "/form.js": ("text/javascript", bundle()),
            "/start.js": ("text/javascript", START),
            "/door.svg": ("image/svg+xml", PICTURE),
            "/favicon.ico": ("image/svg+xml", PICTURE),
        }
        kind, body = kinds.get(name, ("text/plain", ""))
        headers = {"content-security-policy": CSP, "content-type": f"{kind}; charset=utf-8"}
        route.fulfill(status=200 if name in kinds else 404, headers=headers, body=body)

    def open(
        self, form: Form, problems: Sequence[dict[str, Any]] = (), theme: str = "light", direction: str = "ltr"
    ) -> FormPage:
        """Shows a form and opens it."""
        spec = {"values": form.values, "problems": list(problems)}
        self.html = page_html(drawn(form), spec, theme, direction)
        self.page.goto(f"{HOST}/")
        return self

    def edits(self) -> list[dict[str, Any]]:
        """What differs from the values that the form was opened with."""
        return self.page.evaluate("form.edits()")  # type: ignore[no-any-return]

    def values(self) -> dict[str, Any]:
        """What the form says."""
        return self.page.evaluate("form.values()")  # type: ignore[no-any-return]

    def said(self) -> str:
        """What a screen reader was told last."""
        return self.page.locator("#announcer").inner_text()  # type: ignore[no-any-return]

    def box(self, *at: str | int) -> Any:
        """The control of a field."""
        return self.page.locator("#f-" + "-".join(str(part) for part in at))

    def field(self, *at: str | int) -> Any:
        """The element of a field."""
        return self.page.locator("#f-" + "-".join(str(part) for part in at) + "-field")


def plain_values(values: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON has them."""
    return plain(values)  # type: ignore[no-any-return]
