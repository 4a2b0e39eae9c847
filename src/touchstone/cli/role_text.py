"""Profiles and comparisons as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from touchstone.core.hashes import short
from touchstone.roles.catalogue import Catalogue
from touchstone.roles.comparison import Comparison, Row, Section
from touchstone.roles.profile import Cadence, Duty, Level, Milestone, Profile, Skill, Step
from touchstone.roles.raci import Maturity, Raci

LEGEND = "= what all of them have; - what only those named have, or each says in another way."
LETTERS = "R does it, A answers for it, C is asked beforehand, I is told."
NAMED = ("tools", "lifecycle")


def listed_text(catalogue: Catalogue) -> str:
    """One line a role: id, title, levels."""
    profiles = catalogue.profiles.values()
    wide, title = max(len(p.id) for p in profiles), max(len(p.title) for p in profiles)
    return "\n".join(f"{p.id:{wide}}  {p.title:{title}}  {', '.join(p.advertised)}" for p in profiles)


DEPTHS = "aware: knows what it is for; working: uses it unaided; deep: teaches and decides with it"


def shown_text(profile: Profile, level: Level | None) -> str:
    """One profile, over all levels or for one."""
    return "\n".join(
        [f"{profile.title} ({profile.id}, version {short(profile.hash)})", *_shown(profile, level)]
    )


def _shown(profile: Profile, level: Level | None) -> Iterator[str]:
    yield profile.one_line
    yield from _list("Purpose", profile.purpose)
    yield from _list("Background", profile.background)
    yield from _list("Levels", (_level(profile, one) for one in ([level] if level else Level)))
    for cadence in Cadence:
        duties = profile.duties_at(level, cadence) if level else profile.duties.of(cadence)
        yield from _list(f"Duties by {cadence.value}", (_duty(duty, level) for duty in duties))
    yield from _list(f"Must ({DEPTHS})", (_skill(skill, level) for skill in profile.must))
    helping = profile.nice_at(level) if level else profile.nice
    yield from _list("Nice to have", (_skill(skill, level) for skill in helping))
    yield from _list("How a suitable person works", (f"{q.label}: {q.looks_like}" for q in profile.qualities))
    yield from _list("Tools", (f"{tool.label}: {tool.use}" for tool in profile.tools))
    yield from _list("Reporting line", _reporting(profile, level))
    yield from _list("Working together", profile.working_together)
    for days, milestones in profile.milestones_at(level).items() if level else profile.success.by_day:
        yield from _list(f"After {days} days", (_milestone(one, level) for one in milestones))
    yield from _list("Measures of success", (measure.label for measure in profile.success.measures))
    yield from _list("Usual part in the four steps", (_part(profile, step) for step in Step))
    for path in profile.paths:
        yield from _list(f"Coming from {path.source_role}, learn", (*path.learn, *path.advice))
    yield from _list("Remarks", (remark.says for remark in profile.remarks))
    yield from _list("Codes", _code(profile))
    sources = (
        f"{s.title} ({s.dated or 'undated'}; read {s.read})" + (f" {s.address}" if s.address else "")
        for s in profile.sources
    )
    yield from _list("Sources", sources)


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"\n{title}"
        yield from (f"  - {line}" for line in found)


def _duty(duty: Duty, level: Level | None) -> str:
    return f"{duty.does} [{duty.id}]{_at(duty.at, level)}"


def _milestone(milestone: Milestone, level: Level | None) -> str:
    return milestone.done + _at(milestone.at, level)


def _at(levels: Sequence[Level], asked: Level | None) -> str:
    """At which levels it is so, where it is not at all and no level was asked for."""
    return f" ({', '.join(levels)})" if asked is None and len(levels) < len(Level) else ""


def _level(profile: Profile, level: Level) -> str:
    meant = profile.levels.of(level)
    if meant.not_advertised:
        return f"{level}: not advertised. {meant.not_advertised}"
    return f"{level}: {meant.title}. {meant.does} Scope: {meant.scope}. Room to act: {meant.autonomy}."


def _skill(skill: Skill, level: Level | None) -> str:
    if level:
        return f"{skill.label} ({skill.depth[level].value})" if level in skill.depth else skill.label
    return f"{skill.label} ({', '.join(f'{name} {depth.value}' for name, depth in skill.depth.items())})"


def _reporting(profile: Profile, level: Level | None) -> Iterator[str]:
    yield f"Reports to {profile.reporting.reports_to}."
    for name, said in profile.reporting.supervises.items():
        if level in (None, name):
            yield said if level else f"{name}: {said}"
    yield from profile.reporting.advice


def _part(profile: Profile, step: Step) -> str:
    part = profile.lifecycle.of(step)
    return f"{step.label}: {part.part}" + (f" ({part.note})" if part.note else "")


def _code(profile: Profile) -> Iterator[str]:
    for code in profile.codes:
        title = f" {code.title}" if code.title else ""
        yield f"{code.scheme.upper()} {code.code}{title}" + (
            " (approximate)" if code.match != "exact" else ""
        )


def compared_text(
    comparison: Comparison, names: dict[str, str], raci: Raci | None, tables: Sequence[Maturity]
) -> str:
    """What the roles share, where they differ, and who does what; `names` are the titles of all roles."""
    lines = [" and ".join(comparison.titles.values()), LEGEND]
    for section in comparison.sections:
        lines.append(f"\n{section.title}")
        lines += _rows(comparison, section, comparison.shared(section), "=")
        lines += _rows(comparison, section, comparison.different(section), "-")
    if raci is not None:
        lines += ["", LETTERS] if tables else []
        for table in tables:
            lines += _table(names, raci, table)
    return "\n".join(lines)


def _rows(comparison: Comparison, section: Section, rows: Sequence[Row], mark: str) -> Iterator[str]:
    """What each role says of a row. Only tools and steps have names of their own; ids are for programs."""
    for row in rows:
        name = f"{row.key}: " if section.name in NAMED else ""
        said = [f"{comparison.titles[role]}: {text}" for role, text in row.by.items()]
        if len(row.by) == len(comparison.roles) and len(set(row.by.values())) == 1:
            said = [next(iter(row.by.values()))]
        yield f"  {mark} {name}{said[0]}"
        yield from (f"    {' ' * len(name)}{line}" for line in said[1:])


def _table(names: dict[str, str], raci: Raci, table: Maturity) -> Iterator[str]:
    known = names | {other.id: other.title for other in raci.others}
    yield f"\nWho does what: {table.title}. {table.says}"
    for step in raci.steps:
        parts = table.steps[step.id]
        named = (f"{known.get(who, who)} {part}" for who, part in parts.items())
        yield f"  {step.title}: {', '.join(named)}"
    yield f"  Watches the models in production: {known.get(table.monitoring, table.monitoring)}"
    yield f"  Risk: {table.risk}"
