"""Many people on the same and on different pages, who publish now and then: at the end every line is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from visiting import Process, people, visitors
from writing_people import Writer, at_once
from written_site import git, is_sound, new_site

_PUBLISHED_EVERY = 7


def _written(site: Path, editors: int, pages: int, goes_on: Callable[[Writer], bool]) -> list[Writer]:
    """Everybody writes as long as they shall, and makes it public; one half of them share the first page."""
    signed = people(site, editors)
    with Process(site) as server, visitors(site, server.port, signed) as browsers:
        writers = [
            Writer(browser, f"content/page-{0 if number % 2 else number % pages}.md", number)
            for number, browser in enumerate(browsers)
        ]

        def work(writer: Writer) -> None:
            writer.open()
            while goes_on(writer):
                writer.write()
                if len(writer.told) % _PUBLISHED_EVERY == 0:
                    writer.publish()
                elif len(writer.told) % 3 == 0:
                    writer.catch_up()
            writer.publish()

        threads, wrong = at_once(writers, work)
        for thread in threads:
            thread.join()
        assert wrong == []
        # Who was told to come again later comes again.
        for writer in writers:
            writer.publish()
    return writers


def _nothing_is_lost(site: Path, writers: list[Writer]) -> None:
    texts = {writer.path: git(site, "show", f"main:{writer.path}") for writer in writers}
    lost = [(writer.visitor.name, line) for writer in writers for line in writer.told if line not in texts[writer.path]]
    assert lost == []
    assert git(site, "status", "--porcelain") == ""
    assert is_sound(site)


def test_five_people_lose_nothing(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site", 3)
    writers = _written(site, 5, 3, lambda writer: len(writer.told) < 20)
    assert [len(writer.told) for writer in writers] == [20] * 5
    _nothing_is_lost(site, writers)


@pytest.mark.prove
def test_fifty_people_lose_nothing_in_five_minutes(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site", 20)
    end = monotonic() + 300
    writers = _written(site, 50, 20, lambda writer: monotonic() < end)
    _nothing_is_lost(site, writers)
    told, clashes, published = (
        sum(counts) for counts in zip(*((len(one.told), one.clashes, one.published) for one in writers), strict=True)
    )
    print(f"{told} lines, {clashes} clashes, {published} times public")
    assert told > 200
