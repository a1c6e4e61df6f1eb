"""The engine's law: after any changes, what it remembers equals what a fresh one finds out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.engine.database import CircularQuery, Database
from sitegen.engine.inputs import World, exists, file, paths
from sitegen.engine.query import gather, query
from sitegen.engine.store import Store
from sitegen.engine.trees import OverlayTree, Tree, content_fingerprint


class MemoryTree:
    """A tree in memory."""

    name = "memory"

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def listing(self) -> dict[str, bytes]:
        return {path: content_fingerprint(data) for path, data in self.files.items()}

    def read(self, path: str) -> bytes:
        return self.files[path]


# A small site: a file says `title|body|link`; heads, an index, neighbours, bodies that read what they link to.


@query
def names_(db: Database) -> tuple[str, ...]:
    return db.get(paths, "content/")


@query(cached=False)
def parsed_(db: Database, path: str) -> list[str]:
    return [*(db.get(file, path) or b"").decode().split("|"), "", "", ""][:3]


@query
def head_(db: Database, path: str) -> dict[str, Any]:
    title, _, _ = db.get(parsed_, path)
    prefix = db.get(parsed_, "site.yaml")[0] if db.get(exists, "site.yaml") else ""
    return {"title": prefix + title, "path": path}


heads_ = gather("heads_", head_, names_)


@query(table=True)
def neighbours_(db: Database) -> dict[str, list[str]]:
    order = sorted(db.get(heads_).values(), key=lambda head: (head["title"], head["path"]))
    return {
        head["path"]: [order[i - 1]["path"] if i else "", order[i + 1]["path"] if i + 1 < len(order) else ""]
        for i, head in enumerate(order)
    }


@query
def titles_(db: Database) -> list[str]:
    return sorted(head["title"] for head in db.get(heads_).values())


@query(lazy=True, keep=False)
def body_(db: Database, path: str) -> str:
    _, body, link = db.get(parsed_, path)
    target = db.part(heads_, (), "content/" + link)
    if target is None and link and db.get(exists, "layouts/" + link):
        return f"{body}->layout {db.get(parsed_, 't/' + link)[0]}"
    return f"{body}->{target['title'] if target else '?'}"


@query(lazy=True, keep=False)
def output_(db: Database, path: str) -> str:
    head = db.part(heads_, (), path)
    if head is None:
        return "gone"
    around = db.part(neighbours_, (), path) or ["", ""]
    shown = [db.get(head_, other)["title"] for other in around if other]
    extra = ",".join(db.get(titles_)) if head["title"].startswith("all") else ""
    return f"{head['title']}:{db.get(body_, path)}:{shown}:{extra}"


def everything(db: Database) -> dict[str, str]:
    keys = [("output_", path) for path in db.get(names_)]
    found = {key[1]: db.get(output_, key[1]) for key in keys}
    db.pin([*keys, ("titles_",), ("neighbours_",)], ("output_", "titles_", "neighbours_"))
    db.collect()
    db.commit()
    return found


def fresh(tree: Tree) -> dict[str, str]:
    db = Database(Store(None, "1"), World(tree))
    db.refresh()
    return everything(db)


NAMES = ["a", "b", "c", "d", "e"]
edits = st.lists(
    st.tuples(
        st.sampled_from([*["content/" + name for name in NAMES], "site.yaml", "layouts/a", "layouts/x"]),
        st.one_of(
            st.none(),
            st.tuples(
                st.sampled_from(["", "x", "y", "all", "all2"]),
                st.sampled_from(["one", "two"]),
                st.sampled_from([*NAMES, "x", ""]),
            ).map("|".join),
        ),
        st.sampled_from(["", "", "ask", "restart", "some"]),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(edits)
def test_incremental_equals_fresh(tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    """Whatever is edited in whatever order, with restarts: same values, and nothing forgotten or left over."""
    files: dict[str, bytes] = {}
    tree = MemoryTree(files)
    path = tmp_path_factory.mktemp("store") / "memos"
    db = Database(Store(path, "1"), World(tree))
    for name, text, then in steps:
        if text is None:
            files.pop(name, None)
        else:
            files[name] = text.encode()
        if not then:
            continue
        if then == "restart":
            db.store.close()
            db = Database(Store(path, "1"), World(tree))
        db.refresh()
        if then == "some":
            for page in db.get(names_)[:1]:
                db.get(output_, page)
            continue
        assert everything(db) == fresh(tree)
    db.refresh()
    assert everything(db) == fresh(tree)
    stored = {row[0] for row in db.store.db.execute("SELECT key FROM memo")}
    other = Database(Store(None, "1"), World(tree))
    other.refresh()
    everything(other)
    assert stored == {row[0] for row in other.store.db.execute("SELECT key FROM memo")}
    db.store.close()


def test_nothing_changed_runs_nothing(tmp_path: Path) -> None:
    """The second look costs the leaves alone."""
    files = {"content/a": b"x|one|b", "content/b": b"y|two|a"}
    db = Database(Store(tmp_path / "m", "1"), World(MemoryTree(files)))
    db.refresh()
    everything(db)
    db.store.close()
    again = Database(Store(tmp_path / "m", "1"), World(MemoryTree(files)))
    assert again.refresh() == []
    assert again.store.unsettled() == []
    assert not again.ran


def test_a_body_runs_its_own_page(tmp_path: Path) -> None:
    """A body's change stops at the head, so the index and the other pages are not looked at."""
    files = {"content/a": b"x|one|b", "content/b": b"y|two|a", "content/c": b"z|two|a"}
    db = Database(Store(tmp_path / "m", "1"), World(MemoryTree(files)))
    db.refresh()
    everything(db)
    files["content/a"] = b"x|other|b"
    db.ran.clear()
    assert db.refresh() == [("file", "content/a")]
    assert dict(db.ran) == {"parsed_": 1, "head_": 1}
    assert db.store.unsettled() == ["output_\x1f.content/a"]
    everything(db)
    assert dict(db.ran) == {"parsed_": 1, "head_": 1, "body_": 1, "output_": 1}


def test_overlay_shows_unsaved_text() -> None:
    """A tree with unsaved text on top gives what the files would give if they were saved."""
    files = {"content/a": b"x|one|b", "content/b": b"y|two|a"}
    overlay = OverlayTree(MemoryTree(files), {"content/a": b"new|one|b", "content/b": None})
    assert fresh(overlay) == fresh(MemoryTree({"content/a": b"new|one|b"}))


@query
def circle_(db: Database, name: str) -> str:
    return db.get(circle_, "b" if name == "a" else "a")


def test_a_circle_is_a_mistake_of_the_program() -> None:
    """A query that asks for itself says so instead of hanging."""
    with pytest.raises(CircularQuery):
        Database(Store(None, "1"), World(MemoryTree({}))).get(circle_, "a")
