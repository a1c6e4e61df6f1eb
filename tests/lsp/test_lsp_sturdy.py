"""Nothing that an editor or a site does ends the server, and nothing is lost when it is ended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lsp_editor import Editor, editing
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from sites import Site, files_in

Make = Callable[..., Site]

FILES = {
    "site.yaml": "title: A\nbase_url: https://a.example/\n",
    "content/a.md": "[x](nowhere.md)\n",
}


@pytest.fixture
def root(project: Make) -> Path:
    return project(FILES, build=False).root


def test_killed_and_started_again(root: Path) -> None:
    """What is open is sent again by the editor, and everything is there; nothing was written into the site."""
    before = files_in(root)
    first = Editor(root)
    first.start()
    first.open("content/a.md", "[y](elsewhere.md)\n")
    first.wait(lambda: first.codes("content/a.md") == ["SG201"])
    first.process.kill()
    first.run(first.process.wait())
    assert files_in(root) == before
    with editing(root) as editor:
        editor.open("content/a.md", "[y](elsewhere.md) [z](too.md)\n")
        editor.wait(lambda: editor.codes("content/a.md") == ["SG201", "SG201"])
    assert files_in(root) == before


def frame(text: str) -> bytes:
    """A message as it stands on the wire."""
    return f"Content-Length: {len(text.encode())}\r\n\r\n{text}".encode()


def read(stream: object) -> dict[str, object]:
    """The next message."""
    length = 0
    while line := stream.readline().strip():  # type: ignore[attr-defined]
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    found: dict[str, object] = json.loads(stream.read(length))  # type: ignore[attr-defined]
    return found


def answer(stream: object, number: int) -> dict[str, object]:
    """The answer to a request; what comes before it is passed over."""
    while (message := read(stream)).get("id") != number:
        assert "File " not in json.dumps(message)
    assert "File " not in json.dumps(message)
    return message


NONSENSE = [
    "not JSON",
    "[]",
    '"text"',
    "{}",
    '{"jsonrpc": "2.0"}',
    '{"jsonrpc": "2.0", "method": "nothing/known", "params": 5}',
    '{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 5}}',
    '{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}}',
    '{"jsonrpc": "2.0", "id": 7, "method": "textDocument/codeAction", "params": {"range": "x"}}',
    '{"jsonrpc": "2.0", "id": 99, "result": 5}',
    '{"jsonrpc": "2.0", "id": 8, "method": "workspace/executeCommand", "params": {"command": "none"}}',
    '{"jsonrpc": "2.0", "id": 9, "method": "no/such"}',
]


def test_nonsense_on_the_wire(root: Path) -> None:
    """What is no message is passed over; the next one is answered, without a word of Python."""
    hello = {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}
    command = [sys.executable, "-m", "sitegen.cli", "lsp"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(frame(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello})))
        process.stdin.write(frame('{"jsonrpc": "2.0", "method": "initialized", "params": {}}'))
        for text in NONSENSE:
            process.stdin.write(frame(text))
        place = {"line": 0, "character": 0}
        asked = {
            "textDocument": {"uri": (root / "content/a.md").as_uri()},
            "range": {"start": place, "end": place},
            "context": {"diagnostics": []},
        }
        ask = {"jsonrpc": "2.0", "id": 2, "method": "textDocument/codeAction", "params": asked}
        process.stdin.write(frame(json.dumps(ask)))
        process.stdin.flush()
        for number in (7, 8, 9):
            assert "error" in answer(process.stdout, number)
        assert "result" in answer(process.stdout, 2)
        process.stdin.write(frame('{"jsonrpc": "2.0", "id": 3, "method": "shutdown"}'))
        process.stdin.write(frame('{"jsonrpc": "2.0", "method": "exit"}'))
        process.stdin.flush()
        assert "result" in answer(process.stdout, 3)
        assert process.wait(30) == 0


@pytest.mark.parametrize(
    "text",
    ["\x00\x01", "a: [", "title: &a [*a, *a]\n", "- 1\n", "\ufeff\u2028---", "[" * 3000, "types: {a: {pages: 5}}\n"],
    ids=range(7),
)
def test_a_broken_site_does_not_end_it(root: Path, text: str) -> None:
    """Whatever is in site.yaml and in a page; after it is mended all is well again."""
    with editing(root) as editor:
        editor.open("site.yaml")
        editor.open("content/a.md")
        editor.type("site.yaml", text)
        editor.type("content/a.md", f"---\n{text}\n---\n{text}")
        ask_everything(editor, "content/a.md")
        ask_everything(editor, "site.yaml")
        editor.type("site.yaml", FILES["site.yaml"])
        number = editor.type("content/a.md", "Good\n")
        editor.wait(lambda: editor.versions.get("content/a.md") == number and editor.told["content/a.md"] == [])
        editor.wait(lambda: editor.codes("site.yaml") == [])


def ask_everything(editor: Editor, path: str) -> None:
    """Every question, at the beginning, in the middle, at the end, and far outside of a file."""
    file = editor.at(path)
    editor.ask("text_document_document_symbol", types.DocumentSymbolParams(file))
    for line, column in ((0, 0), (1, 3), (3, 1), (9999, 9999)):
        at = types.Position(line, column)
        ranges = types.CodeActionParams(file, types.Range(at, at), types.CodeActionContext([]))
        editor.ask("text_document_code_action", ranges)
        editor.ask("text_document_completion", types.CompletionParams(file, at))
        editor.ask("text_document_hover", types.HoverParams(file, at))
        editor.ask("text_document_definition", types.DefinitionParams(file, at))
        editor.ask("text_document_references", types.ReferenceParams(types.ReferenceContext(True), file, at))
        editor.ask("text_document_prepare_rename", types.PrepareRenameParams(file, at))
        editor.ask("text_document_rename", types.RenameParams(file, at, "New"))
    moves = [types.FileRename(editor.uri(path), editor.uri("content/moved.md"))]
    editor.ask("workspace_will_rename_files", types.RenameFilesParams(moves))


FAILING = """
import sitegen.project.unsaved as unsaved
from sitegen.lsp.start import run

def fail(*arguments):
    raise RuntimeError("the inside of the program")

unsaved.leap_from = fail
run()
"""


def test_our_own_mistake_is_told_in_one_sentence(root: Path) -> None:
    """A question that we fail on is answered as an error without a traceback, and the next one as ever."""
    with editing(root, program=FAILING) as editor:
        editor.open("content/a.md")
        at = types.Position(0, 5)
        with pytest.raises(JsonRpcException) as caught:
            editor.ask("text_document_definition", types.DefinitionParams(editor.at("content/a.md"), at))
        assert (str(caught.value), caught.value.data) == ("sitegen failed: RuntimeError", None)
        assert "SG201" in str(editor.ask("text_document_hover", types.HoverParams(editor.at("content/a.md"), at)))


UNGUARDED = """
from sitegen.lsp.start import made

server = made()

@server.command("fail")
def fail(*arguments):
    raise RuntimeError("in a line")

server.start_io()
"""


def test_a_failure_in_the_library_shows_no_traceback(root: Path) -> None:
    """What is not ours is held to the same."""
    with editing(root, program=UNGUARDED) as editor:
        with pytest.raises(JsonRpcException) as caught:
            editor.ask("workspace_execute_command", types.ExecuteCommandParams("fail"))
        assert (str(caught.value), caught.value.data) == ("RuntimeError: in a line", None)


def test_an_editor_that_hangs_up(root: Path) -> None:
    """Without a goodbye the server ends by itself."""
    editor = Editor(root)
    editor.start()
    process = editor.process
    assert process.stdin is not None
    process.stdin.close()
    editor.run(process.wait())
    assert process.returncode is not None


def test_without_its_libraries(root: Path) -> None:
    """Who has not installed them is told how, and nothing is written where messages belong."""
    program = "import sys; sys.modules['pygls'] = None; sys.argv = ['sitegen', 'lsp']\n"
    program += "from sitegen.cli.main import main; main()"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=False)
    assert (found.returncode, found.stdout) == (2, "")
    assert 'pip install "sitegen[lsp]"' in found.stderr and "Traceback" not in found.stderr
