"""Git is run so that neither surroundings nor repository steer it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from authoring import commit, git
from sitegen.git.command import GitError, GitMissing, environment, require_git, run, start
from sitegen.git.repository import Repository


def stand_in(folder: Path, name: str, script: str) -> Path:
    """A program."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


def test_nothing_from_outside_reaches_git(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(work, {"content/a.md": b"a"})
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_TRACE", "1")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")
    monkeypatch.setenv("LANGUAGE", "fi")
    assert run("rev-parse", "--absolute-git-dir", folder=work) == os.fsencode(work / ".git") + b"\n"
    ours = environment()
    assert not {"GIT_DIR", "GIT_TRACE", "GIT_CONFIG_COUNT", "SSH_ASKPASS", "LANGUAGE"} & ours.keys()
    assert ours["GIT_TERMINAL_PROMPT"] == "0"


def test_an_error_says_what_and_why(work: Path) -> None:
    with pytest.raises(GitError) as caught:
        run("rev-parse", "--verify", "nothing-like-this", folder=work)
    assert caught.value.command == ("rev-parse", "--verify", "nothing-like-this")
    assert caught.value.message == "Needed a single revision"
    assert caught.value.code == 128
    assert str(caught.value) == "git rev-parse: Needed a single revision"


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="cannot work in"):
        run("version", folder=tmp_path / "gone")


def test_git_is_stopped_with_its_children_when_it_takes_too_long(work: Path) -> None:
    git(work, "config", "alias.slow", "!sleep 600")
    with pytest.raises(GitError, match=r"took longer than 0\.2 seconds") as caught:
        run("slow", folder=work, timeout=0.2)
    assert caught.value.code is None


def test_without_git_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitMissing, match=r"git is not installed\. Install git 2\.38 or newer"):
        run("version")


@pytest.mark.parametrize(
    ("said", "shown"), [("git version 2.30.1", r"this is 2\.30\.1"), ("hello", "this is unknown"), ("", "unknown")]
)
def test_an_old_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, shown: str) -> None:
    stand_in(tmp_path, "git", f"echo '{said}'")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitMissing, match=shown):
        require_git()


def test_a_vendors_git_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = stand_in(tmp_path, "git", "echo 'git version 2.39.5 (Apple Git-154)'")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert require_git() == str(program)


def test_a_hostile_repository_runs_nothing(work: Path, tmp_path: Path) -> None:
    first = commit(work, {"content/a.md": b"a\n", ".gitattributes": b"*.md filter=bad diff=bad text eol=lf\n"})
    second = commit(work, {"content/a.md": b"b\n"})
    trap = stand_in(tmp_path, "trap", f"touch '{tmp_path}/caught'")
    for name in ("fsmonitor", "pager", "askPass", "sshCommand", "editor"):
        git(work, "config", f"core.{name}", str(trap))
    for name in ("diff.external", "diff.bad.textconv", "diff.bad.command", "filter.bad.clean", "filter.bad.smudge"):
        git(work, "config", name, str(trap))
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc"):
        stand_in(work / ".git/hooks", hook, f"touch '{tmp_path}/caught'")
    repository = Repository.find(work)
    assert repository is not None
    with repository:
        assert repository.resolve("main") == second
        assert repository.tree(second).keys() == {".gitattributes", "content/a.md"}
        assert repository.changed(first, second).keys() == {"content/a.md"}
        assert repository.blobs.read(repository.tree(second)["content/a.md"].blob) == b"b\n"
        run("update-ref", "refs/heads/other", second, git_dir=repository.git_dir)
    assert not (tmp_path / "caught").exists()


def test_only_with_network_may_git_speak_to_another_repository(work: Path, tmp_path: Path) -> None:
    commit(work, {"content/a.md": b"a"})
    address = f"file://{work}"
    with pytest.raises(GitError, match="not allowed"):
        run("clone", "--bare", address, str(tmp_path / "copy"), folder=tmp_path)
    run("clone", "--bare", address, str(tmp_path / "copy"), folder=tmp_path, network=True)
    with pytest.raises(GitError, match="not allowed"):
        run("ls-remote", f"ext::touch {tmp_path}/caught", folder=tmp_path, network=True)
    assert not (tmp_path / "caught").exists()


def test_a_conversation(work: Path) -> None:
    with start("hash-object", "-w", "--stdin", folder=work, quiet=True) as process:
        output, _ = process.communicate(b"text")
    assert len(output) == 41


def test_input_is_handed_over(work: Path) -> None:
    blob = run("hash-object", "-w", "--stdin", folder=work, data=b"x" * 300_000).decode().strip()
    assert run("cat-file", "blob", blob, folder=work) == b"x" * 300_000
