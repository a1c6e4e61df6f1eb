"""Which paths are sources, and which stay where they belong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.base.paths import (
    NAME,
    OutsidePath,
    confine,
    follow,
    is_safe_output,
    is_source,
    listed_name,
    may_be_linked,
    name_trouble,
)

SOURCES = [
    *["site.yaml", "content/a.md", "content/news/in winter [2].md", "data/x.csv", "layouts/components/v.html"],
    *["static/.well-known/security.txt", "static/.htaccess", "static/.nojekyll", "static/robots.txt", "content/#"],
    *["content/-rf", "content/a\nb.md", "content/a.bak", "content/~a.md", "content/a~b.md", "static/...", "data/#1"],
]
NO_SOURCES = [
    *["", "/", "README.md", "sub/site.yaml", "site.yaml/x", "content", "content/", "/content/a.md", "content//a.md"],
    *["Content/a.md", "content/.draft.md", "content/.obsidian/x.md", "content/../site.yaml", "content/./a.md"],
    *["static/.git/config", "static/.GIT/config", "static/.DS_Store", "static/x/.gitignore", "static/.svn/x"],
    *[
        "static/..",
        "static/../a",
        "content/a.md~",
        "content/.a.md.swp",
        "static/.a.swp",
        "static/x.TMP",
        "data/~$a.csv",
    ],
    *["content/#a.md#", "static/._a.jpg", "static/.#a", "static/Thumbs.db", "public/index.html", ".sitegen/store"],
]


@pytest.mark.parametrize("path", SOURCES)
def test_sources(path: str) -> None:
    assert is_source(path)


@pytest.mark.parametrize("path", NO_SOURCES)
def test_no_sources(path: str) -> None:
    assert not is_source(path)


PARTS = st.sampled_from(["content", "static", "site.yaml", "a", ".a", "..", ".", "", ".git", "b~", "x.tmp", "ü"])
PATHS = st.lists(PARTS, max_size=5).map("/".join)


@given(PATHS)
def test_a_walk_may_stop_at_what_is_no_source(path: str) -> None:
    parts = path.split("/")
    if is_source(path):
        assert all(is_source("/".join(parts[:count])) for count in range(2, len(parts)))


@given(PATHS)
def test_a_source_stays_in_the_site(path: str) -> None:
    if is_source(path):
        assert confine(Path("/nowhere/site"), path) == Path("/nowhere/site") / path


@pytest.mark.parametrize("path", ["content/a\\b.md", "content/\udcff.md"])
def test_names_that_cannot_be_used(path: str) -> None:
    assert name_trouble(path) == NAME
    listed_name(path).encode()


@given(st.text("aü😀\n %[-#:").map("content/".__add__))
def test_names_that_can_be_used(path: str) -> None:
    assert name_trouble(path) is None
    assert listed_name(path) == path


@pytest.mark.parametrize(
    ("path", "may"),
    [
        *[("content/a.md", True), ("docs/a.md", True), ("", True), ("static/.well-known/x", True)],
        *[(".env", False), (".git/config", False), ("docs/.env", False), ("static/.git/config", False)],
    ],
)
def test_what_a_link_may_lead_to(path: str, may: bool) -> None:
    assert may_be_linked(path) is may


def outcome(root: Path, path: str) -> str:
    """Where the system says a path leads: below the root, "outside", or "circle"."""
    try:
        real = os.path.realpath(root / path, strict=True)
    except FileNotFoundError:
        real = os.path.realpath(root / path)
    except OSError:
        return "circle"
    home = os.path.realpath(root)
    return "outside" if os.path.commonpath([home, real]) != home else os.path.relpath(real, home).removeprefix(".")


TARGETS = st.lists(st.sampled_from(["a", "b", "c", "..", "."]), min_size=1, max_size=4).map("/".join)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d/a", "d/b", "d/c"]), TARGETS, max_size=4), st.data())
@example({"a": "b", "b": "a"}, None)
def test_links_lead_where_the_system_says(
    tmp_path_factory: pytest.TempPathFactory, links: dict[str, str], data: st.DataObject | None
) -> None:
    root = tmp_path_factory.mktemp("up") / "site"
    for name in ("a", "b", "c", "d/a", "d/b", "d/c"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if name in links:
            (root / name).symlink_to(links[name])
        else:
            (root / name).mkdir()
    path = data.draw(st.sampled_from(["a", "a/b", "d/a", "d/c/b"])) if data else "a"
    expected = outcome(root, path)
    try:
        found = follow(path, lambda at: str((root / at).readlink()) if (root / at).is_symlink() else None)
    except OutsidePath:
        found = "outside"
    except OSError:
        found = "circle"
    # A way out that the system never reaches, because it goes round in circles first or is missing a folder, is out.
    assert found == expected or (expected == "circle" and found == "outside") or not (root / path).exists()


def test_links_that_are_absolute_lead_out() -> None:
    with pytest.raises(OutsidePath):
        follow("a", {"a": "/site/b"}.get)


def test_many_links_are_too_many() -> None:
    links = {f"{number}": f"{number + 1}" for number in range(50)}
    assert follow("10", links.get) == "50"
    with pytest.raises(OSError, match="0"):
        follow("0", links.get)


STAYING = ["a", "a/b.md", "ü/😀 [x]", "...", "a/..b", "-rf", ".htaccess", "\udcff", "aa:b", "x/c:y"]


@pytest.mark.parametrize("path", STAYING)
def test_paths_that_stay(tmp_path: Path, path: str) -> None:
    assert confine(tmp_path, path) == tmp_path / path


LEAVING = [
    *["", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/..", ".", "./a", "a//b", "a/", "//server/share", "a\0b"],
    *["..\\x", "a\\..\\..\\x", "\\x", "C:\\x", "c:x", "C:/x", "\ud800"],
]


@pytest.mark.parametrize("path", LEAVING)
def test_paths_that_leave(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutsidePath) as caught:
        confine(tmp_path, path)
    assert caught.value.path == path


@given(st.text("./\\:ac\0\n~", max_size=12) | st.text(max_size=8))
def test_no_text_leaves(path: str) -> None:
    root = Path("/nowhere/site")
    try:
        found = confine(root, path)
    except OutsidePath:
        return
    assert os.path.normpath(found) == str(found)
    assert str(found).startswith("/nowhere/site/")


def test_links_that_leave(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "in").mkdir(parents=True)
    (tmp_path / "site-secret").mkdir()
    for name, target in {"out": "..", "beside": "../site-secret", "file": "/etc/passwd", "gone": "../gone"}.items():
        (root / name).symlink_to(target)
        for path in (name, f"{name}/x"):
            with pytest.raises(OutsidePath):
                confine(root, path)
    (root / "fine").symlink_to("in")
    assert confine(root, "fine/x") == root / "fine/x"
    (root / "circle").symlink_to("circle")
    with pytest.raises(OSError, match="circle"):
        confine(root, "circle").read_bytes()


def test_a_root_that_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "root").symlink_to("real")
    assert confine(tmp_path / "root", "a") == tmp_path / "root/a"


def test_the_root_of_the_system() -> None:
    assert confine(Path("/"), "nowhere") == Path("/nowhere")


@pytest.mark.parametrize(
    "path", ["index.html", "news/a/index.html", ".well-known/x", "con/aux.html", "a:b?*", "ü 😀/[x]", "...", "x" * 255]
)
def test_outputs_that_can_be_written(path: str) -> None:
    assert is_safe_output(path) is None


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "is empty"),
        ("/a", "starts with a slash"),
        ("a//b", "has an empty part"),
        ("a/", "has an empty part"),
        ("./a", 'has the part "."'),
        ("a/../b", 'has the part ".."'),
        ("a\0b", "has a control character"),
        ("a\nb", "has a control character"),
        ("a\x7f", "has a control character"),
        ("a\x85", "has a control character"),
        ("a\\b", "has a backslash"),
        ("\udcff", "is not Unicode text"),
        ("ü" * 128, "has a part longer than 255 bytes"),
        ("/".join(["x" * 200] * 20), "is longer than 4000 bytes"),
    ],
)
def test_outputs_that_cannot(path: str, reason: str) -> None:
    assert is_safe_output(path) == reason


@given(st.text("./a\\\0ü", max_size=10) | st.text(max_size=10))
def test_a_safe_output_stays_in_its_folder(path: str) -> None:
    if is_safe_output(path) is None and ":" not in path:
        assert confine(Path("/nowhere/public"), path) == Path("/nowhere/public") / path
