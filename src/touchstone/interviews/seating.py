"""Putting candidates on forms: who is interviewed, by whom, on what."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from touchstone.access.people import Known, Person, Right
from touchstone.core.letters import letters
from touchstone.interviews.having_read import has_read
from touchstone.interviews.hindrance import CURRENT, Hindered, convinces, hindrances, way_out
from touchstone.interviews.plan import Plan
from touchstone.interviews.scorecard import LETTERS_OF_A_WHY, Refused, Scorecard, typed
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.shown import Showings, too_long_said
from touchstone.interviews.sitting import (
    Record,
    Seat,
    Showing,
    Sitting,
    nothing_hinders,
)

MOST_INTERVIEWERS = 8  # in one room; beyond it a candidate faces a tribunal
ORGANISERS = Refused(("Only who sets up interviews can do this.",))
NOT_ONESELF = Refused(
    (
        "Nobody excuses themselves: who did could read the others and score again. Ask another person who "
        "sets up interviews to do it here.",
    )
)


@dataclass(frozen=True)
class SittingLine:
    """One interview in a list: the viewer's own scorecard of it, and how many of all are in."""

    sitting: Sitting
    own: Scorecard | None
    submitted: int
    awaited: int


@dataclass(frozen=True)
class Seating(Showings):
    """Sets up interviews; what they show goes on the record of what was shown.

    `let_in` gives the ids of the people who can come in now: nobody else could fill a scorecard.
    """

    new_id: Callable[[], str]
    let_in: Callable[[], Container[str]]
    names: Callable[[], Mapping[str, str]]

    def fits(
        self,
        viewer: Person,
        sheet: Sheet,
        candidate: str,
        interviewers: Sequence[str],
        *,
        ended: Sequence[str] = (),
        new: int = 0,
        despite: str = "",
    ) -> str | Refused:
        """The candidate's code where `set_up` would put them on a sheet, or why it would not: asked before
        anybody is invited, so that a refusal makes no person and no link.

        `ended` are interviewers (ids) whose link is to be made anew, `new` counts those who have no id yet.
        """
        if not self._organises(viewer):
            return ORGANISERS
        code, people = self.code(candidate), tuple(dict.fromkeys(interviewers))
        if isinstance(code, Refused):
            return code
        if wrong := self._wrong(sheet, code, people, tuple(ended), new):
            return Refused((wrong,))
        if too_long := too_long_said(despite):
            return too_long
        found = self._hindered(sheet, code, despite)(self._record(code))
        return found if found and not convinces(despite) else code

    def set_up(
        self,
        viewer: Person,
        sheet: Sheet,
        candidate: str,
        interviewers: Sequence[str],
        *,
        hide_names: bool = False,
        despite: str = "",
    ) -> Sitting | Refused:
        """A candidate on a sheet, with an empty scorecard for each interviewer (ids of people).

        Where its questions were shown too often, or to the candidate before, it is `Hindered` without a
        reason (`despite`), which is kept; a reason that nothing calls for is not.
        """
        made = self.set_up_all(
            viewer, [(sheet, interviewers)], candidate, hide_names=hide_names, despite=despite
        )
        return made if isinstance(made, Refused) else made[0]

    def set_up_all(
        self,
        viewer: Person,
        forms: Sequence[tuple[Sheet, Sequence[str]]],
        candidate: str,
        *,
        people: Sequence[Known] = (),
        hide_names: bool = False,
        despite: str = "",
    ) -> tuple[Sitting, ...] | Refused:
        """`set_up` for several sheets, each with its interviewers, in one transaction: all of them, or none.

        `people` are kept with them: interviewers who had no link that opens, whoever has a new name.
        """
        seats = self._seats(viewer, forms, candidate, {known.person.id for known in people}, despite)
        if isinstance(seats, Refused):
            return seats
        seats = [replace(one, sitting=replace(one.sitting, hide_names=hide_names)) for one in seats]
        # Looked at again where it is written: another may have taken the last place under the cap meanwhile.
        kept = self.store.add_seats(seats, people)
        if isinstance(kept, Refused):
            return kept
        sittings = tuple(seat.sitting for seat in seats)
        return sittings if kept else _already(sittings[0].candidate)

    def why_not_all(
        self,
        viewer: Person,
        forms: Sequence[tuple[Sheet, Sequence[str]]],
        candidate: str,
        *,
        people: Sequence[Known] = (),
        despite: str = "",
    ) -> Refused | None:
        """Why `set_up_all` would refuse; None where it would not."""
        seats = self._seats(viewer, forms, candidate, {known.person.id for known in people}, despite)
        return seats if isinstance(seats, Refused) else None

    def _seats(
        self,
        viewer: Person,
        forms: Sequence[tuple[Sheet, Sequence[str]]],
        candidate: str,
        new: Container[str],
        despite: str,
    ) -> list[Seat] | Refused:
        if not self._organises(viewer):
            return ORGANISERS
        code = self.code(candidate)
        if isinstance(code, Refused):
            return code
        if too_long := too_long_said(despite):
            return too_long
        seats: list[Seat] = []
        for sheet, interviewers in forms:
            seat = self._seat(viewer, sheet, code, tuple(dict.fromkeys(interviewers)), new, despite)
            if isinstance(seat, Refused):
                return seat if len(forms) == 1 else in_interview(sheet, seat)
            seats.append(seat)
        return seats

    def _seat(
        self, viewer: Person, sheet: Sheet, code: str, people: tuple[str, ...], new: Container[str], why: str
    ) -> Seat | Refused:
        known, fresh = [one for one in people if one not in new], [one for one in people if one in new]
        if wrong := self._wrong(sheet, code, known, fresh):
            return Refused((wrong,))
        now, hindered = self.clock.now(), self._hindered(sheet, code, why)
        found = hindered(self._record(code))
        if found and not convinces(why):
            return found
        made = Sitting(
            self.new_id(),
            sheet.id,
            sheet.role,
            sheet.level,
            sheet.title,
            code,
            viewer.id,
            people,
            False,
            now,
            typed(why).strip() if found else "",
        )
        cards = [Scorecard(self.new_id(), made.id, who, code, sheet.entries) for who in people]
        showings = [Showing(name, mark, code, now) for name, mark in sheet.asked]
        return Seat(made, cards, showings, nothing_hinders if found else hindered, sheet)

    def _hindered(self, sheet: Sheet, code: str, despite: str) -> Callable[[Record], Hindered | None]:
        now, titles = self.clock.now(), {item["id"]: item["title"] for item in sheet.questions}
        asked = [name for name, _ in sheet.asked]

        def hindered(record: Record) -> Hindered | None:
            said = hindrances(asked, record, code=code, now=now, titles=titles)
            return Hindered((*said, *way_out(despite))) if said else None

        return hindered

    def _record(self, code: str) -> Record:
        shown, candidates = self.store.shown(code)
        return Record(shown, candidates, self.store.seen(code))

    def _wrong(
        self, sheet: Sheet, code: str, people: Sequence[str], ended: Sequence[str] = (), new: int = 0
    ) -> str:
        many = len({*people, *ended}) + new
        if not many:
            return "An interview needs at least one interviewer."
        if many > MOST_INTERVIEWERS:
            return f"At most {MOST_INTERVIEWERS} people score one interview; found {many}."
        if not sheet.questions:
            return "This form has no questions."
        if any(one.sheet == sheet.id for one in self.store.sittings(candidate=code)):
            return _already(code).sentences[0]
        return self._unfit(code, people, ended)

    def _unfit(self, code: str, people: Sequence[str], ended: Sequence[str]) -> str:
        """Why somebody can't score: they can't come in, or others' scores are open to them."""
        known = self.let_in()
        if strange := [who for who in people if who not in known]:
            return f"Nobody whose link opens has the id {strange[0]!r}; an interviewer needs a link."
        names = self.names()
        read = [
            names.get(who, who) for who in dict.fromkeys((*people, *ended)) if has_read(self.store, who, code)
        ]
        if not read:
            return ""
        who = read[0] if len(read) == 1 else f"{', '.join(read[:-1])} and {read[-1]}"
        return (
            f"{who} can read others' scorecards of {code} already, so a new score would not be their own. "
            "Name somebody else, and set up all interviews of a candidate before the first scorecards are in."
        )

    def already(self, viewer: Person, code: str, planned: Plan) -> Mapping[str, Sitting] | Refused:
        """The interviews of a plan, by stage, that a candidate was put down for in the last 30 days, whoever
        did it: of two the newer one."""
        if not self._organises(viewer):
            return ORGANISERS
        theirs = [
            one
            for one in reversed(self.store.sittings(candidate=code))
            if (one.role, one.level) == (planned.role, planned.level)
            and self.clock.now() - one.created_at < CURRENT
        ]
        return by_stage(planned, theirs)

    def seated_beside(self, one: str, other: str) -> bool:
        """Whether two people score one candidate, and either's scorecard of them is not in."""
        if one == other:
            return False
        scored = [
            {held.candidate for held in self.store.sittings(person=who) if who in held.interviewers}
            for who in (one, other)
        ]
        return any(
            card.interviewer in (one, other) and not card.closed
            for candidate in set.intersection(*scored)
            for card in self.store.cards(candidate=candidate)
        )

    def lines(self, viewer: Person) -> list[SittingLine]:
        """The interviews that the viewer scores or set up, newest first."""
        if viewer.id not in self.let_in():
            return []
        cards: dict[str, list[Scorecard]] = {}
        for card in self.store.cards(person=viewer.id):
            cards.setdefault(card.sitting, []).append(card)
        found = self.store.sittings(person=viewer.id)
        return [_line(viewer, one, cards.get(one.id, [])) for one in found]

    def _organises(self, viewer: Person) -> bool:
        return viewer.may(Right.ORGANISE) and viewer.id in self.let_in()

    def sheets(self, viewer: Person) -> list[Sheet]:
        """The forms that are in use, newest first, so that another candidate can get the same one."""
        return list(self.store.sheets()) if self._organises(viewer) else []

    def late(self, viewer: Person, candidate: str) -> list[tuple[Sitting, str]]:
        """Whose scorecards (ids of people) are awaited that the viewer may excuse."""
        let_in = self.let_in()
        return [
            (sitting, card.interviewer)
            for sitting in self.store.sittings(candidate=candidate)
            for card in self.store.cards(sitting=sitting.id)
            if not card.closed and viewer.id in let_in and _may_excuse(viewer, sitting, card.interviewer)
        ]

    def excuse(self, viewer: Person, sitting_id: str, interviewer: str, reason: str) -> Sitting | Refused:
        """Waits no longer for somebody's scorecard; what they wrote is kept and counts for nothing.

        Who set the interview up does it for the others, and another organiser does it for them.
        """
        found = self.store.sitting(sitting_id)
        if found is not None and viewer.id == interviewer == found.organiser:
            return NOT_ONESELF
        if found is None or viewer.id not in self.let_in() or not _may_excuse(viewer, found, interviewer):
            return ORGANISERS
        why = typed(reason).strip()
        if letters(why) < LETTERS_OF_A_WHY:
            return Refused(("Write down why nobody waits for this scorecard.",))
        if too_long := too_long_said(why):
            return too_long
        card = next((c for c in self.store.cards(sitting=sitting_id) if c.interviewer == interviewer), None)
        if card is None or not self.store.excuse(card.id, why):
            return Refused(("There is no such scorecard, or it is submitted already.",))
        return found


def _line(viewer: Person, sitting: Sitting, cards: Sequence[Scorecard]) -> SittingLine:
    own = next((card for card in cards if card.interviewer == viewer.id), None)
    awaited = [card for card in cards if not card.excused]
    return SittingLine(sitting, own, sum(card.locked for card in awaited), len(awaited))


def _may_excuse(viewer: Person, sitting: Sitting, interviewer: str) -> bool:
    if viewer.id == interviewer:
        return False
    return viewer.id == sitting.organiser or (interviewer == sitting.organiser and viewer.may(Right.ORGANISE))


def by_stage(planned: Plan, sittings: Sequence[Sitting]) -> dict[str, Sitting]:
    """Sittings by the stage of a plan that they are of: the last one of each."""
    return {
        item.stage.id: sitting
        for item in planned.stages
        for sitting in sittings
        if sitting.title.startswith(f"{item.stage.title}: ")
    }


def in_interview(sheet: Sheet, refused: Refused) -> Refused:
    """The same refusal, with the interview of a loop that it is about."""
    stage = sheet.title.partition(":")[0]
    return replace(refused, sentences=tuple(f"{stage}: {sentence}" for sentence in refused.sentences))


def _already(code: str) -> Refused:
    return Refused((f"{code} is already put down for this form.",))
