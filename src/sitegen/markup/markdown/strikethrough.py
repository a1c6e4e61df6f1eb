"""``~~struck~~`` with two strokes exactly: one means nothing (H~2~O), and more do not either, as on GitHub."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline, strikethrough


def two_strokes(state: StateInline, silent: bool) -> bool:
    """Inline rule: as the stock one, for two strokes; other runs are text."""
    begin = state.pos
    if silent or state.src[begin] != "~":
        return False
    end = begin
    while end < state.posMax and state.src[end] == "~":
        end += 1
    if end - begin == 2:
        return strikethrough.tokenize(state, silent)
    state.append_pending(state.src[begin:end])
    state.pos = end
    return True
