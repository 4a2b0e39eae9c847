"""Whether a form meets its blueprint: counted from the questions themselves, without the solver.

Assembly, a swap by hand and a stored certificate are all held to this one list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from touchstone.core.counts import are, count
from touchstone.interviews.blueprint import Blueprint, Need, Share, described
from touchstone.interviews.pool import PoolQuestion, within

# The solver meets a row up to 1e-6 of its unit; sums of sixty such terms stay below this.
TOLERANCE = 1e-4


@dataclass(frozen=True)
class Breach:
    """One request that a form does not meet: its key, what the form has instead, and both in a sentence."""

    key: str
    found: float
    sentence: str


def breaches(
    blueprint: Blueprint,
    questions: Sequence[PoolQuestion],
    *,
    siblings: Sequence[frozenset[str]] = (),
    difficulty: float | None = None,
) -> list[Breach]:
    """All requests that a form breaks; empty for a sound one.

    `siblings` are the ids in each other form of the set, `difficulty` the mean that they share.
    """
    return [
        *_minutes(blueprint, questions),
        *_needs(blueprint, questions),
        *_shares(blueprint, questions),
        *_named(blueprint, questions),
        *_filters(blueprint, questions),
        *_enemies(questions),
        *_repeated_skills(blueprint, questions),
        *_overlaps(blueprint, questions, siblings),
        *_band(blueprint, questions, difficulty),
    ]


def counted(need: Need, questions: Iterable[PoolQuestion]) -> int:
    """How many of the questions answer a need."""
    return sum(meets(need, question) for question in questions)


def meets(need: Need, question: PoolQuestion) -> bool:
    """Whether a question counts towards a need."""
    return (
        (not need.topics or within(question.skill, need.topics))
        and (not need.levels or question.level in need.levels)
        and (not need.kinds or question.kind in need.kinds)
    )


def _minutes(blueprint: Blueprint, questions: Sequence[PoolQuestion]) -> Iterator[Breach]:
    total = sum(question.minutes for question in questions)
    low, high = blueprint.low_minutes, blueprint.high_minutes
    if not low - TOLERANCE <= total <= high + TOLERANCE:
        said = f"its questions take {total:g} minutes; the interview has room for {low:g} to {high:g}"
        yield Breach("minutes", total, said)


def _needs(blueprint: Blueprint, questions: Sequence[PoolQuestion]) -> Iterator[Breach]:
    for place, need in enumerate(blueprint.needs):
        found = counted(need, questions)
        if found < need.at_least:
            yield Breach(f"need:{place}", found, _too_few(need, found))
        if need.at_most is not None and found > need.at_most:
            yield Breach(f"need:{place}", found, f"it has {found} of at most {described(need, need.at_most)}")


def _too_few(need: Need, found: int) -> str:
    if found:
        return f"it has {found} of at least {described(need, need.at_least)}"
    return f"it has no {described(need)}" + (
        f"; at least {need.at_least} are asked for" * (need.at_least > 1)
    )


def _shares(blueprint: Blueprint, questions: Sequence[PoolQuestion]) -> Iterator[Breach]:
    chosen = mixed(blueprint, questions)
    total, levels = len(chosen), Counter(question.level for question in chosen)
    for share in blueprint.shares:
        if share.beside:
            yield from _beside(share, unnamed(blueprint, chosen))
            continue
        found, low, high = levels[share.level], share.at_least * total, share.at_most * total
        has = f"{found} of its {count(total, 'question')} {are(found)} {share.level} level"
        if found < low - TOLERANCE:
            said = f"{has}; at least {share.at_least:.0%} should be"
            yield Breach(f"share:{share.level}", found / total, said)
        if found > high + TOLERANCE:
            said = f"{has}; at most {share.at_most:.0%} may be"
            yield Breach(f"share:{share.level}", found / total, said)
    for question in unnamed(blueprint, questions):
        if not of_level(blueprint, question):
            yield Breach(
                "levels",
                1,
                f"the question {question.id!r} is {question.level} level, which was not asked for",
            )


def of_level(blueprint: Blueprint, question: PoolQuestion) -> bool:
    """Whether a question's level is one of the mix, or one that a need which it answers names."""
    if not blueprint.shares or question.level in blueprint.levels:
        return True
    return any(question.level in need.levels and meets(need, question) for need in blueprint.needs)


def _beside(share: Share, free: Sequence[PoolQuestion]) -> Iterator[Breach]:
    found = sum(question.level == share.level for question in free)
    if found > share.asked:
        was = "was" if share.asked == 1 else "were"
        said = (
            f"{found} of its questions {are(found)} {share.level} level; only {share.asked} {was} asked for"
        )
        yield Breach(f"share:{share.level}", found, said)


def mixed(blueprint: Blueprint, questions: Sequence[PoolQuestion]) -> list[PoolQuestion]:
    """The questions that the mix of levels is about: what everybody is asked is of no level."""
    return [question for question in questions if question.id not in blueprint.common]


def _named(blueprint: Blueprint, questions: Sequence[PoolQuestion]) -> Iterator[Breach]:
    ids = {question.id for question in questions}
    for name in blueprint.must_include:
        if name not in ids:
            yield Breach("include", 0, f"the question {name!r} must be in it and is not")
    for name in sorted(ids & set(blueprint.exclude)):
        yield Breach("exclude", 1, f"the question {name!r} was to be left out")
    samples = {question.id for question in questions if question.sample}
    for name in sorted(ids & samples.union(blueprint.samples)):
        yield Breach("samples", 1, f"the question {name!r} is a sample that candidates see beforehand")
    for name in sorted(ids & set(blueprint.asked)):
        yield Breach("asked", 1, f"the question {name!r} is asked in another interview of the loop")


def unnamed(blueprint: Blueprint, questions: Sequence[PoolQuestion]) -> list[PoolQuestion]:
    """The questions that were not asked for by name: those must pass the filters."""
    return [question for question in questions if question.id not in blueprint.must_include]


def _filters(blueprint: Blueprint, questions: Sequence[PoolQuestion]) -> Iterator[Breach]:
    for question in unnamed(blueprint, questions):
        if blueprint.kinds and question.kind not in blueprint.kinds:
            said = (
                f"the question {question.id!r} is {question.kind}; asked for: {' or '.join(blueprint.kinds)}"
            )
            yield Breach("kinds", 1, said)
        if blueprint.tools and question.tools not in blueprint.tools:
            tools = " or ".join(blueprint.tools)
            said = f"the question {question.id!r} is {question.tools}; tools asked for: {tools}"
            yield Breach("tools", 1, said)
        if blueprint.topics and not within(question.skill, blueprint.topics):
            yield Breach("topics", 1, f"the question {question.id!r} is on no skill of the role")


def _enemies(questions: Sequence[PoolQuestion]) -> Iterator[Breach]:
    for place, first in enumerate(questions):
        for second in questions[place + 1 :]:
            if second.id in first.enemies or first.id in second.enemies:
                yield Breach("enemies", 1, f"{first.id!r} and {second.id!r} give each other away")


def _repeated_skills(blueprint: Blueprint, questions: Sequence[PoolQuestion]) -> Iterator[Breach]:
    if not blueprint.one_per_skill:
        return
    found = Counter(question.skill for question in questions)
    forced = Counter(question.skill for question in questions if question.id in blueprint.must_include)
    for skill, times in sorted(found.items()):
        if times > max(1, forced[skill]):
            yield Breach("one_per_skill", times, f"{times} of its questions are on {readable(skill)}")


def _overlaps(
    blueprint: Blueprint, questions: Sequence[PoolQuestion], siblings: Sequence[frozenset[str]]
) -> Iterator[Breach]:
    own = {question.id for question in questions} - set(blueprint.must_include)
    for sibling in siblings:
        shared = len(own & sibling)
        if shared > blueprint.overlap:
            yield Breach(
                "overlap",
                shared,
                f"it shares {count(shared, 'question')} with another form; {blueprint.overlap} allowed",
            )


def _band(
    blueprint: Blueprint, questions: Sequence[PoolQuestion], difficulty: float | None
) -> Iterator[Breach]:
    if difficulty is None or not questions:
        return
    mean = sum(question.difficulty for question in questions) / len(questions)
    if abs(mean - difficulty) > blueprint.band + TOLERANCE:
        shared = f"the forms share {difficulty:+z.2f} within ±{blueprint.band:.2f}"
        said = f"its mean difficulty is {mean:+z.2f}; {shared}"
        yield Breach("band", mean, said)


def readable(skill: str) -> str:
    """`linear_algebra.matrices.rank` as `rank (linear algebra)`."""
    parts = skill.replace("_", " ").split(".")
    return f"{parts[-1]} ({parts[0]})" if len(parts) > 1 else parts[0]
