"""The HTML that the themes expect: the flavour ``full``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from sitegen.base.text import Span
from sitegen.markup.markdown.block_writer import BlockWriter
from sitegen.markup.markdown.footnotes import Notes
from sitegen.markup.markdown.formulas import Unreadable, mathml
from sitegen.markup.markdown.holes import END, LEAD, begin, cut, mark
from sitegen.markup.markdown.line_marks import line_mark
from sitegen.markup.markdown.raw_html import ShownHtml
from sitegen.model.document import Hole, Segments


class SiteWriter(BlockWriter):
    """Writes the HTML of one body as sitegen's themes expect it."""

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
        """A formula in a line."""
        self.text.parts.append(token.content)
        display = token.type == "math_inline_double"
        html = self._formula(token.content.strip(), display, lambda: self.placer.span(*token.meta["at"]))
        self.out.append(f'<span class="formula" tabindex="0">{html}</span>' if display else html)

    def math_block(self, tokens: list[Token], index: int) -> int:
        """A formula by itself; it can be scrolled by keyboard."""
        token = tokens[index]
        begin, end = token.map or (0, 1)
        html = self._formula(token.content.strip(), True, lambda: self.source.span(begin, end))
        self.out.append(f'<p class="formula" tabindex="0"{line_mark(token)}>{html}</p>\n')
        return index + 1

    def _formula(self, tex: str, display: bool, at: Callable[[], Span]) -> str:
        """As MathML; what cannot be read is shown as it was written."""
        try:
            return mathml(tex, display)
        except Unreadable as why:
            self.findings.problem("SG218", f"the formula cannot be read: {why}", at())
            return f'<code class="math">{escapeHtml(tex)}</code>'

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


SiteWriter.block_rules = BlockWriter.block_rules | {
    "html_block": SiteWriter.html_block,
    "heading_open": SiteWriter.heading,
    "component_open": SiteWriter.component_open,
    "component_close": SiteWriter.component_close,
    "math_block": SiteWriter.math_block,
    "problem_block": SiteWriter.problem_block,
}
SiteWriter.inline_rules = BlockWriter.inline_rules | {
    "component_inline_open": SiteWriter.component_inline_open,
    "component_inline_close": SiteWriter.component_inline_close,
    "wiki": SiteWriter.wiki,
    "math_inline": SiteWriter.math,
    "math_inline_double": SiteWriter.math,
    "span_open": SiteWriter.span_open,
    "footnote_mark": SiteWriter.footnote_mark,
}
