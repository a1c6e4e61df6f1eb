"""What is being worked on, and what a person may do with it: the cards of the office and the changes of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sitegen.office.person import ChangeCard, ChangeState, Person
from sitegen.office.rights import Right
from sitegen.project.changes import DISK
from sitegen.project.stage import View
from sitegen.project.work import Piece, pieces
from sitegen.server.admin.asked import Asked

_SHOWN = (ChangeState.OPEN, ChangeState.WAITING)


@dataclass(frozen=True, slots=True)
class Work:
    """A change as the person who asks sees it.

    ``owner`` is None for what lies on the disk of this computer; ``is_current``: it is the one that its owner is at.
    """

    id: str
    title: str
    owner: Person | None
    state: ChangeState
    since: datetime | None
    saved: datetime | None
    pieces: tuple[Piece, ...]
    is_mine: bool
    is_current: bool
    may_look: bool
    may_publish: bool
    may_discard: bool
    may_send: bool
    may_take_back: bool
    may_hand_back: bool

    @property
    def is_disk(self) -> bool:
        """True for what lies on the disk of this computer."""
        return self.id == DISK

    @property
    def is_waiting(self) -> bool:
        """True if it was sent for review."""
        return self.state is ChangeState.WAITING

    @property
    def may_work_on(self) -> bool:
        """True if its owner asks, and is at another one."""
        return self.is_mine and not self.is_current and self.state is ChangeState.OPEN


def works(asked: Asked) -> list[Work]:
    """Everything that is being worked on and holds something, one's own first, then what waits."""
    cards = [card for card in asked.office.people.changes() if card.state in _SHOWN]
    found = [work for card in cards if (work := _of_card(asked, card)) is not None and work.pieces]
    if asked.may(Right.CHANGES_OTHERS) and (disk := _of_disk(asked)).pieces:
        found.append(disk)
    return sorted(found, key=lambda one: (not one.is_mine, not one.is_waiting, one.is_disk))


def work(asked: Asked, ident: str) -> Work | None:
    """A change by its id, whatever it holds; None if there is none, or none that this person may see."""
    if ident == DISK:
        return _of_disk(asked) if asked.may(Right.CHANGES_OTHERS) else None
    card = asked.office.people.change(ident)
    return _of_card(asked, card) if card is not None and card.state in _SHOWN else None


def own(asked: Asked) -> Work:
    """The change that this person is at; it may hold nothing."""
    card = asked.office.people.change(asked.office.change_of(asked.who))
    found = _of_card(asked, card) if card is not None else None
    assert found is not None  # it was made a moment ago
    return found


def _of_card(asked: Asked, card: ChangeCard) -> Work | None:
    change = asked.office.changes.get(card.id)
    owner = asked.office.people.person(card.person)
    mine, others = card.person == asked.who.id, asked.may(Right.CHANGES_OTHERS)
    held = pieces(asked.office.stage, View(card.id), asked.office.altered(card.id)) if change is not None else ()
    is_open = card.state is ChangeState.OPEN
    return Work(
        card.id,
        card.title or _called(asked, held),
        owner,
        card.state,
        change.created if change is not None else None,
        change.saved if change is not None else None,
        held,
        mine,
        mine and card.id == asked.office.change_of(asked.who),
        mine or others,
        asked.may(Right.PAGES_PUBLISH) and (mine or others),
        (mine and is_open) or others,
        mine and is_open and asked.may(Right.CHANGES_SEND),
        mine and not is_open,
        others and not is_open and not mine,
    )


def _of_disk(asked: Asked) -> Work:
    held = pieces(asked.office.stage, View(DISK), asked.office.altered(DISK))
    title = asked.words.say("changes.on_disk")
    may = asked.may(Right.PAGES_PUBLISH) and asked.may(Right.CHANGES_OTHERS)
    return Work(
        DISK, title, None, ChangeState.OPEN, None, None, held, False, False, True, may, False, False, False, False
    )


def _called(asked: Asked, held: tuple[Piece, ...]) -> str:
    """What a change without a name is called: by what it holds."""
    if not held:
        return asked.words.say("changes.empty")
    if len(held) == 1:
        return held[0].title
    return asked.words.say("changes.called", title=held[0].title, count=len(held) - 1)
