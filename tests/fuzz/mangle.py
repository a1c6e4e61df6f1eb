"""Texts that nobody would write: good ones, mangled at random, and a few that are made to be hard."""

from __future__ import annotations

from random import Random

_WORDS = """
--- : , [ ] { } # & * ! | > ' " % @ ` ~ \t \r\n \0 \ufeff \ud7ff \u2028 \u0301 \u202e 😀 字 é \\ / .. ?
{{ }} {% %} {# #} {%- -%} {{_page. {%_for_%} {%_endfor_%} {%_if_%} {%_block_a_%} {%_extends_"a"_%} {%_include_x_%}
::: :: :a[ ]{ {.a_#b_c=d} [^1] [^1]: [[ ]] ![ ]( <a <!-- --> <![CDATA[ <? </ &amp; &#0; &#x110000; ``` ~~~ ** __
-- ... << <<:_*a &a !!python/object:os !!int 0x1F 1e999 -0 .inf .nan 2024-13-45 12:30:45 1_000 012 yes null
"\\u0000" "\\ud800" NaN 1E400 ; ""
""".split()  # noqa: SIM905 (a list of them could not be read)
_MARKS = [mark.replace("_", " ") for mark in _WORDS] + ["\n", " ", "_", "__"]


class Mangler:
    """Mangles texts. The same seed makes the same texts."""

    def __init__(self, seed: int, texts: list[str]) -> None:
        self._random = Random(seed)
        self._texts = texts

    def bytes(self) -> bytes:
        """The bytes of one file; mostly UTF-8."""
        data = self.text().encode("utf-8", "surrogatepass")
        if self._random.random() < 0.05:
            at = self._random.randrange(len(data) + 1)
            data = data[:at] + self._random.randbytes(3) + data[at:]
        return data

    def text(self) -> str:
        """One text."""
        text = self._random.choice(self._texts)
        if self._random.random() < 0.03:
            return self._hard()
        for _ in range(self._random.choice((1, 1, 2, 3, 5, 12))):
            text = self._mangled(text)
        return text[:60_000]

    def _mangled(self, text: str) -> str:
        rand = self._random
        begin, end = sorted((rand.randrange(len(text) + 1), rand.randrange(len(text) + 1)))
        end = min(end, begin + rand.choice((1, 3, 10, 80)))
        some = text[begin:end]
        way = rand.randrange(7)
        if way == 0:
            return text[:begin] + text[end:]
        if way == 1:
            return text[:begin] + some * rand.choice((2, 3, 50)) + text[end:]
        if way == 2:
            return text[:begin] + rand.choice(_MARKS) + text[end:]
        if way == 3:
            return text[:begin] + rand.choice(_MARKS) * rand.choice((1, 2, 9, 300)) + text[begin:]
        if way == 4:
            other = rand.choice(self._texts)
            at = rand.randrange(len(other) + 1)
            return text[:begin] + other[at : at + 60] + text[begin:]
        if way == 5:
            lines = text.splitlines(keepends=True)
            rand.shuffle(lines)
            return "".join(lines)
        return text[:begin] + chr(rand.choice((0, 9, 13, 0x85, 0xA0, 0x300, 0x5D0, 0x1F600, 0x10FFFF))) + text[end:]

    def _hard(self) -> str:
        rand = self._random
        mark = rand.choice(_MARKS) or "["
        count = rand.choice((1_000, 5_000, 20_000))
        before, after = rand.choice(
            (("", ""), ("a: ", ""), ("---\na: ", "\n---\n"), ("title: x\ntypes: ", ""), ("- ", ""))
        )
        return before + (mark * count)[:50_000] + after
