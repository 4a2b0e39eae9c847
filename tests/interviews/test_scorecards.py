"""Scorecards: no score without evidence, locked when submitted, nobody sees another's before."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.scorecards import EVIDENCE, NOON, MemoryScorecards, Noon, filled

from touchstone.interviews.panel import Panel
from touchstone.interviews.scorecard import (
    Entry,
    Refused,
    Scorecard,
    best_after,
    conclude,
    hidden,
    missing,
    readable,
    submit,
    write,
)

ENTRIES = (Entry("joins", "A left join", "SQL"), Entry("variance", "A variance", "statistics"))
DRAFT = Scorecard("card-1", "form-1", "ana", "C-1", ENTRIES)


def accepted(outcome: Scorecard | Refused) -> Scorecard:
    assert isinstance(outcome, Scorecard), outcome
    return outcome


def whole() -> Scorecard:
    card = accepted(write(DRAFT, "joins", score=4, evidence=EVIDENCE))
    card = accepted(write(card, "variance", not_asked="The time was up."))
    return accepted(conclude(card, recommendation="yes", confidence="very", conflict=""))


def test_a_whole_scorecard_is_locked_when_submitted() -> None:
    card = accepted(submit(whole(), NOON))
    assert card.submitted_at == NOON
    for outcome in (
        write(card, "joins", score=1, evidence=EVIDENCE),
        conclude(card, recommendation="no", confidence="very", conflict=""),
        submit(card, NOON),
    ):
        assert isinstance(outcome, Refused)


LACKING = {
    "evidence": (
        lambda card: write(card, "joins", score=4, evidence=" good "),
        "Question 1 (A left join) is scored 4 without evidence",
    ),
    "score": (
        lambda card: write(card, "joins", evidence=EVIDENCE),
        "Question 1 (A left join) has no score",
    ),
    "reason": (
        lambda card: write(card, "variance"),
        "Question 2 (A variance) has no score",
    ),
    "both": (
        lambda card: write(card, "variance", score=2, evidence=EVIDENCE, not_asked="No time."),
        "Question 2 (A variance) is scored 2 and marked as not asked",
    ),
    "hint": (
        lambda card: write(card, "joins", score=4, evidence=EVIDENCE, hints=1),
        "Question 1 (A left join) is scored 4 after a hint; 3 is the most then.",
    ),
    "hints": (
        lambda card: write(card, "joins", score=3, evidence=EVIDENCE, hints=2),
        "is scored 3 after 2 hints; 2 is the most then.",
    ),
    "recommendation": (
        lambda card: conclude(card, recommendation="", confidence="very", conflict=""),
        "Your own recommendation is missing.",
    ),
    "confidence": (
        lambda card: conclude(card, recommendation="no", confidence="", conflict=""),
        "how sure you are",
    ),
    "conflict": (
        lambda card: conclude(card, recommendation="no", confidence="very", conflict=None),
        "have a stake in the outcome",
    ),
    "everything": (
        lambda card: write(card, "joins", not_asked="Ran out of time."),
        "No question is scored.",
    ),
}


@pytest.mark.parametrize("case", LACKING)
def test_what_is_lacking_keeps_a_draft_from_being_submitted(case: str) -> None:
    change, said = LACKING[case]
    draft = accepted(change(whole()))
    outcome = submit(draft, NOON)
    assert isinstance(outcome, Refused)
    assert any(said in sentence for sentence in outcome.sentences), outcome


def test_all_that_is_lacking_is_said_at_once() -> None:
    assert len(missing(DRAFT)) == 6


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: write(DRAFT, "join", score=3), "did you mean 'joins'?"),
        (lambda: write(DRAFT, "joins", score=5), "A score is 1, 2, 3 or 4; found 5."),
        (lambda: write(DRAFT, "joins", score=0), "found 0"),
        (lambda: write(DRAFT, "joins", hints=-1), "Hints are counted from 0"),
        (lambda: conclude(DRAFT, recommendation="hire", confidence="", conflict=None), "found 'hire'"),
        (lambda: conclude(DRAFT, recommendation="", confidence="totally", conflict=None), "found 'totally'"),
    ],
)
def test_what_can_not_be_written(change, said: str) -> None:  # type: ignore[no-untyped-def]
    outcome = change()
    assert isinstance(outcome, Refused)
    assert said in outcome.sentences[0]


def test_half_an_entry_is_kept() -> None:
    card = accepted(write(DRAFT, "joins", score=3))
    assert card.entry("joins") == replace(ENTRIES[0], score=3)


def test_each_hint_costs_an_anchor_but_never_the_lowest() -> None:
    assert [best_after(hints) for hints in range(5)] == [4, 3, 2, 2, 2]


@given(states=st.lists(st.booleans(), min_size=1, max_size=5), viewer=st.integers(0, 5))
def test_nobody_reads_another_scorecard_before_submitting_their_own(states: list[bool], viewer: int) -> None:
    cards = [filled(f"i{place}", {"SQL": 3}, submitted=state) for place, state in enumerate(states)]
    name = f"i{viewer}"
    seen = readable(name, cards)
    own = [card for card in cards if card.interviewer == name]
    others = [card for card in seen if card.interviewer != name]
    assert [card for card in seen if card.interviewer == name] == own
    assert all(card.locked for card in others)
    if own and not own[0].locked:
        assert not others
    if not own and not all(states):
        assert not others
    if own and own[0].locked:
        assert others == [card for card in cards if card.locked and card.interviewer != name]


def panel() -> Panel:
    numbers = count(1)
    return Panel(MemoryScorecards(), Noon(), lambda: f"card-{next(numbers)}")


def test_the_service_keeps_drafts_and_opens_the_same_one_again() -> None:
    made = panel()
    card = made.open("ana", form="form-1", candidate="C-1", entries=ENTRIES)
    accepted(made.write("ana", card.id, "joins", score=3, evidence="half a"))
    again = made.open("ana", form="form-1", candidate="C-1", entries=ENTRIES)
    assert again.id == card.id
    assert again.entries[0].evidence == "half a"


def test_the_service_refuses_others() -> None:
    made = panel()
    ana = made.open("ana", form="form-1", candidate="C-1", entries=ENTRIES)
    ben = made.open("ben", form="form-2", candidate="C-1", entries=ENTRIES)
    for outcome in (
        made.write("ben", ana.id, "joins", score=1),
        made.submit("ben", ana.id),
        made.conclude("ben", ana.id, recommendation="no", confidence="very", conflict=""),
        made.read("ben", ana.id),
        made.read("ana", "no-such-card"),
        made.submit("ana", "no-such-card"),
        made.conclude("ana", "no-such-card", recommendation="no", confidence="very", conflict=""),
    ):
        assert isinstance(outcome, Refused)
    finish(made, "ana", ana.id)
    assert isinstance(made.read("ben", ana.id), Refused)
    finish(made, "ben", ben.id)
    assert accepted(made.read("ben", ana.id)).locked
    assert [card.interviewer for card in made.of_candidate("ana", "C-1")] == ["ana", "ben"]


def finish(made: Panel, who: str, card_id: str) -> None:
    accepted(made.write(who, card_id, "joins", score=3, evidence=EVIDENCE))
    accepted(made.write(who, card_id, "variance", not_asked="The time was up."))
    accepted(made.conclude(who, card_id, recommendation="yes", confidence="fairly", conflict=""))
    accepted(made.submit(who, card_id))


def test_a_scorecard_that_another_window_submitted_is_not_changed() -> None:
    made = panel()
    card = made.open("ana", form="form-1", candidate="C-1", entries=ENTRIES)
    finish(made, "ana", card.id)
    stale = Panel(_Stale(made.store, card), made.clock, made.new_id)  # type: ignore[arg-type]
    assert isinstance(stale.write("ana", card.id, "joins", score=1), Refused)


class _Stale:
    """A store whose reads are older than its writes."""

    def __init__(self, store: MemoryScorecards, old: Scorecard) -> None:
        self.store, self.old = store, old

    def get(self, card_id: str) -> Scorecard:
        return self.old

    def put(self, card: Scorecard) -> bool:
        return self.store.put(card)


def test_names_can_be_hidden() -> None:
    cards = hidden([filled("zoe", {"SQL": 2}), filled("ana", {"SQL": 4})])
    assert [card.interviewer for card in cards] == ["Interviewer B", "Interviewer A"]
