"""`sitegen check --external`, as people run it, against a server on this machine."""

from __future__ import annotations

from pathlib import Path

from cli_sites import make, page, run

from other_sites import world


def test_links_elsewhere_are_warnings_unless_strict(tmp_path: Path) -> None:
    """Without the option nobody is asked; the second run asks nobody either."""
    with world() as server:
        make(tmp_path, {"content/index.md": page("Home", f"[a]({server.url}/missing)\n")})
        assert (run("check", cwd=tmp_path).out, server.seen.total()) == ("No problems found.\n", 0)
        found = run("check", "--external", "--format", "json", cwd=tmp_path, NO_PROXY="*")
        assert found.code == 0
        (problem,) = found.json()["problems"]
        assert (problem["code"], problem["severity"], problem["line"], problem["column"]) == ("SG601", "warning", 4, 5)
        asked = server.seen.total()
        strict = run("check", "--external-strict", "content", cwd=tmp_path, NO_PROXY="*")
        assert (strict.code, server.seen.total()) == (1, asked)
        assert "error[SG601]" in strict.out
    assert run("check", "--external", cwd=tmp_path.parent).code == 1
