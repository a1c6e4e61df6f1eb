"""The HTML that the themes expect: the flavour ``full``."""

from __future__ import annotations

from typing import Any

from markdown_it.common.utils import escapeHtml, mdTrim, unescapeAll
from markdown_it.token import Token

from sitegen.markup.markdown.alerts import KINDS
from sitegen.markup.markdown.attributes import read_attributes
from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.footnotes import Notes
from sitegen.markup.markdown.highlight import highlight
from sitegen.markup.markdown.holes import END, LEAD, begin, cut, mark
from sitegen.markup.markdown.phrases import phrases
from sitegen.markup.markdown.places import Source
from sitegen.markup.markdown.raw_html import RawHtml, ShownHtml
from sitegen.markup.markdown.writer import Writer
from sitegen.model.document import Hole, Segments

_ALIGNED = {"text-align:right": "number", "text-align:center": "center", "text-align:left": "start"}


class SiteWriter(Writer):
    """Writes the HTML of one body as sitegen's themes expect it."""

    xhtml = False

    def __init__(self, source: Source, findings: Findings, raw: RawHtml, language: str, colours: bool) -> None:
        super().__init__(source, findings, raw)
        self._phrases = phrases(language)
        self._colours = colours
        self._items: list[str] = []  # how the open list items end
        self._tables = 0
        self._column = 0  # where the last cell of the row ended

    def write(self, tokens: list[Token], env: dict[str, Any]) -> str:
        """The HTML of a body and its footnotes, with marks for holes."""
        self.blocks(tokens, 0, len(tokens))
        if "notes" in env:
            self._footnotes(env["notes"])
        return "".join(self.out)

    def anchor(self, token: Token, text: str) -> str:
        """The heading's own id, or one made of its words."""
        own = token.attrs.get("id")
        if own is not None:
            return str(own)
        name = self.findings.anchors.make(text)
        token.attrs = {"id": name, **token.attrs}
        return name

    def after_lead(self) -> None:
        """Cut after the heading that opens the body, so that a layout can leave it out."""
        self.out.append(LEAD)

    def html_block(self, tokens: list[Token], index: int) -> int:
        """A block of raw HTML; where it is shown as text, that text is a paragraph."""
        if not isinstance(self.raw, ShownHtml):
            return super().html_block(tokens, index)
        self.out.append("<p>")
        super().html_block(tokens, index)
        if not self.out[-1]:
            del self.out[-2:]
        else:
            self.out[-1] = self.out[-1].strip() + "</p>\n"
        return index + 1

    # Code

    def code_block(self, tokens: list[Token], index: int) -> int:
        """Code by indent; it can be scrolled by keyboard."""
        token = tokens[index]
        code = escapeHtml(token.content.removesuffix("\n"))
        self.out.append(f'<pre{self.attributes(token)} tabindex="0"><code>{code}</code></pre>\n')
        return index + 1

    def fence(self, tokens: list[Token], index: int) -> int:
        """Code between fences, coloured, with its title."""
        token = tokens[index]
        info = mdTrim(unescapeAll(token.info))
        language = info.split("{", 1)[0].split(None, 1)[0] if info.split("{", 1)[0].strip() else ""
        rest = info[len(language) :].strip()
        read = read_attributes("{" + rest.strip("{}") + "}", 0, len(rest) + 2, flags=True) if rest else None
        title = read[0].get("title", "") if read else ""
        shown = highlight(language.lower(), token.content) if self._colours and language else None
        code = (escapeHtml(token.content) if shown is None else shown).removesuffix("\n")
        kind = f' class="language-{escapeHtml(language)}"' if language else ""
        block = f'<pre{self.attributes(token)} tabindex="0"><code{kind}>{code}</code></pre>'
        if title:
            block = f'<figure class="code"><figcaption>{escapeHtml(title)}</figcaption>{block}</figure>'
        self.out.append(block + "\n")
        return index + 1

    # Lists

    def list_open(self, tokens: list[Token], index: int) -> int:
        """A list, perhaps of tasks."""
        attributes = tokens[index].attrs
        if "class" in attributes:
            attributes["class"] = str(attributes["class"]).replace("contains-task-list", "task-list")
        self.out.append(self.tag(tokens, index))
        return index + 1

    def item_open(self, tokens: list[Token], index: int) -> int:
        """An item; one of a task list has a box, and its text in an element of its own beside it."""
        token = tokens[index]
        self.check_depth(token)
        if "checked" not in token.meta:
            self._items.append("</li>\n")
            token.attrs.pop("class", None)
            self.out.append(self.tag(tokens, index))
            return index + 1
        done = token.meta["checked"]
        text = index + 4 < len(tokens) and tokens[index + 1].hidden and tokens[index + 4].type == "list_item_close"
        name = "span" if text else "div"
        self._items.append(f"</{name}></li>\n")
        label = self._phrases["done" if done else "open"]
        box = f'<input type="checkbox"{" checked" if done else ""} disabled aria-label="{label}">'
        self.out.append(f"<li>{box} <{name}>")
        return index + 1

    def item_close(self, tokens: list[Token], index: int) -> int:
        """The end of an item."""
        self.out.append(self._items.pop())
        return index + 1

    # Tables

    def table_open(self, tokens: list[Token], index: int) -> int:
        """A table, which can be scrolled by keyboard if it is too wide. Its title, if any, is its caption."""
        self._tables += 1
        token = tokens[index]
        title = token.attrs.pop("title", None)
        if title is None:
            name = f'aria-label="{escapeHtml(self._phrases["table"].format(self._tables))}"'
            caption = ""
        else:
            anchor = self.findings.anchors.make(f"table-{self._tables}")
            name = f'aria-labelledby="{anchor}"'
            caption = f'<caption id="{anchor}">{escapeHtml(str(title))}</caption>\n'
        self.out.append(f'<div class="table-scroll" tabindex="0" role="region" {name}>')
        self.out.append(self.tag(tokens, index) + caption)
        return index + 1

    def table_close(self, tokens: list[Token], index: int) -> int:
        """The end of a table."""
        self.out.append("</table></div>\n")
        return index + 1

    def row_open(self, tokens: list[Token], index: int) -> int:
        """A row of a table."""
        self._column = 0
        self.out.append("<tr>\n")
        return index + 1

    def cell(self, tokens: list[Token], index: int) -> int:
        """A cell of a table."""
        token, line = tokens[index], tokens[index + 1]
        kind = _ALIGNED.get(str(token.attrs.get("style", "")), "")
        scope = ' scope="col"' if token.tag == "th" else ""
        self.out.append(f"<{token.tag}{scope}" + (f' class="{kind}">' if kind else ">"))
        if line.content:
            row = self.source.line(line.map[0]) if line.map else ""
            content = line.content
            column = row.find(content, self._column)
            if column < 0:
                content = content.replace("|", "\\|")
                column = max(row.find(content, self._column), 0)
            self._column = column + len(content)
            self.inline(line, column)
            self.text.parts.append("\n")
        self.out.append(f"</{token.tag}>\n")
        return index + 3

    # Boxes and lists of terms

    def alert_open(self, tokens: list[Token], index: int) -> int:
        """A box with a title."""
        token, title = tokens[index], tokens[index + 1]
        self.check_depth(token)
        self.out.append(f'<aside class="alert alert-{KINDS[token.info]}" role="note"><p class="alert-title">')
        if title.children:
            self.inline(title)
            self.text.parts.append("\n")
        else:
            self.out.append(self._phrases[token.info])
        self.out.append('</p><div class="alert-body">\n')
        return index + 2

    def alert_close(self, tokens: list[Token], index: int) -> int:
        """The end of a box."""
        self.out.append("</div></aside>\n")
        return index + 1

    def term(self, tokens: list[Token], index: int) -> int:
        """A term that is defined below."""
        self.out.append("<dt>")
        self.inline(tokens[index + 1])
        self.text.parts.append("\n")
        self.out.append("</dt>\n")
        return index + 3

    # Components

    def component_open(self, tokens: list[Token], index: int) -> int:
        """A component that stands by itself or holds blocks."""
        token = tokens[index]
        self.check_depth(token)
        first = token.map[0] if token.map else 0
        at = self.source.span(first, first + 1)
        if token.meta.get("open"):
            message = f":::{token.info} is not closed"
            self.findings.problem("SG207", message, at, "end it with a line of as many colons")
        label: Segments = ()
        if token.meta["label"]:
            index += 1
            label = self._captured(tokens[index])
        meta = token.meta
        hole = Hole("component", token.info, at, attributes=meta["properties"], label=label, form=meta["form"])
        self.out.append(begin(self.findings.hole(hole)))
        return index + 1

    def component_close(self, tokens: list[Token], index: int) -> int:
        """The end of a component."""
        self.out.append(END + "\n")
        return index + 1

    def _captured(self, line: Token) -> Segments:
        outer, self.out = self.out, []
        self.inline(line, line.meta.get("column"))
        self.text.parts.append("\n")
        html, self.out = "".join(self.out), outer
        return cut(html, self.findings.holes)[0]

    def component_inline_open(self, token: Token) -> None:
        """A component in a line of text."""
        meta = token.meta
        hole = Hole(
            "component",
            token.info,
            self.placer.span(*meta["at"]),
            attributes=meta["properties"],
            literal=(escapeHtml(meta["before"]), escapeHtml(meta["after"])),
            form="inline",
        )
        self.out.append(begin(self.findings.hole(hole)))

    def component_inline_close(self, token: Token) -> None:
        """The end of a component in a line of text."""
        self.out.append(END)

    # In a line

    def wiki(self, token: Token) -> None:
        """A link by title."""
        words = escapeHtml(token.content)
        at = self.placer.span(*token.meta["at"])
        self.text.parts.append(token.content)
        self.out.append(mark(self.findings.hole(Hole("wiki", token.info, at, words, label=(words,)))))

    def math(self, token: Token) -> None:
        """A formula in a line: its TeX, for now."""
        self.text.parts.append(token.content)
        kind = "math math-display" if token.type == "math_inline_double" else "math"
        self.out.append(f'<code class="{kind}">{escapeHtml(token.content.strip())}</code>')

    def math_block(self, tokens: list[Token], index: int) -> int:
        """A formula by itself: its TeX, for now."""
        self.out.append(f'<p><code class="math math-display">{escapeHtml(tokens[index].content.strip())}</code></p>\n')
        return index + 1

    def span_open(self, token: Token) -> None:
        """Words with attributes."""
        self.out.append(f"<span{self.attributes(token)}>")

    # Footnotes

    def footnote_mark(self, token: Token) -> None:
        """The number of a footnote."""
        number, count = token.meta["number"], token.meta["count"]
        name = f"fnref-{number}" if count == 1 else f"fnref-{number}-{count}"
        self.findings.anchors.add(name)
        label = self._phrases["footnote"].format(number)
        self.out.append(
            f'<sup class="footnote-ref" id="{name}"><a href="#fn-{number}" aria-label="{label}">{number}</a></sup>'
        )

    def _footnotes(self, notes: Notes) -> None:
        if not notes.marks:
            return
        words = self._phrases
        anchor = self.findings.anchors.make(words["footnotes"])
        self.out.append(f'<section class="footnotes" aria-labelledby="{anchor}">')
        self.out.append(f'<h2 id="{anchor}">{words["footnotes"]}</h2>\n<ol>\n')
        for name, (number, count) in notes.marks.items():
            self.findings.anchors.add(f"fn-{number}")
            self.out.append(f'<li id="fn-{number}">')
            self._note(notes.blocks.get(name, []), self._ways_back(number, count))
            self.out.append("</li>\n")
        self.out.append("</ol></section>\n")

    def _note(self, tokens: list[Token], back: str) -> None:
        """A note, with the way back at the end of its last paragraph."""
        if not tokens or tokens[-1].type != "paragraph_close":
            self.blocks(tokens, 0, len(tokens))
            self.out.append(back)
            return
        if len(tokens) > 3:
            self.out.append("\n")
            self.blocks(tokens, 0, len(tokens) - 3)
            self.out.append("<p>")
        self.inline(tokens[-2])
        self.text.parts.append("\n")
        self.out.append(back + ("</p>\n" if len(tokens) > 3 else ""))

    def _ways_back(self, number: int, count: int) -> str:
        names = [f"fnref-{number}"] + [f"fnref-{number}-{again}" for again in range(2, count + 1)]
        label = self._phrases["back"]
        return "".join([f' <a href="#{name}" aria-label="{label}">↩\ufe0e</a>' for name in names])

    def problem_block(self, tokens: list[Token], index: int) -> int:
        """What a block rule found wrong."""
        token = tokens[index]
        first = token.map[0] if token.map else 0
        self.findings.problem(token.info, token.meta["message"], self.source.span(first, first + 1))
        return index + 1


SiteWriter.block_rules = Writer.block_rules | {
    "code_block": SiteWriter.code_block,
    "fence": SiteWriter.fence,
    "html_block": SiteWriter.html_block,
    "heading_open": SiteWriter.heading,
    "bullet_list_open": SiteWriter.list_open,
    "ordered_list_open": SiteWriter.list_open,
    "list_item_open": SiteWriter.item_open,
    "list_item_close": SiteWriter.item_close,
    "dd_open": SiteWriter.deepens,
    "dt_open": SiteWriter.term,
    "table_open": SiteWriter.table_open,
    "table_close": SiteWriter.table_close,
    "tr_open": SiteWriter.row_open,
    "th_open": SiteWriter.cell,
    "td_open": SiteWriter.cell,
    "alert_open": SiteWriter.alert_open,
    "alert_close": SiteWriter.alert_close,
    "component_open": SiteWriter.component_open,
    "component_close": SiteWriter.component_close,
    "math_block": SiteWriter.math_block,
    "problem_block": SiteWriter.problem_block,
}
SiteWriter.inline_rules = Writer.inline_rules | {
    "component_inline_open": SiteWriter.component_inline_open,
    "component_inline_close": SiteWriter.component_inline_close,
    "wiki": SiteWriter.wiki,
    "math_inline": SiteWriter.math,
    "math_inline_double": SiteWriter.math,
    "span_open": SiteWriter.span_open,
    "footnote_mark": SiteWriter.footnote_mark,
}
