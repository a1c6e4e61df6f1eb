"""Two sides of one text joined line by line. Ends of lines are joined as well, apart from the words."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.editing.clashes import Chosen, Clash
from sitegen.editing.text import bare, ending, lines_of, usual_ending
from sitegen.editing.threeway import Likeness, Met, three_way, words_in_common

Lines = tuple[list[str], list[str], list[str]]
"""The lines of what was before, of theirs and of mine."""


def joined_text(
    before: str, theirs: str, mine: str, place: str, chosen: Chosen, likeness: Likeness = words_in_common
) -> str:
    """The joined text. Where both changed a line differently there is a clash at ``place``."""
    sides = (lines_of(before), lines_of(theirs), lines_of(mine))
    words = [[bare(line) for line in side] for side in sides]
    out: list[str] = []
    waiting: list[Met] = []
    found = 0
    for met in three_way(words[0], words[1], words[2], likeness):
        if _clashes(met, words):
            waiting.append(met)
            continue
        found += _settle(waiting, sides, out, place, found, chosen)
        waiting = []
        if (line := _line(met, sides, words, place, chosen)) is not None:
            out.append(line)
    _settle(waiting, sides, out, place, found, chosen)
    usual = usual_ending([*sides[2], *sides[1]])
    return "".join([line if ending(line) else line + usual for line in out[:-1]] + out[-1:])


def _clashes(met: Met, words: list[list[str]]) -> bool:
    """True if both sides changed the line, each to something else."""
    if met.before is None:
        return False
    was = words[0][met.before]
    their = words[1][met.theirs] if met.theirs is not None else None
    my = words[2][met.mine] if met.mine is not None else None
    return was not in (their, my) and their != my


def _line(met: Met, sides: Lines, words: list[list[str]], place: str, chosen: Chosen) -> str | None:
    """The line of a part that does not clash; None if a side took it out."""
    their = sides[1][met.theirs] if met.theirs is not None else None
    my = sides[2][met.mine] if met.mine is not None else None
    if met.before is None:
        if my is None:
            chosen.take(place)
        return my if my is not None else their
    was = sides[0][met.before]
    if my is None or their is None:
        if my is not None:
            chosen.take(place)
        return None
    if bare(my) == bare(was) and bare(their) != bare(was):
        chosen.take(place)
        return their
    if ending(my) == ending(was):
        return bare(my) + ending(their)
    return my


def _settle(
    met: list[Met],
    sides: Lines,
    out: list[str],
    place: str,
    found: int,
    chosen: Chosen,
) -> int:
    """Put lines in a row that clash; 1 if there were any."""
    if not met:
        return 0
    before = [sides[0][one.before] for one in met if one.before is not None]
    theirs = [sides[1][one.theirs] for one in met if one.theirs is not None]
    mine = [sides[2][one.mine] for one in met if one.mine is not None]
    name = place if not found else f"{place}.{found + 1}"
    first = len(out) + 1
    shown = [_shown(side) for side in (before, theirs, mine)]
    side = chosen.clash(Clash(name, (first, first + len(mine)), *shown))
    out += {"before": before, "theirs": theirs, "mine": mine}[side]
    return 1


def _shown(lines: Iterable[str]) -> str:
    return "\n".join(bare(line) for line in lines)
