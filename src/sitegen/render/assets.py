"""Style sheets and scripts of layouts/assets/: what is published of them, and under which names.

Each has its own name, and one with its fingerprint: what is asked for by that name never changes, so that browsers may
keep it for ever. A style sheet is one file with all that it imports; it and a script have no comments and blanks.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha384

from sitegen.base.data import noun
from sitegen.base.diagnostics import Diagnostic, Location
from sitegen.catalog.assets import LAYOUT_ASSETS, THEME, known_files
from sitegen.catalog.settings import markdown_options
from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.engine.query import query
from sitegen.markup.decode import decode
from sitegen.model.output import OutputSpec
from sitegen.render.theme_style import theme_style

MARK = 12
"""Digits of a fingerprint in a name."""

_IMPORT = re.compile(r"""(?m)^\s*@import\s+(?:url\(\s*)?(["']?)([\w.-]+\.css)\1\s*\)?\s*([^;]*);""")
_FINGERPRINT = re.compile(rf"\.[0-9a-f]{{{MARK}}}\.(?:css|js)$")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WHERE = re.compile(r"^(?:Parsing stylesheet failed: )?(.*) at .*?:(\d+):(\d+)$", re.DOTALL)


@noun
class Kept:
    """The name of an asset that never changes what it names, and the hash that browsers hold its bytes against."""

    url: str
    integrity: str


def is_built(path: str) -> bool:
    """Whether a source is a style sheet or a script of layouts/assets/."""
    return path.removeprefix(THEME).startswith(LAYOUT_ASSETS) and path.endswith((".css", ".js"))


def has_fingerprint(spec: OutputSpec) -> bool:
    """Whether an output is the second one of its source: the one that may be kept for ever."""
    return is_built(spec.subject) and _FINGERPRINT.search(spec.path) is not None


@query
def built(db: Database, path: str) -> bytes:
    """What is published of a style sheet or a script."""
    data = db.get(file, path) or b""
    if not path.endswith(".css"):
        return _script(data)
    return (_sheet(db, path, (path,)) + _settings(db, path)).encode()


def _script(data: bytes) -> bytes:
    from sitegen.render.short_scripts import short_script

    try:
        return short_script(data.decode("utf-8")).encode()
    except UnicodeDecodeError:
        return data


@query(table=True)
def kept(db: Database) -> dict[str, Kept]:
    """Address of a style sheet or script → the name with its fingerprint."""
    return {url: _kept(url, db.get(built, path)) for url, path in db.get(known_files).items() if is_built(path)}


def _kept(url: str, data: bytes) -> Kept:
    digest = sha384(data)
    name, _, kind = url.rpartition(".")
    return Kept(f"{name}.{digest.hexdigest()[:MARK]}.{kind}", "sha384-" + b64encode(digest.digest()).decode())


def asset_address(db: Database, url: str) -> str:
    """What a page calls an asset: by its fingerprint, but in a preview of the back office by its plain name."""
    found = None if _in_preview(db) else db.part(kept, (), url)
    return found.url if found is not None else url


def asset_integrity(db: Database, url: str) -> str:
    """The value of ``integrity`` for an asset; empty for what has no fingerprint, and in a preview, whose frame has no
    origin: there a browser may load a style sheet, but not look at its bytes."""
    found = None if _in_preview(db) else db.part(kept, (), url)
    return found.integrity if found is not None else ""


def asset_text(db: Database, url: str) -> str:
    """The style sheet itself, for a page that holds it; empty for anything else."""
    path = db.part(known_files, (), url)
    if path is None or not is_built(path) or not path.endswith(".css"):
        return ""
    return db.get(built, path).decode("utf-8", "replace").replace("</", "<\\/")


def _in_preview(db: Database) -> bool:
    return db.get(markdown_options).lines


def _settings(db: Database, path: str) -> str:
    return db.get(theme_style) if path.endswith(LAYOUT_ASSETS + "theme.css") else ""


def _sheet(db: Database, path: str, above: tuple[str, ...]) -> str:
    """One style sheet with those that it imports from its own folder in front of it, as importing means."""
    text = decode(db.get(file, path) or b"", path)[0]
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        other = _beside(db, path, match[2])
        if not other or other in above:
            return match[0]
        found.append(_within(_sheet(db, other, (*above, other)), match[3].strip()))
        return "\n" * match[0].count("\n")  # the lines of what follows stay what they are

    begin = _begin(text)
    rest = _IMPORT.sub(take, text[:begin]) + text[begin:]
    return "".join(found) + _small(db, path, rest)


def _begin(text: str) -> int:
    """Where the first rule stands: imports come before all rules."""
    blank = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    first = re.compile(r"\s*(?:@charset[^;]*;|@import[^;]*;|@layer[^;{]*;)")
    at = 0
    while (found := first.match(blank, at)) is not None:
        at = found.end()
    return at


def _beside(db: Database, path: str, name: str) -> str:
    """The file that is published under that name in the same folder; the site's before the theme's."""
    folder = path.removeprefix(THEME).rpartition("/")[0]
    url = "/assets/" + f"{folder}/{name}".removeprefix(LAYOUT_ASSETS)
    return db.part(known_files, (), url) or ""


def _within(text: str, condition: str) -> str:
    """An imported text in the layer and the media that its import names."""
    layer = re.match(r"layer(?:\(([^)]*)\))?\s*", condition)
    if layer is not None:
        name = f" {layer[1].strip()}" if layer[1] else ""
        text, condition = f"@layer{name}{{{text}}}", condition[layer.end() :]
    return f"@media {condition}{{{text}}}" if condition else text


def _small(db: Database, path: str, text: str) -> str:
    """A style sheet without comments and blanks; as it is, with a problem, where it cannot be read."""
    if not text.strip():
        return ""
    from lightningcss import process_stylesheet

    try:
        return str(process_stylesheet(text, filename="sheet.css"))
    except ValueError as error:
        where = _WHERE.match(str(error))
        line, column = (int(where[2]) + 1, max(int(where[3]), 1)) if where else (1, 1)
        why = (where[1] if where else str(error)).strip().rstrip(".")
        message = f"the style sheet cannot be read: {why[:1].lower()}{why[1:]}"
        if not path.startswith(THEME):
            db.report(Diagnostic("SG422", message, Location(path, line, column, line, column)))
        return text
