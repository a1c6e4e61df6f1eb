"""Is a problem real? Asked of others: a list of the links that lead somewhere, another YAML, plain rules."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from sitegen.base.diagnostics import Diagnostic

_WORDS = re.compile(r'"(.*)"$')
_FOREIGN = ("{{", "{%")
"""How a tag of another generator begins: nobody fills it in here."""


class Corpus:
    """Sources that others wrote, with the list of those links that lead to a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        told = json.loads((folder / "expected.json").read_text("utf-8"))["pages"]
        self.links = {page["path"]: {address for address, *_ in page["links"]} for page in told}
        self.titles = {str(page["title"] or "").casefold() for page in told}

    def text(self, path: str) -> str:
        """A source as it is."""
        return (self.folder / path).read_text("utf-8", "replace")

    def lines(self, problem: Diagnostic) -> str:
        """The line of a problem, and the next."""
        lines = self.text(problem.location.path).splitlines()
        return "\n".join(lines[problem.location.line - 1 : problem.location.line + 1])


def nowhere(corpus: Corpus, problem: Diagnostic) -> bool:
    """A link or picture: it is not among those that lead somewhere."""
    address = _words(problem)
    known = {one.partition("#")[0] for one in corpus.links.get(problem.location.path, ())}
    return address.startswith(_FOREIGN) or address not in known


def no_heading(corpus: Corpus, problem: Diagnostic) -> bool:
    """No heading of the page has those words, and nothing has that id."""
    wanted, said = _words(problem), problem.message
    path = problem.location.path if said.startswith("this page") else said.partition(" has no")[0]
    text = corpus.text(path)
    ids = re.findall(r"""(?:\bid=["']?|\bname=["']?|\{#)([^\s"'>}]+)""", text)
    slugs = {_slug(found) for found in re.findall(r"^#{1,6}\s+(.*)$", text, re.MULTILINE)}
    return wanted not in ids and wanted not in slugs


def no_title(corpus: Corpus, problem: Diagnostic) -> bool:
    """No page has that title."""
    return _words(problem).casefold() not in corpus.titles


def no_words(corpus: Corpus, problem: Diagnostic) -> bool:
    """A picture with nothing between its brackets."""
    return "![]" in corpus.lines(problem)


def no_definition(corpus: Corpus, problem: Diagnostic) -> bool:
    """A reference whose address stands nowhere."""
    name = re.escape(_words(problem).removesuffix('" has no address'))
    return re.search(rf"^\s*\[{name}\]:", corpus.text(problem.location.path), re.MULTILINE | re.IGNORECASE) is None


def skipped(corpus: Corpus, problem: Diagnostic) -> bool:
    """The heading above is more than one level higher; the page's title is of level 1."""
    lines = corpus.text(problem.location.path).splitlines()
    above = [line for line in lines[: problem.location.line - 1] if re.match(r"#{1,6}\s", line)]
    level = len(re.match(r"[#\s>*-]*?(#{1,6})\s", lines[problem.location.line - 1])[1])  # type: ignore[index]
    return level > (len(above[-1].split()[0]) if above else 1) + 1


def not_there(corpus: Corpus, problem: Diagnostic) -> bool:
    """A required field that the front matter lacks."""
    return problem.message.split('"')[1] not in _front(corpus, problem)


def no_list(corpus: Corpus, problem: Diagnostic) -> bool:
    """A list is asked for, and one value is written."""
    return "asks for a list" in problem.message and isinstance(
        _front(corpus, problem)[problem.message.split('"')[1]], str
    )


def torn(corpus: Corpus, problem: Diagnostic) -> bool:
    """The page has fewer ends of that element than beginnings, but for ends that are indented as code is, or an
    attribute with a quote too many."""
    name = re.findall(r"</?([a-z][a-z0-9]*)", problem.message)[0]
    code = re.compile(r"^```.*?^```|`[^`\n]*`|^(?:\t| {4})[ \t]*</[^\n]*", re.DOTALL | re.MULTILINE)
    text = code.sub("", corpus.text(problem.location.path))
    begins, ends = (len(re.findall(rf"<{slash}{name}\b", text, re.IGNORECASE)) for slash in ("", "/"))
    return begins > ends or '="{{' in corpus.lines(problem)


def no_element(corpus: Corpus, problem: Diagnostic) -> bool:
    """A page that is a feed in XML."""
    return "<feed xmlns" in corpus.text(problem.location.path)


def foreign(corpus: Corpus, problem: Diagnostic) -> bool:
    """The line has a tag of another generator, or attributes as kramdown reads them."""
    return any(sign in corpus.lines(problem) for sign in (*_FOREIGN, "{:"))


def _front(corpus: Corpus, problem: Diagnostic) -> dict[str, Any]:
    found = re.match(r"---\r?\n(.*?)\r?\n---", corpus.text(problem.location.path), re.DOTALL)
    return (yaml.safe_load(found[1]) if found else None) or {}


def _words(problem: Diagnostic) -> str:
    found = _WORDS.search(problem.message)
    return found[1] if found else problem.message.split('"', 1)[1]


def _slug(heading: str) -> str:
    """The id of a heading, as code hosts make it."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.rstrip("# "))
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


Judge = Callable[[Corpus, Diagnostic], bool]
JUDGES: dict[str, Judge] = {
    "SG105": not_there,
    "SG106": no_list,
    "SG201": nowhere,
    "SG202": no_heading,
    "SG203": nowhere,
    "SG204": no_words,
    "SG211": no_title,
    "SG214": skipped,
    "SG215": no_definition,
    "SG224": torn,
    "SG226": no_element,
    "SG228": foreign,
}
