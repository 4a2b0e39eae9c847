"""What a single field can't show to be wrong in a profile: repeated ids, missing levels, unknown topics."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePath

from touchstone.core.located_yaml import Located, Where
from touchstone.core.problems import Problem, did_you_mean
from touchstone.roles.profile import Cadence, Depth, Level, Profile, Skill, Step

MUST_AT_MOST = 10  # a posting with more is an error, so a profile with more can make none
STEPS_AT_MOST = 2  # in which a role that does all four asks for depth: more would be three jobs in one
_STEP_OF = {
    "business": Step.FORMULATION,
    "sql": Step.DATA,
    "machine_learning": Step.MODELLING,
    "statistics": Step.MODELLING,
    "mlops": Step.DEPLOYMENT,
}  # by the first part of a topic; programming and mathematics belong to no one step
Listed = tuple[Where, str]


def profile_problems(
    located: Located, profile: Profile, *, topics: Collection[str] | None = None, anywhere: bool = False
) -> list[Problem]:
    """All problems of one valid profile, each at its line. `topics` are the taxonomy's names, if known."""
    return [
        *(() if anywhere else _file_name(located, profile)),
        *_repeated(located, profile),
        *_levels(located, profile),
        *_must_count(located, profile),
        *_depth(located, profile),
        *_sources(located, profile),
        *(_topics(located, profile, topics) if topics is not None else ()),
    ]


def _file_name(located: Located, profile: Profile) -> Iterator[Problem]:
    stem = PurePath(located.file).stem
    if located.file != "<text>" and stem != profile.id:
        said = f"the profile {profile.id!r} stands in a file named {stem!r}"
        yield located.problem(("id",), said, "give both one name")


def _repeated(located: Located, profile: Profile) -> Iterator[Problem]:
    success = profile.success
    milestones = [
        (("success", f"day_{days}", n), one.id)
        for days, listed in success.by_day
        for n, one in enumerate(listed)
    ]
    yield from _twice(located, "duty", _duty_ids(profile))
    yield from _twice(located, "skill", _skill_ids(profile))
    yield from _twice(located, "quality", [(("qualities", n), q.id) for n, q in enumerate(profile.qualities)])
    yield from _twice(
        located, "measure", [(("success", "measures", n), m.id) for n, m in enumerate(success.measures)]
    )
    yield from _twice(located, "source", [(("sources", n), s.id) for n, s in enumerate(profile.sources)])
    yield from _twice(located, "milestone", milestones)


def _duty_ids(profile: Profile) -> list[Listed]:
    named = (("day", profile.duties.day), ("week", profile.duties.week), ("month", profile.duties.month))
    return [(("duties", name, n), duty.id) for name, duties in named for n, duty in enumerate(duties)]


def _skill_ids(profile: Profile) -> list[Listed]:
    named = (("must", profile.must), ("nice", profile.nice))
    return [((name, n), skill.id) for name, skills in named for n, skill in enumerate(skills)]


def _twice(located: Located, what: str, listed: Sequence[Listed]) -> Iterator[Problem]:
    first: dict[str, Where] = {}
    for where, name in listed:
        if name in first:
            line = located.place((*first[name], "id"))[0]
            yield located.problem(
                (*where, "id"), f"the {what} {name!r} stands twice", f"first on line {line}"
            )
        first.setdefault(name, where)


def _levels(located: Located, profile: Profile) -> Iterator[Problem]:
    """Each advertised level needs a depth for each skill and a line on whom it supervises."""
    if not profile.advertised:
        yield located.problem(("levels",), "no level is advertised, so nobody can be sought", key=True)
    for n, skill in enumerate(profile.must):
        missing = [level for level in profile.advertised if level not in skill.depth]
        if missing:
            said = f"the skill {skill.id!r} says no depth for {' and '.join(missing)}"
            yield located.problem(("must", n, "depth"), said, "give each level aware, working or deep")
    for level in profile.advertised:
        for cadence in Cadence:
            if not profile.duties_at(level, cadence):
                said = f"no duty by {cadence.value} for the level {level.value!r}"
                yield located.problem(("duties", cadence.value), said, key=True)
        for days, milestones in profile.milestones_at(level).items():
            if not milestones:
                said = f"no milestone after {days} days for the level {level.value!r}"
                yield located.problem(("success", f"day_{days}"), said, key=True)
        if level not in profile.reporting.supervises:
            yield located.problem(
                ("reporting", "supervises"), f"nothing says whom the level {level.value!r} supervises"
            )


def _must_count(located: Located, profile: Profile) -> Iterator[Problem]:
    if len(profile.must) > MUST_AT_MOST:
        said = f"{len(profile.must)} must skills; a posting carries at most {MUST_AT_MOST}"
        yield located.problem(("must",), said, "move the least needed to nice", key=True)


def _depth(located: Located, profile: Profile) -> Iterator[Problem]:
    """A role that does the work of all four steps asks for depth in one or two of them."""
    if any(profile.lifecycle.of(step).part in ("C", "I") for step in Step):
        return
    for level in profile.advertised:
        steps = [_steps(skill, level) for skill in profile.must]
        deep = [step for step in Step if any(step in one for one in steps)]
        if len(deep) > STEPS_AT_MOST:
            n = next(n for n, one in enumerate(steps) if one & set(deep[STEPS_AT_MOST:]))
            said = (
                f"the level {level.value!r} of a role that does all four steps asks for depth in {len(deep)}"
            )
            hint = f"ask for it in one or two ({', '.join(step.value for step in deep)})"
            yield located.problem(("must", n, "depth"), said, hint)


def _steps(skill: Skill, level: Level) -> set[Step]:
    """The steps in which the skill asks for depth at the level."""
    if skill.depth.get(level) is not Depth.DEEP:
        return set()
    return {step for topic in skill.topics if (step := _STEP_OF.get(topic.split(".")[0])) is not None}


def _sources(located: Located, profile: Profile) -> Iterator[Problem]:
    known = {source.id for source in profile.sources}
    for n, remark in enumerate(profile.remarks):
        if remark.source is not None and remark.source not in known:
            said = f"the source {remark.source!r} is not listed under sources"
            yield located.problem(("remarks", n, "source"), said, did_you_mean(remark.source, known))


def _topics(located: Located, profile: Profile, known: Collection[str]) -> Iterator[Problem]:
    named: tuple[tuple[str, tuple[Skill, ...]], ...] = (("must", profile.must), ("nice", profile.nice))
    for name, skills in named:
        for n, skill in enumerate(skills):
            for t, topic in enumerate(skill.topics):
                if topic not in known:
                    hint = did_you_mean(topic, known, list_when_at_most=0)
                    said = f"no topic {topic!r} in the taxonomy of questions"
                    yield located.problem((name, n, "topics", t), said, hint)
