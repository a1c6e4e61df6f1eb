"""The links out of a site as problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from time import time

from sitegen.base.diagnostics import Change, Diagnostic, with_severities
from sitegen.base.fixing import with_fixes
from sitegen.build.builder import Builder
from sitegen.catalog.outward import Outward, outward
from sitegen.catalog.settings import severities
from sitegen.engine.inputs import TreeMoved
from sitegen.project.external.asking import Answer, ask_all
from sitegen.project.external.kept import Kept
from sitegen.project.external.turns import Manners
from sitegen.project.memos import STATE
from sitegen.project.project import Progress, Project, restless

WEEK = 7 * 24 * 3600.0
_PLAIN = re.compile(r"[\w.~:/?@!$+,;=%-]+", re.ASCII)
"""An address that reads the same in Markdown, HTML and YAML."""
_SILENT = frozenset({401, 402, 403, 407, 418, 429, 451, 999})
"""What servers say to whom they do not know: it tells nothing of what a reader sees."""


def check_external(
    project: Project,
    progress: Progress,
    *,
    age: float = WEEK,
    strict: bool = False,
    manners: Manners | None = None,
    now: Callable[[], float] = time,
) -> tuple[Diagnostic, ...]:
    """What is wrong with the links out of the site, with severities. Never raises for what a server does.

    age
        For how many seconds an answer counts; 0 asks anew.
    strict
        Links that lead nowhere are errors, unless site.yaml switches them off.
    """
    try:
        links, overrides = project.retried(_links)
    except TreeMoved as error:
        return tuple(with_severities([restless(error)], {}))
    addresses = {link.address for link in links}
    kept = Kept(project.root / STATE, age, now())
    answers = {address: answer for address in sorted(addresses) if (answer := kept.get(address)) is not None}
    wanted = list(dict.fromkeys(link.address for link in links if link.address not in answers))
    done = 0

    def told(address: str, answer: Answer) -> None:
        nonlocal done
        done += 1
        kept.put(address, answer)
        progress("Asking other sites", done, len(wanted))

    try:
        answers |= ask_all(wanted, manners, told) if wanted else {}
    finally:
        kept.write(addresses)
    if strict:
        overrides |= {code: "error" for code in ("SG601", "SG603") if overrides.get(code) != "off"}
    return tuple(with_fixes(with_severities(_problems(links, answers), overrides), project.text_of))


def _links(builder: Builder) -> tuple[list[Outward], dict[str, str]]:
    builder.look()
    return outward(builder.db), dict(builder.db.get(severities))


def _problems(links: Iterable[Outward], answers: dict[str, Answer]) -> Iterable[Diagnostic]:
    for link in links:
        answer = answers[link.address]
        if answer.status == 0:
            yield Diagnostic("SG603", f"{link.address} cannot be reached", link.at, answer.reason)
        elif answer.status >= 400 and answer.status not in _SILENT:
            message = f"{link.address} answers with {f'{answer.status} {answer.reason}'.strip()}"
            yield Diagnostic("SG601", message, link.at)
        elif answer.status < 300 and answer.moved_to and answer.moved_to != link.address:
            message = f"{link.address} has moved"
            yield Diagnostic("SG602", message, link.at, f"write {answer.moved_to}", change=_change(link, answer))


def _change(link: Outward, answer: Answer) -> Change | None:
    """The new address in place of the old one; None where it has signs that would have to be written otherwise."""
    if not _PLAIN.fullmatch(answer.moved_to):
        return None
    return Change("Write the new address", answer.moved_to, link.address)
