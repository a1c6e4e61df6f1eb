"""Many mistakes at once: each is told, and nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from planting import CASES, GOOD, PAGE, Case, bare, place_in, told

from sitegen.project.project import Project
from sites import Content, put

FRONTS = [case for case in CASES if case.is_page and (case.front or case.instead) and case.code not in ("SG306",)]
BODIES = [case for case in CASES if case.is_page and (case.body or case.block) and not case.front]
SITES = [case for case in CASES if case.site and not (case.body or case.files) and case.code not in ("SG301", "SG103")]
FILES = [case for case in CASES if (case.files or case.hex) and "site.yaml" not in case.files and not case.links]

Told = tuple[str, str, int, int, int, int]


class Plan:
    """Files with mistakes, and what has to be said of them."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.files: dict[str, Content] = dict(GOOD)
        self.expected: list[Told] = []

    def plant(self, count: int) -> None:
        """Plant as many mistakes: on pages, in the settings, in files of their own."""
        chance = self._chance
        left = count
        if chance.random() < 0.4:
            left -= self._settings(chance.choice(SITES))
        if left and chance.random() < 0.4:
            left -= self._file(chance.choice(FILES))
        number = 0
        while left:
            left -= self._page(number, min(left, chance.randint(1, 4)))
            number += 1

    def _settings(self, case: Case) -> int:
        return self._note(case, "site.yaml", GOOD["site.yaml"] + case.site + "\n")

    def _file(self, case: Case) -> int:
        if any(path in GOOD and path != "data/prices.csv" for path in case.files) or case.huge:
            return 0
        at = case.at or (case.place[0] if case.place else "")
        if case.place:
            self.expected.append((case.code, *case.place))
        elif at:
            self.expected.append((case.code, at, 0, 0, 0, 0))
        self.files |= {path: bytes.fromhex(digits) for path, digits in case.hex.items()}
        for path, text in case.files.items():
            self._note(case, path, text)
        return 1

    def _page(self, number: int, count: int) -> int:
        """A page with a mistake in its front matter, perhaps, and others in its text."""
        chance = self._chance
        front = chance.choice(FRONTS) if chance.random() < 0.5 else None
        bodies = chance.sample(BODIES, count - (front is not None))
        bodies.sort(key=lambda case: (case.last, "## " in case.block))
        if sum(case.last for case in bodies) > 1 or sum("## " in case.block for case in bodies) > 1:
            return 0
        if sum("[winter]" in case.block or "[gone]" in case.block for case in bodies) > 1:
            return 0
        if any(case.last for case in bodies) and any("## " in case.block for case in bodies):
            return 0
        path = f"content/posts/page-{number}.md"
        keys = [name for name in PAGE if front is None or name != front.instead]
        fields = [PAGE[name] for name in keys] + ([front.front] if front is not None and front.front else [])
        head = f"{'«---»' if front is not None and front.open else '---'}\n" + "\n".join(fields) + "\n---\n"
        parts = [head]
        for case in bodies:
            parts.append("\n\n".join(part for part in (case.body, case.block) if part) + "\n\n")
        self._pieces(path, ([front] if front is not None else []) + bodies, parts, front is not None)
        return count

    def _pieces(self, path: str, cases: list[Case], parts: list[str], has_front: bool) -> None:
        owners = [cases[0] if has_front else None, *cases[has_front:]]
        for at, case in enumerate(owners):
            if case is None:
                continue
            text = "".join(bare(part) if other != at else part for other, part in enumerate(parts))
            place = place_in(text)
            assert place is not None
            self.expected.append((case.code, path, *place))
        newline = self._chance.choice(["\n", "\r\n"])
        self.files[path] = bare("".join(parts)).replace("\n", newline).encode()

    def _note(self, case: Case, path: str, text: str) -> int:
        if (place := place_in(text)) is not None:
            self.expected.append((case.code, path, *place))
        self.files[path] = bare(text)
        return 1


def _tried(seed: int, root: Path) -> None:
    chance = random.Random(seed)
    plan = Plan(chance)
    count = chance.randint(1, 12)
    plan.plant(count)
    put(root, plan.files)
    project = Project(root, jobs=1, cache=False)
    found = project.check()
    project.close()
    assert sorted(told(one) for one in found) == sorted(plan.expected), f"seed {seed}"


@pytest.mark.parametrize("seed", range(12))
def test_as_many_problems_as_mistakes(seed: int, tmp_path: Path) -> None:
    """k mistakes in a good site are k problems, each where it was planted."""
    _tried(seed, tmp_path)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(1000, 1300))
def test_as_many_problems_as_mistakes_for_long(seed: int, tmp_path: Path) -> None:
    """The same with many more seeds."""
    _tried(seed, tmp_path)
