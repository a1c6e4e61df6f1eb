"""The theme's words: every language says every one of them, in all the forms that it has for numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from babel import Locale

from bare import bare, page
from sitegen.project.memos import THEME
from sitegen.project.project import Project
from sitegen.render.strings import PLURALS
from sites import Content, Site

Make = Callable[..., Site]
FILES = sorted((THEME / "data" / "strings").glob("*.yaml"))
LANGUAGES = [path.stem for path in FILES]
SIX = {"ar", "de", "en", "fi", "sv", "vi"}


def words(language: str) -> dict[str, str]:
    """What the theme says in a language."""
    found: dict[str, str] = yaml.safe_load((THEME / "data" / "strings" / f"{language}.yaml").read_text("utf-8"))
    return found


def forms(key: str) -> tuple[str, str]:
    """(key, form): a key without a form is that for every other number."""
    base, _, form = key.rpartition("_")
    return (base, form) if base and form in PLURALS else (key, "other")


ENGLISH = words("en")
COUNTED = {forms(key)[0] for language in LANGUAGES for key in words(language) if forms(key)[1] != "other"}


def test_there_are_six_languages() -> None:
    assert set(LANGUAGES) >= SIX


@pytest.mark.parametrize("path", FILES, ids=LANGUAGES)
def test_every_language_says_everything(path: Path) -> None:
    """The same keys, each with a text, and none that English has not."""
    said = words(path.stem)
    assert {forms(key)[0] for key in said} == {forms(key)[0] for key in ENGLISH}
    assert all(isinstance(text, str) and text.strip() == text and text for text in said.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_plurals(language: str) -> None:
    """A word that is counted has a form for each category that CLDR knows in the language, or one for all."""
    said = words(language)
    wanted = set(Locale.parse(language).plural_form.rules) | {"other"}
    for key in COUNTED & {forms(one)[0] for one in said if forms(one)[1] != "other"}:
        own = {form for form in PLURALS if f"{key}_{form}" in said} | {"other"}
        assert own <= wanted, f"{language}: {key} has forms that are never used"
        assert own | {"many"} >= wanted, f"{language}: {key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_in_texts_are_those_of_english(language: str) -> None:
    """``{count}`` and the like; a form for none, one or two may leave the number out."""
    for key, text in words(language).items():
        base, form = forms(key)
        own, english = (set(re.findall(r"\{(\w+)\}", one)) for one in (text, ENGLISH[base]))
        assert own == english or (form in ("zero", "one", "two") and own <= english), f"{language}: {key}"


ONE = "{% for n in [0, 1, 2, 3, 11, 100] %}{{ t('page_count', count=n) }}|{% endfor %}"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "0 pages|1 page|2 pages|3 pages|11 pages|100 pages|"),
        ("fi", "0 sivua|1 sivu|2 sivua|3 sivua|11 sivua|100 sivua|"),
        ("sv", "0 sidor|1 sida|2 sidor|3 sidor|11 sidor|100 sidor|"),
        ("de", "0 Seiten|1 Seite|2 Seiten|3 Seiten|11 Seiten|100 Seiten|"),
        ("vi", "0 trang|1 trang|2 trang|3 trang|11 trang|100 trang|"),
        ("ar", "لا توجد صفحات|صفحة واحدة|صفحتان|3 صفحات|11 صفحة|100 صفحة|"),
        ("el", "0 pages|1 page|2 pages|3 pages|11 pages|100 pages|"),
    ],
)
def test_plurals(project: Make, language: str, shown: str) -> None:
    """The form that the language has for a number; a language that the theme does not speak is shown English."""
    site = project(bare({"content/a.md": ""}, f"languages: {{{language}: {{}}}}\n", layout=ONE), cache=False)
    assert site.output("a/index.html") == shown


def test_one_own_form_does_not_bring_anothers(project: Make) -> None:
    """A language that has one form keeps it, though its fallback has more."""
    files: dict[str, Content] = {"content/a.md": "", "data/strings/ja.yaml": 'page_count: "{count} ページ"\n'}
    site = project(bare(files, "languages: {ja: {}}\n", layout=ONE), cache=False)
    assert site.output("a/index.html") == "".join(f"{n} ページ|" for n in (0, 1, 2, 3, 11, 100))


SETTINGS = "languages: {en: {}, fi: {}, se: {fallback: [sv, fi]}, sv: {fallback: en}}\n"


def test_the_chain(project: Make) -> None:
    """A word comes from the language itself, then from its fallbacks in order, the site's own before the theme's."""
    files: dict[str, Content] = {
        "content/a.se.md": page(title="A"),
        "data/strings/se.yaml": "home: Ruoktot\n",
        "data/strings/sv.yaml": "menu: Innehåll\n",
        "data/strings/fi.yaml": "own: Oma\n",
    }
    layout = "{% for key in ['home', 'menu', 'next', 'own', 'nobody'] %}{{ t(key) }} {% endfor %}"
    site = project(bare(files, SETTINGS, layout=layout), cache=False)
    assert site.output("se/a/index.html") == "Ruoktot Innehåll Nästa Oma nobody "
    site.write({"data/strings/se.yaml": "home: Ruoktot\nnext: Čuovvovaš\n"})
    site.build()
    assert "Čuovvovaš" in site.output("se/a/index.html")


def test_explain_tells_where_a_word_comes_from(project: Make) -> None:
    """For each language: the text, the file, and where it was looked for."""
    files: dict[str, Content] = {"content/a.md": "", "data/strings/sv.yaml": "menu: Innehåll\n"}
    site = project(bare(files, SETTINGS), cache=False)
    found = Project(site.root, cache=False).snapshot()
    assert [(one.language, one.text, one.source) for one in found.spoken("menu")] == [
        ("en", "Menu", "the theme's data/strings/en.yaml"),
        ("fi", "Valikko", "the theme's data/strings/fi.yaml"),
        ("se", "Innehåll", "data/strings/sv.yaml"),
        ("sv", "Innehåll", "data/strings/sv.yaml"),
    ]
    assert found.spoken("menu")[2].chain == ("se", "sv", "en", "fi")
    assert found.spoken("nobody") == ()


def test_explain_tells_which_version_stands_in(project: Make) -> None:
    """For each language: the version of the page that menus lead to."""
    files: dict[str, Content] = {"content/a.md": page(title="A"), "content/a.fi.md": page(title="A")}
    site = project(bare(files, SETTINGS.replace("{fallback: en}", "")), cache=False)
    found = Project(site.root, cache=False).snapshot().explain("/a/")
    assert found is not None
    assert {one.language: one.source for one in found.spoken} == {
        "en": "content/a.md",
        "fi": "content/a.fi.md",
        "se": "content/a.fi.md",
        "sv": "content/a.md",
    }
