"""Calibration: no key before every sample is scored; then how far one is off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.scorecards import ANA, BEN, MemorySamples, Noon

from touchstone.banks.bank import load_files
from touchstone.interviews.calibrating import Calibrated, Sample, calibrated, samples
from touchstone.interviews.practising import SEEN, Practising
from touchstone.interviews.scorecard import Refused

EXERCISE = [Sample(f"s{n}", "Q", "P", "A", score, "why") for n, score in enumerate([1, 2, 3, 4])]


def test_samples_come_from_the_bank() -> None:
    questions = load_files([Path(__file__).parent / "bank.yaml"]).questions.values()
    assert [(s.id, s.score) for s in samples(questions)] == [
        ("explain-p-value/1", 1),
        ("explain-p-value/2", 3),
    ]
    assert samples(questions, area="sql") == []


def test_how_far_one_is_off() -> None:
    found = calibrated({"s0": 1, "s1": 3, "s2": 3, "s3": 2}, EXERCISE)
    assert isinstance(found, Calibrated)
    assert (found.shift, found.exact, found.within_one) == pytest.approx((-0.25, 0.5, 0.75))
    assert [(sample.id, given) for sample, given in found.apart] == [("s3", 2), ("s1", 3)]


@pytest.mark.parametrize("given", [{}, {"s0": 1, "s1": 2, "s2": 3}, {"s0": 1, "s1": 2, "s2": 3, "s3": 5}])
def test_nothing_is_shown_before_all_are_scored(given: dict[str, int]) -> None:
    assert isinstance(calibrated(given, EXERCISE), Refused)


def test_no_samples() -> None:
    assert isinstance(calibrated({}, []), Refused)


PANEL = [Sample(f"q/{n}", "Q", "P", f"Answer {n}.", n + 1, "because") for n in range(3)]


def test_a_person_scores_alone_and_sees_the_others_afterwards() -> None:
    room = Practising(MemorySamples(), Noon(), lambda: {ANA.id, BEN.id})
    for sample in PANEL:
        room.score(BEN, sample, 2, PANEL)
    room.score(ANA, PANEL[0], 1, PANEL)
    assert room.given(ANA, PANEL) == {"q/0": 1}
    assert isinstance(room.result(ANA, PANEL), Refused)
    assert room.others(ANA, PANEL) == []
    for sample in PANEL[1:]:
        room.score(ANA, sample, sample.score, PANEL)
    found = room.result(ANA, PANEL)
    assert isinstance(found, Calibrated)
    assert found.exact == 1
    assert [one.counts for one in room.others(ANA, PANEL)] == [(0, 1, 0, 0)] * 3
    assert room.score(ANA, PANEL[0], 2, PANEL) == SEEN
    assert room.given(ANA, PANEL)["q/0"] == 1
    assert isinstance(room.score(ANA, PANEL[0], 5, PANEL), Refused)


def test_a_score_belongs_to_the_words_that_were_scored() -> None:
    room = Practising(MemorySamples(), Noon(), lambda: {ANA.id, BEN.id})
    room.score(ANA, PANEL[0], 1, PANEL)
    assert room.given(ANA, [replace(PANEL[0], answer="Another answer.")]) == {}
