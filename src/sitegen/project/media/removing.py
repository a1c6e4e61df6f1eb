"""Taking files away, and putting them back."""

from __future__ import annotations

from sitegen.model.change import Author, Refused
from sitegen.project.changes import Changes, Clashed
from sitegen.project.media.cleaning import NotTaken
from sitegen.project.media.recording import Files, forgotten, remembered


def remove(changes: Changes, change: str, path: str, author: Author) -> str | NotTaken | Refused:
    """Take a file, and what is known of it, out of a change; returns its path.

    What is public keeps it until the change goes public.
    """
    now = changes.read(change, path)
    if now is None:
        return NotTaken("gone")
    records = forgotten(changes, change, path)
    return _saved(changes, change, path, {path: (None, now[1]), **records}, author, f"Deleted {path}")


def restore(changes: Changes, change: str, path: str, author: Author) -> str | NotTaken | Refused:
    """Put a file back as it was last, with what was known of it; returns its path."""
    if changes.read(change, path) is not None:
        return NotTaken("taken", {"path": path})
    for version in changes.versions(change, path):
        data = changes.at(version.id, path)
        if data is not None:
            records = remembered(changes, change, path)
            return _saved(changes, change, path, {path: (data, ""), **records}, author, f"Put back {path}")
    return NotTaken("gone")


def _saved(
    changes: Changes, change: str, path: str, files: Files, author: Author, words: str
) -> str | NotTaken | Refused:
    saved = changes.save(change, files, author, words)
    if isinstance(saved, Refused):
        return saved
    return NotTaken("busy") if isinstance(saved, Clashed) else path
