"""How two versions differ, for people."""

from __future__ import annotations

from random import Random

from random_pages import page

from sitegen.editing.differences import Difference, differences


def told(old: str, new: str, *, page: bool = True) -> list[str]:
    """Places with their pieces: ``title: [-old-]{+new+} same``."""
    marks = {"same": "%s", "added": "{+%s+}", "removed": "[-%s-]"}
    found = differences(old.encode(), new.encode(), page=page)
    return [f"{one.place}: " + "".join(marks[piece.kind] % piece.text for piece in one.pieces) for one in found]


def test_fields_and_words() -> None:
    """Nested fields have places of their own; in a line only the words that changed are told."""
    old = "---\ntitle: One two three\ntags: [a, b]\nhours: [{day: Mon, opens: 9}]\n---\nSome plain words here.\n.\n"
    new = (
        "---\ntitle: One 2 three\ntags: [a, c, b]\nhours: [{day: Mon, opens: 10}]\nx: 1\n---\nSome new words here.\n.\n"
    )
    assert told(old, new) == [
        "title: One [-two-]{+2+} three",
        "tags: - a\n{+- c\n+}- b",
        "hours.0.opens: [-9-]{+10+}",
        "x: {+1+}",
        "text: Some [-plain-]{+new+} words here.\n.\n",
    ]


def test_scripts_of_the_world() -> None:
    """Words where there are words; characters where a script has none between them."""
    assert told("日本語のタイトルです\n", "日本語の表題です\n") == ["text: 日本語の[-タイトル-]{+表題+}です\n"]
    assert told("مرحبا بالعالم كله\n", "مرحبا يا كله\n") == ["text: مرحبا [-بالعالم-]{+يا+} كله\n"]
    assert told("näe hyvää päivää\n", "näe hyviä päivää\n") == ["text: näe [-hyvää-]{+hyviä+} päivää\n"]


def test_files_that_are_no_pages_and_pages_that_cannot_be_read() -> None:
    assert told("a: 1\nb: 2\n", "a: 1\nb: 3\n", page=False) == [": a: 1\nb: [-2-]{+3+}\n"]
    assert told("---\na: [\n---\nx\n", "---\na: [\n---\nx y\n")[0].startswith("text: ---")
    assert differences(b"\0", b"\0\0", page=True) == (Difference("", "", ()),)
    assert differences(None, None, page=True) == ()
    assert [one.place for one in differences(None, b"---\ntitle: A\n---\nx\n", page=True)] == ["title", "text"]


def test_the_pieces_make_both_versions() -> None:
    """Without what was added they are the old text, without what was removed the new one."""
    random = Random(4)
    for _ in range(100):
        old, new = page(random), page(random)
        lines = old.splitlines(keepends=True)
        random.shuffle(lines)
        for other in (new, "".join(lines)):
            for one in differences(old.encode(), other.encode(), page=False):
                clean = [side.replace("\r\n", "\n").removeprefix("\ufeff") for side in (old, other)]
                assert "".join(piece.text for piece in one.pieces if piece.kind != "added") == clean[0]
                assert "".join(piece.text for piece in one.pieces if piece.kind != "removed") == clean[1]


def test_a_large_page() -> None:
    """Five million characters in which nothing stands once: told by lines, and the search has an end."""
    old, new = "x\n" * 1_200_000, "y\nx\n" * 600_000
    (found,) = differences(old.encode(), new.encode(), page=True)
    assert "".join(piece.text for piece in found.pieces if piece.kind != "removed") == new
