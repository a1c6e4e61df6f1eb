"""Blocks as the themes expect them: code, lists of tasks, tables, boxes, lists of terms."""

from __future__ import annotations

from markdown_it.common.utils import escapeHtml, mdTrim, unescapeAll
from markdown_it.token import Token

from sitegen.markup.markdown.alerts import KINDS
from sitegen.markup.markdown.attributes import read_attributes
from sitegen.markup.markdown.findings import Findings
from sitegen.markup.markdown.highlight import highlight
from sitegen.markup.markdown.line_marks import line_mark
from sitegen.markup.markdown.phrases import phrases
from sitegen.markup.markdown.places import Source
from sitegen.markup.markdown.raw_html import RawHtml
from sitegen.markup.markdown.writer import Writer

_ALIGNED = {"text-align:right": "number", "text-align:center": "center", "text-align:left": "start"}


class BlockWriter(Writer):
    """Writes what is a block of its own; see :class:`SiteWriter` for the rest."""

    xhtml = False

    def __init__(self, source: Source, findings: Findings, raw: RawHtml, language: str, colours: bool) -> None:
        super().__init__(source, findings, raw)
        self._phrases = phrases(language)
        self._colours = colours
        self._items: list[str] = []  # how the open list items end
        self._tables = 0
        self._column = 0  # where the last cell of the row ended

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
        kind, lines = KINDS[token.info], line_mark(token)
        self.out.append(f'<aside class="alert alert-{kind}" role="note"{lines}><p class="alert-title">')
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


BlockWriter.block_rules = Writer.block_rules | {
    "code_block": BlockWriter.code_block,
    "fence": BlockWriter.fence,
    "bullet_list_open": BlockWriter.list_open,
    "ordered_list_open": BlockWriter.list_open,
    "list_item_open": BlockWriter.item_open,
    "list_item_close": BlockWriter.item_close,
    "dd_open": BlockWriter.deepens,
    "dt_open": BlockWriter.term,
    "table_open": BlockWriter.table_open,
    "table_close": BlockWriter.table_close,
    "tr_open": BlockWriter.row_open,
    "th_open": BlockWriter.cell,
    "td_open": BlockWriter.cell,
    "alert_open": BlockWriter.alert_open,
    "alert_close": BlockWriter.alert_close,
}
