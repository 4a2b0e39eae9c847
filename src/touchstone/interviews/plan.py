"""The plan of a loop for one role and level: who looks at what, what nobody does, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from touchstone.interviews.blueprint import shown_by
from touchstone.interviews.loop import Loop, Stage
from touchstone.interviews.pool import within
from touchstone.interviews.scope import Scope, applies, scope
from touchstone.roles.profile import Profile

BEFOREHAND = (
    "Put a candidate on all of these before the first scorecard is in: who can read others' scorecards of a "
    "candidate gets no new one of theirs."
)


@dataclass(frozen=True)
class PlannedStage:
    """One interview with the must skills (by id) that it is the place for, and what it may ask."""

    stage: Stage
    skills: tuple[str, ...]
    scope: Scope


@dataclass(frozen=True)
class CoverageRow:
    """One competency or must skill, and the ids of the interviews that look at it.

    `applies` is False for a competency on which the role's profile asks for nothing. A question on one of
    `topics` (empty: no question of the bank does by itself) and of one of `kinds` (empty: any) shows it.
    """

    label: str
    must: bool
    stages: tuple[str, ...]
    applies: bool = True
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The interviews in order, what looks at each thing to look for, and what is wrong, in sentences."""

    role: str
    level: str
    stages: tuple[PlannedStage, ...]
    rows: tuple[CoverageRow, ...]
    cap_minutes: int
    findings: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """The candidate's whole time."""
        return sum(planned.stage.minutes for planned in self.stages)

    @property
    def unasked(self) -> tuple[str, ...]:
        """What nobody is asked about because the role's profile names nothing on it, in sentences."""
        return tuple(
            f"No interview asks about “{row.label}”: this role's profile names nothing on it."
            for row in self.rows
            if not row.applies
        )


def plan(loop: Loop, profile: Profile, level: str, *, leave_out: Sequence[str] = ()) -> Plan:
    """The loop for a role, without the stages left out by id.

    Each must skill goes to the interview that holds the most of its topics, so that nothing is asked twice.
    """
    stages = [stage for stage in loop.for_role(profile.id) if stage.id not in leave_out]
    home = {skill.id: _home(skill.topics, stages) for skill in profile.must}
    planned = tuple(_planned(stage, loop, profile, home) for stage in stages)
    rows = (*_competency_rows(loop, stages, profile), *_skill_rows(profile, home))
    made = Plan(profile.id, level, planned, rows, loop.cap_minutes, ())
    return Plan(profile.id, level, planned, rows, loop.cap_minutes, tuple(_findings(made)))


def _planned(stage: Stage, loop: Loop, profile: Profile, home: dict[str, str | None]) -> PlannedStage:
    skills = tuple(skill.id for skill in profile.must if home[skill.id] == stage.id)
    seen = [competency for competency in loop.competencies if competency.id in stage.looks_at]
    return PlannedStage(stage, skills, scope(stage, skills, seen, profile))


def _home(topics: Sequence[str], stages: Sequence[Stage]) -> str | None:
    """The stage that most topics lie in; of equals the one with the topic that the profile names first.

    Several skills of one subtopic count as one: naming three of them makes it no more important.
    """
    best, most = None, (0, 0)
    for stage in stages:
        held = [place for place, topic in enumerate(topics) if _touches(topic, stage)]
        subtopics = {tuple(topics[place].split(".")[:2]) for place in held}
        if held and (rank := (len(subtopics), -held[0])) > most:
            best, most = stage.id, rank
    return best


def _touches(topic: str, stage: Stage) -> bool:
    return within(topic, stage.topics) or any(within(own, [topic]) for own in stage.topics)


def _competency_rows(loop: Loop, stages: Sequence[Stage], profile: Profile) -> Iterator[CoverageRow]:
    for competency in loop.competencies:
        wanted = applies(competency, profile)
        seen = tuple(stage.id for stage in stages if wanted and competency.id in stage.looks_at)
        kinds = shown_by(spoken=competency.spoken)
        yield CoverageRow(competency.label, False, seen, wanted, competency.topics, kinds)


def _skill_rows(profile: Profile, home: dict[str, str | None]) -> Iterator[CoverageRow]:
    for skill in profile.must:
        where = home[skill.id]
        stages, kinds = (where,) if where else (), shown_by(spoken=skill.spoken)
        yield CoverageRow(skill.label, True, stages, topics=skill.topics, kinds=kinds)


def _findings(made: Plan) -> Iterator[str]:
    titles = {planned.stage.id: planned.stage.title for planned in made.stages}
    for row in made.rows:
        if not row.applies:
            continue
        if not row.stages:
            yield f"No interview looks at “{row.label}”."
        elif len(row.stages) > 1:
            named = " and ".join(titles[name] for name in row.stages)
            yield f"“{row.label}” is looked at more than once: {named}."
    if made.minutes > made.cap_minutes:
        over = f"{made.minutes - made.cap_minutes} more than the cap of {made.cap_minutes}"
        yield f"The loop takes {made.minutes} minutes of the candidate's time, {over}."
