"""Changes: an editor's work from the first save until it is public, kept in the site's own history."""

from sitegen.project.changes.changes import Changes, NotVersioned
from sitegen.project.changes.clashes import Clashed, ClashedFile
from sitegen.project.changes.ground import DISK

__all__ = ["DISK", "Changes", "Clashed", "ClashedFile", "NotVersioned"]
