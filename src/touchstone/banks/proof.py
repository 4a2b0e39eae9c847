"""Proves a question: on every seed the key agrees with a second route and marks itself right, and each listed
mistake is marked as that mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from touchstone.banks import humane
from touchstone.banks.drawing import NO_VALUE, Draws, draw_all, mistake_rows
from touchstone.banks.ordering import undecided_order
from touchstone.banks.question import Question
from touchstone.banks.second_route import known_values, second_route
from touchstone.banks.service import Maths
from touchstone.banks.telling import given_away, untold
from touchstone.banks.typed import typings, unfair_to_type
from touchstone.banks.variant import CannotDraw, Variant, VariantPart

FOLLOWED = 3  # variants on which following is tried: it goes wrong on all or on none
HIGH_REDRAW_RATE = 20.0  # draws thrown away for each one kept: the parameters rarely meet `where`


@dataclass(frozen=True)
class QuestionProof:
    """What proving one question found. `redraws` counts by reason; `distinct` is how many prompts differ."""

    id: str
    seeds: int
    redraws: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[str, ...] = ()
    distinct: int = 0

    @property
    def redraw_rate(self) -> float:
        """Draws thrown away for each seed."""
        return sum(self.redraws.values()) / self.seeds if self.seeds else 0.0

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone prove --json` prints."""
        return {
            "id": self.id,
            "seeds": self.seeds,
            "redraws": sum(self.redraws.values()),
            "failures": list(self.failures),
        }


def prove(question: Question, seeds: Sequence[int], maths: Maths) -> QuestionProof:
    """Everything that is wrong with the question on these seeds."""
    seeds = seeds if question.params else seeds[:1]  # without numbers every seed is the same
    draws = draw_all(question, seeds, maths)
    variants = [outcome for outcome in draws.outcomes if isinstance(outcome, Variant)]
    redraws = _redraws(variants)
    distinct = len({_seen(variant) for variant in variants})
    failures = tuple(_faults(question, draws, maths))
    return QuestionProof(question.id, len(seeds), dict(redraws), failures, distinct)


def fails(question: Question, seeds: Sequence[int], maths: Maths) -> bool:
    """Whether `prove` finds anything on these seeds; stops at the first fault."""
    return any(_faults(question, draw_all(question, seeds, maths), maths))


def _faults(question: Question, draws: Draws, maths: Maths) -> Iterator[str]:
    variants = [outcome for outcome in draws.outcomes if isinstance(outcome, Variant)]
    for outcome in draws.outcomes:
        if isinstance(outcome, CannotDraw):
            yield f"seed {outcome.seed}: {outcome}"
    yield from second_route(question, variants, maths)
    for fault in second_route(question, draws.unfair, maths):
        yield f"{fault} (on numbers thrown away, since a mistake meets the key there)"
    for variant in variants:
        for fault in (*_text_faults(variant), *untold(variant)):
            yield f"seed {variant.seed}: {fault}"
    yield from given_away(variants)
    yield from marking_failures(variants, maths)
    yield from undecided_order(question, variants, maths)
    yield from _followed(variants[:FOLLOWED], maths)
    yield from _thrown_away(variants)


def _redraws(variants: Sequence[Variant]) -> Counter[str]:
    """How many draws were thrown away for these variants, by reason."""
    found: Counter[str] = Counter()
    for variant in variants:
        found.update(variant.redraws)
    return found


def _thrown_away(variants: Sequence[Variant]) -> Iterator[str]:
    redraws = _redraws(variants)
    if variants and redraws.total() > HIGH_REDRAW_RATE * len(variants):
        most, count = redraws.most_common(1)[0]
        rate = redraws.total() / len(variants)
        yield f"{rate:.0f} draws are thrown away for each kept: {count} × {most}"
    for reason, count in redraws.items():
        if NO_VALUE in reason:
            yield f"{count} draws are never asked since {reason}; rule such numbers out with `where`"


def _seen(variant: Variant) -> str:
    return "\n".join([variant.prompt, *(part.prompt for part in variant.parts)])


def _text_faults(variant: Variant) -> Iterator[str]:
    for what, text in texts(variant):
        for fault in humane.faults(text):
            yield f"the {what} shows {fault}"


def texts(variant: Variant) -> Iterator[tuple[str, str]]:
    """Everything of a variant that somebody reads, with what it is."""
    yield "prompt", variant.prompt
    for hint in variant.hints:
        yield "hint", hint
    yield "solution", variant.solution
    for part in variant.parts:
        yield f"prompt of {part.id}", part.prompt
        for option in part.options:
            yield f"option {option.letter}", option.text
        for mistake in part.mistakes:
            yield f"remark on {mistake.name}", mistake.says
    for follow_up in variant.follow_ups:
        yield "follow-up", f"{follow_up.ask}\n{follow_up.listen_for}"


def marking_failures(variants: Sequence[Variant], maths: Maths) -> Iterator[str]:
    """Where the right answer is not marked right, or a listed mistake not as that mistake."""
    rows: list[dict[str, Any]] = []
    expected: list[tuple[str, str | None, float]] = []
    for variant in variants:
        for part in variant.parts:
            where = f"seed {variant.seed}" + (f", part {part.id}" if len(variant.parts) > 1 else "")
            if part.key is not None:
                yield from (f"{where}: {fault}" for fault in unfair_to_type(part.key, part.row))
            for row, name, score in _expectations(variant, part):
                rows.append(row)
                expected.append((where, name, score))
    for row, verdict, (where, name, score) in zip(rows, _graded(rows, maths), expected, strict=True):
        fault = _misjudged(row, verdict, name, score)
        if fault is not None:
            yield f"{where}: {fault}"


def _followed(variants: Sequence[Variant], maths: Maths) -> Iterator[str]:
    """A part that follows an earlier one has a key on each listed mistake of that part too."""
    jobs: list[tuple[dict[str, str], dict[str, str]]] = []
    about: list[str] = []
    for variant in variants:
        for part in variant.parts:
            for earlier in (variant.part(name) for name in part.follow):
                for mistake in earlier.mistakes:
                    env = {**known_values(variant), earlier.id: mistake.value.text}
                    jobs.append(({"key": part.expressions["key"]}, env))
                    about.append(f"seed {variant.seed}, part {part.id} after the mistake {mistake.name}")
    for where, results in zip(about, maths.evaluate_many(jobs) if jobs else (), strict=True):
        if not results["key"]["ok"]:
            yield f"{where}: the key has no value: {results['key']['reason']}"


def _graded(rows: Iterable[dict[str, Any]], maths: Maths) -> Iterable[Mapping[str, Any]]:
    listed = list(rows)
    return maths.grade_many(listed) if listed else ()


def _expectations(variant: Variant, part: VariantPart) -> Iterator[tuple[dict[str, Any], str | None, float]]:
    """Rows with the mistake and score that each must get; None for the right answer."""
    if part.key is None:
        yield {**part.row, "answer": part.row["key"]}, None, 1.0
        for mistake in part.row["mistakes"]:
            yield {**part.row, "answer": mistake["value"]}, mistake["name"], mistake["credit"]
        return
    asked = "\n".join([variant.prompt, part.prompt])
    for answer in typings(part.key, part.row, asked):
        yield {**part.row, "answer": answer}, None, 1.0
    credits = {mistake.name: mistake.credit for mistake in part.mistakes}
    for row, name in mistake_rows(part):
        yield row, name, credits[name]


def _misjudged(
    row: Mapping[str, Any], verdict: Mapping[str, Any], name: str | None, score: float
) -> str | None:
    outcome, answer = verdict["outcome"], row["answer"]
    if name is None and outcome != "correct":
        return f"the right answer {answer} is marked {outcome}: {verdict['reason']}"
    if name is not None and (verdict.get("mistake") != name or abs(verdict["score"] - score) > 1e-9):
        found = f"{outcome}, mistake {verdict.get('mistake')}, score {verdict.get('score')}"
        return f"the mistake {name} ({answer}) is marked {found}: {verdict['reason']}"
    return None
