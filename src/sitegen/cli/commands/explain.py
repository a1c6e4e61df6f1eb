"""``sitegen explain``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from sitegen.base.codes import CODES
from sitegen.base.nearest import did_you_mean
from sitegen.cli.guard import CLEAN, ERRORS, WRONG_USE
from sitegen.cli.opened import opened
from sitegen.cli.options import common, drafts_option
from sitegen.cli.printing import Progress, complain, say, say_problems
from sitegen.project.answers import Explanation, Spoken
from sitegen.project.project import Project

_CODE = re.compile(r"[Ss][Gg]\d+")
_STATES = {
    "new": "It has not been rendered yet.",
    "stale": "It will be rendered again at the next build, because of:",
    "fresh": "It was last rendered because of:",
}


@click.command("explain")
@click.argument("subject", metavar="CODE|URL|PATH|WORD")
@drafts_option
@common
def command(subject: str, drafts: bool, root: Path, debug: bool) -> int:
    """Explain a problem's code, where an address or a source leads (page, layout, languages, and why it was rendered),
    or which words each language has for an interface string."""
    if _CODE.fullmatch(subject):
        return _code(subject.upper())
    project = opened(Project(root, drafts=drafts))
    if (missing := project.missing()) is not None:
        say_problems([missing], project.text_of)
        return ERRORS
    snapshot = project.snapshot(Progress().waiting)
    found = snapshot.explain(subject)
    if found is None and (words := snapshot.spoken(subject)):
        _words(words)
        return CLEAN
    if found is None:
        similar = snapshot.similar(subject)
        hint = f'; did you mean "{similar}"?' if similar else ""
        complain(f'nothing in the site is made of or found at "{subject}"{hint}')
        return WRONG_USE
    _say(found)
    return CLEAN


def _code(code: str) -> int:
    known = CODES.get(code)
    if known is None:
        hint = did_you_mean(code, CODES)
        complain(f'there is no code "{code}"' + (f"; {hint}" if hint else ""))
        return WRONG_USE
    say(f"{code}: {known.name} ({known.severity})")
    say()
    say(known.advice)
    say(f"To change how it counts, write in site.yaml:  problems: {{{code}: warning}}   (error, warning, hint or off)")
    return CLEAN


def _say(found: Explanation) -> None:
    say(f"{found.url} is written to {found.output}")
    if found.page is None:
        say(f"It is made by: {found.kind}{' of ' + found.source if found.source else ''}")
    else:
        of_type = f" of the type {found.page.type}" if found.page.type else ""
        say(f"Page:   {found.page.title} ({found.page.kind}{of_type})")
        say(f"Source: {found.page.source or 'none; the page is made by sitegen'}")
    if found.layouts:
        say("Layout:")
        _layouts(found)
    if found.spoken:
        say("In each language, menus lead to:")
        _versions(found.spoken)
    if found.causes or found.state == "new":
        say(_STATES[found.state])
        for depth, cause in enumerate(found.causes):
            say(f"{'  ' * (depth + 1)}← {cause}")
    else:
        say("It was rendered once, and nothing that it is made of has changed since.")


def _layouts(found: Explanation) -> None:
    chosen = next((one for one in found.layouts if one.file), None)
    for one in found.layouts:
        mark = "→" if one is chosen else " "
        say(f"  {mark} {one.layout} ({one.why}): {one.file or 'not there'}")


def _versions(spoken: tuple[Spoken, ...]) -> None:
    for one in spoken:
        way = f" (looked for in {', '.join(one.chain)})" if len(one.chain) > 1 else ""
        say(f"  {one.language}: {one.source}{way}")


def _words(spoken: tuple[Spoken, ...]) -> None:
    for one in spoken:
        where = one.source or "nowhere"
        say(f'{one.language}: "{one.text}" in {where} (looked for in {", ".join(one.chain)})')
