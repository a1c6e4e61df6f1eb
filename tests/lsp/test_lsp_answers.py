"""Completion, hover, definitions, references, symbols and renames through a real client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lsp_editor import Editor, editing
from lsprotocol import types

from sites import Site

Make = Callable[..., Site]

FILES = {
    "site.yaml": "title: A\nbase_url: https://a.example/\ntypes:\n  post:\n    pages: posts/*.md\n"
    "    fields:\n      mood: {kind: choice, choices: [glad, sad], help: How it was}\n",
    "content/index.md": "# Home\n\n[a](posts/a.md#more)\n",
    "content/posts/a.md": "---\ntitle: Ä one\n---\n## More\n\n### Less\n\n## End\n",
    "content/posts/b.md": "---\ntitle: B\n---\nText\n",
}
B = "content/posts/b.md"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One editor for all questions; no file is changed on disk."""
    site = Site(tmp_path_factory.mktemp("answers"))
    site.write(FILES)
    with editing(site.root) as editor:
        for path in FILES:
            editor.open(path)
        yield editor


def put_cursor(editor: Editor, path: str, text: str) -> types.Position:
    """Type a text with ``|`` in it; returns where that was, in UTF-16 units."""
    before = text.partition("|")[0]
    editor.type(path, text.replace("|", "", 1))
    last = before.rpartition("\n")[2]
    return types.Position(before.count("\n"), len(last.encode("utf-16-le")) // 2)


def completed(editor: Editor, path: str, text: str) -> dict[str, types.CompletionItem]:
    """What is offered at the cursor, by label."""
    at = put_cursor(editor, path, text)
    found = editor.ask("text_document_completion", types.CompletionParams(editor.at(path), at))
    assert isinstance(found, types.CompletionList) and not found.is_incomplete
    return {item.label: item for item in found.items}


def test_completion_over_the_text_as_it_is(editor: Editor) -> None:
    """The edit takes the place of what is written, counted in the editor's units; help and kind are there."""
    found = completed(editor, B, "---\ntitle: B\nmo|\n---\n")
    item = found["mood"]
    assert item.text_edit == types.TextEdit(types.Range(types.Position(2, 0), types.Position(2, 2)), "mood: ")
    assert item.kind == types.CompletionItemKind.Field and item.detail == "choice"
    assert isinstance(item.documentation, types.MarkupContent) and item.documentation.value == "How it was"
    assert list(completed(editor, B, "---\nmood: |\n---\n")) == ["glad", "sad"]
    link = completed(editor, B, "---\ntitle: B\n---\n😀 [x](o|)\n")["a.md"]
    assert link.text_edit == types.TextEdit(types.Range(types.Position(3, 7), types.Position(3, 8)), "a.md")
    assert link.filter_text == "a.md Ä one" and link.detail == "Ä one"
    assert list(completed(editor, B, "[x](a.md#|)")) == ["more", "less", "end"]


def test_completion_counts_what_was_typed_in_other_files(editor: Editor) -> None:
    """A heading that has just been written can be linked to; a setting that has just been made is offered."""
    editor.type("content/posts/a.md", FILES["content/posts/a.md"] + "## Brand new\n")
    assert "brand-new" in completed(editor, B, "[x](a.md#|)")
    editor.type("content/posts/a.md", FILES["content/posts/a.md"])
    editor.type("site.yaml", FILES["site.yaml"] + "      weather: {kind: boolean}\n")
    assert "weather" in completed(editor, B, "---\n|\n---\n")
    editor.type("site.yaml", FILES["site.yaml"])


def test_hover(editor: Editor) -> None:
    """A field's help, a link's target, and what a problem's code means."""
    at = put_cursor(editor, B, "---\nmo|od: glad\n---\n")
    field = editor.ask("text_document_hover", types.HoverParams(editor.at(B), at))
    assert "How it was" in field.contents.value
    assert field.range == types.Range(types.Position(1, 0), types.Position(1, 4))
    at = put_cursor(editor, B, "---\ntitle: B\n---\n[x](a|.md)\n")
    assert "Ä one" in editor.ask("text_document_hover", types.HoverParams(editor.at(B), at)).contents.value
    at = put_cursor(editor, B, "---\ntitle: B\n---\n[x](no|ne.md)\n")
    assert "**SG201**" in editor.ask("text_document_hover", types.HoverParams(editor.at(B), at)).contents.value
    at = put_cursor(editor, B, "---\ntitle: B\n---\nWo|rds\n")
    assert editor.ask("text_document_hover", types.HoverParams(editor.at(B), at)) is None


def test_definition_and_references(editor: Editor) -> None:
    """A link leads to the heading; from the page one sees who links to it."""
    at = put_cursor(editor, B, "---\ntitle: B\n---\n[x](a.md#en|d)\n")
    found = editor.ask("text_document_definition", types.DefinitionParams(editor.at(B), at))
    assert (editor.path(found.uri), found.range.start.line) == ("content/posts/a.md", 7)
    params = types.ReferenceParams(types.ReferenceContext(False), editor.at("content/posts/a.md"), types.Position(3, 3))
    found = editor.ask("text_document_references", params)
    assert [(editor.path(one.uri), one.range.start) for one in found] == [
        ("content/index.md", types.Position(2, 4)),
        (B, types.Position(3, 4)),
    ]


def test_symbols(editor: Editor) -> None:
    """Headings, nested by level; every range holds those below."""
    found = editor.ask("text_document_document_symbol", types.DocumentSymbolParams(editor.at("content/posts/a.md")))
    assert [(one.name, [below.name for below in one.children or []]) for one in found] == [
        ("More", ["Less"]),
        ("End", []),
    ]


def changes(editor: Editor, edit: types.WorkspaceEdit) -> dict[str, list[str]]:
    """The new texts of an edit, by file."""
    return {editor.path(uri): [one.new_text for one in edits] for uri, edits in (edit.changes or {}).items()}


def test_a_heading_is_renamed_with_its_links(editor: Editor) -> None:
    """What can be renamed is said before; elsewhere there is nothing to rename."""
    path = "content/posts/a.md"
    where = types.PrepareRenameParams(editor.at(path), types.Position(3, 4))
    assert editor.ask("text_document_prepare_rename", where) == types.Range(types.Position(3, 3), types.Position(3, 7))
    found = editor.ask("text_document_rename", types.RenameParams(editor.at(path), types.Position(3, 4), "Much more"))
    assert changes(editor, found) == {path: ["Much more"], "content/index.md": ["much-more"]}
    nowhere = types.PrepareRenameParams(editor.at(path), types.Position(1, 2))
    assert editor.ask("text_document_prepare_rename", nowhere) is None


def test_a_page_is_moved_with_its_links(editor: Editor) -> None:
    """The edits come before the move. An editor that cannot ask is not given the alias."""
    put_cursor(editor, B, "---\ntitle: B\n---\n|[x](a.md)\n")
    move = types.FileRename(editor.uri("content/posts/a.md"), editor.uri("content/posts/z.md"))
    found = editor.ask("workspace_will_rename_files", types.RenameFilesParams([move]))
    assert changes(editor, found) == {"content/index.md": ["posts/z.md#more"], B: ["z.md"]}
    outside = types.FileRename(editor.uri("README.md"), editor.uri("READ.md"))
    assert editor.ask("workspace_will_rename_files", types.RenameFilesParams([outside])) is None


def test_the_old_address_is_offered(project: Make) -> None:
    """An editor that can ask is given the alias as an edit to confirm."""
    root: Path = project(FILES, build=False).root
    with editing(root, asks=True) as editor:
        move = types.FileRename(editor.uri("content/posts/a.md"), editor.uri("content/posts/z.md"))
        found = editor.ask("workspace_will_rename_files", types.RenameFilesParams([move]))
        annotated = {
            (editor.path(change.text_document.uri), edit.new_text, getattr(edit, "annotation_id", None))
            for change in found.document_changes
            for edit in change.edits
        }
        assert annotated == {
            ("content/index.md", "posts/z.md#more", None),
            ("content/posts/a.md", "aliases: [/posts/a/]\n", "alias"),
        }
        assert found.change_annotations["alias"].needs_confirmation
