"""The debrief: disagreements first, weights with a reason, bands within the error, a person's decision."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.scorecards import NOON, filled

from touchstone.interviews.bands import Error, bands, mean_error, score_error
from touchstone.interviews.debrief import Debrief, Decision, debrief, decide, weighed
from touchstone.interviews.debrief_paper import debrief_paper
from touchstone.interviews.scorecard import Refused, Scorecard
from touchstone.interviews.weighing import Weighing


def made(*given: Scorecard | Weighing) -> Debrief:
    cards = [one for one in given if isinstance(one, Scorecard)]
    outcome = debrief(cards, next((one for one in given if isinstance(one, Weighing)), None))
    assert isinstance(outcome, Debrief), outcome
    return outcome


def test_rows_by_competency_with_disagreements_first() -> None:
    item = made(
        filled("ana", {"SQL": 3, "statistics": 4, "writing": None}),
        filled("ben", {"SQL": 3, "statistics": 2, "writing": 3}),
        filled("eva", {"SQL": 4, "statistics": 2}),
    )
    assert [row.competency for row in item.rows] == ["statistics", "SQL", "writing"]
    first = item.rows[0]
    assert (first.median, first.low, first.high, first.apart, first.to_discuss) == (2, 2, 4, 2, True)
    assert [judged.evidence for judged in first.judged] == ["Named the split by date before being asked."] * 3
    assert [row.to_discuss for row in item.rows] == [True, False, False]
    assert item.mean == pytest.approx((8 / 3 + 10 / 3 + 3) / 3)


def test_two_points_on_one_question_are_a_disagreement_whatever_the_medians() -> None:
    cards = [filled("ana", {"a": 4, "b": 2, "c": 3}), filled("ben", {"a": 2, "b": 2, "c": 3})]
    one = [replace(c, entries=tuple(replace(e, competency="SQL") for e in c.entries)) for c in cards]
    assert (made(*one).rows[0].apart, made(*one).rows[0].to_discuss) == (2, True)


def test_two_questions_of_one_interviewer_are_no_disagreement() -> None:
    card = filled("ana", {"SQL": 4, "joins": 1})
    one = replace(card, entries=tuple(replace(entry, competency="SQL") for entry in card.entries))
    assert made(one).rows[0].apart == 0


def fixed(**weights: float) -> Weighing:
    because = "The job is SQL most of the day."
    return Weighing("data_scientist", "mid", weights, because, "kim", "Kim Lead", NOON)


def test_weights_that_were_fixed_go_into_the_mean() -> None:
    card = filled("ana", {"SQL": 4, "writing": 2})
    assert made(card, fixed(SQL=3.0, writing=1.0)).mean == pytest.approx(3.5)
    assert made(card, fixed(SQL=3.0)).mean == pytest.approx(3.5)  # what is not named weighs 1
    assert made(card, fixed(SQL=2.0, writing=2.0)).mean == pytest.approx(3.0)
    assert made(card, fixed(teaching=9.0)).mean == pytest.approx(3.0)  # nobody was scored on it


@pytest.mark.parametrize(
    ("cards", "said"),
    [
        ([], "no scorecard"),
        ([filled("ana", {"SQL": 3}), filled("ben", {"SQL": 3}, submitted=False)], "1 of 2 scorecards"),
        ([filled("ana", {"SQL": 3}), filled("ben", {"SQL": 3}, candidate="C-2")], "about one candidate"),
        ([filled("ana", {"SQL": None})], "No question was scored."),
    ],
)
def test_no_debrief_before_all_is_there(cards: list[object], said: str) -> None:
    refused = debrief(cards)  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    assert said in refused.sentences[0]


def candidate(code: str, *scores: tuple[int, int]) -> Debrief:
    """One competency a pair, scored by two people."""
    names = [f"skill {place}" for place in range(len(scores))]
    return made(
        filled("ana", dict(zip(names, (one for one, _ in scores), strict=True)), candidate=code),
        filled("ben", dict(zip(names, (two for _, two in scores), strict=True)), candidate=code),
    )


def test_the_error_of_a_score_by_hand() -> None:
    # Each pair one point apart: a variance of 1/2. Ana is above Ben as often as not on two competencies at a
    # time (products 1/4, −1/4, …, which cancel), so that none of it goes through.
    many = [candidate(f"C-{n}", (3, 2), (2, 3), (4, 3), (2, 1)) for n in range(3)]
    assert score_error(many) == Error(0.0, pytest.approx(0.5))  # type: ignore[arg-type]
    # Four competencies of equal weight with two scores each: error / sqrt(8).
    assert mean_error(many[0], Error(0.0, 0.64)) == pytest.approx(0.8 / 8**0.5)


def test_an_interviewer_who_is_milder_throughout_is_not_averaged_out_by_more_competencies() -> None:
    many = [candidate(f"C-{n}", (3, 2), (4, 3), (4, 3), (2, 1)) for n in range(3)]
    error = score_error(many)
    assert error == Error(pytest.approx(0.5), pytest.approx(0.0))  # type: ignore[arg-type]
    assert mean_error(many[0], error) == pytest.approx((0.5 / 2) ** 0.5)
    apart = [made(filled("ana", {f"s{n}": 3}), filled("ben", {f"s{n}": 2})) for n in range(12)]
    assert score_error(apart) == Error(0.5, 0.0)  # no two competencies of one candidate: it is not known


def test_two_questions_of_one_interviewer_are_one_view_of_a_competency() -> None:
    cards = [filled("ana", {"a": 4, "b": 2}), filled("ben", {"a": 2, "b": 4})]
    one = [replace(c, entries=tuple(replace(e, competency="SQL") for e in c.entries)) for c in cards]
    assert score_error([made(*one)] * 12) == Error(0.0, 0.0)


def test_weights_go_into_the_error_and_the_means() -> None:
    pairs = [(4, 4), (1, 2)], [(4, 4), (3, 2)], [(2, 3), (3, 2)]
    many = [candidate(f"C-{n}", *scores) for n, scores in enumerate(pairs)] * 4
    error = score_error(many)
    assert error is not None
    heavy = [weighed(item, {"skill 0": 9.0, "skill 1": 1.0}) for item in many[:3]]
    assert heavy[0].mean == pytest.approx(0.9 * 4 + 0.1 * 1.5)
    by_hand = (0.9**2 + 0.1**2) * error.rest / 2 + error.severity / 2
    assert mean_error(heavy[0], error) == pytest.approx(by_hand**0.5)


def of_mean(code: str, *scores: int) -> Debrief:
    """One competency a score, which two people give alike."""
    return candidate(code, *((score, score) for score in scores))


# Twelve candidates a point apart from the others of the table, so that the error is known: 0.5 a score.
CALM = [candidate(f"X-{n}", (3, 2), (2, 3), (2, 3), (3, 2)) for n in range(6)]


def test_who_can_not_be_told_apart_shares_a_band_and_who_can_shares_none() -> None:
    # The error of a mean is (0.5 / 8) ** 0.5 = 0.25, of a difference 0.354: 0.69 tells two apart.
    high, middle, low = of_mean("C-1", 4, 4, 4, 4), of_mean("C-2", 4, 4, 3, 3), of_mean("C-3", 3, 3, 3, 3)
    found = [band.candidates for band in bands([low, middle, high, *CALM])]
    assert found[:2] == [("C-1", "C-2"), ("C-2", "C-3")]
    assert ("C-1", "C-3") not in itertools.chain.from_iterable(
        itertools.combinations(band, 2) for band in found
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=2),
        min_size=6,
        max_size=14,
    )
)
def test_two_share_a_band_exactly_when_their_difference_is_inside_the_error(
    scores: list[list[tuple[int, int]]],
) -> None:
    items = [candidate(f"C-{n}", *pairs) for n, pairs in enumerate(scores)]
    found, error = bands(items), score_error(items)
    assert error is not None
    for one, two in itertools.combinations(items, 2):
        reach = 1.96 * math.hypot(mean_error(one, error), mean_error(two, error))
        together = any({one.candidate, two.candidate} <= set(band.candidates) for band in found)
        assert together == (abs(one.mean - two.mean) <= reach + 1e-9)
    groups = [frozenset(band.candidates) for band in found]
    assert not any(one < two for one in groups for two in groups)
    assert len(set(groups)) == len(groups)
    tops = [max(item.mean for item in items if item.candidate in group) for group in groups]
    assert tops == sorted(tops, reverse=True)


def test_without_a_known_error_nobody_is_told_apart() -> None:
    one = made(filled("ana", {"SQL": 4}, candidate="C-1"))
    two = made(filled("ana", {"SQL": 1}, candidate="C-2"))
    assert score_error([one, two]) is None
    assert [band.candidates for band in bands([two, one])] == [("C-1", "C-2")]
    assert bands([]) == ()


def test_a_decision_has_a_person_and_a_reason() -> None:
    item = made(filled("ana", {"SQL": 4}))
    decision = decide(
        item, outcome="offer", by="Kim Lead", reason="Solved all of the SQL cases unaided.", at=NOON
    )
    assert isinstance(decision, Decision)
    assert (decision.candidate, decision.by, decision.at) == ("C-1", "Kim Lead", NOON)
    refused = decide(item, outcome="hire", by=" ", reason="good", at=NOON)
    assert isinstance(refused, Refused)
    assert len(refused.sentences) == 3


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("\u3164" * 30, "needs its reason"), ("\u200b" * 30, "needs its reason"),
        (". " * 30, "needs its reason"),
        ("x" * 30, "needs its reason"),
        ("Solved it. " * 2_000, "at most 20,000 characters"),
    ],
    ids=["fillers", "no width", "dots", "one letter", "endless"],
)  # fmt: skip
def test_a_decisions_reason_can_be_read(reason: str, said: str) -> None:
    made_ = decide(made(filled("ana", {"SQL": 4})), outcome="offer", by="Kim Lead", reason=reason, at=NOON)
    assert isinstance(made_, Refused)
    assert said in made_.sentences[0]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("Touchstone", "is no person"), ("the system", "is no person"), ("Somebody", "is no person"),
        ("the panel", "is a group"), ("Hiring committee", "is a group"), ("us", "is a group"),
        ("Me", "is no person"), ("You", "is no person"), ("N.N.", "is no person"),
        ("The tool", "is no person"), ("Recruiter", "is a post"),
        ("\u3164\u3164", "is no person"), ("Interviewers", "is a group"), ("the whole board", "is a group"),
        ("Hiring manager", "is a post"), ("HR", "is a post"), ("CEO", "is a post"),
        ("Joy Jury", ""), ("Max Board", ""), ("Olga Us", ""), ("Na Li", ""), ("Martin Head", ""),
        ("Head of Data", "is a post"), ("Kim Lead", ""), ("Dr. Böhm", ""), ("李伟", ""),
    ],
)  # fmt: skip
def test_a_decision_is_a_persons(by: str, said: str) -> None:
    reason = "Solved all of the SQL cases unaided."
    made_ = decide(made(filled("ana", {"SQL": 4})), outcome="offer", by=by, reason=reason, at=NOON)
    assert isinstance(made_, Decision) == (not said)
    assert said in " ".join(made_.sentences if isinstance(made_, Refused) else ())


def test_scores_of_one_question_stand_together_and_the_disputed_one_first() -> None:
    cards = [
        filled("ana", {"a": 4, "b": 3}),
        filled("ben", {"a": 3, "b": 1}),
        filled("eva", {"a": 3, "b": 4}),
    ]
    one = [replace(c, entries=tuple(replace(e, competency="SQL") for e in c.entries)) for c in cards]
    found = made(*one).rows[0].by_question()
    assert [(title, apart) for title, apart, _ in found] == [(found[0][0], 3), (found[1][0], 1)]
    assert [[(j.interviewer, j.score) for j in held] for _, _, held in found] == [
        [("eva", 4), ("ana", 3), ("ben", 1)], [("ana", 4), ("ben", 3), ("eva", 3)],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "said"), [((3, 3), "all alike"), ((3,), "one score"), ((2, 4, 3), "2 to 4")]
)
def test_no_spread_reads_as_a_width(scores: tuple[int, ...], said: str) -> None:
    cards = [filled(name, {"SQL": score}) for name, score in zip(("ana", "ben", "eva"), scores, strict=False)]
    assert made(*cards).rows[0].spread == said


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("", "Say what was decided: offer, no offer, another interview or on hold."),
        ("hire", "Say what was decided: offer, no offer, another interview or on hold; found 'hire'."),
    ],
)
def test_an_outcome_is_asked_for(outcome: str, said: str) -> None:
    item = made(filled("ana", {"SQL": 4}))
    found = decide(item, outcome=outcome, by="Kim Lead", reason="Solved all of it unaided.", at=NOON)
    assert found == Refused((said,))


def test_the_debrief_is_taken_away_as_it_stands_on_the_page() -> None:
    typed = "Said: *all* \u202e<b>rows</b>\n# | \u2067and $x$"  # as an older version kept it
    cards = [filled("ana", {"SQL": 4, "writing": 3}), filled("ben", {"SQL": 2, "writing": 3})]
    cards[0] = replace(
        cards[0],
        entries=(replace(cards[0].entries[0], evidence=typed), *cards[0].entries[1:]),
        conflict="We studied together",
    )
    item = made(*cards)
    decided = decide(item, outcome="on hold", by="Kim Lead", reason="Waits for another case.", at=NOON)
    assert isinstance(decided, Decision)
    views = [("Ana", cards[0]), ("Ben", cards[1])]
    paper = debrief_paper(item, beside=["Ana gave 1 hint on “a”."], views=views, decisions=[decided])
    for line in (
        "# Debrief: C-1",
        "- **SQL**: median 3, 2 to 4, 2 scores; to be discussed",
        "- **writing**: median 3, all alike, 2 scores",
        "### About SQL (2 points apart)",
        "> Said: \\*all\\* \\<b>rows\\</b>",
        "> \\# | and \\$x\\$",
        "- Ana gave 1 hint on “a”.",
        "**Ana:** rather yes, fairly sure. Knows the candidate or has a stake: We studied together",
        "**On hold**, by Kim Lead, 23 November 2026, 12:00 UTC",
        "> Waits for another case.",
    ):
        assert line in paper.markdown.splitlines(), (line, paper.markdown)
    assert "None is recorded yet." in debrief_paper(item, beside=[], views=[], decisions=[]).markdown
