"""Problems that an author has seen and wants to keep: ``<!-- sitegen-ignore SG204: reason -->``.

Each such comment is itself a problem (it ignores nothing), which goes when it does ignore something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from sitegen.base.diagnostics import Diagnostic


def without_ignored(problems: Iterable[Diagnostic], is_shown: Callable[[str], bool]) -> list[Diagnostic]:
    """The problems that no comment ignores, and the comments that ignore nothing.

    Of a page that is not shown, not all problems are looked for: there nobody can say that a comment ignores nothing.
    """
    found = list(problems)
    comments: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for problem in found:
        if problem.ignores is not None:
            comments[problem.location.path].append(problem)
    if not comments:
        return found
    used: set[tuple[str, int, int, str]] = set()
    kept = [one for one in found if one.ignores is None and not _is_ignored(one, comments, used)]
    kept += [
        comment for path, own in comments.items() for comment in own if _key(comment) not in used and is_shown(path)
    ]
    return kept


def _is_ignored(
    problem: Diagnostic, comments: dict[str, list[Diagnostic]], used: set[tuple[str, int, int, str]]
) -> bool:
    hits = [one for one in comments.get(problem.location.path, ()) if _covers(one, problem)]
    used.update(map(_key, hits))
    return bool(hits)


def _covers(comment: Diagnostic, problem: Diagnostic) -> bool:
    ignores = comment.ignores
    return (
        ignores is not None
        and ignores.code == problem.code
        and ignores.first_line <= problem.location.line <= ignores.last_line
    )


def _key(comment: Diagnostic) -> tuple[str, int, int, str]:
    place = comment.location
    return place.path, place.line, place.column, comment.ignores.code if comment.ignores else ""
