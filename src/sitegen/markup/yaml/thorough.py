"""A text that needs all of YAML, or that has mistakes: its nodes by libyaml, and every mistake in an author's words."""

from __future__ import annotations

from sitegen.base.diagnostics import Diagnostic, Edit, Fix, Location, Note
from sitegen.markup.yaml.mend import mended
from sitegen.markup.yaml.nodes import UNREADABLE, Mark, Source, Trouble
from sitegen.markup.yaml.words import Finding
from sitegen.model.yaml import YamlMap, YamlNode, YamlScalar

Problems = tuple[Diagnostic, ...]


def compose_thoroughly(
    text: str, path: str, first_line: int, offset: int, code: str
) -> tuple[YamlNode | None, Problems]:
    """As :func:`sitegen.markup.yaml.compose`."""
    source = Source(text, first_line)
    findings: list[Finding] = _unreadable(text)
    node: YamlNode | None
    try:
        node = source.compose()
    except Trouble as trouble:
        node, more = mended(source, trouble)
        findings += more
    if isinstance(node, YamlScalar) and not node.text and not node.style:
        node = None
    return node, _problems(source, findings, path, offset, code)


def saved_fields(text: str, path: str, first_line: int, offset: int, code: str) -> tuple[YamlMap, Problems] | None:
    """The fields of a text that YAML takes for one value, if they were meant as fields; else None."""
    source = Source(text, first_line)
    saved, findings = mended(source, Trouble("", 0))
    if isinstance(saved, YamlMap) and any(finding.instead is not None for finding in findings):
        return saved, _problems(source, findings, path, offset, code)
    return None


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
    at = Location(path, *source.span(finding.start, finding.end))
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
            note = Note("it stands here first", Location(path, *mark.first))
            made.append(Diagnostic("SG103", f'"{mark.name}" is given twice', Location(path, *mark.at), notes=(note,)))
        elif mark.kind == "colour":
            message = f'what follows # is a comment in YAML, so "{mark.name}" is not read'
            made.append(Diagnostic(code, message, Location(path, *mark.at), f'put it in quotes: "{mark.name}"'))
        elif mark.kind == "tag":
            message = f"the value starts with {mark.name[0]}, which has a meaning of its own in YAML"
            made.append(Diagnostic(code, message, Location(path, *mark.at), "put the value in quotes"))
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
    notes = tuple(Note("also here", Location(path, *mark.at)) for mark in others[:5])
    return Diagnostic("SG118", message, Location(path, *first.at), hint, notes)
