"""Proves a question: on every seed the key agrees with a second route and marks itself right, and each listed
mistake is marked as that mistake."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from touchstone.banks import humane, walk
from touchstone.banks.agreement import comparing_row, same_numbers
from touchstone.banks.drawing import draw_many, mistake_rows
from touchstone.banks.letters import with_letters
from touchstone.banks.question import Proof, Question, Task
from touchstone.banks.service import Maths, Result
from touchstone.banks.simulate import disagreement
from touchstone.banks.typed import typings, unfair_to_type
from touchstone.banks.values import Value, from_result
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
    if not question.params:
        seeds = seeds[:1]  # every seed is the same
    outcomes = draw_many(question, seeds, maths)
    variants = [outcome for outcome in outcomes if isinstance(outcome, Variant)]
    failures = [
        f"seed {seed}: {outcome}"
        for seed, outcome in zip(seeds, outcomes, strict=True)
        if isinstance(outcome, CannotDraw)
    ]
    redraws: Counter[str] = Counter()
    for variant in variants:
        redraws.update(variant.redraws)
        failures.extend(f"seed {variant.seed}: {fault}" for fault in _text_faults(variant))
    failures.extend(_second_route(question, variants, maths))
    failures.extend(marking_failures(variants, maths))
    failures.extend(_followed(variants[:FOLLOWED], maths))
    if variants and redraws.total() > HIGH_REDRAW_RATE * len(variants):
        most, count = redraws.most_common(1)[0]
        rate = redraws.total() / len(variants)
        failures.append(f"{rate:.0f} draws are thrown away for each kept: {count} × {most}")
    distinct = len({_seen(variant) for variant in variants})
    return QuestionProof(question.id, len(seeds), dict(redraws), tuple(failures), distinct)


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


def _second_route(question: Question, variants: Sequence[Variant], maths: Maths) -> Iterator[str]:
    for _, part_id, task in walk.tasks(question):
        if task.query is not None:
            yield from _queried(part_id, task, variants, maths)
        elif task.simulate is not None:
            yield from _simulated(part_id, task, variants)
        elif task.proof is not None:
            yield from _computed(part_id, task, variants, maths)


def _queried(part_id: str, task: Task, variants: Sequence[Variant], maths: Maths) -> Iterator[str]:
    """Where the second query doesn't return what the key does, on all of the tables."""
    proof = str(task.proof)
    for variant in variants:
        row = {**variant.part(part_id).row, "answer": proof, "mistakes": []}
        (verdict,) = maths.grade_many([row])
        if verdict["outcome"] != "correct":
            said = verdict["reason"]
            yield f"seed {variant.seed}: the key and the second query differ ({verdict['outcome']}: {said})"
        nothing = f"SELECT * FROM ({str(row['key']).rstrip().rstrip(';')}) WHERE 0"  # noqa: S608  it runs walled in
        (verdict,) = maths.grade_many([{**row, "answer": nothing}])
        if verdict["outcome"] == "correct":
            yield f"seed {variant.seed}: the key returns no row on any of the tables, so it judges nothing"


def _simulated(part_id: str, task: Task, variants: Sequence[Variant]) -> Iterator[str]:
    assert task.simulate is not None
    for variant in variants:
        key = variant.part(part_id).key
        if key is None or key.number is None:
            found = "missing" if key is None else key.text
            yield f"seed {variant.seed}: only a number can be simulated; the key is {found}"
            continue
        seed = zlib.crc32(f"{variant.question_id} {part_id} {variant.seed}".encode())
        why = disagreement(task.simulate, numeric_env(variant), key.number, seed)
        if why is not None:
            yield f"seed {variant.seed}: {why}"


def numeric_env(variant: Variant) -> dict[str, Any]:
    """The named values of a variant that are numbers or lists of numbers, as floats."""
    return {name: value.value for name, value in variant.values.items() if _numeric(value)}


def numbers_in(results: Mapping[str, Result]) -> dict[str, Any]:
    """The results that are numbers or lists of numbers, as floats."""
    good = {name: from_result(result) for name, result in results.items() if result["ok"]}
    return {name: value.value for name, value in good.items() if _numeric(value)}


def _numeric(value: Value) -> bool:
    return isinstance(value.value, float) or (
        isinstance(value.value, list) and all(isinstance(item, float) for item in value.value)
    )


def _computed(part_id: str, task: Task, variants: Sequence[Variant], maths: Maths) -> Iterator[str]:
    proof = task.proof
    text, tolerance = (proof.value, proof.tolerance) if isinstance(proof, Proof) else (str(proof), None)
    jobs = [(with_letters({"proof": text}, variant.letters), known_values(variant)) for variant in variants]
    rows: list[dict[str, Any]] = []
    asked: list[tuple[Variant, Value, Value]] = []
    for variant, results in zip(variants, maths.evaluate_many(jobs), strict=True):
        key, result = variant.part(part_id).key, results["proof"]
        assert key is not None
        if not result["ok"]:
            yield f"seed {variant.seed}: the proof has no value: {result['reason']}"
            continue
        second = from_result(result)
        agrees = None if task.answer and task.answer.up_to else same_numbers(key, second, tolerance)
        if agrees is None:
            rows.append(comparing_row(variant.part(part_id).row, key, second))
            asked.append((variant, key, second))
        elif not agrees:
            yield _differ(variant, key, second)
    for (variant, key, second), verdict in zip(asked, maths.grade_many(rows) if rows else (), strict=True):
        if verdict["outcome"] != "correct":
            yield f"{_differ(variant, key, second)} ({verdict['outcome']}: {verdict['reason']})"


def known_values(variant: Variant) -> dict[str, str]:
    """What the expressions of a variant may use, in the maths language: parameters, `let`, earlier keys."""
    return {**variant.env, **{part.id: part.key.text for part in variant.parts if part.key is not None}}


def _differ(variant: Variant, key: Value, second: Value) -> str:
    return f"seed {variant.seed}: the key is {_short(key)}, the proof says {_short(second)}"


def _short(value: Value) -> str:
    text = value.text if value.number is None or len(value.text) <= 20 else f"{value.number:.10g}"
    return text if len(text) <= 120 else text[:117] + "…"


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
