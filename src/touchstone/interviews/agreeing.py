"""How far a panel agrees, over all candidates whose scorecards are in: for its own members to see."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from touchstone.access.people import Person, Right
from touchstone.interviews.agreement import (
    Agreement,
    TooFew,
    alpha,
    intraclass,
    weighted_kappa,
)
from touchstone.interviews.pool import Floats
from touchstone.interviews.scorecard import SCORES, Scorecard, letters
from touchstone.interviews.severity import Severity, severities
from touchstone.interviews.sitting import SittingStore

MOST_PAIRS = 10  # of interviewers, those with the most in common: nobody reads a longer list


@dataclass(frozen=True)
class Pair:
    """Two interviewers by name, and their weighted kappa over what both scored."""

    one: str
    two: str
    kappa: Agreement | TooFew


@dataclass(frozen=True)
class PanelAgreement:
    """`together` is alpha over all, `single` the ICC over rows that all scored; `scored` counts candidates.

    Interviewers read their own severity and pairs, who sets up interviews everybody's. `hidden`: names are
    letters, since the debrief of one of these candidates hides them.
    """

    scored: int
    together: Agreement | TooFew
    single: Agreement | TooFew | None
    pairs: tuple[Pair, ...]
    severities: tuple[Severity | TooFew, ...]
    hidden: bool = False


@dataclass(frozen=True)
class Agreeing:
    """Agreement as a service."""

    store: SittingStore
    names: Callable[[], Mapping[str, str]]
    let_in: Callable[[], Container[str]]

    def of(self, viewer: Person) -> PanelAgreement:
        """Over the candidates that the viewer interviewed or set up, once all of their scorecards are in."""
        cards = self._cards(viewer)
        hidden = self._hidden(cards)
        called = self._called(viewer, cards, hidden)
        people = sorted({card.interviewer for card in cards}, key=lambda who: (called[who], who))
        table, of = scores_table(cards, people)
        shown = people if viewer.may(Right.ORGANISE) else [who for who in people if who == viewer.id]
        whole = severities(table, people, of=of) if len(people) > 1 else []
        return PanelAgreement(
            scored=len({card.candidate for card in cards}),
            together=alpha(table, of=of) if len(people) > 1 else TooFew("alpha (ordinal)", 0),
            single=intraclass(table, of=of) if len(people) > 1 else None,
            pairs=tuple(_pairs(table, of, people, shown, called)),
            severities=tuple(
                _named(found, who, called) for who, found in zip(people, whole, strict=False) if who in shown
            ),
            hidden=hidden,
        )

    def _hidden(self, cards: Sequence[Scorecard]) -> bool:
        of = {card.candidate for card in cards}
        return any(one.hide_names for code in of for one in self.store.sittings(candidate=code))

    def _called(self, viewer: Person, cards: Sequence[Scorecard], hidden: bool) -> Mapping[str, str]:
        """What everybody is called: letters for all but the viewer, where a debrief hides one of them.

        Other letters than in any debrief: there they stand beside scores.
        """
        people, names = {card.interviewer for card in cards}, self.names()
        called = {who: names.get(who, who) for who in people}
        return called | letters(people - {viewer.id}, "agreement") if hidden else called

    def _cards(self, viewer: Person) -> list[Scorecard]:
        found: list[Scorecard] = []
        if viewer.id not in self.let_in():
            return found
        for candidate in dict.fromkeys(one.candidate for one in self.store.sittings(person=viewer.id)):
            cards = [card for card in self.store.cards(candidate=candidate) if not card.excused]
            if cards and all(card.locked for card in cards):
                found += cards
        return found


def scores_table(cards: Sequence[Scorecard], people: Sequence[str]) -> tuple[Floats, list[str]]:
    """One row a candidate's question that was scored, one column a person; NaN where they did not score.

    With it, whose answer each row is."""
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for card in cards:
        for entry in card.entries:
            if entry.score is not None:
                rows.setdefault((card.candidate, entry.question_id), {})[card.interviewer] = entry.score
    table = [[float(row.get(who, math.nan)) for who in people] for row in rows.values()]
    return np.array(table, dtype=float).reshape(len(table), len(people)), [code for code, _ in rows]


def _pairs(
    table: Floats, of: Sequence[str], people: Sequence[str], shown: Sequence[str], called: Mapping[str, str]
) -> list[Pair]:
    column = {who: table[:, place] for place, who in enumerate(people)}
    pairs = [pair for pair in itertools.combinations(people, 2) if pair[0] in shown or pair[1] in shown]
    common = {(one, two): int((~np.isnan(column[one]) & ~np.isnan(column[two])).sum()) for one, two in pairs}
    kept = sorted((pair for pair in pairs if common[pair]), key=lambda pair: (-common[pair], pair))
    return [
        Pair(
            called[one],
            called[two],
            weighted_kappa(list(column[one]), list(column[two]), SCORES, of=of),
        )
        for one, two in kept[:MOST_PAIRS]
    ]


def _named(found: Severity | TooFew, who: str, called: Mapping[str, str]) -> Severity | TooFew:
    name = called[who]
    if isinstance(found, TooFew):
        return replace(found, name=f"The severity of {name}")
    return replace(found, interviewer=name)
