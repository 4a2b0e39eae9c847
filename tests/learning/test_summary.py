"""What an attempt shows, in words that fit the evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchstone.learning.evidence import Shown, evidence
from touchstone.learning.summary import Summary, summarise


@dataclass(frozen=True)
class Result:
    """A question as the summary sees it."""

    area: str = "Statistics"
    subtopic: str = "Descriptive"
    need: str = "statistics"
    standing: str = "marked"
    score: float | None = 1.0
    self_rating: int | None = None
    practice: bool = False


@pytest.mark.parametrize(
    ("right", "wrong", "shown"),
    [
        (0, 0, Shown.NOT_TRIED),
        (1, 0, Shown.UNCLEAR),
        (0, 1, Shown.UNCLEAR),
        (2, 0, Shown.LIKELY),
        (0, 2, Shown.UNLIKELY),
        (3, 0, Shown.SHOWN),
        (0, 3, Shown.NOT_SHOWN),
        (2, 1, Shown.UNCLEAR),
        (4, 1, Shown.LIKELY),
        (5, 1, Shown.SHOWN),
        (1, 5, Shown.NOT_SHOWN),
        (10, 10, Shown.UNCLEAR),
    ],
)
def test_words_fit_the_evidence(right: int, wrong: int, shown: Shown) -> None:
    assert evidence([1.0] * right + [0.0] * wrong).shown is shown


@settings(max_examples=30, deadline=None)
@given(right=st.integers(0, 12), wrong=st.integers(0, 12))
def test_the_chance_is_that_of_a_uniform_prior(right: int, wrong: int) -> None:
    """P(share > 1/2) by the binomial identity of the Beta distribution, in exact fractions."""
    n = right + wrong + 1
    expected = Fraction(sum(comb(n, k) for k in range(right + 1)), 2**n)
    found = evidence([1.0] * right + [0.0] * wrong)
    assert found.chance == pytest.approx(float(expected), abs=1e-12)
    assert 0 <= found.low < found.high <= 1


def test_a_partial_score_is_part_of_a_right_answer() -> None:
    assert evidence([0.5, 0.5]).chance == pytest.approx(0.5)


def summary(
    *results: Result, needs: tuple[str, ...] = ("statistics", "probability", "SQL", "writing")
) -> Summary:
    return summarise(results, needs)


def test_areas_and_subtopics_come_in_the_order_they_were_asked() -> None:
    found = summary(Result(subtopic="Inference"), Result(area="Probability", subtopic="Rules"), Result())
    assert [area.topic.title for area in found.areas] == ["Statistics", "Probability"]
    assert [topic.title for topic in found.areas[0].subtopics] == ["Inference", "Descriptive"]
    assert found.answers == 3


@pytest.mark.parametrize(
    "result",
    [
        Result(standing="with a person", score=None),
        Result(standing="skipped", score=None),
        Result(standing="open", score=None),
        Result(standing="self-rated", score=None, self_rating=4),
        Result(practice=True),
    ],
)
def test_what_is_no_evidence_is_not_counted(result: Result) -> None:
    with_it, without = summary(Result(score=0.0), result), summary(Result(score=0.0))
    assert with_it.areas[0].topic.evidence == without.areas[0].topic.evidence


def test_what_is_no_evidence_is_named() -> None:
    topic = (
        summary(
            Result(standing="with a person", score=None),
            Result(standing="skipped", score=None),
            Result(standing="self-rated", score=None, self_rating=2),
            Result(practice=True),
        )
        .areas[0]
        .topic
    )
    assert (topic.with_a_person, topic.skipped, topic.self_ratings, topic.practised) == (1, 1, (2,), 1)


class TestSteps:
    def test_wrong_comes_before_skipped_before_untried(self) -> None:
        found = summary(
            Result(need="SQL", standing="skipped", score=None),
            Result(need="probability", score=0.0),
            *[Result(need="statistics")] * 3,
        )
        assert [(step.skill, step.why) for step in found.steps] == [
            ("probability", "What you answered was not right, but it was too little to be sure."),
            ("SQL", "You skipped it."),
            ("writing", "It was not tried."),
        ]

    def test_the_order_of_the_profile_decides_among_equals(self) -> None:
        assert [step.skill for step in summary().steps] == ["statistics", "probability", "SQL"]

    def test_what_is_shown_is_never_named(self) -> None:
        shown = [
            Result(need=need) for need in ("statistics", "probability", "SQL", "writing") for _ in range(3)
        ]
        assert summary(*shown).steps == ()

    def test_a_low_self_rating_is_a_reason(self) -> None:
        low = Result(need="writing", standing="self-rated", score=None, self_rating=1)
        assert summary(low).steps[0].why == "You rated your own answer 1 of 4."
        high = replace(low, self_rating=4)
        assert "writing" not in [step.skill for step in summary(high).steps]

    @pytest.mark.parametrize("scores", [(0.0,), (0.0, 0.0), (1.0,), (1.0, 1.0), (1.0, 0.0)])
    def test_every_step_has_a_sentence(self, scores: tuple[float, ...]) -> None:
        found = summary(*[Result(score=score) for score in scores], needs=("statistics",))
        assert found.steps[0].why.endswith(".")
