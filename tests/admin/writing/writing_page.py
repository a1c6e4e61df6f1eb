"""A page with nothing but the writing pane, under the policy of the back office's screens."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]
BUILT = ROOT / "src/sitegen/server/admin/built"
WORDS = ROOT / "src/sitegen/server/admin/words"
POLICY = (
    "default-src 'none'; base-uri 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'"
)

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">
<link rel="icon" href="/built/icon.svg"><meta name="viewport" content="width=device-width"><title>Writing</title>
<link rel="stylesheet" href="/built/admin.css"></head>
<body><svg class="icon" aria-hidden="true"><use href="/built/icons.svg#i-page"/></svg>
<main class="form-pane"><h1>Opening hours in winter</h1><div id="place"></div>
<p><button id="after">After</button></p></main>
<script type="application/json" id="words">{words}</script>
<script type="module" src="/probe.js"></script></body></html>
"""

# Stands in for the editing screen: keeps what it is told, answers as the server would.
_PROBE = """
import { writing } from "/built/admin.js";
const { openWriting } = await writing();
const pages = [
  { label: "Opening hours", path: "../hours.md", detail: "/hours/" },
  { label: "Rooms [new]", path: "../rooms and more.md", detail: "/rooms/" },
];
const images = [{ label: "front-door.svg", path: "/built/icon.svg" }];
window.open = (options) => {
  const told = window.told = { changes: 0, lines: [], fixed: [], asked: [] };
  const uploads = window.uploads = [];
  window.pane?.destroy();
  window.pane = openWriting(document.getElementById("place"), {
    language: "en",
    address: (path) => path,
    complete: async (kind, query) => {
      told.asked.push([kind, query]);
      const all = kind === "image" ? images : pages;
      return all.filter((one) => one.label.toLowerCase().includes(query.toLowerCase()));
    },
    upload: (file, progress) => new Promise((done, fail) => uploads.push({ file, progress, done, fail })),
    components: [
      { name: "note", label: "Note", properties: [
        { name: "tone", label: "Tone", kind: "choice", choices: ["calm", "loud"] }] },
      { name: "video", label: "Video", holds: false, properties: [
        { name: "src", label: "File", kind: "file", required: true, help: "From the media folder" },
        { name: "poster", label: "Picture before it plays", kind: "image" }] },
    ],
    onChange: (text) => { told.changes += 1; told.text = text; },
    onCursor: (line) => told.lines.push(line),
    onFix: (problem, fix) => told.fixed.push([problem.message, fix.label]),
    ...options,
  });
};
document.body.dataset.ready = "yes";
"""


def _words(language: str) -> str:
    found = yaml.safe_load((WORDS / language / "writing.yaml").read_text(encoding="utf-8"))
    return json.dumps({"writing": found}).replace("<", "\\u003c")


class _Answer(BaseHTTPRequestHandler):
    def __init__(self, failed: list[str], *args: Any) -> None:
        self.failed = failed
        super().__init__(*args)

    def do_GET(self) -> None:
        kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".map": "application/json"}
        path, _, query = self.path.partition("?")
        if path == "/":
            language, direction = ("ar", "rtl") if "rtl" in query else ("fi" if "fi" in query else "en", "ltr")
            words = _words("fi" if language == "fi" else "en")
            page = _PAGE.format(language=language, direction=direction, words=words)
            self._send(page.encode(), "text/html; charset=utf-8")
        elif path.endswith(".png"):
            self._send((BUILT / "icon.svg").read_bytes(), "image/svg+xml")
        elif path == "/probe.js":
            self._send(_PROBE.encode(), "text/javascript")
        elif path.startswith("/built/") and (BUILT / Path(path).name).is_file():
            file = BUILT / Path(path).name
            self._send(file.read_bytes(), kinds[file.suffix])
        else:
            self.send_response(404)
            self.end_headers()

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The page's address, as long as it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answer, []))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Writing:
    """The pane in a page. ``text`` may show the caret as ``‸``."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        page.on("console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, text: str = "", query: str = "", **options: Any) -> None:
        """A pane with a text, the caret in it, in the page that the query asks for."""
        wanted = f"{self.address}?{query}"
        if self.page.url != wanted:
            self.page.goto(wanted)
            self.page.locator("body[data-ready]").wait_for()
        self.put(text, **options)

    def put(self, text: str, **options: Any) -> None:
        """Another pane in the same page."""
        caret = text.find("‸")
        plain = text.replace("‸", "")
        self.page.evaluate("options => open(options)", {"text": plain, **options})
        if caret >= 0:
            units = len(plain[:caret].encode("utf-16-le")) // 2
            self.page.evaluate("at => { pane.view.focus(); pane.view.dispatch({selection: {anchor: at}}) }", units)

    @property
    def text(self) -> str:
        return str(self.page.evaluate("pane.text()"))

    @property
    def shown(self) -> str:
        """The text with the caret, or with what is chosen between « and »."""
        found = self.page.evaluate("({text: pane.text(), ...pane.view.state.selection.main.toJSON()})")
        from_, to = sorted((found["anchor"], found["head"]))
        text = found["text"]
        return text[:from_] + "‸" + text[to:] if from_ == to else f"{text[:from_]}«{text[from_:to]}»{text[to:]}"

    def shows(self, *words: str, no: tuple[str, ...] = ()) -> None:
        """Wait until a reader sees these words in the text, and none of those in ``no``."""
        self.page.wait_for_function(
            """([words, no]) => {
              const seen = document.querySelector(".cm-content").innerText;
              return words.every((one) => seen.includes(one)) && !no.some((one) => seen.includes(one));
            }""",
            arg=[words, no],
        )

    def offered(self, name: str) -> None:
        """Wait until this is what Enter would choose; while more is asked for, it chooses nothing."""
        found = ".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled) [aria-selected=true]"
        self.page.locator(found, has_text=name).wait_for()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def paste(self, kinds: Mapping[str, str], files: Mapping[str, str] | None = None) -> None:
        """As if somebody pasted: media types and their text, files by name and media type."""
        self._give("paste", kinds, files or {})

    def drop(self, files: Mapping[str, str], x: float, y: float) -> None:
        self._give("drop", {}, files, x, y)

    def _give(self, what: str, kinds: Mapping[str, str], files: Mapping[str, str], x: float = 0, y: float = 0) -> None:
        self.page.evaluate(
            """([what, kinds, files, clientX, clientY]) => {
              const data = new DataTransfer();
              for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text);
              for (const [name, type] of Object.entries(files)) data.items.add(new File(["x"], name, { type }));
              const options = { bubbles: true, cancelable: true, clientX, clientY };
              const event = what === "paste" ? new ClipboardEvent(what, { ...options, clipboardData: data })
                : new DragEvent(what, { ...options, dataTransfer: data });
              document.querySelector(".cm-content").dispatchEvent(event);
            }""",
            [what, dict(kinds), dict(files), x, y],
        )

    def told(self, name: str) -> Any:
        return self.page.evaluate("name => told[name]", name)
