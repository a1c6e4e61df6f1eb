"""The form as a whole: which fields it has, in which order, under which heads.

Nothing that the page says is missing from it: values that nobody declared stand under *Other*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sitegen.model.settings import FieldSpec
from sitegen.server.admin import fitting
from sitegen.server.admin.form import Around, FieldProblem, Form, FormField, Section
from sitegen.server.admin.form_fields import field_of, guessed

_SHORT = frozenset({"number", "date", "choice", "colour", "boolean", "datetime"})
_FOLDED = frozenset({"group", "image", "markdown"})
_GENERAL = (
    ("address", ("slug", "permalink", "aliases", "date", "updated")),
    ("publishing", ("draft", "publish_at", "expires_at")),
    ("search", ("description", "search")),
    ("menu", ("menu", "order")),
    ("language", ("language", "translation_of")),
    ("layout", ("type", "layout")),
)
_HEAD = "title"


def form_of(
    own: Sequence[FieldSpec],
    general: Sequence[FieldSpec],
    values: Mapping[str, Any],
    around: Around,
    problems: Iterable[Mapping[str, Any]] = (),
) -> Form:
    """The form of a page.

    ``own`` are the fields of its type and its taxonomies, ``general`` those that every page may have; of two with one
    name the first holds. ``values`` is what the page says, not what follows from defaults. A problem
    ``{message, severity, field: "hours.2.opens", fixes: [{label}]}`` stands at its field, else at the nearest one
    round it; one without a field, or with one that the form does not have, is left to the screen.
    """
    said = fitting.plain(dict(values))
    declared: dict[str, FormField] = {}
    for spec, word in [*((spec, "") for spec in own), *((spec, spec.name) for spec in general)]:
        if spec.name not in declared:
            declared[spec.name] = replace(field_of(spec, (spec.name,), said.get(spec.name), around), word=word)
    rest = [guessed(name, (name,), said[name], around) for name in said if name not in declared]
    by_path = _by_field(problems)
    fields = {one.name: _with_problems(one, by_path) for one in (*declared.values(), *rest)}
    names = dict.fromkeys(spec.name for spec in own)
    listed = {name for _, group in _GENERAL for name in group}
    unlisted = [name for name in fields if name not in names and name not in listed and name != _HEAD]
    others = [name for name in unlisted if name not in declared or name in said]
    return Form(
        _lines([fields[_HEAD]] if _HEAD in fields else []) + _lines(_first(fields, names)),
        tuple(_own_sections(_after(fields, names))),
        tuple(_general_sections({name: fields[name] for name in fields if name not in names}, others, around)),
        said,
    )


def _by_field(problems: Iterable[Mapping[str, Any]]) -> dict[str, list[FieldProblem]]:
    found: dict[str, list[FieldProblem]] = {}
    for problem in problems:
        if problem.get("field"):
            fixes = tuple(fix["label"] for fix in problem.get("fixes", ()))
            made = FieldProblem(problem["message"], problem.get("severity", "error"), fixes)
            found.setdefault(problem["field"], []).append(made)
    return found


def _with_problems(one: FormField, problems: dict[str, list[FieldProblem]]) -> FormField:
    """The field with the problems that stand at it, and those further in that no field of the form has."""
    path = ".".join(str(part) for part in one.at)
    fields = tuple(_with_problems(each, problems) for each in one.fields)
    rows = tuple(_with_problems(each, problems) for each in one.rows)
    taken = [name for name in problems if name == path or name.startswith(path + ".")]
    mine = tuple(problem for name in taken for problem in problems.pop(name))
    return replace(one, fields=fields, rows=rows, problems=mine)


def _lines(fields: Sequence[FormField]) -> tuple[tuple[FormField, ...], ...]:
    """Fields in lines: two short ones that follow each other stand side by side."""
    lines: list[tuple[FormField, ...]] = []
    for one in fields:
        pair = lines[-1] if lines else ()
        if one.kind in _SHORT and len(pair) == 1 and pair[0].kind in _SHORT:
            lines[-1] = (*pair, one)
        else:
            lines.append((one,))
    return tuple(lines)


def _folds(one: FormField) -> bool:
    return one.kind in _FOLDED or (one.kind == "list" and one.of is not None and one.of.kind in _FOLDED)


def _first(fields: Mapping[str, FormField], names: Iterable[str]) -> list[FormField]:
    """What stands right under the title: the type's fields up to the first that folds."""
    found = []
    for name in names:
        if _folds(fields[name]):
            break
        if name != _HEAD:
            found.append(fields[name])
    return found


def _after(fields: Mapping[str, FormField], names: Iterable[str]) -> list[FormField]:
    head = {_HEAD, *(one.name for one in _first(fields, names))}
    return [fields[name] for name in names if name not in head]


def _own_sections(fields: Sequence[FormField]) -> Iterable[Section]:
    """A section for each field that folds, and one for the plain fields between them."""
    plain: list[FormField] = []
    for one in fields:
        if not _folds(one):
            plain.append(one)
            continue
        if plain:
            yield Section("more", "", _lines(plain), True)
            plain = []
        yield Section("", one.label, ((one,),), True, count=len(one.rows) if one.kind == "list" else None)
    if plain:
        yield Section("more", "", _lines(plain), True)


def _general_sections(fields: Mapping[str, FormField], others: Sequence[str], around: Around) -> Iterable[Section]:
    for word, names in (*_GENERAL, ("undeclared", tuple(others))):
        found = [fields[name] for name in names if name in fields]
        if found:
            summary = around.address if word == "address" else ""
            count = len(found) if word == "undeclared" else None
            yield Section(word, "", _lines(found), any(one.troubled for one in found), summary, count)
