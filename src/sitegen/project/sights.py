"""The site as somebody would have it, and what differs between one such sight and the next.

Memos are true of one tree at a time. To look at another costs what differs between the two, so the listing of every
tree is kept: of a commit for good, of what lies on disk until somebody says that it changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sitegen.engine.inputs import World
from sitegen.engine.trees import MountedTree, OverlayTree, Tree
from sitegen.git.tree import CommitTree
from sitegen.project.memos import THEME_PREFIX

Listing = dict[str, bytes]

_MOST = 12
"""So many listings are kept; one of 10,000 files takes about 2 MB."""

NOTHING: Mapping[str, bytes | None] = MappingProxyType({})


class View(NamedTuple):
    """One way to see the site.

    change
        The id of the change whose files are shown (see the callable that a Stage is given).
    texts
        Unsaved bytes by path that stand above them; None stands for a file that is taken away.
    as_of
        The moment to look at the site, with its offset; None is now.
    """

    change: str
    texts: Mapping[str, bytes | None] = NOTHING
    as_of: datetime | None = None


class Sights:
    """Turns a world from one view to another. ``theme`` is the tree of the built-in theme."""

    def __init__(self, trees: Callable[[str], Tree], theme: Tree) -> None:
        self._trees = trees
        self._theme = theme
        self._themed: Listing | None = None
        self._fixed: OrderedDict[str, Listing] = OrderedDict()
        self._last: CommitTree | None = None
        self._moving: dict[int, tuple[Tree, Listing]] = {}

    def forget_disk(self) -> None:
        """What is no commit may have changed: its listing is taken anew. May be called from any thread."""
        self._moving = {}

    def turn(self, world: World, view: View) -> set[str]:
        """Have the world show a view. Returns the paths that are listed otherwise than before."""
        tree = self._trees(view.change)
        site = OverlayTree(tree, dict(view.texts)) if view.texts else tree
        listing = self._listing(tree)
        if view.texts:
            listing = OverlayTree(_Listed(tree, listing), dict(view.texts)).listing()
        return world.turn(MountedTree(site, THEME_PREFIX, self._theme), listing)

    def _listing(self, tree: Tree) -> Listing:
        """The listing of a tree and the theme; not to be changed."""
        commit = getattr(tree, "commit", None)
        if commit is None:
            return self._listing_of_disk(tree)
        if commit in self._fixed:
            self._fixed.move_to_end(commit)
        else:
            if isinstance(tree, CommitTree) and self._last is not None and tree.repository is self._last.repository:
                tree.follow(self._last)
            self._fixed[commit] = self._with_theme(tree)
            self._last = tree if isinstance(tree, CommitTree) else self._last
            if len(self._fixed) > _MOST:
                self._fixed.popitem(last=False)
        return self._fixed[commit]

    def _listing_of_disk(self, tree: Tree) -> Listing:
        moving = self._moving  # it is replaced by another thread, never changed
        if id(tree) not in moving:
            if len(moving) >= _MOST:
                moving.clear()
            moving[id(tree)] = (tree, self._with_theme(tree))
        return moving[id(tree)][1]

    def _with_theme(self, tree: Tree) -> Listing:
        if self._themed is None:
            self._themed = {THEME_PREFIX + path: found for path, found in self._theme.listing().items()}
        return tree.listing() | self._themed


class _Listed:
    """A tree whose listing is known."""

    def __init__(self, tree: Tree, listing: Listing) -> None:
        self._tree = tree
        self._listing = listing

    @property
    def name(self) -> str:
        """The name of the tree."""
        return self._tree.name

    def listing(self) -> Listing:
        """A copy of what is known."""
        return dict(self._listing)

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self._tree.read(path)
