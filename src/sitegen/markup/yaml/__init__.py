"""YAML as nodes that keep their text and their place, with every mistake in an author's words."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic, Edit, Fix, Location, Note
from sitegen.base.text import Span
from sitegen.markup.yaml.mend import mended
from sitegen.markup.yaml.nodes import BROKEN, UNREADABLE, Mark, Source, Trouble
from sitegen.markup.yaml.quick import read_quickly
from sitegen.markup.yaml.words import Finding
from sitegen.model.yaml import YamlMap, YamlNode, YamlScalar

__all__ = ["BROKEN", "compose", "compose_map", "place"]

Problems = tuple[Diagnostic, ...]


def compose(
    text: str, path: str, first_line: int = 1, *, offset: int = 0, code: str = "SG101"
) -> tuple[YamlNode | None, Problems]:
    """The node that ``text`` makes, and its problems; None for a text that holds nothing.

    ``first_line`` is the line of the file in which the text begins (in the first column), ``offset`` where that is
    in the file's text (for the fixes), ``code`` the code of a mistake in the YAML itself. Of a text with mistakes the
    entries that can be read are returned; values that cannot have the style :data:`BROKEN`.
    """
    node = read_quickly(text, first_line)
    if node is not None:
        return node, ()
    source = Source(text, first_line)
    findings: list[Finding] = _unreadable(text)
    try:
        node = source.compose()
    except Trouble as trouble:
        node, more = mended(source, trouble)
        findings += more
    if isinstance(node, YamlScalar) and not node.text and not node.style:
        node = None
    return node, _problems(source, findings, path, offset, code)


def compose_map(
    text: str, path: str, first_line: int = 1, *, offset: int = 0, code: str = "SG101", shape_code: str = "SG113"
) -> tuple[YamlMap | None, Problems]:
    """The fields that ``text`` lists, and its problems; ``shape_code`` is for a text that is no list of fields."""
    node, problems = compose(text, path, first_line, offset=offset, code=code)
    if isinstance(node, YamlMap) or node is None:
        return node, problems
    if isinstance(node, YamlScalar) and not node.style:
        source = Source(text, first_line)
        saved, findings = mended(source, Trouble("", 0))
        if isinstance(saved, YamlMap) and any(finding.instead is not None for finding in findings):
            return saved, (*problems, *_problems(source, findings, path, offset, code))
    if isinstance(node, YamlScalar) and node.style == BROKEN:
        return None, problems
    what = "one text" if isinstance(node, YamlScalar) else "a list"
    message = f"fields are expected here, but this is {what}"
    return None, (
        *problems,
        Diagnostic(shape_code, message, place(path, _first_line(node.at)), "write each field as name: value"),
    )


def place(path: str, at: Span) -> Location:
    """A span as a location."""
    return Location(path, *at)


def _first_line(at: Span) -> Span:
    return at if at[2] == at[0] else (at[0], at[1], at[0], at[1] + 1)


def _unreadable(text: str) -> list[Finding]:
    return [
        Finding(
            f"a character that text may not hold (U+{ord(found[0][0]):04X})", found.start(), found.end(), "remove it"
        )
        for found in UNREADABLE.finditer(text)
    ]


def _problems(source: Source, findings: list[Finding], path: str, offset: int, code: str) -> Problems:
    made = [_from_finding(source, finding, path, offset, code) for finding in findings]
    made += _from_marks(source.marks, path, code)
    return tuple(sorted(made, key=Diagnostic.order))


def _from_finding(source: Source, finding: Finding, path: str, offset: int, code: str) -> Diagnostic:
    at = place(path, source.span(finding.start, finding.end))
    fixes: tuple[Fix, ...] = ()
    if finding.instead is not None:
        start = finding.replaced if finding.replaced >= 0 else finding.start
        edit = Edit(path, offset + start, offset + finding.end, finding.instead)
        fixes = (Fix(finding.button, (edit,)),)
    return Diagnostic(code, finding.message, at, finding.hint, fixes=fixes)


def _from_marks(marks: list[Mark], path: str, code: str) -> list[Diagnostic]:
    made: list[Diagnostic] = []
    references = [mark for mark in marks if mark.kind in ("anchor", "alias")]
    if references:
        made.append(_references(references, path))
    for mark in marks:
        if mark.kind == "twice" and mark.first is not None:
            note = Note("it stands here first", place(path, mark.first))
            made.append(Diagnostic("SG103", f'"{mark.name}" is given twice', place(path, mark.at), notes=(note,)))
        elif mark.kind == "colour":
            message = f'what follows # is a comment in YAML, so "{mark.name}" is not read'
            made.append(Diagnostic(code, message, place(path, mark.at), f'put it in quotes: "{mark.name}"'))
        elif mark.kind == "tag":
            message = f"the value starts with {mark.name[0]}, which has a meaning of its own in YAML"
            made.append(Diagnostic(code, message, place(path, mark.at), "put the value in quotes"))
    return made


def _references(marks: list[Mark], path: str) -> Diagnostic:
    """Anchors and aliases belong together, so a text has one problem of the kind."""
    first, *others = marks
    anchors = {mark.name for mark in marks if mark.kind == "anchor"}
    sign = "&" if first.kind == "anchor" else "*"
    if first.kind == "alias" and first.name not in anchors:
        message = f'the value "{sign}{first.name}" starts with {sign}, which refers to another value in YAML'
        hint = f'put the value in quotes: "{sign}{first.name}"'
    else:
        message = f'"{sign}{first.name}" is a reference between values, which is not used here'
        hint = "write the value out in each place"
    notes = tuple(Note("also here", place(path, mark.at)) for mark in others[:5])
    return Diagnostic("SG118", message, place(path, first.at), hint, notes)
