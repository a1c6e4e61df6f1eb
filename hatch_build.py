"""Makes what the back office runs in the browser before the package is put together.

An sdist carries the built files and needs no npm; a checkout makes them from admin/.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = "src/sitegen/server/admin/built/admin.js"
NO_NPM = "The back office is built with Node.js 18 or newer and npm (on Debian: apt-get install nodejs npm)"


class BrowserSide(BuildHookInterface):
    """``npm ci`` and ``npm run build``, unless somebody did that already."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        from_sdist = (root / "PKG-INFO").exists()
        if (root / BUILT).exists() and (from_sdist or version == "editable"):
            return  # in a checkout that is worked on, make keeps it up to date
        npm = shutil.which("npm")
        if npm is None:
            sys.exit(NO_NPM)
        for command in (["ci", "--ignore-scripts", "--silent"], ["run", "--silent", "build"]):
            subprocess.run([npm, *command], cwd=root / "admin", check=True)
