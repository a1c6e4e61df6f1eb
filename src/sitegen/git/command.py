"""Git as a command: run so that neither the caller's surroundings nor the repository can steer it.

A repository may come from anybody. Its hooks, its file system monitor and its remote helpers are programs, so they
are switched off; git's own refusal to open a folder that belongs to somebody else (``safe.directory``) stays on.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

OLDEST = (2, 38)
"""The oldest git that knows every option used here."""

_PATIENCE = 60.0
_OPTIONS = (
    *("--no-pager", "--literal-pathspecs"),
    *("-c", "core.quotepath=off"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.askPass="),
    *("-c", "gc.auto=0"),
    *("-c", "maintenance.auto=false"),
)
_REMOTE_PROTOCOLS = "https:http:ssh:git:file"  # not ext, which runs a command


class GitError(Exception):
    """Git said no. ``code`` is its exit code, or None when it was stopped because it took too long."""

    def __init__(self, command: tuple[str, ...], message: str, code: int | None = None) -> None:
        super().__init__(f"git {command[0] if command else ''}: {message}")
        self.command = command
        self.message = message
        self.code = code


class GitMissing(GitError):
    """There is no git, or it is too old. The message says what to install."""


_handed: ContextVar[tuple[int, ...]] = ContextVar("handed", default=())


@contextlib.contextmanager
def handing(descriptor: int) -> Iterator[None]:
    """Every git that is run meanwhile gets this open file: a lock on it lasts until git too has ended.

    A git outlives whoever started it and was killed. Without this, the next owner of the lock would meet it at work.
    """
    token = _handed.set((*_handed.get(), descriptor))
    try:
        yield
    finally:
        _handed.reset(token)


def run(
    *arguments: str,
    git_dir: Path | None = None,
    folder: Path | None = None,
    data: bytes = b"",
    timeout: float = _PATIENCE,
    network: bool = False,
    index: Path | None = None,
) -> bytes:
    """Run git and return what it printed; raises :class:`GitError` if it fails.

    Either ``git_dir`` names the repository, or git looks for one from ``folder``. ``data`` is its input. Only with
    ``network`` may it speak to another repository. ``index`` is used instead of the repository's own. Put
    ``--end-of-options`` before text that a user gave.
    """
    process = start(*arguments, git_dir=git_dir, folder=folder, network=network, index=index, keep=_handed.get())
    with process:
        try:
            output, trouble = process.communicate(data, timeout=timeout)
        except subprocess.TimeoutExpired:
            _kill(process)
            raise GitError(arguments, f"took longer than {timeout:g} seconds") from None
        except BaseException:
            _kill(process)
            raise
    if process.returncode:
        raise GitError(arguments, _reason(trouble), process.returncode)
    return output


def start(
    *arguments: str,
    git_dir: Path | None = None,
    folder: Path | None = None,
    network: bool = False,
    quiet: bool = False,
    index: Path | None = None,
    keep: tuple[int, ...] = (),
) -> subprocess.Popen[bytes]:
    """Start git with pipes, for a conversation. ``quiet`` throws away what it complains about; ``keep`` stays open."""
    command = [require_git(), *_OPTIONS]
    if git_dir is not None:
        command.append(f"--git-dir={git_dir}")
    try:
        return subprocess.Popen(
            [*command, *arguments],
            # With git_dir the place does not matter, except that it must exist.
            cwd=folder or git_dir,
            env=environment(network=network) | ({"GIT_INDEX_FILE": str(index)} if index is not None else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else subprocess.PIPE,
            # A session of its own: no terminal to ask for passwords, and its children can be stopped with it.
            start_new_session=True,
            pass_fds=keep,
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise GitError(arguments, f"cannot work in {folder or git_dir}: {error.strerror}") from None


def environment(*, network: bool = False) -> dict[str, str]:
    """The environment that git runs in: ours, without what could redirect it, and without questions."""
    dropped = ("GIT_", "SSH_ASKPASS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped) and name != "LANGUAGE"}
    return kept | {
        "LC_ALL": "C.UTF-8",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        # A replaced object would give one blob id two contents.
        "GIT_NO_REPLACE_OBJECTS": "1",
        # Reading must not fetch what a partial clone left out.
        "GIT_NO_LAZY_FETCH": "0" if network else "1",
        "GIT_ALLOW_PROTOCOL": _REMOTE_PROTOCOLS if network else "",
    }


def require_git() -> str:
    """Where git is; raises :class:`GitMissing` if there is none, or if it is too old."""
    program = shutil.which("git")
    wanted = ".".join(map(str, OLDEST))
    if program is None:
        raise GitMissing((), f"git is not installed. Install git {wanted} or newer.")
    found = version(program)
    if found < OLDEST:
        shown = ".".join(map(str, found)) or "unknown"
        raise GitMissing((), f"git {wanted} or newer is needed, this is {shown} ({program}). Install a newer git.")
    return program


@functools.cache
def version(program: str) -> tuple[int, ...]:
    """Version of a git program; empty if it does not say."""
    try:
        said = subprocess.run(
            [program, "version"], env=environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    match = re.match(rb"git version (\d+)\.(\d+)(?:\.(\d+))?", said)
    return tuple(int(part) for part in match.groups() if part) if match else ()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Stop git and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _reason(trouble: bytes) -> str:
    """What git complained about, without its prefixes."""
    lines = trouble.decode(errors="replace").strip().splitlines()
    return "\n".join(re.sub(r"^(fatal|error): ", "", line) for line in lines) or "failed without saying why"
