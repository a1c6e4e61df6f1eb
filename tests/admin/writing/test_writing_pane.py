"""The writing pane in Chromium, under the policy of the back office: everything by hand, as an editor does it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from writing_page import ROOT, Writing

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser
SAMPLES = sorted([*(ROOT / "content").rglob("*.md"), *(ROOT / "tests").rglob("*.md")])
MARKS = "**Bold** and *slanted*, `code`, [a link](to.md).\n\n## Two\n\n> Quoted\n\n- One\n- [ ] Task\n\n---\n"


def test_marks_are_shown_only_where_the_caret_is(writing: Writing) -> None:
    writing.open("‸Start\n\n## Heading\n\nA **bold** word, [a link](to.md).\n")
    writing.shows(no=("##", "**", "to.md"))
    writing.press("ArrowDown", "ArrowDown")
    writing.shows("## Heading")
    writing.press("ArrowDown", "ArrowDown", "Home", *["ArrowRight"] * 3)
    writing.shows("**bold**", no=("##", "to.md"))
    writing.page.locator("#after").focus()
    writing.page.locator(".w-sign").first.wait_for(state="detached")


def test_typing_tells_the_text_and_the_line(writing: Writing) -> None:
    writing.open("One\n‸")
    writing.type("Two\nThree")
    assert writing.text == "One\nTwo\nThree" == writing.told("text")
    assert writing.told("lines")[-1] == 3


@pytest.mark.parametrize(
    ("press", "before", "after"),
    [
        ("Bold", "a wo‸rd", "a **wo‸rd**"),
        ("Italic", "a wo‸rd", "a *wo‸rd*"),
        ("List", "one‸", "- one‸"),
        ("Numbered list", "one‸", "1. one‸"),
        ("Quotation", "one‸", "> one‸"),
        ("Link", "one‸", "[one](‸)"),
        ("Table", "‸", "| «Column 1» | Column 2 |\n| --- | --- |\n|  |  |\n|  |  |"),
    ],
)
def test_toolbar(writing: Writing, press: str, before: str, after: str) -> None:
    writing.open(before)
    writing.page.get_by_role("button", name=press, exact=True).click()
    assert writing.shown == after
    writing.page.get_by_role("button", name="Undo").click()
    assert writing.text == before.replace("‸", "")
    writing.page.get_by_role("button", name="Redo").click()
    assert writing.text == re.sub("[‸«»]", "", after)


def test_toolbar_is_one_stop_and_knows_where_the_caret_stands(writing: Writing) -> None:
    writing.open("## A **bo‸ld** heading")
    bar = writing.page.get_by_role("toolbar")
    expect(bar.get_by_role("button", name="Bold")).to_have_attribute("aria-pressed", "true")
    expect(bar.locator(".button.wide")).to_have_text("Heading 2", use_inner_text=True)
    assert bar.locator('.button[tabindex="0"]').count() == 1
    writing.press("Alt+F10", "ArrowRight", "ArrowRight")
    expect(bar.get_by_role("button", name="Italic")).to_be_focused()
    writing.press("Home", "Enter", "ArrowDown", "ArrowDown", "Enter")
    assert writing.text == "### A **bold** heading"
    writing.type("x")
    assert writing.text == "### A **boxld** heading"


def test_slash_menu_by_keyboard(writing: Writing) -> None:
    writing.open("Text\n\n‸")
    writing.type("/quo")
    writing.offered("Quotation")
    writing.press("Enter")
    writing.type("Said")
    assert writing.text == "Text\n\n> Said"


def test_slash_within_a_line_or_code_is_a_slash(writing: Writing) -> None:
    writing.open("```\n‸\n```")
    writing.type("/li")
    assert writing.page.locator(".cm-tooltip-autocomplete").count() == 0
    writing.put("and ‸")
    writing.type("/or")
    assert writing.text == "and /or"


def test_brackets_find_a_page(writing: Writing) -> None:
    writing.open("See ‸ now")
    writing.type("[[hou")
    writing.offered("Opening hours")
    writing.press("Enter")
    assert writing.shown == "See [Opening hours](../hours.md)‸ now"
    assert ["page", "hou"] in writing.told("asked")
    writing.put("See ‸")
    writing.type("[[rooms")
    writing.offered("Rooms")
    writing.press("Enter")
    assert writing.text == "See [Rooms \\[new\\]](<../rooms and more.md>)"


def test_a_link_by_keyboard(writing: Writing) -> None:
    writing.open("the ho‸urs")
    writing.press("Control+k")
    writing.offered("Opening hours")
    writing.press("Enter")
    assert writing.shown == "the [hours](../hours.md)‸"


def test_word_becomes_clean_markdown_and_undo_takes_it_back(writing: Writing) -> None:
    writing.open("Before‸")
    html = (
        "<html xmlns:o='x'><head><style>p{color:red}</style></head><body><p class=MsoNormal>"
        "<b style='mso-bidi-font-weight:normal'>Bold<o:p></o:p></b> text</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>One</p></body>"
    )
    writing.paste({"text/html": html, "text/plain": "Bold text"})
    assert writing.text == "Before\n\n**Bold** text\n\n- One"
    writing.press("Control+z")
    assert writing.text == "Before"


def test_pasted_words_stay_in_their_line_and_code_stays_plain(writing: Writing) -> None:
    writing.open("a ‸ b")
    writing.paste({"text/html": "<i>slanted</i>", "text/plain": "slanted"})
    assert writing.shown == "a *slanted*‸ b"
    writing.put("```\n‸\n```")
    writing.paste({"text/html": "<b>x</b>", "text/plain": "x\r\ny"})
    assert writing.text == "```\nx\ny\n```"


def test_an_address_pasted_on_words_makes_a_link(writing: Writing) -> None:
    writing.open("the page‸")
    writing.press("Control+Shift+ArrowLeft")
    writing.paste({"text/plain": "https://example.org/a"})
    assert writing.text == "the [page](https://example.org/a)"


def test_a_script_in_what_is_pasted_never_runs(writing: Writing) -> None:
    writing.open("‸")
    writing.paste({"text/html": "<img src=x onerror='told.ran=1'><script>told.ran=1</script>ok", "text/plain": "ok"})
    assert writing.text == "ok" and writing.told("ran") is None


def test_a_dropped_picture_shows_how_far_it_is(writing: Writing) -> None:
    writing.open("‸One\n\nTwo")
    spot = writing.page.get_by_text("Two").bounding_box()
    writing.drop({"door.png": "image/png"}, spot["x"] + spot["width"], spot["y"] + 10)
    writing.page.evaluate("uploads[0].progress(0.5)")
    assert writing.page.locator(".w-upload progress").evaluate("bar => bar.value") == 0.5
    assert writing.text == "One\n\nTwo"
    writing.type("Zero ")
    writing.page.evaluate("uploads[0].done({path: 'my door.png'})")
    writing.page.locator(".w-upload").wait_for(state="detached")
    assert writing.text == "Zero One\n\nTwo\n\n![](<my door.png>)"


def test_an_upload_that_fails_can_be_tried_again_or_left_out(writing: Writing) -> None:
    writing.open("‸")
    writing.paste({}, {"door.png": "image/png"})
    writing.page.evaluate("uploads[0].fail(new Error('The disk is full.'))")
    writing.page.get_by_text("The disk is full.").wait_for()
    writing.page.get_by_role("button", name="Try again").click()
    writing.page.evaluate("uploads[1].done({path: 'door.png'})")
    writing.page.locator(".w-upload").wait_for(state="detached")
    assert writing.text == "![](door.png)"


def test_a_card_is_changed_by_its_form_alone(writing: Writing) -> None:
    text = "A\n\n::video{src='a.mp4'   .wide}\n\n:::note[Old]{ tone=calm }\nBody *x*\n:::\n"
    writing.open("‸" + text)
    card = writing.page.locator(".cm-line", has_text="Video")
    writing.shows(no=("::video",))
    card.get_by_role("button", name="Edit").click()
    form = writing.page.get_by_role("form", name="Video")
    assert form.get_by_label("File").input_value() == "a.mp4"
    form.get_by_label("Picture before it plays").fill("b.jpg")
    writing.press("Escape")
    assert writing.text == text.replace(".wide}", '.wide poster="b.jpg"}')
    writing.page.locator(".cm-line", has_text="Note").get_by_role("button", name="Edit").click()
    form = writing.page.get_by_role("form", name="Note")
    form.get_by_label("Words on it").fill("New")
    form.get_by_label("Tone").select_option("loud")
    form.get_by_role("button", name="Done").click()
    assert ':::note[New]{ tone="loud" }\nBody *x*\n:::\n' in writing.text


def test_a_card_by_keyboard(writing: Writing) -> None:
    writing.open("‸\n")
    writing.type("/vid")
    writing.offered("Video")
    writing.press("Enter")
    form = writing.page.get_by_role("form", name="Video")
    form.wait_for()
    writing.press("Tab")
    writing.type("tour.mp4")
    writing.press("Enter")
    assert writing.text == '::video{src="tour.mp4"}\n'
    writing.press("Alt+Enter")
    form.wait_for()
    writing.press("Escape")
    form.wait_for(state="detached")


def test_a_box_is_ticked_in_place(writing: Writing) -> None:
    writing.open("‸Text\n\n- [ ] One\n* [x] Two\n")
    writing.page.get_by_role("checkbox").first.check()
    assert writing.text == "Text\n\n- [x] One\n* [x] Two\n"


def test_a_table_is_drawn_and_edited_by_keyboard(writing: Writing) -> None:
    writing.open("‸Text\n\n| Day | Hours |\n|-----|------:|\n| Mon | 8     |\n")
    expect(writing.page.get_by_role("cell", name="Mon")).to_be_visible()
    writing.page.get_by_role("cell", name="8").click()
    writing.shows("|-----|")
    writing.press("End")
    writing.press("Tab")
    writing.type("Tue")
    assert writing.text == "Text\n\n| Day | Hours |\n|-----|------:|\n| Mon | 8     |\n| Tue |  |\n"


def test_arrows_lead_through_tables_and_cards(writing: Writing) -> None:
    text = "One\n\n| A | B |\n|---|---|\n| c | d |\n\n:::note[N]\nText\n:::\n\nLast"
    writing.open("‸" + text)
    seen = set()
    for _ in range(14):
        writing.press("ArrowDown")
        seen.add(writing.page.evaluate("pane.view.state.doc.lineAt(pane.view.state.selection.main.head).number"))
    assert {3, 7, 8, 9, 11} <= seen
    for _ in range(14):
        writing.press("ArrowUp")
    assert writing.page.evaluate("pane.view.state.doc.lineAt(pane.view.state.selection.main.head).number") == 1
    assert writing.text == text


PROBLEMS: list[dict[str, Any]] = [
    {"severity": "error", "message": "This page has moved.", "line": 1, "column": 5, "end_line": 1, "end_column": 9,
     "fixes": [{"label": "Use the new address", "edits": []}]},
    {"severity": "warning", "message": "Not translated.", "line": 3, "column": 1, "end_line": 3, "end_column": 3},
]  # fmt: skip


def test_problems_stand_where_they_are_with_their_fix(writing: Writing) -> None:
    writing.open("See link.\n\nTwo\n‸")
    writing.page.evaluate("list => pane.showProblems(list)", PROBLEMS)
    expect(writing.page.locator(".w-wrong")).to_have_text(["link", "Tw"])
    writing.press("F8")
    assert writing.shown.startswith("See ‸link")
    writing.page.get_by_role("button", name="Use the new address").click()
    assert writing.told("fixed") == [["This page has moved.", "Use the new address"]]
    writing.press("Control+.")
    assert len(writing.told("fixed")) == 2
    writing.press("F8")
    expect(writing.page.locator(".w-problem")).to_have_text("Not translated.")
    writing.page.evaluate("pane.showProblems([])")
    expect(writing.page.locator(".w-wrong")).to_have_count(0)


def test_undo_and_what_comes_from_outside(writing: Writing) -> None:
    writing.open("One‸\n\nTwo\n")
    writing.type("!")
    writing.page.evaluate("pane.setText('One!\\n\\nTwo and a half\\n')")
    assert writing.shown == "One!‸\n\nTwo and a half\n" and writing.told("changes") == 1
    writing.press("Control+z")
    assert writing.text == "One\n\nTwo and a half\n"


def test_the_keyboard_gets_in_and_out(writing: Writing) -> None:
    writing.open("- item‸")
    writing.press("Tab")
    assert writing.text == "  - item"
    writing.press("Escape", "Tab")
    expect(writing.page.locator("#after")).to_be_focused()
    writing.press("Shift+Tab", "Shift+Tab")
    writing.page.wait_for_function("() => document.activeElement.closest('.toolbar')")


def test_words_that_are_being_composed_stay_whole(writing: Writing) -> None:
    writing.open("## ‸")
    session = writing.page.context.new_cdp_session(writing.page)
    for text in ("に", "にほ", "にほん"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    session.send("Input.insertText", {"text": "日本"})
    assert writing.text == "## 日本"


def test_each_line_goes_by_its_own_letters(writing: Writing) -> None:
    writing.open("مرحبا\n\nHello\n", query="rtl", language="ar", direction="rtl")
    first, last = (writing.page.locator(".cm-line", has_text=text) for text in ("مرحبا", "Hello"))
    assert [line.evaluate("line => getComputedStyle(line).direction") for line in (first, last)] == ["rtl", "rtl"]
    box = writing.page.locator(".cm-content").bounding_box()
    range_of = "line => { const r = document.createRange(); r.selectNodeContents(line); const b = r.getBoundingClientRect(); return [b.left, b.right] }"  # noqa: E501
    assert first.evaluate(range_of)[1] > box["x"] + box["width"] - 60
    assert last.evaluate(range_of)[0] < box["x"] + 60
    assert writing.page.locator(".cm-content").get_attribute("lang") == "ar"


def test_untouched_text_is_identical(writing: Writing) -> None:
    writing.open("x")
    odd = [
        "",
        "\n",
        "a\rb\n",
        "tab\there  \n\n\n",
        "no end",
        "\u2028\u00a0\u200b\ufeff",
        "- \n-\n*\n",
        "|a|\n|-|\n",
        ":::x\n\n::::",
    ]
    texts = [path.read_bytes().decode().replace("\r\n", "\n") for path in SAMPLES] + odd
    assert len(texts) > 60
    for text in texts:
        same = writing.page.evaluate(
            """async text => {
              open({ text });
              pane.view.focus();
              for (const anchor of [0, text.length / 2 | 0, text.length])
                pane.view.dispatch({ selection: { anchor }, scrollIntoView: true });
              await new Promise(requestAnimationFrame);
              return pane.text() === text;
            }""",
            text,
        )
        assert same, text[:200]
    assert writing.told("changes") == 0
    pictures = re.compile(r"Failed to load resource|Loading the image")
    assert [said for said in writing.wrong if not pictures.search(said)] == []
    writing.wrong.clear()  # pictures of the samples are not here


def test_five_megabytes_stay_usable(writing: Writing) -> None:
    writing.open("x")
    text = (MARKS * (5_000_000 // len(MARKS) + 1))[:5_000_000]
    writing.put(text)
    assert writing.page.locator(".cm-line").count() < 400
    writing.page.evaluate("pane.goTo(pane.view.state.doc.lines)")
    writing.type("the end")
    assert writing.text == text + "the end"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "fi", "rtl"])
def test_axe_finds_nothing(writing: Writing, scheme: str, query: str) -> None:
    writing.page.emulate_media(color_scheme=scheme)
    writing.open(
        f"‸{MARKS}\n| A | B |\n|---|---|\n| c | d |\n\n::video{{src=x}}\n\n:::note[N]\nText\n:::\n", query=query
    )
    writing.page.evaluate("list => pane.showProblems(list)", [{**PROBLEMS[0], "end_column": 7}])
    writing.press("F8")
    writing.page.locator(".w-head button").first.click()
    axe = (ROOT / "admin/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    writing.page.evaluate(axe)
    found = writing.page.evaluate(
        "async () => (await axe.run(document)).violations.map(v => [v.id, v.nodes.map(n => n.html)])"
    )
    assert found == []
