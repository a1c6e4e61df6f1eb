"""Sets of files to ask about: what lies on disk, and that with unsaved text on top.

A tree that shows a commit is in :mod:`sitegen.git.tree`; the engine knows it by the same protocol.
"""

from sitegen.engine.trees.disk import DiskTree
from sitegen.engine.trees.layers import MountedTree, OverlayTree
from sitegen.engine.trees.tree import TROUBLE, Look, Tree, content_fingerprint, look_at

__all__ = ["TROUBLE", "DiskTree", "Look", "MountedTree", "OverlayTree", "Tree", "content_fingerprint", "look_at"]
