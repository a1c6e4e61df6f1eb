"""Layouts whose HTML says where it comes from: before every ``<`` that a layout writes stands a mark with its place.

The marks go through includes, macros, blocks and filters with the text, and are taken out of what is rendered.
"""

from __future__ import annotations

import marshal
import re
from zlib import crc32

from jinja2 import nodes

from sitegen.engine.database import Database
from sitegen.engine.inputs import file
from sitegen.engine.query import query
from sitegen.markup.decode import decode
from sitegen.render.reading import Tree
from sitegen.render.templates import LayoutCode, compiler, layout_code

_BEGIN, _END = "\ufdd0", "\ufdd1"  # code points that no text may have
_MARK = re.compile(f"{_BEGIN}([0-9]+):([0-9]+){_END}")
_LEFT = re.compile(f"{_BEGIN}[0-9:]*|{_END}")

Origin = tuple[int, int]
"""(number of a file, offset in its text with lines that end in LF)."""


def file_number(path: str) -> int:
    """A number that stands for a file in marks."""
    return crc32(path.encode())


@query
def marked_code(db: Database, name: str) -> LayoutCode | None:
    """The layout of that name, compiled with marks; None if there is no such file. What is wrong is told elsewhere."""
    plain = db.get(layout_code, name)
    if plain is None or not plain.code:
        return plain
    tree = Tree(plain.path, decode(db.get(file, plain.path) or b"", plain.path)[0])
    if tree.body is None:
        return LayoutCode(plain.path, b"")
    number = file_number(plain.path)
    for data in tree.body.find_all(nodes.TemplateData):
        data.data = _marked(data.data, number, getattr(data.lineno, "offset", 0))
    with compiler().allowance():
        source = compiler().compile(tree.body, name, name, raw=True)
    return LayoutCode(plain.path, marshal.dumps(compile(source, name, "exec")))


def _marked(text: str, number: int, offset: int) -> str:
    return re.sub("<", lambda found: f"{_BEGIN}{number}:{offset + found.start()}{_END}<", text)


def without_marks(text: str) -> tuple[str, dict[int, Origin]]:
    """The text, and for every ``<`` in it that a layout has written its offset → where that stands."""
    pieces: list[str] = []
    origins: dict[int, Origin] = {}
    last = length = 0
    for found in _MARK.finditer(text):
        piece = _LEFT.sub("", text[last : found.start()])
        pieces.append(piece)
        length += len(piece)
        last = found.end()
        origins[length] = (int(found[1]), int(found[2]))
    return "".join([*pieces, _LEFT.sub("", text[last:])]), origins
