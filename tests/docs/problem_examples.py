"""All problems: what happened, an example that is really built, what to do."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import scratch
import yaml

from sitegen.base.codes import CODES

_GROUPS = {
    "SG0": "## Files",
    "SG1": "## Front matter and data",
    "SG2": "## Text",
    "SG3": "## The site",
    "SG4": "## Layouts and components",
    "SG5": "## Building",
    "SG6": "## Links out of the site",
}
_LANGUAGES = {"md": "markdown", "html": "jinja", "csv": "csv", "json": "json", "yaml": "yaml"}
_SILENT = "(This version has the code, but does not tell of it yet.)"


def examples() -> dict[str, dict[str, Any]]:
    """What problems.yaml says of each code."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("problems.yaml").read_text("utf-8"))
    return found


def problems(_: str = "") -> str:
    """A section for every code, in groups."""
    known = examples()
    parts: list[str] = []
    group = ""
    for code in CODES:
        if code[:3] != group:
            group = code[:3]
            parts.append(_GROUPS[group])
        parts += _section(code, known[code])
    return "\n\n".join(parts)


def _section(code: str, example: dict[str, Any]) -> list[str]:
    name, severity, advice = CODES[code]
    parts = [f"### {code}: {name} {{#{code.lower()}}}", f"*{severity.capitalize()}.* {example['why']}"]
    if example.get("silent"):
        return [*parts, _SILENT]
    for path, text in {**example.get("whole", {}), **example.get("files", {})}.items():
        kind = _LANGUAGES.get(path.rpartition(".")[2])
        if kind is not None:  # else it is a picture
            parts.append(f'```{kind} title="{path}" wrong\n{text.rstrip()}\n```')
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
            found = project.check()
            told = [scratch.said(project, problem) for problem in found if problem.code == code]
    assert told, f"the example of {code} shows {[(one.code, one.message) for one in found]}"
    return "\n\n".join(told)
