"""A role profile: what a role does, what it needs and at which level. Everything else is derived from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from touchstone.core.hashes import content_hash
from touchstone.core.ids import DottedId, KebabId, SnakeId
from touchstone.core.printable import printable
from touchstone.core.validate import Content


class Level(StrEnum):
    """How far a person's scope reaches; the scope grows, not the number of tools."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"


class Depth(StrEnum):
    """How well a skill is needed: knows what it is for; uses it unaided; teaches and decides with it."""

    AWARE = "aware"
    WORKING = "working"
    DEEP = "deep"


class Step(StrEnum):
    """The four steps of a data project."""

    FORMULATION = "formulation"
    DATA = "data"
    MODELLING = "modelling"
    DEPLOYMENT = "deployment"

    @property
    def label(self) -> str:
        """The step as people call it."""
        return {"formulation": "Problem formulation", "data": "Data engineering"}.get(
            self.value, self.value.capitalize()
        )


class Cadence(StrEnum):
    """How often a duty comes round."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


Part = Literal["R", "A", "A/R", "C", "I"]
ALL_LEVELS = tuple(Level)


def _sentence(text: str) -> str:
    if text[-1] not in ".!?" or not text[0].isupper():
        raise ValueError(f"a full sentence starts with a capital and ends with a full stop, found {text!r}")
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=600), AfterValidator(printable)]
Sentence = Annotated[Text, AfterValidator(_sentence)]


class Duty(Content):
    """Something that the role does. Questions cite its id; two profiles with one id share the duty."""

    id: KebabId
    does: Sentence
    step: Step | None = None
    at: Annotated[tuple[Level, ...], Field(min_length=1)] = ALL_LEVELS


class Duties(Content):
    """Duties by how often they come round."""

    day: Annotated[tuple[Duty, ...], Field(min_length=1)]
    week: Annotated[tuple[Duty, ...], Field(min_length=1)]
    month: Annotated[tuple[Duty, ...], Field(min_length=1)]

    def of(self, cadence: Cadence) -> tuple[Duty, ...]:
        """The duties that come round this often."""
        found: tuple[Duty, ...] = getattr(self, cadence.value)
        return found

    def __iter__(self) -> Iterator[Duty]:  # type: ignore[override]  # pydantic iterates over fields
        yield from (*self.day, *self.week, *self.month)


class Skill(Content):
    """Something that the role needs, how deeply at each level, and the parts of the taxonomy that test it."""

    id: KebabId
    label: Text
    depth: dict[Level, Depth] = Field(
        description="A must has one at each level that is advertised; what helps is named where it has one."
    )
    asks: dict[Depth, Sentence] = Field(
        default={}, description="What a posting asks for at a depth, where the label alone says too little."
    )
    topics: tuple[DottedId, ...] = ()
    spoken: bool = Field(
        default=False, description="Only what somebody says shows it: of its topics, spoken questions count."
    )


class Tool(Content):
    """A tool, or a few of which one will do, and what the role does with it."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    use: Text

    @property
    def label(self) -> str:
        """`Snowflake, BigQuery or Databricks`."""
        *first, last = self.names
        return f"{', '.join(first)} or {last}" if first else last


class Quality(Content):
    """How a suitable person works, and what an interviewer sees of it."""

    id: KebabId
    label: Text
    looks_like: Sentence


class Reporting(Content):
    """Whom the role answers to and whom it leads, by level."""

    reports_to: Text
    supervises: dict[Level, Sentence]
    advice: tuple[Sentence, ...] = ()


class Milestone(Content):
    """What a person in the role has done by a day, at some levels or at all."""

    id: KebabId
    done: Sentence
    at: Annotated[tuple[Level, ...], Field(min_length=1)] = ALL_LEVELS


class Measure(Content):
    """How success in the role is measured."""

    id: KebabId
    label: Text


class Success(Content):
    """Milestones at 30, 60 and 90 days, and the measures after that."""

    day_30: Annotated[tuple[Milestone, ...], Field(min_length=1)]
    day_60: Annotated[tuple[Milestone, ...], Field(min_length=1)]
    day_90: Annotated[tuple[Milestone, ...], Field(min_length=1)]
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]

    @property
    def by_day(self) -> tuple[tuple[int, tuple[Milestone, ...]], ...]:
        """The milestones of all levels, by the number of days."""
        return ((30, self.day_30), (60, self.day_60), (90, self.day_90))


class StepPart(Content):
    """The role's usual part in a step: responsible, accountable, both, consulted or informed."""

    part: Part
    note: Sentence | None = None


class Lifecycle(Content):
    """The role's usual part in each of the four steps; `roles/_raci.yaml` says how it moves with the team."""

    formulation: StepPart
    data: StepPart
    modelling: StepPart
    deployment: StepPart

    def of(self, step: Step) -> StepPart:
        """The part in one step."""
        found: StepPart = getattr(self, step.value)
        return found


class LevelScope(Content):
    """What a level means in this role. A level that makes no sense says why in `not_advertised`."""

    title: Text
    does: Sentence
    scope: Text
    autonomy: Text
    signals: Annotated[tuple[Text, ...], Field(min_length=1)]
    years_hint: str | None = None
    not_advertised: Sentence | None = None


class Levels(Content):
    """All four levels."""

    junior: LevelScope
    mid: LevelScope
    senior: LevelScope
    staff: LevelScope

    def of(self, level: Level) -> LevelScope:
        """What one level means."""
        found: LevelScope = getattr(self, level.value)
        return found


class Code(Content):
    """The role in an occupational scheme; `match` says how well it fits."""

    scheme: Literal["onet", "sfia", "uk", "apprenticeship"]
    code: Text
    match: Literal["exact", "approximate"]
    title: str | None = None


class Source(Content):
    """Where a profile's statements come from."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$")]
    title: Text
    address: str | None = None
    dated: str | None = None  # as the source dates itself: a day, a month or a year
    read: date
    used_for: Sentence


class Remark(Content):
    """A statement about the role with its source: advice, a caveat, a dated claim about the market."""

    says: Sentence
    source: str | None = None


class CareerPath(Content):
    """How a person comes to this role from another one."""

    source_role: SnakeId
    learn: Annotated[tuple[Text, ...], Field(min_length=1)]
    advice: tuple[Sentence, ...] = ()


class Profile(Content):
    """One role. `hash` changes whenever anything in it changes.

    `base` is the id of the role that it was adapted from.
    """

    id: SnakeId
    base: SnakeId | None = None
    title: Text
    plural: Text
    abbreviation: Text | None = None
    one_line: Sentence
    purpose: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    background: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    levels: Levels
    duties: Duties
    must: Annotated[tuple[Skill, ...], Field(min_length=1)]
    nice: tuple[Skill, ...] = ()
    qualities: tuple[Quality, ...] = ()
    tools: Annotated[tuple[Tool, ...], Field(min_length=1)]
    reporting: Reporting
    working_together: tuple[Sentence, ...] = ()
    success: Success
    lifecycle: Lifecycle
    paths: tuple[CareerPath, ...] = ()
    remarks: tuple[Remark, ...] = ()
    codes: tuple[Code, ...]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    checked: date

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the profile's content, in 64 hex digits."""
        said = self.model_dump(mode="json", exclude=None if self.base else {"base"})
        return content_hash(said)

    @property
    def advertised(self) -> tuple[Level, ...]:
        """The levels that a posting may name."""
        return tuple(level for level in Level if self.levels.of(level).not_advertised is None)

    @property
    def refused(self) -> dict[str, str]:
        """The levels that nobody is sought at, each with the reason."""
        said = {level.value: self.levels.of(level).not_advertised for level in Level}
        return {level: reason for level, reason in said.items() if reason is not None}

    @property
    def skills(self) -> tuple[Skill, ...]:
        """All skills, the must ones first."""
        return (*self.must, *self.nice)

    def nice_at(self, level: Level) -> tuple[Skill, ...]:
        """What helps at a level, in the profile's order: that a team lead has led managers does not."""
        return tuple(skill for skill in self.nice if level in skill.depth)

    def duties_at(self, level: Level, cadence: Cadence) -> tuple[Duty, ...]:
        """The duties of a level that come round this often, in the profile's order."""
        return tuple(duty for duty in self.duties.of(cadence) if level in duty.at)

    def milestones_at(self, level: Level) -> dict[int, tuple[Milestone, ...]]:
        """What a person of a level has done after 30, 60 and 90 days."""
        return {
            days: tuple(one for one in milestones if level in one.at)
            for days, milestones in self.success.by_day
        }
