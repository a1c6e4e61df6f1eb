"""Values by their declared kind, never by how they look."""

from sitegen.markup.values.fields import KINDS, convert, default_of, read_fields
from sitegen.markup.values.guessing import guess

__all__ = ["KINDS", "convert", "default_of", "guess", "read_fields"]
