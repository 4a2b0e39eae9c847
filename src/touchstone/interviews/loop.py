"""The interviews of a loop as content: which stages there are, and what each looks at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Protocol

from pydantic import Field, StringConstraints

from touchstone.core.ids import DottedId, KebabId, SnakeId
from touchstone.core.located_yaml import Located, load_file
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.validate import Content, validate
from touchstone.interviews.blueprint import time_plan

FILE = Path("interviews") / "loop.yaml"

Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]


class Askable(Protocol):
    """What is to be known of a question of the bank before everybody is asked it."""

    @property
    def minutes(self) -> float: ...

    @property
    def sample(self) -> bool: ...

    @property
    def enemies(self) -> Collection[str]: ...


class Competency(Content):
    """Something to look for, whatever the role, and how it shows."""

    id: KebabId
    label: Line
    looks_like: Line
    topics: tuple[DottedId, ...] = ()
    spoken: bool = Field(
        default=False, description="Only what somebody says shows it: of its topics, spoken questions count."
    )
    whatever_role: bool = Field(
        default=False, description="Looked for even where the role's profile names none of its topics."
    )


class Stage(Content):
    """One interview of the loop, assembled from the bank on its `topics`; `asks` names the questions that
    everybody gets in it."""

    id: KebabId
    title: Line
    minutes: int = Field(ge=15, le=120)
    by: Annotated[tuple[Line, ...], Field(min_length=1)]
    looks_at: tuple[KebabId, ...]
    topics: tuple[DottedId, ...] = ()
    asks: tuple[KebabId, ...] = Field(
        default=(), description="Questions of the bank that everybody is asked here."
    )
    by_phone: bool = Field(default=False, description="Nothing is handed over or looked at together.")
    roles: tuple[SnakeId, ...] = ()


class Loop(Content):
    """All stages in their order, the competencies that they look at, and the most that a candidate gives."""

    cap_minutes: int = Field(ge=30, le=600)
    competencies: Annotated[tuple[Competency, ...], Field(min_length=1)]
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]

    def for_role(self, role: str) -> tuple[Stage, ...]:
        """The stages that this role has: those that name it, and those that name none."""
        return tuple(stage for stage in self.stages if not stage.roles or role in stage.roles)


def load_loop(
    path: Path,
    *,
    roles: Collection[str] | None = None,
    topics: Collection[str] | None = None,
    questions: Mapping[str, Askable] | None = None,
) -> tuple[Loop | None, list[Problem]]:
    """The loop in a file, or None with all its problems. `roles` and `topics` are the names that exist,
    `questions` the bank's by id. A question that is missing is a problem, and the loop goes without it; one
    that can't be asked where it stands is too, and the interview finds no form."""
    located = load_file(path)
    if isinstance(located, Problem):
        return None, [located]
    loop, problems = validate(located, Loop)
    if loop is not None:
        problems = _unknown_names(located, loop, roles, topics)
    if loop is None or problems:
        return None, problems
    for place, stage in enumerate(loop.stages):
        problems += _names(located, ("stages", place, "asks"), stage.asks, questions, "question")
    if questions is not None:
        problems += [located.problem(where, said) for where, said in _not_to_be_asked(loop.stages, questions)]
    return loop, problems


def _not_to_be_asked(
    stages: Sequence[Stage], questions: Mapping[str, Askable]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where a question for everybody leaves an interview without any form, and why."""
    before: list[tuple[Stage, str]] = []
    for number, stage in enumerate(stages):
        room, total = time_plan(stage.minutes).questions, 0.0
        for place, name in enumerate(stage.asks):
            if name not in questions:
                continue
            where, question = ("stages", number, "asks", place), questions[name]
            met = [(one, other) for one, other in before if _of_one_role(one, stage)]
            again = next((one for one, other in met if other == name), None)
            if again is not None:
                twice = "twice here" if again is stage else f"in {again.title!r} too, which comes before"
                yield where, f"the question {name!r} is asked {twice}"
                continue
            if question.sample:
                yield where, f"the question {name!r} is a sample that candidates see beforehand"
            for _, other in met:
                if other in question.enemies or name in questions[other].enemies:
                    yield where, f"the questions {other!r} and {name!r} give each other away"
            total += question.minutes
            if total > room >= total - question.minutes:
                said = f"its questions take {total:g} minutes up to {name!r}"
                yield where, f"{said}; {stage.minutes} minutes of interview have room for {room}"
            before.append((stage, name))


def _of_one_role(one: Stage, other: Stage) -> bool:
    """Whether one candidate may sit in both interviews."""
    return not one.roles or not other.roles or not set(one.roles).isdisjoint(other.roles)


def _unknown_names(
    located: Located, loop: Loop, roles: Collection[str] | None, topics: Collection[str] | None
) -> list[Problem]:
    found: list[Problem] = []
    competencies = [competency.id for competency in loop.competencies]
    groups: dict[str, tuple[Competency | Stage, ...]] = {
        "competencies": loop.competencies,
        "stages": loop.stages,
    }
    for what, group in groups.items():
        ids = [item.id for item in group]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                found.append(located.problem((what, place, "id"), f"the name {name!r} stands twice"))
        for place, item in enumerate(group):
            found += _names(located, (what, place, "topics"), item.topics, topics, "topic")
    for place, stage in enumerate(loop.stages):
        found += _names(located, ("stages", place, "looks_at"), stage.looks_at, competencies, "competency")
        found += _names(located, ("stages", place, "roles"), stage.roles, roles, "role")
    return found


def _names(
    located: Located,
    where: tuple[str | int, ...],
    names: Collection[str],
    known: Collection[str] | None,
    what: str,
) -> list[Problem]:
    if known is None:
        return []
    return [
        located.problem((*where, place), f"there is no {what} {name!r}", did_you_mean(name, known))
        for place, name in enumerate(names)
        if name not in known
    ]
