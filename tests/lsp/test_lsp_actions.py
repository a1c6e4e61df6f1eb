"""Fixes of problems as buttons in an editor."""

from __future__ import annotations

from collections.abc import Callable

from lsp_editor import Editor, editing
from lsprotocol import types

from sites import Site

Make = Callable[..., Site]


def fixes(editor: Editor, path: str, line: int) -> list[types.CodeAction]:
    """What an editor offers in a line."""
    place = types.Range(types.Position(line, 0), types.Position(line, 0))
    params = types.CodeActionParams(editor.at(path), place, types.CodeActionContext([]))
    return list(editor.ask("text_document_code_action", params) or [])


def applied(text: str, action: types.CodeAction, uri: str) -> str:
    """A text of one-unit characters with the edits of an action."""
    assert action.edit is not None and action.edit.changes is not None
    lines = text.splitlines(keepends=True)
    for edit in sorted(action.edit.changes[uri], key=lambda one: (one.range.start.line, one.range.start.character))[
        ::-1
    ]:
        start, end = edit.range.start, edit.range.end
        tail = "".join(lines[end.line :])[end.character :]
        head = "".join(lines[: start.line]) + "".join(lines[start.line :])[: start.character]
        lines = (head + edit.new_text + tail).splitlines(keepends=True)
    return "".join(lines)


def test_a_fix_is_a_button_over_the_unsaved_text(project: Make) -> None:
    """The edit mends the text; the button names the problem; elsewhere there is none."""
    text = "---\ntitle: A\n\nText that goes on.\n"
    root = project({"site.yaml": "title: A\nbase_url: https://a.example/\n", "content/a.md": "A\n"}, build=False).root
    with editing(root) as editor:
        editor.open("content/a.md")
        editor.type("content/a.md", text)
        editor.wait(lambda: editor.codes("content/a.md") == ["SG102"])
        line = editor.told["content/a.md"][0].range.start.line
        [action] = fixes(editor, "content/a.md", line)
        assert action.title == "End the front matter here" and action.kind == types.CodeActionKind.QuickFix
        assert [one.code for one in action.diagnostics or []] == ["SG102"]
        assert fixes(editor, "content/a.md", 0) == []
        number = editor.type("content/a.md", applied(text, action, editor.uri("content/a.md")))
        editor.wait(lambda: editor.versions["content/a.md"] == number)
        assert editor.codes("content/a.md") == []
