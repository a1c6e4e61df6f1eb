"""A picture as it is published: without the notes of the camera, such as where it was taken."""

from __future__ import annotations

from sitegen.engine.database import Database
from sitegen.render.pictures.facts import damaged, picture_facts
from sitegen.render.pictures.kinds import kind_of


def bare(db: Database, path: str, data: bytes) -> bytes:
    """``data`` of the picture ``path`` without its notes; nothing, and reported, if nobody can tell where they are.

    What is no picture at all, in spite of its name, has none and stays as it is.
    """
    facts = db.get(picture_facts, path)
    kind = kind_of(data)
    if kind is None or kind.group != "pictures":
        return data
    from sitegen.render.pictures.metadata import without_metadata

    try:
        return without_metadata(data, kind)
    except Exception as error:  # Pillow raises whatever its readers happen to
        if facts.width:  # else it is reported already
            db.report(damaged(path, error))
        return b""
