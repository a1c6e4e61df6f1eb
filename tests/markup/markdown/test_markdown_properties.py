"""What holds of every text, Markdown or not."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_texts import holes_of, lies_in, lines_of, spans_of, texts

from sitegen.base.data import pack, unpack
from sitegen.markup.markdown import parse_body, plain
from sitegen.markup.markdown.marks import MAX_IMAGES
from sitegen.markup.markdown.parser import MAX_LEVELS, Parser
from sitegen.model.settings import MarkdownOptions

STOCK = MarkdownIt("commonmark", {"maxNesting": MAX_LEVELS})
prove = settings(deadline=None)  # the machine may be busy
COMMONMARK = MarkdownOptions(flavour="commonmark")
options = st.builds(
    MarkdownOptions,
    flavour=st.sampled_from(["full", "full", "commonmark"]),
    html=st.sampled_from(["allow", "sanitise", "escape"]),
    math=st.booleans(),
    typography=st.booleans(),
)


@prove
@given(texts, st.integers(0, 5), options, st.sampled_from(["en", "fi", "fr-CA", ""]))
def test_every_text_is_parsed_and_every_place_lies_in_the_file(
    text: str, start: int, chosen: MarkdownOptions, language: str
) -> None:
    assume(text[start - 1 : start + 1] != "\r\n")  # no front matter ends within the end of a line
    body = parse_body(text, min(start, len(text)), chosen, language)
    lines = lines_of(text)
    assert all(lies_in(at, lines) for at in spans_of(body))
    assert "\0" not in plain(body.segments)
    assert unpack(pack(body)) == body


@prove
@given(texts)
def test_commonmark_prints_what_markdown_it_prints(text: str) -> None:
    # markdown-it forgets what is escaped in a picture in a picture's alternative text
    assume(text.count("![") < 2 or not {"\\", "&"} & set(text))
    body = parse_body(text, 0, COMMONMARK, "en")
    stock = STOCK.render(text).replace("<blockquote></blockquote>", "<blockquote>\n</blockquote>")
    assert plain(body.segments, xhtml=True) == stock
    assert (body.lead == 0 and not body.anchors) or "<" in text


@prove
@given(st.lists(st.sampled_from(["[", "]", "![", "](a)", "`", "x", "<i>", "*"]), min_size=60, max_size=160))
def test_many_brackets_end_where_markdown_it_ends_them(pieces: list[str]) -> None:
    text = "".join(pieces).replace("![", "\0", MAX_IMAGES).replace("![", "[").replace("\0", "![")
    assert plain(parse_body(text, 0, COMMONMARK, "en").segments, xhtml=True) == STOCK.render(text)


@prove
@given(st.text("ab./#~_-%?:é &\\", max_size=12))
def test_the_short_cut_for_addresses_changes_nothing(address: str) -> None:
    assert Parser().normalizeLink(address) == MarkdownIt().normalizeLink(address)


@prove
@given(texts)
def test_links_are_the_holes_that_are_no_components(text: str) -> None:
    body = parse_body(text, 0, MarkdownOptions(), "en")
    assert set(map(repr, body.links)) >= {repr(hole) for hole in holes_of(body.segments) if hole.kind != "component"}


class _Markup(HTMLParser):
    """Gathers the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


_HARMFUL = [
    "<script>",
    "</script>",
    "<style>",
    "<b onclick=x>",
    "<a href='javascript:x'>",
    "<a href=java&#10;script:x>",
    "<img src=x onerror=y>",
    "<svg",
    "<iframe src=x>",
    "<p style='x'",
    '<a title="><script>">',
    "<!--",
    "-->",
    "<x",
    ">",
    "'",
    '"',
    "<",
    "\n",
    " ",
    "text",
    "<b/onclick=x>",
    "<div>",
    "<![CDATA[",
    "]]>",
    "<textarea>",
    "</textarea>",
]


@prove
@given(st.lists(st.sampled_from(_HARMFUL), max_size=14).map("".join))
def test_sanitised_html_holds_nothing_that_runs(text: str) -> None:
    markup = _Markup()
    markup.feed(plain(parse_body(text, 0, MarkdownOptions(html="sanitise"), "en").segments))
    for tag, attributes in markup.found:
        assert tag not in ("script", "style", "iframe", "svg", "x", "textarea")
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert not (attributes.get("href") or "").strip().lower().startswith("java")


@prove
@given(texts)
def test_shown_html_holds_no_markup_of_the_author(text: str) -> None:
    shown = plain(parse_body(text, 0, MarkdownOptions(html="escape"), "en").segments)
    assert "<script" not in shown and "<i j" not in shown and "<!--" not in shown
