"""Opens a back office and runs it until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from sitegen.office.office import Office
from sitegen.office.refused import Refused
from sitegen.project.changes import Changes
from sitegen.project.project import Progress
from sitegen.server.admin.app import application
from sitegen.server.admin.back_office import BackOffice
from sitegen.server.admin.built import NotBuilt, require_built
from sitegen.server.admin.words import words_in
from sitegen.server.front import NO_FRONT, Front
from sitegen.server.running import address_of, is_local, run


class CannotOpen(Exception):
    """The back office cannot be opened. The message is a sentence for who started it."""


def open_office(
    root: Path, url: str | None, *, local: bool, progress: Progress | None = None, front: Front = NO_FRONT
) -> BackOffice:
    """The back office of the site in ``root``; its people in the database at ``url``. Raises :class:`CannotOpen`."""
    root = root.resolve()
    try:
        require_built()
    except NotBuilt as error:
        raise CannotOpen(str(error)) from error
    people = Office.open(root, url)
    if isinstance(people, Refused):
        raise CannotOpen(words_in("en").say(f"office.{people.key}", **people.values))
    try:
        office = BackOffice(root, people, Changes.find(root), local=local, front=front)
        office.open(progress)
    except OSError as error:
        people.close()
        raise CannotOpen(f"{root / '.sitegen'} cannot be written: {error.strerror or error}") from error
    return office


def serve(
    root: Path,
    listening: socket.socket,
    url: str | None,
    *,
    progress: Progress,
    ready: Callable[[str, bool], None],
    front: Front = NO_FRONT,
) -> None:
    """Run the back office of the site in ``root`` at a socket, until it is stopped.

    ``ready`` is told the address, and whether it is the one-time link of the first owner. ``front`` says what stands
    between the socket and the people. Raises CannotOpen.
    """
    office = open_office(root, url, local=is_local(listening), progress=progress, front=front)
    try:
        token = office.people.first_link()
        ready((front.address or address_of(listening)) + (f"/first/{token}" if token else "/"), token is not None)
        run(application(office), listening, office.streams.end, front.proxies)
    finally:
        office.close()
