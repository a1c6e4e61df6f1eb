"""The page of all problems: what happened, an example that is really built, what to do."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import scratch
import yaml

from sitegen.base.codes import CODES

GROUPS = {
    "SG0": ("Files", "files"),
    "SG1": ("Front matter and data", "front-matter"),
    "SG2": ("Text", "text"),
    "SG3": ("The site", "site"),
    "SG4": ("Layouts and components", "layouts"),
    "SG5": ("Building", "building"),
}
_LANGUAGES = {"md": "markdown", "html": "jinja", "csv": "csv", "json": "json", "yaml": "yaml"}


def examples() -> dict[str, dict[str, Any]]:
    """What problems.yaml says of each code."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("problems.yaml").read_text("utf-8"))
    return found


def page() -> str:
    """The page's text, from its front matter on."""
    known = examples()
    parts = [
        "---\ntitle: Problems\n"
        "description: Every kind of problem that sitegen tells of, with an example and what to do about it.\norder: 5\n---",
        "Each kind of problem has a code that never changes and is never used for anything else. Every example below is "
        "built when this page is made, and what sitegen says is what it said then.",
        "`sitegen explain SG104` tells the short form. How grave a problem is, you can change in `site.yaml`:",
        '```yaml title="site.yaml"\nproblems: {SG204: error, SG214: off}\n```',
        "An *error* stops the build; a *warning* or a *hint* does not.",
    ]
    group = ""
    for code in CODES:
        if code[:3] != group:
            group = code[:3]
            parts.append("## {} {{#{}}}".format(*GROUPS[group]))
        parts += _section(code, known[code])
    return "\n\n".join(parts) + "\n"


def _section(code: str, example: dict[str, Any]) -> list[str]:
    name, severity, advice = CODES[code]
    parts = [f"### {code}: {name} {{#{code.lower()}}}", f"*{severity.capitalize()}.* {example['why']}"]
    for path, text in {**example.get("whole", {}), **example.get("files", {})}.items():
        kind = _LANGUAGES.get(path.rpartition(".")[2])
        if kind is None:
            continue  # a picture
        parts.append(f'```{kind} title="{path}" wrong\n{text.rstrip()}\n```')
    if example.get("silent"):
        parts[-1] += " (This version has the code, but does not tell of it yet.)"
        return parts
    shown = show(code, example)
    if shown:
        parts.append(f"```text\n{shown}\n```")
    return [*parts, f"**What to do:** {_marked(advice)}"]


def _marked(advice: str) -> str:
    """Advice with its pieces of code marked as such."""
    for code in ("[[", "]]", "{#---", "---#}"):
        advice = advice.replace(code, f"`{code}`")
    return advice


def show(code: str, example: dict[str, Any]) -> str:
    """What sitegen says of the example; empty where files alone cannot show the problem."""
    if not example.keys() & {"files", "whole", "hex"}:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        root = scratch.make(Path(folder), example.get("files"))
        for path, text in example.get("whole", {}).items():
            scratch.put_bytes(root, path, text.encode())
        for path, digits in example.get("hex", {}).items():
            scratch.put_bytes(root, path, bytes.fromhex(digits))
        with scratch.opened(root) as project:
            problems = project.check()
            found = [problem for problem in problems if problem.code == code]
            if not found:
                raise AssertionError(f"the example of {code} shows {[(one.code, one.message) for one in problems]}")
            return "\n\n".join(scratch.said(project, problem) for problem in found)
