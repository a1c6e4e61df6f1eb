"""Pagefind at work: records go in as small HTML files, the files of the index come out.

Its command is used and not its interface for Python, which waits a tenth of a second for each answer and cannot hand
over an index of more than two megabytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from sitegen.render.search.folding import Word, joined, words_of
from sitegen.render.search.records import SearchRecord
from sitegen.render.search.settled import ENTRY, packed, settled, unpacked

PROGRAM = "pagefind.js"
_NOT_USED = ("pagefind-", "wasm.unknown.")
"""Files that Pagefind's own interfaces, its worker, or languages that it does not know need."""
_LONGEST = 600
"""Seconds. Ten thousand long pages take one minute."""


class PagefindFailed(Exception):
    """Pagefind did not make an index; the message is what it said."""


def index_files(language: str, records: Iterable[SearchRecord]) -> dict[str, bytes]:
    """name → bytes of every file of the index of some pages in one language, :data:`PROGRAM` among them."""
    known = {_name(record): record for record in records}
    with tempfile.TemporaryDirectory(prefix="sitegen-search-") as folder:
        pages, made = Path(folder, "pages"), Path(folder, "made")
        pages.mkdir()
        for name, record in known.items():
            (pages / name).write_text(_page(language, record), "utf-8")
        _run(pages, made)
        found = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    entry: dict[str, Any] = json.loads(found[ENTRY])
    needed = {f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in entry["languages"].values()}
    kept = {name: data for name, data in found.items() if name in (ENTRY, *needed) or not name.startswith(_NOT_USED)}
    kept = settled(kept)
    for name, data in kept.items():
        if name.startswith("fragment/"):
            kept[name] = _as_written(data, known)
    return dict(sorted(kept.items()))


def _run(pages: Path, made: Path) -> None:
    from pagefind.service import get_executable  # here, because most builds make no index

    program = get_executable()
    if program is None:
        raise PagefindFailed("its program is not there")
    command = [str(program), "--site", str(pages), "--output-path", str(made)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(command, cwd=pages, env=clean, capture_output=True, timeout=_LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PagefindFailed(str(error)) from error
    if done.returncode or not (made / ENTRY).exists():
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        raise PagefindFailed(said[-1] if said else f"it ended with {done.returncode}")


def _name(record: SearchRecord) -> str:
    """The name of a page's file. Pagefind takes it for the page's address, and so finds the record again."""
    return hashlib.sha256(record.url.encode()).hexdigest()[:16] + ".html"


def _page(language: str, record: SearchRecord) -> str:
    """A record as HTML, in the words that are found."""
    lines = [f'<!doctype html><html lang="{escape(language)}"><head><title>x</title></head><body data-pagefind-body>']
    lines += [_meta("meta", "title", _found(words_of(record.title))), f'<i id="{_mark(record)}"></i>']
    lines += [_meta("filter", name, value) for name, values in record.facets.items() for value in values]
    for level, anchor, words in _blocks(record):
        name = f"h{level}" if level else "p"
        lines.append(f"<{name}{f' id={chr(34)}{escape(anchor)}{chr(34)}' if anchor else ''}>{_text(words)}</{name}>")
    return "\n".join([*lines, "</body></html>"])


def _meta(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{escape(name)}[content]" content="{escape(value)}">'


def _blocks(record: SearchRecord) -> list[tuple[int, str, str]]:
    described = [(0, "", record.description)] if record.description else []
    return [*described, *record.blocks]


def _text(words: str) -> str:
    return escape(_found(words_of(words)), quote=False)


def _found(words: list[Word]) -> str:
    return " ".join(word.found for word in words)


def _mark(record: SearchRecord) -> str:
    """Differs whenever anything that is shown does, so that a fragment's name does, which browsers keep it by."""
    return "mark-" + hashlib.sha256(repr(record).encode()).hexdigest()[:12]


def _as_written(data: bytes, known: dict[str, SearchRecord]) -> bytes:
    """A fragment with the page's own words and address in place of the folded ones."""
    fragment: dict[str, Any] = json.loads(unpacked(data))
    record = known[fragment["url"].removeprefix("/")]
    fragment["content"] = _restored(fragment["content"], record)
    titles = {anchor: words for level, anchor, words in record.blocks if level and anchor}
    fragment["anchors"] = [one for one in fragment["anchors"] if one["id"] in titles]
    for anchor in fragment["anchors"]:
        anchor["text"] = titles[anchor["id"]]
    fragment["filters"] = {name: list(values) for name, values in record.facets.items()}
    fragment["url"] = record.url
    fragment["meta"] = {"title": record.title, **({"date": record.date} if record.date else {})}
    plain = json.dumps(fragment, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return packed(plain.encode())


def _restored(content: str, record: SearchRecord) -> str:
    """The words as they are written. Pagefind ends each block with a full stop, where it has none."""
    found = content.split()
    written = [word for _, _, words in _blocks(record) for word in _spaced(words_of(words))]
    if len(found) != len(written):
        return content  # a word is shown as it is found, which is better than the wrong one marked
    shown = []
    for have, word in zip(found, written, strict=True):
        stop = "." if have != word.found and have == word.found + "." else ""
        bare = word.shown.rstrip()
        shown.append(bare + stop + word.shown[len(bare) :])
    return joined(shown)


def _spaced(words: list[Word]) -> list[Word]:
    """The words of a block, with a space behind the last."""
    return [*words[:-1], *(Word(last.shown.rstrip() + " ", last.found) for last in words[-1:])]
