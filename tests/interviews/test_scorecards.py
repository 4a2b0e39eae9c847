"""Scorecards: no score without evidence, locked when submitted, nobody sees another's before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.scorecards import EVIDENCE, NOON, filled

from touchstone.interviews.scorecard import (
    Entry,
    Refused,
    Scorecard,
    best_after,
    conclude,
    hidden,
    letters,
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
        "Question 1 (A left join) is scored 4 with too little evidence",
    ),
    "no evidence": (
        lambda card: write(card, "joins", score=4),
        "Question 1 (A left join) is scored 4 without evidence",
    ),
    "fourteen characters": (
        lambda card: write(card, "joins", score=4, evidence="Names the keys"),
        "Write what the candidate said or did, in 15 characters or more, 10 of them letters or digits.",
    ),
    "evidence in letters": (
        lambda card: write(card, "joins", score=4, evidence="." * 40),
        "Question 1 (A left join) is scored 4 with too little evidence",
    ),
    "score": (
        lambda card: write(card, "joins", evidence=EVIDENCE),
        "Question 1 (A left join) has no score",
    ),
    "reason": (
        lambda card: write(card, "variance"),
        "Question 2 (A variance) has no score",
    ),
    "a reason that nobody sees": (
        lambda card: write(card, "variance", not_asked="\u3164" * 20),
        "Question 2 (A variance) has no score",
    ),
    "a row of one letter": (
        lambda card: write(card, "joins", score=4, evidence="a" * 15),
        "Question 1 (A left join) is scored 4 with too little evidence",
    ),
    "evidence that nobody sees": (
        lambda card: write(card, "joins", score=2, evidence="\u3164" * 10 + "\uffa0" * 10),
        "Question 1 (A left join) is scored 2 with too little evidence",
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
    "a stake without a name": (
        lambda card: conclude(card, recommendation="no", confidence="very", conflict="yes"),
        "You know the candidate or have a stake in the outcome. Say which.",
    ),
    "a stake of no word": (
        lambda card: conclude(card, recommendation="no", confidence="very", conflict="Yes."),
        "Say which.",
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


@pytest.mark.parametrize("stake", ["my cousin", "We were colleagues", "同事", "No. 7 in my old team", ""])
def test_a_stake_that_is_named_is_taken(stake: str) -> None:
    card = accepted(conclude(whole(), recommendation="no", confidence="very", conflict=stake))
    assert accepted(submit(card, NOON)).conflict == stake


def test_the_shortest_evidence_is_taken() -> None:
    card = accepted(write(whole(), "joins", score=4, evidence="Named 1:n joins"))
    assert accepted(submit(card, NOON)).locked


def test_all_that_is_lacking_is_said_at_once() -> None:
    assert len(missing(DRAFT)) == 6


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda: write(DRAFT, "join", score=3), "did you mean 'joins'?"),
        (lambda: write(DRAFT, "joins", score=5), "A score is 1, 2, 3 or 4; found 5."),
        (lambda: write(DRAFT, "joins", score=0), "found 0"),
        (lambda: write(DRAFT, "joins", score=3.0), "A score is 1, 2, 3 or 4; found 3.0."),  # type: ignore[arg-type]
        (lambda: write(DRAFT, "joins", score=True), "A score is 1, 2, 3 or 4; found True."),
        (lambda: write(DRAFT, "joins", notes={True: "x"}), "from 1 to 4; found [True]."),
        (lambda: write(DRAFT, "joins", notes={2.0: "x"}), "found [2.0]."),  # type: ignore[dict-item]
        (lambda: write(DRAFT, "joins", hints=-1), "Hints are counted from 0"),
        (lambda: write(DRAFT, "joins", hints=1.5), "from 0 to 20; found 1.5."),  # type: ignore[arg-type]
        (lambda: write(DRAFT, "joins", hints=True), "from 0 to 20; found True."),
        (lambda: conclude(DRAFT, recommendation="hire", confidence="", conflict=None), "found 'hire'"),
        (lambda: conclude(DRAFT, recommendation="", confidence="totally", conflict=None), "found 'totally'"),
    ],
)
def test_what_can_not_be_written(change, said: str) -> None:  # type: ignore[no-untyped-def]
    outcome = change()
    assert isinstance(outcome, Refused)
    assert said in outcome.sentences[0]


@pytest.mark.parametrize("mark", ["\u202e", "\u202a", "\u202d", "\u2066", "\u2067", "\u2069", "\ufeff"])
def test_no_mark_turns_what_is_written(mark: str) -> None:
    text, right = f"Named {mark}evil [l](x) joins", "Named evil [l](x) joins"
    card = accepted(write(whole(), "joins", score=4, evidence=text, notes={3: text}))
    entry = card.entry("joins")
    assert entry is not None
    assert (entry.evidence, entry.notes) == (right, ((3, right),))
    assert accepted(conclude(card, recommendation="no", confidence="very", conflict=text)).conflict == right
    skipped = accepted(write(card, "joins", not_asked=text)).entry("joins")
    assert skipped is not None
    assert skipped.not_asked == right
    only = accepted(write(whole(), "joins", score=4, evidence=mark * 20))
    assert any("without evidence" in said for said in missing(only))


@pytest.mark.parametrize("text", ["שלום said so", "\u200fשלום\u200e (joins)", "می\u200cخواهم"])
def test_a_language_that_runs_from_right_to_left_is_kept(text: str) -> None:
    entry = accepted(write(DRAFT, "joins", evidence=text)).entry("joins")
    assert entry is not None
    assert entry.evidence == text


def test_half_an_entry_is_kept() -> None:
    card = accepted(write(DRAFT, "joins", score=3))
    assert card.entry("joins") == replace(ENTRIES[0], score=3, revision=1)


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


def test_names_can_be_hidden() -> None:
    cards = [filled("zoe", {"SQL": 2}), filled("ana", {"SQL": 4}), filled("zoe", {"joins": 1})]
    names = {"ana": "Interviewer A", "zoe": "Interviewer B"}
    shown = hidden(cards, names)
    assert [card.interviewer for card in shown] == ["Interviewer A", "Interviewer B", "Interviewer B"]
    assert [card.entries for card in shown] == [cards[place].entries for place in (1, 0, 2)]


def test_letters_say_nothing_about_the_order_of_names() -> None:
    names = [f"n{number:02}" for number in range(30)]
    orders = {
        tuple(sorted(names, key=letters(names, f"C-{candidate}").__getitem__)) for candidate in range(5)
    }
    assert len(orders) == 5
    assert len(set(letters(names, "C-1").values())) == 30


def test_notes_at_an_anchor_are_evidence() -> None:
    card = accepted(write(whole(), "joins", score=4, notes={4: EVIDENCE, 2: " ", 3: "left null rows in"}))
    entry = card.entries[0]
    assert entry.notes == ((3, "left null rows in"), (4, EVIDENCE))
    assert entry.seen == f"At 4: {EVIDENCE}\nAt 3: left null rows in"
    assert not missing(card)


@pytest.mark.parametrize(
    ("notes", "said"), [({5: "x"}, "from 1 to 4; found [5]"), ({1: "x" * 20_001}, "20,000 characters")]
)
def test_notes_that_can_not_be(notes: dict[int, str], said: str) -> None:
    outcome = write(DRAFT, "joins", notes=notes)
    assert isinstance(outcome, Refused)
    assert said in outcome.sentences[0]


def test_half_a_character_is_no_reason_for_a_debrief_to_fail() -> None:
    """JSON carries half a surrogate pair; no page can show it, and a locked card can't be mended."""
    card = accepted(
        write(DRAFT, "joins", evidence="well done \ud83d", not_asked="\udfff", notes={4: "\ud800 so"})
    )
    card = accepted(conclude(card, recommendation="yes", confidence="very", conflict="\ud83d"))
    for text in (*(entry.seen + entry.not_asked for entry in card.entries), card.conflict or ""):
        text.encode()


@pytest.mark.parametrize("hints", [-1, 21, 10**25])
def test_hints_are_counted_within_reason(hints: int) -> None:
    assert isinstance(write(DRAFT, "joins", score=1, hints=hints), Refused)
