"""Who does what in the four steps, at several maturities of a team."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from touchstone.core.ids import SnakeId
from touchstone.core.located_yaml import Located, Where, load_file
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.validate import Content, validate
from touchstone.roles.profile import Part, Sentence, Step, Text

FILE = "_raci.yaml"
Parts = dict[str, Part]
Table = dict[Step, dict[SnakeId, Part]]


class StepName(Content):
    """A step's name for readers and what it means."""

    id: Step
    title: Text
    means: Sentence


class Other(Content):
    """Somebody who takes part without being one of the roles."""

    id: SnakeId
    title: Text


class Maturity(Content):
    """One size of team: the table of parts, who watches in production, and what tends to go wrong.

    `one_for_all` allows one role to answer for every step.
    """

    id: SnakeId
    title: Text
    people: tuple[int, int | None]
    says: Sentence
    risk: Sentence
    monitoring: SnakeId
    steps: Table
    one_for_all: bool = False
    variant_of: SnakeId | None = None

    def part(self, step: Step, who: str) -> Part | None:
        """The part of a role in a step, or None when it is not in the team."""
        return self.steps.get(step, {}).get(who)

    def people_in(self) -> tuple[str, ...]:
        """Everybody with a part, in the order of first mention."""
        return tuple(dict.fromkeys(who for parts in self.steps.values() for who in parts))


class RaciSource(Content):
    """Where the tables come from."""

    title: Text
    read: date


class Raci(Content):
    """All tables."""

    steps: tuple[StepName, ...]
    others: tuple[Other, ...]
    maturities: tuple[Maturity, ...]
    sources: tuple[RaciSource, ...]

    def find(self, name: str) -> Maturity | None:
        """The maturity with this id, or the main one for a team of this many people."""
        if name.isdigit():
            fits = (m for m in self.maturities if m.variant_of is None and _holds(m, int(name)))
            return next(fits, None)
        return next((m for m in self.maturities if m.id == name), None)


@dataclass(frozen=True)
class LoadedRaci:
    """The tables, or None with what is wrong."""

    raci: Raci | None
    problems: tuple[Problem, ...]


def load_raci(folder: Path, *, roles: Collection[str] | None) -> LoadedRaci:
    """Read `_raci.yaml`; `roles` are the ids of the profiles that it may name. None: not checked."""
    located = load_file(folder / FILE)
    if isinstance(located, Problem):
        return LoadedRaci(None, (located,))
    raci, problems = validate(located, Raci)
    if raci is not None:
        problems = raci_problems(located, raci, roles=roles)
    return LoadedRaci(None if problems else raci, tuple(problems))


def raci_problems(located: Located, raci: Raci, *, roles: Collection[str] | None) -> list[Problem]:
    """Each broken rule of a table, at its line. `roles` are the ids that it may name, if known."""
    known = None if roles is None else {*roles, *(other.id for other in raci.others)}
    return [
        p
        for n, maturity in enumerate(raci.maturities)
        for p in _table(located, ("maturities", n), maturity, known)
    ]


def _table(
    located: Located, where: Where, maturity: Maturity, known: Collection[str] | None
) -> Iterator[Problem]:
    for step in Step:
        inner = (*where, "steps", step.value)
        parts = maturity.steps.get(step)
        if parts is None:
            yield located.problem((*where, "steps"), f"the step {step.value!r} is missing in {maturity.id!r}")
            continue
        yield from _unknown(located, inner, parts, known) if known is not None else ()
        yield from _letters(located, inner, parts, f"{step.value} in {maturity.id!r}")
    yield from _monitoring(located, where, maturity)
    yield from _all_on_one(located, where, maturity)


def _unknown(located: Located, where: Where, parts: Parts, known: Collection[str]) -> Iterator[Problem]:
    for who in parts:
        if who not in known:
            yield located.problem((*where, who), f"no role {who!r}", did_you_mean(who, known), key=True)


def _letters(located: Located, where: Where, parts: Parts, name: str) -> Iterator[Problem]:
    accountable = _with("A", parts)
    if len(accountable) != 1:
        said = (
            f"exactly one role is accountable (A) for {name}, found {' and '.join(accountable) or 'nobody'}"
        )
        yield located.problem(where, said, key=True)
    if not _with("R", parts):
        yield located.problem(where, f"nobody is responsible (R) for {name}", key=True)


def _monitoring(located: Located, where: Where, maturity: Maturity) -> Iterator[Problem]:
    responsible = _with("R", maturity.steps.get(Step.DEPLOYMENT, {}))
    if maturity.monitoring not in responsible:
        said = f"monitoring is given to {maturity.monitoring!r}, who is not responsible (R) for deployment"
        yield located.problem((*where, "monitoring"), said, did_you_mean(maturity.monitoring, responsible))


def _all_on_one(located: Located, where: Where, maturity: Maturity) -> Iterator[Problem]:
    holders = [set(_with("A", maturity.steps.get(step, {}))) for step in Step]
    for who in sorted(set.intersection(*holders)) if not maturity.one_for_all else ():
        said = f"{who!r} is accountable for every step in {maturity.id!r}"
        yield located.problem((*where, "steps"), said, "share the steps, or say one_for_all: true", key=True)


def _with(letter: str, parts: Parts) -> Sequence[str]:
    return [who for who, part in parts.items() if letter in part.split("/")]


def _holds(maturity: Maturity, people: int) -> bool:
    low, high = maturity.people
    return low <= people and (high is None or people <= high)
