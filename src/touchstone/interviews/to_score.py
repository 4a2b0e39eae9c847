"""Which two sample answers a kit's readers score before the first interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from touchstone.banks.question import Calibration, Question
from touchstone.core.hashes import content_hash
from touchstone.interviews.forms import Form


@dataclass(frozen=True)
class ToScore:
    """A sample answer with its question."""

    question: Question
    sample: Calibration


def to_score(form: Form, questions: Mapping[str, Question]) -> tuple[ToScore, ...]:
    """A weaker and a stronger sample answer to two questions of the form, as far apart as there are; where it
    has one such question both are of that one, and where it has none both are of its areas."""
    own = [questions[question.id] for question in form.questions]
    areas = {question.area for question in own}
    beside = [question for _, question in sorted(questions.items()) if question.area in areas]
    for held in (own, beside):
        if found := [question for question in held if question.calibration]:
            return _apart(found, form.id)
    return ()


def _apart(held: Sequence[Question], form: str) -> tuple[ToScore, ...]:
    """The pair whose scores lie furthest apart, in the questions' order. Of equal pairs the form's hash
    decides: else the first answer would always be the weaker one."""
    if len(held) == 1:
        samples = sorted(held[0].calibration, key=lambda sample: sample.score)
        ends = [one for one in held[0].calibration if one in (samples[0], samples[-1])]
        return tuple(ToScore(held[0], sample) for sample in ends[:2])

    def rank(pair: tuple[ToScore, ToScore]) -> tuple[int, str]:
        weak, strong = pair
        apart = strong.sample.score - weak.sample.score
        return apart, content_hash([form, weak.question.id, strong.question.id])

    weakest = [ToScore(q, min(q.calibration, key=lambda sample: sample.score)) for q in held]
    strongest = [ToScore(q, max(q.calibration, key=lambda sample: sample.score)) for q in held]
    places = permutations(range(len(held)), 2)
    pair = max(((weakest[weak], strongest[strong]) for weak, strong in places), key=rank)
    order = {question.id: place for place, question in enumerate(held)}
    return tuple(sorted(pair, key=lambda one: order[one.question.id]))
