"""The words that Markdown puts on a page are there in each language of the theme."""

from __future__ import annotations

import pytest

from sitegen.markup.markdown.phrases import phrases
from sitegen.project.starter import STARTERS

LANGUAGES = sorted(path.stem for path in (STARTERS.parent / "theme" / "data" / "strings").glob("*.yaml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there_in_each_language(language: str) -> None:
    words = phrases(language)
    assert words.keys() == phrases("en").keys()
    assert all(("{}" in words[key]) == ("{}" in text) for key, text in phrases("en").items())
    assert language == "en" or words != phrases("en")
