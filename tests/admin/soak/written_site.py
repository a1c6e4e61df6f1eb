"""A small site in a repository, on whose pages many people write."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from sites import put

_TEXT = "---\ntitle: Page {number}\n---\n\nFirst.\n\n## Everybody\n\nIn the middle.\n\n## The end\n\nLast.\n"


def new_site(root: Path, pages: int) -> Path:
    """A site with ``content/page-0.md`` and so on."""
    texts = {f"content/page-{number}.md": _TEXT.format(number=number) for number in range(pages)}
    fixed = {
        ".gitignore": ".sitegen/\npublic/\n",
        "site.yaml": "title: Example\nbase_url: https://example.org/\n",
        "content/index.md": "---\ntitle: Home\n---\nWelcome.\n",
    }
    put(root, fixed | texts)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "First")
    return root


def git(root: Path, *words: str) -> str:
    """What git prints."""
    who = {f"GIT_{role}_{what}": "author@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(("git", *words), cwd=root, env=os.environ | who, check=True, capture_output=True, text=True)
    return done.stdout


def is_sound(root: Path) -> bool:
    """True if git finds every object of its history whole."""
    done = subprocess.run(("git", "fsck", "--full", "--strict"), cwd=root, capture_output=True, text=True)
    complaints = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("dangling ")]
    return done.returncode == 0 and complaints == []
