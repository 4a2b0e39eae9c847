"""The debrief as a service: nothing of it opens before every scorecard is in; a named person decides."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from touchstone.access.people import Person
from touchstone.core.clock import Clock
from touchstone.core.counts import count
from touchstone.interviews import debrief as debriefs
from touchstone.interviews.bands import Band, bands, score_error
from touchstone.interviews.debrief import (
    Debrief,
    Decision,
    decide,
    repeated,
    restricted,
    weighed,
    with_names,
)
from touchstone.interviews.scorecard import Refused, Scorecard, hidden, readable
from touchstone.interviews.seating import ORGANISERS
from touchstone.interviews.sitting import Sitting, SittingStore, hidden_names
from touchstone.interviews.weighing import weighed_alike

NO_CANDIDATE = Refused(("There is no interview of this candidate, or you are not part of it.",))

RECORDED = Refused(("This decision is recorded already, word for word; it is not recorded twice.",))


@dataclass(frozen=True)
class Compared:
    """Candidates for one role and level in bands of who can't be told apart, by code.

    All are compared on the same `competencies`. `waiting` are those whose scorecards are not all in,
    `otherwise` those who share less than half of the competencies: their means are of something else, and
    `reweighed` those for whom other weights were fixed. While the error is not known all stand in one band.
    """

    bands: tuple[Band, ...]
    waiting: tuple[str, ...]
    otherwise: tuple[str, ...]
    competencies: tuple[str, ...]
    error_known: bool
    reweighed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Debriefing:
    """What the panel sees together, once everybody has scored alone."""

    store: SittingStore
    clock: Clock
    names: Callable[[], Mapping[str, str]]
    let_in: Callable[[], Container[str]]

    def debrief(self, viewer: Person, candidate: str) -> Debrief | Refused:
        """All scores of a candidate by competency, weighed as was fixed before the first of them was in;
        refused while one scorecard is awaited."""
        sittings = self._of(viewer, candidate)
        if not sittings:
            return NO_CANDIDATE
        found = self._debrief(candidate, hidden_names(sittings))
        return found if isinstance(found, Refused) else with_names(found, self._called(sittings))

    def views(self, viewer: Person, candidate: str) -> list[tuple[str, Scorecard]]:
        """Who said what for themselves beside the scores, under the name that is shown; empty before the
        debrief opens."""
        sittings = self._of(viewer, candidate)
        cards = self._cards(candidate)
        if not sittings or not cards or not all(card.locked for card in cards):
            return []
        return self._under_names(cards, sittings)

    def opened(self, viewer: Person, candidate: str) -> list[tuple[str, Scorecard]]:
        """Others' scorecards that the viewer may read before the debrief opens, under the name that is shown:
        the submitted ones, once all of the viewer's own are in."""
        sittings = self._of(viewer, candidate)
        if not sittings:
            return []
        cards = readable(viewer.id, self.store.cards(candidate=candidate))
        return self._under_names([card for card in cards if card.interviewer != viewer.id], sittings)

    def beside_the_scores(self, viewer: Person, candidate: str) -> list[str]:
        """What the scores don't show, a sentence each: who has a stake in the outcome, forms given despite a
        warning, who was not waited for, questions left out, hints. Empty before the debrief opens."""
        sittings, cards = self._of(viewer, candidate), self._cards(candidate)
        if not sittings or not cards or not all(card.locked for card in cards):
            return []
        titles = {one.id: one.title for one in sittings}
        found = [
            f"{who} knows the candidate or has a stake in the outcome: {card.conflict}"
            for who, card in self._under_names(cards, sittings)
            if card.conflict
        ]
        found += [
            f"The form of “{one.title}” was given despite a warning: {one.despite}"
            for one in sittings
            if one.despite
        ]
        for who, card in self._under_names(self.store.cards(candidate=candidate), sittings):
            if card.excused:
                title = titles.get(card.sitting, "")
                found.append(f"{who} was not waited for on “{title}” and scored nothing: {card.excused}")
                continue
            found += [
                f"{who} did not ask “{entry.title}”: {entry.not_asked}"
                for entry in card.entries
                if entry.not_asked and entry.score is None
            ]
            found += [
                f"{who} gave {count(entry.hints, 'hint')} on “{entry.title}”."
                for entry in card.entries
                if entry.hints
            ]
        return found

    def awaited(self, viewer: Person, candidate: str) -> list[str]:
        """Whose scorecards are not in, by name: that somebody has not scored tells nothing of a score."""
        if not self._of(viewer, candidate):
            return []
        names = self.names()
        late = [card.interviewer for card in self._cards(candidate) if not card.locked]
        return [names.get(who, who) for who in dict.fromkeys(late)]

    def beside(self, viewer: Person, candidate: str) -> Compared | Refused:
        """The candidates for the same role and level that the viewer interviewed or set up and that are
        weighed as this one is; refused while this one's debrief is closed."""
        own = self.debrief(viewer, candidate)
        if isinstance(own, Refused):
            return own
        jobs = {(one.role, one.level) for one in self._of(viewer, candidate)}
        mine = self.store.sittings(person=viewer.id)
        codes = sorted({one.candidate for one in mine if (one.role, one.level) in jobs})
        found = {code: self._debrief(code) for code in codes}
        scored = [item for item in found.values() if isinstance(item, Debrief)]
        ready = [item for item in scored if weighed_alike(own.weighing, item.weighing)]
        like, common = _alike(own, ready)
        weight = {row.competency: row.weight for row in own.rows}
        compared = [weighed(restricted(item, common), weight) for item in like]
        return Compared(
            bands(compared),
            tuple(code for code, item in found.items() if isinstance(item, Refused)),
            tuple(item.candidate for item in ready if item not in like),
            tuple(sorted(common)),
            score_error(compared) is not None,
            tuple(item.candidate for item in scored if item not in ready),
        )

    def decide(
        self,
        viewer: Person,
        candidate: str,
        *,
        outcome: str,
        by: str,
        reason: str,
        minutes: str = "",
    ) -> Decision | Refused:
        """Records what a named person decided; a later decision stands beside it, none is overwritten."""
        if not self.may_decide(viewer, candidate):
            return ORGANISERS
        item = self.debrief(viewer, candidate)
        if isinstance(item, Refused):
            return item
        made = decide(item, outcome=outcome, by=by, reason=reason, at=self.clock.now(), minutes=minutes)
        if isinstance(made, Refused):
            return made
        if repeated(made, self.store.decisions(candidate)):
            return RECORDED
        self.store.add_decision(made)
        return made

    def may_decide(self, viewer: Person, candidate: str) -> bool:
        """Whether the viewer set up an interview of the candidate, and so records the decision."""
        return any(one.organiser == viewer.id for one in self._of(viewer, candidate))

    def decisions(self, viewer: Person, candidate: str) -> list[Decision]:
        """All decisions on a candidate, newest first; none to who is still to score them alone."""
        if not self._of(viewer, candidate) or self._scores(viewer, candidate):
            return []
        return sorted(self.store.decisions(candidate), key=lambda item: item.at, reverse=True)

    def _of(self, viewer: Person, candidate: str) -> list[Sitting]:
        sittings = list(self.store.sittings(candidate=candidate))
        mine = any(one.part_of(viewer.id) for one in sittings)
        return sittings if mine and viewer.id in self.let_in() else []

    def _scores(self, viewer: Person, candidate: str) -> bool:
        """Whether the viewer has a scorecard of the candidate to fill: what was decided would colour it."""
        cards = self.store.cards(candidate=candidate)
        return any(card.interviewer == viewer.id and not card.closed for card in cards)

    def _cards(self, candidate: str) -> list[Scorecard]:
        return [card for card in self.store.cards(candidate=candidate) if not card.excused]

    def _debrief(self, candidate: str, letters: Mapping[str, str] | None = None) -> Debrief | Refused:
        cards = self._cards(candidate)
        shown = hidden(cards, letters) if letters else cards
        return debriefs.debrief(shown, self.store.weights_of(candidate))

    def _called(self, sittings: Sequence[Sitting]) -> Mapping[str, str]:
        names = self.names()
        people = {who for one in sittings for who in one.interviewers}
        return {who: names.get(who, who) for who in people}

    def _under_names(
        self, cards: Sequence[Scorecard], sittings: Sequence[Sitting]
    ) -> list[tuple[str, Scorecard]]:
        """Each scorecard under the name that is shown; where names are hidden it tells the letter alone."""
        if letters := hidden_names(sittings):
            return [(card.interviewer, card) for card in hidden(cards, letters)]
        called = self._called(sittings)
        return [(called.get(card.interviewer, card.interviewer), card) for card in cards]


def _alike(own: Debrief, ready: Sequence[Debrief]) -> tuple[list[Debrief], set[str]]:
    """Who shares half of one's competencies or more, and what all of them share; else who has them all."""
    mine = {row.competency for row in own.rows}
    held = {item.candidate: {row.competency for row in item.rows} for item in ready}
    like = [item for item in ready if 2 * len(held[item.candidate] & mine) >= len(mine)]
    common = mine.intersection(*(held[item.candidate] for item in like))
    if common:
        return like, common
    return [item for item in ready if held[item.candidate] >= mine], mine
