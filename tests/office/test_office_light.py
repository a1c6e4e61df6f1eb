"""Who only builds a site needs nothing of the office."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from sites import Site

_PROGRAM = """
import sys
for name in ("sqlalchemy", "alembic", "argon2", "psycopg"):
    sys.modules[name] = None
sys.argv = ["sitegen", "build", "-C", sys.argv[1]]
from sitegen.cli.main import main
try:
    main()
finally:
    assert not [name for name in sys.modules if name.startswith("sitegen.office")]
"""


def test_a_site_is_built_without_the_office(project: Callable[..., Site]) -> None:
    site = project({"site.yaml": "title: A\n", "content/index.md": "Hello"}, build=False)
    done = subprocess.run([sys.executable, "-c", _PROGRAM, str(site.root)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (site.root / "public" / "index.html").exists()
