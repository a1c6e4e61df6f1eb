"""The few words that Markdown itself puts on a page, by language."""

from __future__ import annotations

_PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
        "footnotes": "Footnotes",
        "footnote": "Footnote {}",
        "back": "Back to the text",
        "done": "Done",
        "open": "Not done",
        "table": "Table {}",
    },
    "fi": {
        "note": "Huomaa",
        "tip": "Vinkki",
        "important": "Tärkeää",
        "warning": "Varoitus",
        "caution": "Vaara",
        "footnotes": "Alaviitteet",
        "footnote": "Alaviite {}",
        "back": "Takaisin tekstiin",
        "done": "Tehty",
        "open": "Tekemättä",
        "table": "Taulukko {}",
    },
    "sv": {
        "note": "Obs",
        "tip": "Tips",
        "important": "Viktigt",
        "warning": "Varning",
        "caution": "Fara",
        "footnotes": "Fotnoter",
        "footnote": "Fotnot {}",
        "back": "Tillbaka till texten",
        "done": "Klart",
        "open": "Inte klart",
        "table": "Tabell {}",
    },
}


def phrases(language: str) -> dict[str, str]:
    """The words in a language; English where there are none."""
    return _PHRASES.get(language.split("-", 1)[0].lower(), _PHRASES["en"])
