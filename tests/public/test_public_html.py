"""Every page of every site that comes with sitegen, as two checkers of HTML see it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from public_sites import SITES

ALL = [*SITES, "kinds-en", "kinds-ar"]
RULES = {
    "extends": ["html-validate:recommended"],
    "rules": {
        "doctype-style": ["error", {"style": "lowercase"}],
        "valid-id": ["error", {"relaxed": True}],  # the theme's own ids begin with "_", and never meet an author's
        "prefer-native-element": ["error", {"exclude": ["region"]}],  # a table that scrolls is no section of the text
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],  # a list may have a name
        "long-title": "off",  # how long a title is, its author says
        "no-inline-style": "error",
    },
}


@pytest.mark.parametrize("site", ALL)
def test_nothing_for_html_validate_to_say(
    site: str, built: Callable[[str], Path], node_tool: Callable[[str], Path], tmp_path: Path
) -> None:
    settings = tmp_path / ".htmlvalidate.json"
    settings.write_text(json.dumps({"root": True, **RULES}))
    command = [
        str(node_tool(".bin/html-validate")),
        "-c",
        str(settings),
        "--ext",
        "html",
        "-f",
        "json",
        str(built(site)),
    ]
    said = subprocess.run(command, capture_output=True, text=True, cwd=node_tool("html-validate").parents[1])
    found = [
        (one["ruleId"], Path(file["filePath"]).relative_to(built(site)).as_posix(), one["line"], one["message"])
        for file in json.loads(said.stdout or "[]")
        for one in file["messages"]
    ]
    assert (found, said.stderr) == ([], "")


def test_html_validate_judges(node_tool: Callable[[str], Path], tmp_path: Path) -> None:
    """A mistake is found out, so silence means something."""
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}))
    (tmp_path / "bad.html").write_text("<!doctype html>\n<title>Bad</title>\n<p><div></div></p>\n")
    command = [
        str(node_tool(".bin/html-validate")),
        "-c",
        str(tmp_path / ".htmlvalidate.json"),
        str(tmp_path / "bad.html"),
    ]
    assert subprocess.run(command, capture_output=True, cwd=node_tool("html-validate").parents[1]).returncode == 1


def test_nothing_for_nu_to_say(built: Callable[[str], Path], nu: Callable[[list[Path]], list[str]]) -> None:
    """All sites at once: starting the checker takes longer than the checking."""
    assert nu([built(site) for site in ALL]) == []


def test_nu_judges(nu: Callable[[list[Path]], list[str]], tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text('<!doctype html>\n<html lang="en"><title>Bad</title>\n<p><b>No end</p></html>\n')
    assert nu([tmp_path])


@pytest.fixture
def nu(node_tool: Callable[[str], Path]) -> Callable[[list[Path]], list[str]]:
    """``nu(folders)``: what the Nu checker says of all HTML and SVG files in them. Needs Java."""
    java, checker = shutil.which("java"), node_tool("vnu-jar/build/dist/vnu.jar")
    if java is None:
        pytest.skip("the Nu checker needs Java, which is not here (on Debian: apt-get install default-jre-headless)")

    def ask(folders: list[Path]) -> list[str]:
        files = [str(path) for folder in folders for path in folder.rglob("*") if path.suffix in (".html", ".svg")]
        said = subprocess.run(
            [java, "-Xmx512m", "-jar", str(checker), "--format", "json", "--stdout", "--also-check-svg", *files],
            capture_output=True,
            text=True,
        )
        told = json.loads(said.stdout)["messages"]
        return [f"{one['type']} {one['url']}:{one.get('lastLine')} {one['message']}" for one in told]

    return ask
