"""Every screen in light and dark, on a desk and on a phone, from left to right and mirrored: nobody complains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from full_house import fresh_house, full_house
from office_at_work import AtWork
from screen_judges import mistakes, told
from starlette.routing import compile_path
from tour import FRESH, LOOKS, UNVERSIONED, Look, address_of, come

from sitegen.server.admin.routes import PLACES

MIRRORED = """
if (top === self) new MutationObserver(() => {
  const root = document.documentElement;
  if (root && root.dir !== "rtl") root.dir = "rtl";
}).observe(document, {childList: true});
"""
"""What a language that is written from right to left does to a screen."""
How = tuple[str, str, dict[str, int]]
Looks = tuple[Look, ...]
HTML = {"Accept": "text/html"}
BLANKS = {"mine": "p1-1", "waiting": "p1-1", "writer": 1, "first": "x"}
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SHORT = (("light", "ltr", DESK), ("dark", "rtl", PHONE))
"""Both of three things. In the short form one screen is looked at in the one way, the next one in the other."""
ALL = tuple((scheme, way, size) for scheme in ("light", "dark") for way in ("ltr", "rtl") for size in (DESK, PHONE))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """The back office in which something stands on every screen."""
    with full_house(tmp_path_factory.mktemp("house")) as office:
        yield office


class Windows:
    """A window for each person and each way of looking; none is opened twice."""

    def __init__(self, house: AtWork, browser: Any, how: How) -> None:
        self._house, self._browser = house, browser
        scheme, self._way, self._size = how
        self._context = {"color_scheme": scheme, "reduced_motion": "reduce"}
        self._open: dict[str | None, Any] = {}

    def of(self, look: Look) -> Any:
        """The window of somebody, as if it had just been opened."""
        if look.role not in self._open:
            self._open[look.role] = self._opened(look.role)
        page = self._open[look.role]
        page.unroute_all(behavior="ignoreErrors")
        return page

    def _opened(self, role: str | None) -> Any:
        if role is None:
            page = self._browser.new_context(**self._context).new_page()
        else:
            page = self._house.page(self._browser, role, **self._context)
        page.set_viewport_size(self._size)
        if self._way == "rtl":
            page.add_init_script(MIRRORED)
        return page

    def close(self) -> None:
        """Close all of them."""
        for page in self._open.values():
            page.context.close()


def looked(house: AtWork, browser: Any, how: How, looks: Iterable[Look] = LOOKS) -> dict[str, list[Any]]:
    """What there is to say, by screen."""
    windows, found = Windows(house, browser, how), {}
    for look in looks:
        page = windows.of(look)
        come(page, house, look)
        found[look.name] = told(page)
    windows.close()
    return {name: said for name, said in found.items() if said}


def named(how: How) -> str:
    """What a way of looking is called."""
    scheme, way, size = how
    return f"{scheme}-{way}-{size['width']}"


@pytest.mark.browser
@pytest.mark.parametrize("turn", [0, 1], ids=[named(how) for how in SHORT])
def test_there_is_nothing_to_say(house: AtWork, browser: Any, turn: int) -> None:
    assert looked(house, browser, SHORT[turn], LOOKS[turn::2]) == {}


@pytest.mark.browser
@pytest.mark.prove
@pytest.mark.parametrize("how", ALL, ids=named)
def test_there_is_nothing_to_say_in_any_way(house: AtWork, browser: Any, how: How) -> None:
    assert looked(house, browser, how) == {}


@pytest.mark.browser
@pytest.mark.parametrize(("looks", "how"), [(FRESH, SHORT[1]), (UNVERSIONED, SHORT[0])], ids=["fresh", "unversioned"])
def test_there_is_nothing_to_say_on_the_first_day(tmp_path: Path, browser: Any, looks: Looks, how: How) -> None:
    with fresh_house(tmp_path, versions=looks is FRESH) as office:
        assert looked(office, browser, how, looks) == {}


@pytest.mark.browser
@pytest.mark.prove
@pytest.mark.parametrize("how", ALL, ids=named)
@pytest.mark.parametrize("looks", [FRESH, UNVERSIONED], ids=["fresh", "unversioned"])
def test_nor_is_there_in_any_way_on_the_first_day(tmp_path: Path, browser: Any, how: How, looks: Looks) -> None:
    with fresh_house(tmp_path, versions=looks is FRESH) as office:
        assert looked(office, browser, how, looks) == {}


def sent(office: AtWork, looks: Looks) -> dict[str, str]:
    """The HTML of each screen."""
    found = {}
    for look in looks:
        with office.client(look.role) as client:
            answer = client.get(address_of(look, office), headers=HTML, follow_redirects=True)
            assert answer.status_code == look.status, look.name
            found[look.name] = answer.text
    return found


def test_what_is_sent_is_as_html_should_be(house: AtWork, tmp_path: Path) -> None:
    screens = sent(house, LOOKS)
    for name, looks in (("fresh", FRESH), ("unversioned", UNVERSIONED)):
        with fresh_house(tmp_path / name, versions=looks is FRESH) as office:
            screens |= sent(office, looks)
    (tmp_path / "sent").mkdir()
    assert mistakes(tmp_path / "sent", screens) == set()


def test_every_screen_is_looked_at() -> None:
    patterns = [compile_path(place.path)[0] for place in PLACES if place.method == "GET" and not place.is_data]
    seen = [look.address.partition("?")[0].format(**BLANKS) for look in (*LOOKS, *FRESH)] + ["/begin"]
    assert [one.pattern for one in patterns if not any(one.match(path) for path in seen)] == []
