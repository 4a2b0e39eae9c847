"""Draws variants: numbers, key, mistakes and texts, thrown away and drawn again where they would be unfair.

Many seeds are drawn at once, so that a round costs two trips to the worker however many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from touchstone.banks.draws import Drawn, Stream
from touchstone.banks.draws import draw as draw_params
from touchstone.banks.letters import assumed, letters_of, with_letters
from touchstone.banks.question import Question
from touchstone.banks.rendering import Unrendered, expressions_of, render
from touchstone.banks.service import Job, Maths, Result
from touchstone.banks.typed import as_typed
from touchstone.banks.values import Value, from_result
from touchstone.banks.variant import CannotDraw, Variant, VariantPart

MOST_DRAWS = 200
NO_VALUE = "has no value"  # in the reasons of draws on which something can't be computed
# Draws in which something has no value at all: more means that the question is broken.
MOST_FAILURES = 12
# Draws on which a mistake meets the key: more in a row means that it nearly always does.
MOST_MET = 60
# Variants of one seed kept for the proof although a mistake met the key on them.
MOST_UNFAIR = 3


def draw(question: Question, seed: int, maths: Maths) -> Variant:
    """The variant of that seed, the same on every machine. Raises CannotDraw."""
    (outcome,) = draw_many(question, [seed], maths)
    if isinstance(outcome, CannotDraw):
        raise outcome
    return outcome


def draw_many(question: Question, seeds: Iterable[int], maths: Maths) -> list[Variant | CannotDraw]:
    """The variants of many seeds, in order; a CannotDraw where there is none."""
    return draw_all(question, seeds, maths).outcomes


@dataclass(frozen=True)
class Draws:
    """What was drawn for some seeds, and some of the variants thrown away since a mistake met the key.

    A wrong key may meet a listed mistake on just those numbers on which it is wrong: a proof must see them.
    """

    outcomes: list[Variant | CannotDraw]
    unfair: list[Variant]


def draw_all(question: Question, seeds: Iterable[int], maths: Maths) -> Draws:
    """As `draw_many`, with what was thrown away."""
    pending = [_Attempt(question, seed) for seed in seeds]
    every = list(pending)
    while pending:
        for attempt in pending:
            attempt.redraw()
        standing = _where_holds(question, pending, maths)
        _work_out(question, standing, maths)
        _compare_mistakes([attempt for attempt in standing if attempt.variant is not None], maths)
        pending = [attempt for attempt in pending if attempt.variant is None and not attempt.given_up]
    return Draws([one.outcome for one in every], [variant for one in every for variant in one.unfair])


@dataclass
class _Attempt:
    """The draws of one seed so far."""

    question: Question
    seed: int
    draws: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    drawn: Drawn = field(default_factory=lambda: Drawn({}, {}))
    env: dict[str, str] = field(default_factory=dict)
    let: dict[str, Value] = field(default_factory=dict)
    variant: Variant | None = None
    unfair_draws: int = 0
    unfair: list[Variant] = field(default_factory=list)

    def redraw(self) -> None:
        stream = Stream(self.question.id, self.seed, self.draws)
        self.draws += 1
        self.drawn = draw_params(self.question.params, stream)
        self.env, self.let = dict(self.drawn.env), {}

    def job(self, expressions: Mapping[str, str]) -> Job:
        """The expressions with what they rest on."""
        letters = letters_of(self.question, self.drawn.env)
        return with_letters(expressions, letters), self.env, assumed(self.question, letters)

    def reject_unfair(self, reason: str) -> None:
        self.unfair_draws += 1
        if self.variant is not None and len(self.unfair) < MOST_UNFAIR:
            self.unfair.append(self.variant)
        self.reject(reason)

    def reject(self, reason: str, *, broken: bool = False) -> None:
        self.variant = None
        self.reasons[reason] += 1
        self.failures += broken

    @property
    def given_up(self) -> bool:
        if not self.question.params:
            return self.draws >= 1
        spent = self.draws >= MOST_DRAWS or self.unfair_draws >= MOST_MET
        return spent or self.failures >= MOST_FAILURES

    @property
    def outcome(self) -> Variant | CannotDraw:
        return self.variant or CannotDraw(self.question, self.seed, self.reasons)


def _where_holds(question: Question, attempts: Sequence[_Attempt], maths: Maths) -> list[_Attempt]:
    """The attempts whose numbers meet every `where`; works out `let` on the way."""
    asked = {**question.let, **{f"where {n}": text for n, text in enumerate(question.where)}}
    if not asked:
        return list(attempts)
    standing = []
    for attempt, results in _evaluated(attempts, asked, maths):
        if _meets(attempt, results, question):
            standing.append(attempt)
    return standing


def _meets(attempt: _Attempt, results: Mapping[str, Result], question: Question) -> bool:
    for number, text in enumerate(question.where):
        result = results[f"where {number}"]
        if not result["ok"]:
            attempt.reject(f"`{text}` {NO_VALUE}: {result['reason']}", broken=True)
            return False
        if result.get("value") is not True:
            attempt.reject(f"where {text}")
            return False
    for name in question.let:
        if not results[name]["ok"]:
            attempt.reject(f"{name} {NO_VALUE}: {results[name]['reason']}", broken=True)
            return False
        attempt.let[name] = from_result(results[name])
        attempt.env[name] = attempt.let[name].text
    return True


def _work_out(question: Question, attempts: Sequence[_Attempt], maths: Maths) -> None:
    """Key, mistakes and texts of each attempt: its variant, unless something can't be computed."""
    needed = expressions_of(question)
    results = _evaluated(attempts, needed, maths) if needed else [(attempt, {}) for attempt in attempts]
    for attempt, found in results:
        broken = next((name for name, result in found.items() if not result["ok"]), None)
        if broken is not None:
            attempt.reject(f"{broken} {NO_VALUE}: {found[broken]['reason']}", broken=True)
            continue
        values = {name: from_result(result) for name, result in found.items()}
        made = render(question, attempt.seed, attempt.drawn, {**attempt.let, **values}, attempt.env)
        if isinstance(made, Unrendered):
            attempt.reject(made.reason, broken=made.broken)
        else:
            attempt.variant = replace(made, draw_number=attempt.draws, redraws=dict(attempt.reasons))


def _compare_mistakes(attempts: Sequence[_Attempt], maths: Maths) -> None:
    """Throws away draws in which a listed mistake would be marked right, or as another mistake."""
    rows: list[dict[str, Any]] = []
    about: list[tuple[_Attempt, str]] = []
    for attempt in attempts:
        assert attempt.variant is not None
        for part in attempt.variant.parts:
            for row, name in mistake_rows(part):
                rows.append(row)
                about.append((attempt, name))
    for (attempt, name), verdict in zip(about, maths.grade_many(rows) if rows else (), strict=True):
        if attempt.variant is None:
            continue
        if verdict["outcome"] == "correct":
            attempt.reject_unfair(f"the mistake {name} equals the key")
        elif verdict.get("mistake") not in (None, name):
            attempt.reject_unfair(f"the mistake {name} equals {verdict['mistake']}")


def mistake_rows(part: VariantPart) -> list[tuple[dict[str, Any], str]]:
    """A grading row for each listed mistake, with its name: what a candidate who makes it would type."""
    return [
        ({**part.row, "answer": as_typed(mistake.value, part.row)}, mistake.name) for mistake in part.mistakes
    ]


def _evaluated(
    attempts: Sequence[_Attempt], expressions: Mapping[str, str], maths: Maths
) -> list[tuple[_Attempt, Mapping[str, Result]]]:
    if not attempts:
        return []
    results = maths.evaluate_many([attempt.job(expressions) for attempt in attempts])
    return list(zip(attempts, results, strict=True))
