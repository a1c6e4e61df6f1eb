"""What the reference of the back office takes from the program: roles, addresses, keys."""

from __future__ import annotations

import ast
import inspect
import re
from itertools import pairwise
from pathlib import Path

import sitegen.server.admin
from sitegen.office import rights
from sitegen.office.person import Role
from sitegen.server.admin.routes import PLACES
from sitegen.server.admin.words import words_in

KEYS = Path(sitegen.server.admin.__file__).parent / "screens" / "parts" / "keys.html"
_YES, _NO = "yes", "–"


def right_words() -> dict[str, str]:
    """Name of a right → what it lets somebody do: the line below it in ``office/rights.py``."""
    (body,) = (node.body for node in ast.parse(inspect.getsource(rights.Right)).body if isinstance(node, ast.ClassDef))
    found = {}
    for node, after in pairwise(body):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            words = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            assert words, f"{node.value.value} says nothing of itself in office/rights.py"
            found[str(node.value.value)] = " ".join(str(words).split())
    return found


def role_rows() -> list[tuple[str, ...]]:
    """A right, what it is, and who has it, for every right."""
    roles = (Role.WRITER, Role.EDITOR, Role.OWNER)
    return [
        (f"`{name}`", words, *(_YES if rights.Right(name) in rights.RIGHTS[role] else _NO for role in roles))
        for name, words in right_words().items()
    ]


def place_rows() -> list[tuple[str, str, str, str]]:
    """Method, path, right and purpose of every address."""
    return [
        (
            place.method,
            f"`{place.path}`",
            f"`{place.right}`" if place.right is not None else _NO,
            " ".join((inspect.getdoc(place.view) or "").split("\n\n")[0].split()).replace("``", "`"),
        )
        for place in PLACES
    ]


def key_rows() -> list[tuple[str, str]]:
    """The keys of the list that "?" opens."""
    words = words_in("en")
    found = re.findall(r'\("([^"]+)", "(\w+)"\)', KEYS.read_text("utf-8"))
    assert found, f"{KEYS.name} has no keys any more; where are they now?"
    return [(f"`{key}`", words.say(f"keys.{name}")) for key, name in found]
