"""The second route to a key: another expression, an experiment, or another query."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from touchstone.banks import walk
from touchstone.banks.agreement import comparing_row, same_values
from touchstone.banks.letters import with_letters
from touchstone.banks.question import Proof, Question, Task
from touchstone.banks.service import Maths
from touchstone.banks.simulate import disagreement
from touchstone.banks.values import Value, from_result
from touchstone.banks.variant import Variant


def second_route(question: Question, variants: Sequence[Variant], maths: Maths) -> Iterator[str]:
    """Where key and second route differ on these variants, or the second route has no value."""
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
        why = disagreement(task.simulate, _numeric_env(variant), key.number, seed)
        if why is not None:
            yield f"seed {variant.seed}: {why}"


def _numeric_env(variant: Variant) -> dict[str, Any]:
    """The named values of a variant that are numbers or lists of numbers, as floats."""
    return {name: value.value for name, value in variant.values.items() if _numeric(value)}


def _numeric(value: Value) -> bool:
    return isinstance(value.value, float) or (
        isinstance(value.value, list) and all(isinstance(item, float) for item in value.value)
    )


def _computed(part_id: str, task: Task, variants: Sequence[Variant], maths: Maths) -> Iterator[str]:
    proof = task.proof
    text, tolerance = (proof.value, proof.tolerance) if isinstance(proof, Proof) else (str(proof), None)
    assume = task.answer.assume if task.answer else {}
    jobs = [
        (
            with_letters({"proof": text}, variant.letters),
            known_values(variant),
            {variant.letters.get(name, name): kind for name, kind in assume.items()},
        )
        for variant in variants
    ]
    rows: list[dict[str, Any]] = []
    asked: list[tuple[Variant, Value, Value]] = []
    for variant, results in zip(variants, maths.evaluate_many(jobs), strict=True):
        key, result = variant.part(part_id).key, results["proof"]
        assert key is not None
        if not result["ok"]:
            yield f"seed {variant.seed}: the proof has no value: {result['reason']}"
            continue
        second = from_result(result)
        agrees = same_values(variant.part(part_id).row, key, second, tolerance)
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
    """As it is where one reads it at a glance, with a decimal beside a fraction or a root."""
    if value.number is None:
        return value.text if len(value.text) <= 120 else value.text[:117] + "…"
    decimal = f"{value.number:.10g}"
    if len(value.text) > 20:
        return decimal
    plain = value.text.lstrip("-").replace(".", "", 1).isdigit()
    return value.text if plain else f"{value.text} (about {value.number:.6g})"
