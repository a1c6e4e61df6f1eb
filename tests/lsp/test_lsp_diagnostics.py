"""Problems in an editor: they come with a keystroke and go with another, and are those of ``check``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lsp_editor import Editor, editing
from lsprotocol import types

from sitegen.project.project import Project
from sites import Site, put

Make = Callable[..., Site]

FILES = {
    "site.yaml": "title: A\nbase_url: https://a.example/\n",
    "content/index.md": "# Home\n\n[b](b.md)\n",
    "content/b.md": "---\ntitle: B\n---\nText\n",
}


@pytest.fixture
def root(project: Make) -> Path:
    return project(FILES, build=False).root


def problems_of_check(root: Path) -> list[tuple[str, str, int]]:
    """(path, code, line from 0) of what the command finds."""
    site = Project(root, cache=False, jobs=1)
    try:
        return sorted((one.location.path, one.code, max(one.location.line - 1, 0)) for one in site.check())
    finally:
        site.close()


def shown(editor: Editor) -> list[tuple[str, str, int]]:
    """The same of what an editor shows."""
    return sorted((path, str(one.code), one.range.start.line) for path, all in editor.told.items() for one in all)


def test_a_problem_comes_with_a_keystroke_and_goes_with_another(root: Path) -> None:
    """The unsaved text counts; closing without saving brings back what is on disk."""
    with editing(root) as editor:
        editor.open("content/b.md")
        editor.type("content/b.md", "---\ntitle: B\n---\n[x](nowhere.md)\n")
        editor.wait(lambda: editor.codes("content/b.md") == ["SG201"])
        [problem] = editor.told["content/b.md"]
        assert problem.range == types.Range(types.Position(3, 4), types.Position(3, 14))
        assert problem.severity == types.DiagnosticSeverity.Error and problem.source == "sitegen"
        assert problem.code == "SG201"
        number = editor.type("content/b.md", "---\ntitle: B\n---\n[x](index.md)\n")
        editor.wait(lambda: editor.versions.get("content/b.md") == number)
        assert editor.codes("content/b.md") == []
        editor.type("content/b.md", "[x](nowhere.md)\n")
        editor.wait(lambda: editor.codes("content/b.md") == ["SG201"])
        editor.close("content/b.md")
        editor.wait(lambda: editor.codes("content/b.md") == [])


def test_what_is_typed_in_one_file_is_told_of_others(root: Path) -> None:
    """A page that gets another address breaks the link to it in a page that is not even open."""
    with editing(root) as editor:
        editor.open("site.yaml")
        editor.type("site.yaml", FILES["site.yaml"] + "tittle: A\n")
        editor.wait(lambda: editor.codes("site.yaml") == ["SG302"])
        editor.type("site.yaml", FILES["site.yaml"])
        editor.wait(lambda: editor.codes("site.yaml") == [])
        editor.open("content/b.md")
        editor.type("content/b.md", "---\ntitle: B\ndraft: true\n---\n")
        editor.wait(lambda: editor.codes("content/index.md") == ["SG201"])


BROKEN = {
    "site.yaml": "title: A\ntittle: B\ntypes:\n  post:\n    pages: posts/*.md\n    fields: {stars: {kind: number}}\n",
    "content/index.md": "# Home\n\n[b](gone.md) 😀 [[No such]]\n\n![x](none.png)\n",
    "content/posts/a.md": "---\ntitle: A\nstars: many\nstarz: 1\n---\n::nothing\n",
    "content/posts/b.md": "---\ntitle: A: B\n---\nText\n",
    "content/posts/mark.md": b"\xef\xbb\xbf---\ntitle: M\n---\nText\n",
    "content/posts/latin.md": "---\ntitle: L\n---\nä\n".encode("latin-1"),
    "layouts/page.html": "{{ page.titel }}{% if %}",
}


def test_problems_are_those_of_check(project: Make) -> None:
    """Everything that the command finds, and nothing else; opening files that are saved changes nothing."""
    root = project(BROKEN, build=False).root
    expected = problems_of_check(root)
    assert len(expected) > 8
    with editing(root) as editor:
        editor.wait(lambda: shown(editor) == expected)
        editor.open("content/posts/mark.md", "---\ntitle: M\n---\nText\n")
        editor.open("content/posts/latin.md", "---\ntitle: L\n---\n\ufffd\n")
        number = editor.type("content/posts/mark.md", "---\ntitle: M\n---\nText\n")
        editor.wait(lambda: editor.versions.get("content/posts/mark.md") == number)
        assert shown(editor) == expected


@pytest.mark.parametrize(("encoding", "start"), [("utf-16", 7), ("utf-8", 9), ("utf-32", 6)])
def test_columns_are_counted_as_the_editor_does(root: Path, encoding: str, start: int) -> None:
    """An emoji is one, two or four columns wide."""
    with editing(root, encodings=[encoding]) as editor:
        assert editor.hello.capabilities.position_encoding == encoding
        editor.open("content/b.md", "😀 [x](nowhere.md)\n")
        editor.wait(lambda: editor.codes("content/b.md") == ["SG201"])
        assert editor.told["content/b.md"][0].range.start == types.Position(0, start)


def test_files_that_change_on_disk_are_seen(root: Path) -> None:
    """The editor says when: it was asked to watch."""
    with editing(root) as editor:
        editor.wait(lambda: editor.registered == ["workspace/didChangeWatchedFiles"])
        put(root, {"content/index.md": "[c](c.md)\n"})
        editor.tell_changed("content/index.md")
        editor.wait(lambda: editor.codes("content/index.md") == ["SG201"])
        put(root, {"content/c.md": "C\n"})
        editor.tell_changed("content/c.md")
        editor.wait(lambda: editor.codes("content/index.md") == [])


def test_an_editor_that_does_not_watch(root: Path) -> None:
    """Then we do."""
    with editing(root, watches=False) as editor:
        editor.open("content/b.md")
        editor.wait(lambda: "content/b.md" in editor.told)
        put(root, {"content/index.md": "[c](c.md)\n"})
        editor.wait(lambda: editor.codes("content/index.md") == ["SG201"])


def test_notes_lead_to_the_other_end(project: Make) -> None:
    """A problem with two ends names both."""
    files = {"content/a.md": "---\npermalink: /x/\n---\n", "content/b.md": "---\npermalink: /x/\n---\n"}
    root = project({**FILES, **files}, build=False).root
    with editing(root) as editor:
        editor.wait(lambda: editor.codes("content/b.md"))
        [problem] = editor.told["content/b.md"]
        [note] = problem.related_information or []
        assert editor.path(note.location.uri) == "content/a.md"


def test_a_folder_without_a_site_is_silent(tmp_path: Path) -> None:
    """Nothing is said of Markdown that belongs to no site. A site is followed from when its site.yaml comes."""
    put(tmp_path, {"content/a.md": "[x](nowhere.md)\n"})
    with editing(tmp_path) as editor:
        editor.open("content/a.md")
        asked = types.CodeActionParams(
            editor.at("content/a.md"),
            types.Range(types.Position(0, 0), types.Position(0, 9)),
            types.CodeActionContext([]),
        )
        assert not editor.ask("text_document_code_action", asked)
        assert editor.told == {}
        put(tmp_path, {"site.yaml": FILES["site.yaml"]})
        editor.tell_changed("site.yaml")
        editor.wait(lambda: editor.codes("content/a.md") == ["SG201"])
        put(tmp_path, {"site.yaml": None})
        editor.tell_changed("site.yaml")
        editor.wait(lambda: editor.codes("content/a.md") == [])


def test_a_site_below_the_folder(tmp_path: Path) -> None:
    """A site in a folder of the editor's folder is found by itself."""
    put(tmp_path, {"docs/site.yaml": FILES["site.yaml"], "docs/content/a.md": "[x](nowhere.md)\n", "other.md": "x"})
    with editing(tmp_path) as editor:
        editor.wait(lambda: editor.codes("docs/content/a.md") == ["SG201"])


def test_names_with_spaces_and_other_letters(tmp_path: Path) -> None:
    """Addresses of files are percent-encoded, by each editor in its own way."""
    root = tmp_path / "my site ä"
    put(root, {**FILES, "content/my pägé.md": "[x](nowhere.md)\n"})
    with editing(root) as editor:
        editor.wait(lambda: editor.codes("content/my pägé.md") == ["SG201"])
        editor.open("content/my pägé.md")
        editor.type("content/my pägé.md", "Good\n")
        editor.wait(lambda: editor.codes("content/my pägé.md") == [])


def test_a_page_that_is_not_saved_yet(root: Path) -> None:
    """A new file counts as soon as it is open: links to it are good, until it is closed unsaved."""
    with editing(root) as editor:
        editor.open("content/b.md", "[n](new.md)\n")
        editor.wait(lambda: editor.codes("content/b.md") == ["SG201"])
        editor.open("content/new.md", "New\n")
        editor.wait(lambda: editor.codes("content/b.md") == [])
        editor.close("content/new.md")
        editor.wait(lambda: editor.codes("content/b.md") == ["SG201"])


def test_a_folder_that_is_left(root: Path) -> None:
    """Its problems are taken back."""
    with editing(root) as editor:
        put(root, {"content/b.md": "[x](nowhere.md)\n"})
        editor.tell_changed("content/b.md")
        editor.wait(lambda: editor.codes("content/b.md") == ["SG201"])
        folder = types.WorkspaceFolder(root.as_uri(), "site")
        gone = types.DidChangeWorkspaceFoldersParams(types.WorkspaceFoldersChangeEvent([], [folder]))
        editor.client.workspace_did_change_workspace_folders(gone)
        editor.wait(lambda: editor.codes("content/b.md") == [])
