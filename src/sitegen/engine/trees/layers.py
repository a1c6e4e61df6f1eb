"""Trees on trees: unsaved text over files, the theme beside the site."""

from __future__ import annotations

from sitegen.base.data import fingerprint
from sitegen.base.paths import is_source, listed_name, name_trouble
from sitegen.engine.trees.tree import Look, Tree, content_fingerprint, look_at


class OverlayTree:
    """``below`` with some files replaced by ``texts``; None stands for a file that has been taken away.

    What would be no source if it were saved is none here.
    """

    def __init__(self, below: Tree, texts: dict[str, bytes | None]) -> None:
        self.below = below
        self.texts = texts

    @property
    def name(self) -> str:
        """The name of the tree below."""
        return self.below.name

    def listing(self) -> dict[str, bytes]:
        """The listing below, with the replaced files."""
        found = self.below.listing()
        for path, data in self.texts.items():
            if not is_source(path):
                continue
            if data is None:
                found.pop(listed_name(path), None)
            else:
                found[listed_name(path)] = name_trouble(path) or content_fingerprint(data)
        return found

    def read(self, path: str) -> bytes:
        """The unsaved bytes of a file, else those below."""
        if path not in self.texts or not is_source(path):
            return self.below.read(path)
        data = self.texts[path]
        if data is None or name_trouble(path):
            raise FileNotFoundError(path)
        return data


class MountedTree:
    """``site`` with another tree mounted below ``prefix`` (the built-in theme)."""

    def __init__(self, site: Tree, prefix: str, mounted: Tree) -> None:
        self.site = site
        self.prefix = prefix
        self.mounted = mounted

    @property
    def name(self) -> str:
        """The name of the site's tree."""
        return self.site.name

    def listing(self) -> dict[str, bytes]:
        """Both listings."""
        return self.look().listing()

    def look(self) -> Look:
        """A look at both."""
        site, mounted = look_at(self.site), look_at(self.mounted)

        def listing() -> dict[str, bytes]:
            return site.listing() | {self.prefix + path: fp for path, fp in mounted.listing().items()}

        before = fingerprint(site.before + mounted.before) if site.before and mounted.before else b""
        altered = None
        if site.altered is not None and mounted.altered is not None:
            altered = [*site.altered, *(self.prefix + path for path in mounted.altered)]
        return Look(fingerprint(site.mark + mounted.mark), before, altered, listing)

    def read(self, path: str) -> bytes:
        """The bytes of a file of either."""
        if path.startswith(self.prefix):
            return self.mounted.read(path.removeprefix(self.prefix))
        return self.site.read(path)
