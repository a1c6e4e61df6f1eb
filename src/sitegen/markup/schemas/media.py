"""``media.yaml`` as a schema: what can be said of the files beside it."""

from __future__ import annotations

from sitegen.markup.schemas.page import DIALECT
from sitegen.markup.schemas.values import SCALAR, Schema

_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_RECORD: Schema = {
    "type": ["object", "null"],
    "properties": {
        "alt": {"type": SCALAR, "description": "What the picture shows, wherever it is used without words of its own"},
        "focal": {
            "type": ["array", "null"],
            "description": "What stays in view when the picture is cropped: parts of its width and height, "
            "from the left and from the top",
            "items": _SHARE,
            "minItems": 2,
            "maxItems": 2,
            "examples": [[0.5, 0.3]],
        },
    },
    "additionalProperties": False,
}


def media_schema() -> Schema:
    """The schema of every ``media.yaml``: the names of files, and what is known of each."""
    return {
        "$schema": DIALECT,
        "title": "media.yaml",
        "type": ["object", "null"],
        "additionalProperties": _RECORD,
    }
