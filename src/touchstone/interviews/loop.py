"""The interviews of a loop as content: which stages there are, and what each looks at."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from touchstone.core.ids import DottedId, KebabId, SnakeId
from touchstone.core.located_yaml import Located, load_file
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.validate import Content, validate

FILE = Path("interviews") / "loop.yaml"

Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]


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
    questions: Collection[str] | None = None,
) -> tuple[Loop | None, list[Problem]]:
    """The loop in a file, or None with all its problems. `roles`, `topics` and `questions` are the names that
    exist. A question that is missing is a problem, and the loop goes without it."""
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
    return loop, problems


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
