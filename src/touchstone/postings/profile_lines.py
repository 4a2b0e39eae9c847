"""Lines of a posting that come from the profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from touchstone.postings.employer import Employer
from touchstone.postings.posting import Line
from touchstone.postings.words import capital, listed, lowered, stop, with_article
from touchstone.roles.profile import Cadence, Depth, Level, Profile, Skill, Step, Tool
from touchstone.roles.titles import tool_words

NICE_AT_MOST = 6  # more nice-to-haves read as demands; the profile lists them by importance
TOOLS_AT_MOST = 10  # more named tools read as a list of wishes

Make = Callable[[Profile, Level, Employer, Sequence[str]], Iterable[Line]]


def role(profile: Profile, level: Level, employer: Employer, _: Sequence[str]) -> Iterator[Line]:
    """Who is looked for, and what for."""
    scope = profile.levels.of(level)
    sought = with_article(scope.title, tool_words(profile))
    yield Line(f"{employer.name} is looking for {sought}.", f"profile.levels.{level}.title")
    for n, sentence in enumerate(profile.purpose):
        yield Line(sentence, f"profile.purpose.{n}")
    yield Line(scope.does, f"profile.levels.{level}.does")


def first_days(profile: Profile, level: Level, *_: object) -> Iterator[Line]:
    """What is done after 30, 60 and 90 days at the level."""
    for days, milestones in profile.milestones_at(level).items():
        for milestone in milestones:
            text = f"After {days} days, {lowered(milestone.done)}"
            yield Line(text, f"profile.success.day_{days}.{milestone.id}")


def duties(cadence: Cadence) -> Make:
    """The section of the duties that come round this often, at the level."""

    def make(profile: Profile, level: Level, *_: object) -> Iterator[Line]:
        for duty in profile.duties_at(level, cadence):
            yield Line(duty.does, f"profile.duties.{cadence}.{duty.id}")

    return make


def must(profile: Profile, level: Level, *_: object) -> Iterator[Line]:
    """What the role needs."""
    return (Line(_asked(skill, skill.depth.get(level)), f"profile.must.{skill.id}") for skill in profile.must)


def nice(profile: Profile, level: Level, *_: object) -> Iterator[Line]:
    """What helps, the most important first; of what nobody needs to have, a little is no less welcome."""
    most = profile.nice_at(level)[:NICE_AT_MOST]
    return (Line(_skill(skill), f"profile.nice.{skill.id}") for skill in most)


_BEFORE = {Depth.DEEP: "Depth in ", Depth.AWARE: "Basics of "}  # no colon: labels have one of their own


def _asked(skill: Skill, depth: Depth | None) -> str:
    """The skill at a depth in the profile's own sentence: seven times "Depth in" tells readers nothing."""
    if depth is None:
        return _skill(skill)
    return skill.asks.get(depth) or _skill(skill, _BEFORE.get(depth, ""))


def _skill(skill: Skill, before: str = "") -> str:
    return stop(capital(before + skill.label))


def background(profile: Profile, *_: object) -> Iterator[Line]:
    """Education and experience."""
    return (Line(text, f"profile.background.{n}") for n, text in enumerate(profile.background))


def tools(profile: Profile, level: Level, employer: Employer, _: Sequence[str]) -> Iterator[Line]:
    """The employer's tools, else the usual ones of the role that no skill has named yet."""
    if employer.tools:
        yield Line(f"You work with {listed(employer.tools)}.", "employer.tools")
        return
    labels = [tool.label for tool in named_tools(profile)]
    if labels:
        yield Line(f"Tools in this role: {'; '.join(labels)}.", "profile.tools")


def named_tools(profile: Profile) -> list[Tool]:
    """The first tools of the profile that together name at most ten, without those that a skill names."""
    skills = " ".join(skill.label for skill in (*profile.must, *profile.nice[:NICE_AT_MOST]))
    found: list[Tool] = []
    for tool in profile.tools:
        if any(_stands_in(name, skills) for name in tool.names):
            continue
        if sum(len(one.names) for one in (*found, tool)) > TOOLS_AT_MOST:
            break
        found.append(tool)
    return found


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w+#]){re.escape(name)}(?![\w+#])", text, re.IGNORECASE) is not None


def together(profile: Profile, *_: object) -> Iterator[Line]:
    """How people work together."""
    return (Line(text, f"profile.working_together.{n}") for n, text in enumerate(profile.working_together))


_PARTS = {
    "R": "do the work",
    "A": "are accountable",
    "A/R": "are accountable and do the work",
    "C": "are consulted",
    "I": "are informed",
}


def scope(profile: Profile, level: Level, *_: object) -> Iterator[Line]:
    """What the level means."""
    scope = profile.levels.of(level)
    yield Line(f"Scope: {scope.scope}.", f"profile.levels.{level}.scope")
    yield Line(f"Room to act: {scope.autonomy}.", f"profile.levels.{level}.autonomy")
    yield Line(f"Somebody at this level {listed(scope.signals)}.", f"profile.levels.{level}.signals")


def lifecycle(profile: Profile, *_: object) -> Iterator[Line]:
    """The usual part in the four steps."""
    for step in Step:
        part = profile.lifecycle.of(step)
        note = f" {part.note}" if part.note else ""
        yield Line(f"In {step.label.lower()} you {_PARTS[part.part]}.{note}", f"profile.lifecycle.{step}")


def measures(profile: Profile, *_: object) -> Iterator[Line]:
    """How success is measured."""
    for measure in profile.success.measures:
        yield Line(stop(capital(measure.label)), f"profile.success.measures.{measure.id}")
