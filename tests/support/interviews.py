"""Banks made up for assembly: small enough to try every set, or large enough to be slow."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence

from touchstone.interviews.blueprint import Blueprint, Need, level_shares, question_window
from touchstone.interviews.pool import PoolQuestion

LEVELS = ("junior", "mid", "senior")


def made_bank(count: int, seed: int = 0, *, areas: int = 10) -> list[PoolQuestion]:
    """`count` questions over `areas` areas of three subtopics with six skills each."""
    chance = random.Random(seed)
    return [_made(f"q-{number:05}", chance, count, areas) for number in range(count)]


def _made(name: str, chance: random.Random, count: int, areas: int) -> PoolQuestion:
    level = chance.choice(LEVELS)
    return PoolQuestion(
        id=name,
        skill=f"area{chance.randrange(areas)}.part{chance.randrange(3)}.skill{chance.randrange(6)}",
        level=level,
        minutes=chance.choice([2, 3, 4, 5, 6, 8, 10]),
        kind=chance.choice(["maths", "maths", "choice", "spoken"]),
        difficulty=round({"junior": -0.85, "mid": 0.0, "senior": 0.85}[level] + chance.gauss(0, 0.3), 3),
        enemies=frozenset(f"q-{chance.randrange(count):05}" for _ in range(chance.randrange(2))),
        serves=frozenset({f"duty-{chance.randrange(12)}"}),
    )


def made_blueprint(
    level: str = "senior", minutes: int = 60, *, areas: int = 6, **changed: object
) -> Blueprint:
    """One question at least on each of the first areas."""
    low, high = question_window(minutes)
    fields: dict[str, object] = {
        "role": "made_up",
        "title": "Made-up role",
        "level": level,
        "minutes": minutes,
        "low_minutes": low,
        "high_minutes": high,
        "needs": tuple(Need(f"area {number}", (f"area{number}",)) for number in range(areas)),
        "shares": level_shares(level),
        "topics": tuple(f"area{number}" for number in range(areas + 2)),
    }
    return Blueprint(**{**fields, **changed})  # type: ignore[arg-type]


def sound(blueprint: Blueprint, chosen: Sequence[PoolQuestion], difficulty: float | None) -> bool:
    """Whether one form meets the blueprint: written from its words, apart from the product's own check."""
    total, ids = len(chosen), {question.id for question in chosen}
    free = [question for question in chosen if question.id not in blueprint.must_include]
    levels = [question.level for question in chosen]
    mean = sum(question.difficulty for question in chosen) / total if total else 0.0

    mix, named = {s.level for s in blueprint.shares if s.at_most}, blueprint.needs

    def on(need: Need) -> int:
        return sum(answers(need, question) for question in chosen)

    return (
        total > 0
        and blueprint.low_minutes <= sum(question.minutes for question in chosen) <= blueprint.high_minutes
        and all(need.at_least <= on(need) <= (need.at_most or total) for need in blueprint.needs)
        and all(
            s.at_least * total <= levels.count(s.level) <= s.at_most * total
            for s in blueprint.shares
            if s.at_most
        )
        and all(
            [question.level for question in free].count(s.level) <= s.asked
            for s in blueprint.shares
            if not s.at_most
        )
        and all(q.level in mix or any(q.level in n.levels and answers(n, q) for n in named) for q in free)
        and all(any((q.skill + ".").startswith(t + ".") for t in blueprint.topics) for q in free)
        and set(blueprint.must_include) <= ids
        and not ids & {*blueprint.exclude, *blueprint.asked}
        and not any(ids & (question.enemies - {question.id}) for question in chosen)
        and (not blueprint.one_per_skill or len({question.skill for question in chosen}) == total)
        and (difficulty is None or abs(mean - difficulty) <= blueprint.band + 1e-6)
        and all(question.left is None or question.left > 0 for question in chosen)
    )


def answers(need: Need, question: PoolQuestion) -> bool:
    """Whether a question is on a need's topics and at its level."""
    on_topic = any((question.skill + ".").startswith(topic + ".") for topic in need.topics)
    return on_topic and question.level in (need.levels or LEVELS)


def every_form(
    blueprint: Blueprint, bank: Sequence[PoolQuestion], difficulty: float | None
) -> list[tuple[PoolQuestion, ...]]:
    """All sound forms of a tiny bank, by trying every subset."""
    subsets: Iterable[tuple[PoolQuestion, ...]] = itertools.chain.from_iterable(
        itertools.combinations(bank, size) for size in range(1, len(bank) + 1)
    )
    return [subset for subset in subsets if sound(blueprint, subset, difficulty)]


def set_exists(
    blueprint: Blueprint, bank: Sequence[PoolQuestion], forms: int, difficulty: float | None
) -> bool:
    """Whether that many forms exist side by side, by trying every combination (two forms at most).

    Without a stated difficulty two forms share the mean in the middle of theirs.
    """
    sounds = every_form(blueprint, bank, difficulty)
    if forms == 1:
        return bool(sounds)
    must = set(blueprint.must_include)
    for one, two in itertools.combinations_with_replacement(sounds, 2):
        shared = ({q.id for q in one} & {q.id for q in two}) - must
        capped = any(q.left == 1 for q in one if q.id in {other.id for other in two})
        near = difficulty is not None or abs(_mean(one) - _mean(two)) <= 2 * blueprint.band + 1e-6
        if len(shared) <= blueprint.overlap and not capped and near:
            return True
    return False


def _mean(chosen: Sequence[PoolQuestion]) -> float:
    return sum(question.difficulty for question in chosen) / len(chosen)
