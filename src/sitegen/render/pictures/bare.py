"""A picture as it is published: without the notes of the camera, such as where it was taken."""

from __future__ import annotations

import warnings

from sitegen.catalog.settings import image_options
from sitegen.engine.database import Database
from sitegen.render.pictures.facts import damaged, too_large
from sitegen.render.pictures.kinds import kind_of


def bare(db: Database, path: str, data: bytes) -> bytes:
    """``data`` of the picture ``path`` without its notes; nothing, and reported, if nobody can tell where they are.

    What is no picture at all, in spite of its name, has none and stays as it is.
    """
    kind = kind_of(data)
    if kind is None or kind.group != "pictures":
        return data
    from PIL import Image  # here, because a site without pictures does without it

    from sitegen.render.pictures.metadata import without_metadata

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return without_metadata(data, kind)
    except Image.DecompressionBombError:
        db.report(too_large(path, "far more", db.get(image_options).max_points))
        return b""
    except Exception as error:  # Pillow raises whatever its readers happen to
        db.report(damaged(path, error))
        return b""
