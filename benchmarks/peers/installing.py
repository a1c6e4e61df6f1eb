"""Programs of others, brought into a folder by the clients of their registries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


class NotHere(Exception):
    """A program cannot be had on this machine; says why."""


def from_pypi(folder: Path, program: str, *packages: str) -> Path:
    """A program of Python packages, in a virtual environment of its own in ``folder``."""
    root = folder / "tools" / program
    scripts = root / "bin"
    if not (scripts / program).exists():
        shutil.rmtree(root, ignore_errors=True)
        said(sys.executable, "-m", "venv", root)
        said(scripts / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages)
    return scripts / program


def from_npm(folder: Path, package: str, file: str) -> Path:
    """A file of a package for Node.js."""
    root = folder / "tools" / package.rpartition("/")[2]
    found = root / "node_modules" / package / file
    if not found.exists():
        if shutil.which("npm") is None:
            raise NotHere("npm is missing (on Debian: apt-get install nodejs npm)")
        root.mkdir(parents=True, exist_ok=True)
        said("npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", root, package)
    return found


def from_debian(program: str) -> Path:
    """A program of the system: as it is there, else from Debian's package of its name if we may install it."""
    if shutil.which(program) is None:
        if os.getuid() or shutil.which("apt-get") is None:
            raise NotHere(f"{program} is missing (on Debian: apt-get install {program})")
        said("apt-get", "update", "-qq")
        said("apt-get", "install", "-y", "-qq", "--no-install-recommends", program)
    return Path(shutil.which(program) or program)


def said(*words: str | Path) -> str:
    """Run a command. Returns the last line that it says; raises NotHere with it if the command fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, check=False)
    last = (done.stdout.decode(errors="replace").strip().splitlines() or ["it said nothing"])[-1]
    if done.returncode:
        raise NotHere(f"{Path(words[0]).name} failed: {last}")
    return last


def version_on_pypi(program: Path, package: str) -> str:
    """The release of a package beside a program."""
    asked = f"from importlib.metadata import version; print(version({package!r}))"
    return said(program.with_name("python"), "-c", asked)
