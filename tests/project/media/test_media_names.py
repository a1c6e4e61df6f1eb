"""Names of uploaded files are safe everywhere, keep their letters, and are like no other beside them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.base.paths import confine, is_source, name_trouble
from sitegen.project.media.names import free_name, is_place, safe_name
from sitegen.render.pictures.kinds import JPEG, PNG, SVG


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("door.jpg", "door.jpg"),
        ("Door in Snow.JPG", "Door-in-Snow.jpg"),
        ("Päivä kesällä.jpeg", "Päivä-kesällä.jpeg"),
        ("図書館.jpg", "図書館.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\boot.ini", "boot.jpg"),
        ("/absolute/path.jpg", "path.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        (".htaccess", "htaccess.jpg"),
        (".git", "git.jpg"),
        ("....jpg", "file.jpg"),
        ("", "file.jpg"),
        ("con.jpg", "con-file.jpg"),
        ("photo.php.jpg", "photo-php.jpg"),
        ("photo.exe", "photo.jpg"),
        ("photo.png", "photo.jpg"),
        ("version 1.2 final", "version-1-2-final.jpg"),
        ("50% [off] (new) #1?.jpg", "50-off-new-1.jpg"),
        ("\u202egpj.exe.jpg", "gpj-exe.jpg"),
        ('"><img src=x onerror=alert(1)>.jpg', "img-src-x-onerror-alert-1.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "a-Set-Cookie-x.jpg"),
        ("~$lock.jpg", "lock.jpg"),
        ("index.jpg", "index-file.jpg"),
    ],
)
def test_names_are_made_safe(given: str, made: str) -> None:
    assert safe_name(given, JPEG) == made


def test_the_ending_is_that_of_the_content() -> None:
    assert safe_name("logo.svg", SVG) == "logo.svg"
    assert safe_name("logo.svg.exe", SVG) == "logo-svg.svg"
    assert safe_name("logo.JPG", PNG) == "logo.png"


@given(st.text(max_size=300))
def test_every_name_is_a_source_within_its_folder(tmp_path_factory: pytest.TempPathFactory, given: str) -> None:
    made = safe_name(given, JPEG)
    path = f"content/news/{made}"
    assert is_source(path) and name_trouble(path) is None and len(made.encode()) < 200
    assert made == unicodedata.normalize("NFC", made) and made.isprintable() and "/" not in made
    confine(tmp_path_factory.getbasetemp(), path)
    assert safe_name(made, JPEG) == made


def test_no_two_names_differ_in_their_case_only() -> None:
    assert free_name("a.jpg", []) == "a.jpg"
    assert free_name("a.jpg", ["A.JPG"]) == "a-2.jpg"
    assert free_name("a.jpg", ["a.jpg", "a-2.jpg", "A-3.jpg"]) == "a-4.jpg"
    assert free_name("ä.jpg", [unicodedata.normalize("NFD", "Ä.jpg")]) == "ä-2.jpg"
    assert free_name("strasse.jpg", ["Straße.jpg"]) == "strasse-2.jpg"


@pytest.mark.parametrize(
    ("folder", "yes"),
    [
        ("content", True),
        ("content/news", True),
        ("static/pictures/Päivä", True),
        ("", False),
        ("layouts", False),
        ("layouts/assets", False),
        ("data", False),
        (".git/hooks", False),
        ("content/../layouts", False),
        ("content/./a", False),
        ("content//a", False),
        ("/content", False),
        ("/etc", False),
        ("content/.hidden", False),
        ("static/.git", False),
        ("content/a\0b", False),
        ("content\\..\\layouts", False),
        ("content/a ", False),
        ("content/a.", False),
        ("static/\u202ea", False),
        ("content/a\nb", False),
    ],
)
def test_files_go_below_content_and_static_only(folder: str, yes: bool) -> None:
    assert is_place(folder) is yes
