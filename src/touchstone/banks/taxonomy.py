"""Areas, subtopics and skills: the one list of what a question may be about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import Field

from touchstone.core.hashes import content_hash
from touchstone.core.ids import SnakeId
from touchstone.core.located_yaml import load_file
from touchstone.core.problems import Problem
from touchstone.core.validate import Content, validate_each

FILE = "_taxonomy.yaml"


class Skill(Content):
    """One thing to know, such as the determinant."""

    id: SnakeId
    title: str


class Subtopic(Content):
    """Skills that are asked together, and how many live questions there should be at each level."""

    id: SnakeId
    title: str
    wanted: dict[str, int] = Field(default_factory=dict)
    skills: tuple[Skill, ...]


class Area(Content):
    """A field of the subject, such as statistics."""

    id: SnakeId
    title: str
    only_interviews: bool = Field(
        default=False, description="Asked of people by people; no area to test oneself in."
    )
    subtopics: tuple[Subtopic, ...]


@dataclass(frozen=True)
class Taxonomy:
    """All areas. A skill's full name is `area.subtopic.skill`."""

    areas: tuple[Area, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @cached_property
    def titles(self) -> dict[str, str]:
        """What to call each area, subtopic and skill, by its dotted name."""
        found: dict[str, str] = {}
        for area in self.areas:
            found[area.id] = area.title
            for subtopic in area.subtopics:
                found[f"{area.id}.{subtopic.id}"] = subtopic.title
                for skill in subtopic.skills:
                    found[f"{area.id}.{subtopic.id}.{skill.id}"] = skill.title
        return found

    @cached_property
    def hash(self) -> str:
        """SHA-256 of what the taxonomy says."""
        return content_hash([area.model_dump(mode="json") for area in self.areas])

    @property
    def names(self) -> Collection[str] | None:
        """Every dotted name, or None when a part of the file could not be read: it may hold more."""
        return None if self.problems else self.titles

    @cached_property
    def skills(self) -> tuple[str, ...]:
        """The dotted names of all skills, in the file's order."""
        return tuple(name for name in self.titles if name.count(".") == 2)

    @cached_property
    def subtopics(self) -> dict[str, Subtopic]:
        """Each subtopic by its dotted name, in the file's order."""
        return {f"{area.id}.{subtopic.id}": subtopic for area in self.areas for subtopic in area.subtopics}

    def title(self, name: str) -> str:
        """What to call an area, subtopic or skill; the last step of an unknown name, made readable."""
        return self.titles.get(name, name.rsplit(".", 1)[-1].replace("_", " "))


def load_taxonomy(path: Path) -> Taxonomy:
    """The taxonomy in a file, with the problems that the file has; never raises for what is in it."""
    located = load_file(path)
    if isinstance(located, Problem):
        return Taxonomy((), (located,))
    good, problems = validate_each(located, Area)
    areas = tuple(area for _, area in good)
    for name in _repeated(areas):
        problems.append(located.problem((), f"the name {name!r} stands twice"))
    return Taxonomy(areas, tuple(problems))


def _repeated(areas: Iterable[Area]) -> list[str]:
    names = [
        ".".join((area.id, subtopic.id, skill.id))
        for area in areas
        for subtopic in area.subtopics
        for skill in subtopic.skills
    ]
    return sorted({name for name in names if names.count(name) > 1})
