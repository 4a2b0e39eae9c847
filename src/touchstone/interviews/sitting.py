"""One candidate's interview on one sheet, and who scores it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from touchstone.access.people import Known
from touchstone.interviews.debrief import Decision
from touchstone.interviews.scorecard import Entry, Refused, Scorecard, letters
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.weighing import Weighing

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")


@dataclass(frozen=True)
class Sitting:
    """Who is interviewed on what. People are named by their ids, the candidate by a code, never by a name.

    With `hide_names` the interviewers' names stay hidden in the debrief. `despite` says why the candidate
    gets questions that they were shown before, or that reached the exposure cap; "" where there are none.
    """

    id: str
    sheet: str
    role: str
    level: str
    title: str
    candidate: str
    organiser: str
    interviewers: tuple[str, ...]
    hide_names: bool
    created_at: datetime
    despite: str = ""

    def part_of(self, person: str) -> bool:
        """Whether a person (id) scores it or set it up."""
        return person in (self.organiser, *self.interviewers)


@dataclass(frozen=True)
class Showing:
    """A question of the bank that a candidate was shown; `despite` says why, where something hindered it."""

    question_id: str
    question_hash: str
    candidate: str
    at: datetime
    despite: str = ""


@dataclass(frozen=True)
class Record:
    """What was shown at one moment: how many others saw each question, how many others there were, and what
    the candidate saw, with the first time."""

    shown: Mapping[str, int]
    candidates: int
    seen: Mapping[str, datetime]


# Looks at the record in the transaction that adds to it, so that no two pass the exposure cap at once.
Hinders: TypeAlias = Callable[[Record], Refused | None]


def nothing_hinders(record: Record) -> None:
    """Lets everything pass."""


@dataclass(frozen=True)
class Seat:
    """A candidate's place in one interview as it is kept: its empty scorecards, what they will have seen,
    what may hinder it, and the sheet, where it is not kept yet."""

    sitting: Sitting
    cards: Sequence[Scorecard]
    showings: Sequence[Showing] = ()
    hinders: Hinders = nothing_hinders
    sheet: Sheet | None = None


class SittingStore(Protocol):
    """What keeps sheets, sittings, scorecards, showings and decisions. Each call is one transaction.

    A scorecard that is submitted or excused takes no change: such a call answers False and writes nothing.
    """

    def sheet(self, sheet_id: str) -> Sheet | None: ...

    def sheets(self) -> Sequence[Sheet]: ...

    def add_seats(self, seats: Sequence[Seat], people: Sequence[Known] = ()) -> bool | Refused:
        """All seats of one candidate, with the people who are let in for them, or none of it.

        False when the candidate is on one of the sheets already; or what hinders it, such as somebody else
        who has one of the people's names by now.
        """
        ...

    def add_showings(self, showings: Sequence[Showing], hinders: Hinders = nothing_hinders) -> Refused | None:
        """Keeps what one candidate was shown on paper, unless something hinders it."""
        ...

    def sitting(self, sitting_id: str) -> Sitting | None: ...

    def sittings(self, *, candidate: str | None = None, person: str | None = None) -> Sequence[Sitting]:
        """All, or those of a candidate, or those that a person scores or set up; newest first."""
        ...

    def code_as_kept(self, code: str) -> str | None:
        """How the newest sitting writes a candidate's code that is this one in capitals."""
        ...

    def card(self, card_id: str) -> Scorecard | None: ...

    def cards(
        self, *, candidate: str | None = None, sitting: str | None = None, person: str | None = None
    ) -> Sequence[Scorecard]:
        """All, or those of a candidate, of a sitting, or of all sittings that a person scores or set up."""
        ...

    def save_entry(self, card_id: str, entry: Entry) -> bool:
        """Keeps an entry of a draft whose kept revision is one less than the entry's."""
        ...

    def save_view(self, card: Scorecard, before: Scorecard) -> bool:
        """Keeps recommendation, confidence and conflict of a draft."""
        ...

    def submit(self, card: Scorecard, at: datetime) -> bool:
        """Locks a draft whose entries and own view are still those of `card`.

        The first one of a candidate ties them, in the same transaction, to the newest weights of its role and
        level.
        """
        ...

    def excuse(self, card_id: str, reason: str) -> bool: ...

    def add_decision(self, decision: Decision) -> None: ...

    def decisions(self, candidate: str) -> Sequence[Decision]: ...

    def fix_weights(self, new: Weighing) -> bool:
        """False, and nothing written, while a candidate who was scored for the role and level has no decision
        that is `FINAL` and later than their last scorecard."""
        ...

    def weighings(self, role: str, level: str) -> Sequence[Weighing]:
        """All that was fixed for a role and level, newest first."""
        ...

    def weights_of(self, candidate: str) -> Weighing | None:
        """What a candidate is tied to; None where nothing was fixed, or no scorecard is in."""
        ...

    def shown(self, but: str = "", *, before: datetime | None = None) -> tuple[Mapping[str, int], int]:
        """How many candidates saw each question, and how many there were, `but` the one of that code.

        With `before` as it was at that time.
        """
        ...

    def seen(self, candidate: str) -> Mapping[str, datetime]:
        """The questions that a candidate was shown, with the first time."""
        ...


def namesake(known: Known) -> Refused:
    """What to say where somebody else got a person's name between a look and a click."""
    return Refused((f"Somebody else is called {known.person.name!r} by now. Look again who is meant.",))


def hidden_names(sittings: Iterable[Sitting]) -> dict[str, str]:
    """A letter for each interviewer of one candidate, by id, where one of the interviews hides names.

    Empty where none does.
    """
    held = list(sittings)
    if not any(one.hide_names for one in held):
        return {}
    return letters((who for one in held for who in one.interviewers), held[0].candidate)


def candidate_code(text: str) -> str | Refused:
    """A candidate's code as it is kept, in capitals, or why it is none.

    `IM-1` and `im-1` are one candidate: written in two ways they would be scored, and counted, as two.
    """
    code = text.strip()
    if _CODE.fullmatch(code):
        return code.upper()
    return Refused(
        (
            f"A candidate is named by a code of letters, digits, dots and dashes, such as C-2026-014; "
            f"found {text[:60]!r}. A name would bias who reads it.",
        )
    )
