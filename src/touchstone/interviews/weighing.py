"""What competencies weigh in a debrief, and which weights can be.

Weights that are chosen with scores in sight choose the result: `weights` fixes them before any score is in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from touchstone.core.letters import letters
from touchstone.core.persons import no_person
from touchstone.core.problems import did_you_mean
from touchstone.interviews.scorecard import LETTERS_OF_EVIDENCE

HEAVIEST = 100  # times another competency: more is a slip, and such a debrief rests on one competency alone
SHORTEST_REASON = 20  # characters: long enough to hold a reason that the candidate could be told
LONGEST_REASON = 500


@dataclass(frozen=True)
class Weighing:
    """Weights fixed for a role and level; a competency that is not named weighs 1.

    `person` is the id of who fixed them, `by` the name that they gave.
    """

    role: str
    level: str
    weights: Mapping[str, float]
    reason: str
    person: str
    by: str
    at: datetime


def weighed_alike(one: Weighing | None, other: Weighing | None) -> bool:
    """Whether candidates under both (None: all weigh the same) can be compared."""
    return _unequal(one) == _unequal(other)


def _unequal(held: Weighing | None) -> Mapping[str, float]:
    """The weights beside 1, where not all are the same."""
    weights = held.weights if held else {}
    differ = len(set(weights.values())) > 1
    return {name: weight for name, weight in weights.items() if differ and weight != 1}


def wrong(weights: Mapping[str, float], known: Sequence[str], reason: str, by: str) -> list[str]:
    """Why weights of the competencies `known` can't be fixed so, in sentences."""
    if not known:
        return ["No form for this role and level is in use yet. Put a candidate on one, then weigh it."]
    return [*_impossible(weights, known), *_lacking(weights, known, reason, by)]


def _impossible(weights: Mapping[str, float], known: Sequence[str]) -> list[str]:
    found = []
    for name, weight in weights.items():
        if name not in known:
            hint = did_you_mean(name, known, list_when_at_most=12)
            said = f"There is no competency {name[:80]!r} in the forms in use"
            found.append(f"{said}; {hint}" if hint else f"{said}.")
        elif not 0 < weight <= HEAVIEST:  # nor is what is no number
            found.append(f"The weight of {name!r} is {weight:g}; weights are above 0 and at most {HEAVIEST}.")
    return found


def _lacking(weights: Mapping[str, float], known: Sequence[str], reason: str, by: str) -> list[str]:
    found = []
    equal = len({float(weights.get(name, 1)) for name in known}) <= 1
    if not equal and (len(reason) < SHORTEST_REASON or letters(reason) < LETTERS_OF_EVIDENCE):
        found.append("Competencies weigh equally unless it is written down why the job needs other weights.")
    if len(reason) > LONGEST_REASON:
        found.append(f"A reason has at most {LONGEST_REASON} characters; this one has {len(reason)}.")
    if no_person(by) is not None:
        found.append("Weights need the name of the person who fixes them.")
    return found
