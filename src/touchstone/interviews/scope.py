"""What one interview of a loop is for: which questions it may ask, and which everybody is asked in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from touchstone.interviews.blueprint import Need, shown_by
from touchstone.interviews.loop import Competency, Stage
from touchstone.interviews.pool import within
from touchstone.roles.profile import Profile


@dataclass(frozen=True)
class Scope:
    """An interview of a loop as assembly needs it.

    `must` are the role's skills that it is the place for and `looks_at` its competencies, both cut down to
    its topics. `common` are ids of questions that everybody is asked here. `asked` are all topics of the
    stage that the role's profile asks for, and `beside` those that may be asked about and need not be.
    """

    id: str
    title: str
    must: tuple[Need, ...] = ()
    looks_at: tuple[Need, ...] = ()
    common: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    by_phone: bool = False

    @property
    def needs(self) -> tuple[Need, ...]:
        """The must skills first, then the competencies."""
        return (*self.must, *self.looks_at)

    def softer(self) -> Iterator[Scope]:
        """The same interview with less of what we wish: first other skills of the role fill it where its own
        have too few questions, then only the must skills are demanded."""
        if self.asked:
            yield replace(self, beside=self.asked)
        if self.looks_at:
            yield replace(self, beside=self.asked, looks_at=())


def scope(stage: Stage, must: Sequence[str], competencies: Sequence[Competency], profile: Profile) -> Scope:
    """A stage for a role. `must` are ids of its skills, `competencies` those that the stage looks at."""
    asked = [topic for skill in profile.skills for topic in skill.topics]
    return Scope(
        id=stage.id,
        title=stage.title,
        must=tuple(
            Need(
                skill.label,
                narrowed(skill.topics, stage.topics),
                kinds=shown_by(spoken=skill.spoken),
                of_role=True,
            )
            for skill in profile.must
            if skill.id in must
        ),
        looks_at=tuple(_competency_needs(stage, competencies, asked)),
        common=stage.asks,
        topics=stage.topics,
        asked=narrowed(asked, stage.topics),
        by_phone=stage.by_phone,
    )


def _competency_needs(
    stage: Stage, competencies: Sequence[Competency], asked: Sequence[str]
) -> Iterator[Need]:
    for competency in competencies:
        topics = narrowed(competency.topics, stage.topics)
        if not competency.whatever_role:
            topics = narrowed(topics, asked)
        if topics:
            kinds = shown_by(spoken=competency.spoken)
            yield Need(competency.label, topics, kinds=kinds, competency=True, of_role=True)


def narrowed(topics: Collection[str], held: Collection[str]) -> tuple[str, ...]:
    """What lies in both: of each pair of topics, one inside the other, the inner one."""
    found = []
    for topic in topics:
        if within(topic, tuple(held)):
            found.append(topic)
        else:
            found += [inner for inner in held if within(inner, (topic,))]
    return tuple(dict.fromkeys(found))


def applies(competency: Competency, profile: Profile) -> bool:
    """Whether a competency is looked for in a role: the profile asks for something on its topics."""
    if competency.whatever_role or not competency.topics:
        return True
    asked = [topic for skill in profile.skills for topic in skill.topics]
    return bool(narrowed(competency.topics, asked))
