"""Two or more roles side by side: what they share and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from touchstone.roles.profile import Cadence, Level, Profile, Skill, Step

Entry = tuple[str, str]  # what makes two entries the same, and how this role says it


@dataclass(frozen=True)
class Row:
    """One thing, and how each role says it; a role that lacks it is not in `by`."""

    key: str
    by: dict[str, str]

    def shared(self, roles: int, *, alike: bool = False) -> bool:
        """Whether all of that many roles have it; with `alike`, whether all say the same."""
        return len(self.by) == roles and not (alike and len(set(self.by.values())) > 1)


@dataclass(frozen=True)
class Section:
    """Rows of one kind: first what all roles share, then what only some have.

    `alike`: every role has each row, so only those that all say alike are shared.
    """

    name: str
    title: str
    rows: tuple[Row, ...]
    alike: bool = False


@dataclass(frozen=True)
class Comparison:
    """The roles' ids in the order asked, their titles, and the sections."""

    roles: tuple[str, ...]
    titles: dict[str, str]
    sections: tuple[Section, ...]

    def shared(self, section: Section) -> tuple[Row, ...]:
        """What every role has."""
        return tuple(row for row in section.rows if row.shared(len(self.roles), alike=section.alike))

    def different(self, section: Section) -> tuple[Row, ...]:
        """What at least one role lacks or says in another way."""
        return tuple(row for row in section.rows if row not in self.shared(section))


def compare(*profiles: Profile, level: Level | None = None) -> Comparison:
    """Set at least two profiles side by side, at one level or over all levels.

    Duties, skills and measures are the same when their ids are; tools when their names are.
    """
    if len({profile.id for profile in profiles}) < 2:
        raise ValueError("a comparison needs two different roles")
    return Comparison(
        tuple(profile.id for profile in profiles),
        {profile.id: profile.title for profile in profiles},
        (
            *(_section(profiles, f"duties_{c.value}", _DUTIES[c], _duties(c, level)) for c in Cadence),
            _section(profiles, "skills", "Skills", lambda profile: _skills(profile, level)),
            _section(profiles, "tools", "Tools", _tools),
            _section(profiles, "measures", "Success measures", _measures),
            replace(_section(profiles, "lifecycle", "Usual part in the four steps", _parts), alike=True),
        ),
    )


_DUTIES = {Cadence.DAY: "Duties by day", Cadence.WEEK: "Duties by week", Cadence.MONTH: "Duties by month"}


def _section(
    profiles: tuple[Profile, ...], name: str, title: str, entries: Callable[[Profile], Iterable[Entry]]
) -> Section:
    rows: dict[str, dict[str, str]] = {}
    for profile in profiles:
        for key, said in entries(profile):
            rows.setdefault(key, {}).setdefault(profile.id, said)
    ordered = sorted(rows.items(), key=lambda row: -len(row[1]))  # stable: else the order of first mention
    return Section(name, title, tuple(Row(key, by) for key, by in ordered))


def _duties(cadence: Cadence, level: Level | None) -> Callable[[Profile], Iterable[Entry]]:
    def entries(profile: Profile) -> Iterable[Entry]:
        found = profile.duties.of(cadence) if level is None else profile.duties_at(level, cadence)
        return ((duty.id, duty.does) for duty in found)

    return entries


def _skills(profile: Profile, level: Level | None) -> Iterable[Entry]:
    for kind, skills in (("must", profile.must), ("nice", profile.nice)):
        for skill in skills:
            yield skill.id, f"{skill.label} ({kind}{_depth(skill, level)})"


def _depth(skill: Skill, level: Level | None) -> str:
    return f", {skill.depth[level].value}" if level is not None and level in skill.depth else ""


def _tools(profile: Profile) -> Iterable[Entry]:
    return ((name, tool.use) for tool in profile.tools for name in tool.names)


def _measures(profile: Profile) -> Iterable[Entry]:
    return ((measure.id, measure.label) for measure in profile.success.measures)


def _parts(profile: Profile) -> Iterable[Entry]:
    return ((step.value, profile.lifecycle.of(step).part) for step in Step)
