"""Two or more roles side by side: what they share and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    columns = [_Column(profile.id, profile.title, profile, level) for profile in profiles]
    return _compared(columns, replace(_section(columns, "lifecycle", _STEPS, _parts), alike=True))


def compare_levels(profile: Profile, levels: Sequence[Level]) -> Comparison:
    """Set at least two levels of one profile side by side, with what each is there for.

    Tools and the part in the four steps are those of the role, so they are left out.
    """
    if len(set(levels)) < 2:
        raise ValueError("a comparison needs two different levels")
    columns = [_Column(one.value, _title(profile, one), profile, one) for one in levels]
    meant = replace(_section(columns, "level", "What the level means", _meant), alike=True)
    led = replace(_section(columns, "supervises", "Whom it supervises", _led), alike=True)
    found = _compared(columns, led)
    rest = [replace(one, alike=one.name == "skills") for one in found.sections if one.name != "tools"]
    days = [day for day, _ in profile.success.by_day]
    milestones = [_section(columns, f"after_{day}", f"After {day} days", _done(day)) for day in days]
    return replace(found, sections=(meant, *rest[:-1], led, *milestones))


@dataclass(frozen=True)
class _Column:
    """What stands in a column of a comparison: a role, over all its levels or at one."""

    id: str
    title: str
    profile: Profile
    level: Level | None


def _compared(columns: Sequence[_Column], last: Section) -> Comparison:
    return Comparison(
        tuple(one.id for one in columns),
        {one.id: one.title for one in columns},
        (
            *(_section(columns, f"duties_{c.value}", _DUTIES[c], _duties(c)) for c in Cadence),
            _section(columns, "skills", "Skills", _skills),
            _section(columns, "tools", "Tools", _tools),
            _section(columns, "measures", "Success measures", _measures),
            last,
        ),
    )


_STEPS = "Usual part in the four steps"
_DUTIES = {Cadence.DAY: "Duties by day", Cadence.WEEK: "Duties by week", Cadence.MONTH: "Duties by month"}


def _section(
    columns: Sequence[_Column], name: str, title: str, entries: Callable[[_Column], Iterable[Entry]]
) -> Section:
    rows: dict[str, dict[str, str]] = {}
    for column in columns:
        for key, said in entries(column):
            rows.setdefault(key, {}).setdefault(column.id, said)
    ordered = sorted(rows.items(), key=lambda row: -len(row[1]))  # stable: else the order of first mention
    return Section(name, title, tuple(Row(key, by) for key, by in ordered))


def _duties(cadence: Cadence) -> Callable[[_Column], Iterable[Entry]]:
    def entries(column: _Column) -> Iterable[Entry]:
        profile, level = column.profile, column.level
        found = profile.duties.of(cadence) if level is None else profile.duties_at(level, cadence)
        return ((duty.id, duty.does) for duty in found)

    return entries


def _skills(column: _Column) -> Iterable[Entry]:
    profile, level = column.profile, column.level
    helping = profile.nice if level is None else profile.nice_at(level)
    for kind, skills in (("must", profile.must), ("nice", helping)):
        for skill in skills:
            yield skill.id, f"{skill.label} ({kind}{_depth(skill, level)})"


def _depth(skill: Skill, level: Level | None) -> str:
    return f", {skill.depth[level].value}" if level is not None and level in skill.depth else ""


def _tools(column: _Column) -> Iterable[Entry]:
    return ((name, tool.use) for tool in column.profile.tools for name in tool.names)


def _measures(column: _Column) -> Iterable[Entry]:
    return ((measure.id, measure.label) for measure in column.profile.success.measures)


def _parts(column: _Column) -> Iterable[Entry]:
    return ((step.value, column.profile.lifecycle.of(step).part) for step in Step)


def _title(profile: Profile, level: Level) -> str:
    return f"{profile.levels.of(level).title} ({level.value})"


def _meant(column: _Column) -> Iterable[Entry]:
    for profile, level in _at(column):
        scope = profile.levels.of(level)
        yield "does", scope.not_advertised or scope.does
        yield "scope", f"Scope: {scope.scope}."
        yield "autonomy", f"Room to act: {scope.autonomy}."


def _led(column: _Column) -> Iterable[Entry]:
    return (("supervises", one.reporting.supervises[level]) for one, level in _at(column))


def _done(days: int) -> Callable[[_Column], Iterable[Entry]]:
    def entries(column: _Column) -> Iterable[Entry]:
        for profile, level in _at(column):
            yield from ((one.id, one.done) for one in profile.milestones_at(level)[days])

    return entries


def _at(column: _Column) -> Iterable[tuple[Profile, Level]]:
    """The role and the level of a column; nothing of a role over all levels."""
    return () if column.level is None else ((column.profile, column.level),)
