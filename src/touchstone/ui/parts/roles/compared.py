"""Roles side by side: what they share on top, each role's own below it in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from touchstone.roles.comparison import Comparison, Row, Section
from touchstone.roles.profile import Level, Profile, Source, Step
from touchstone.ui.parts.inert import escape_markdown, source_link
from touchstone.ui.parts.prose import harmless, prose
from touchstone.ui.parts.roles.raci_tables import WORDS


def at_a_glance(profiles: Sequence[Profile], level: Level) -> None:
    """For each role: what it is, what the level means in it, whom it reports to."""
    for column, profile in zip(st.columns(len(profiles)), profiles, strict=True):
        with column.container(border=True, height="stretch"):
            st.header(harmless(profile.title), anchor=False)
            prose(profile.one_line)
            scope = profile.levels.of(level)
            if scope.not_advertised:
                st.warning(
                    f"Not advertised at this level. {scope.not_advertised}", icon=":material/visibility:"
                )
                continue
            prose(f"**{scope.title}.** {scope.does}")
            prose(f"Scope: {scope.scope}. Room to act: {scope.autonomy}.")
            prose(f"Reports to {profile.reporting.reports_to}. {profile.reporting.supervises[level]}")


def compared(comparison: Comparison) -> None:
    """Every section of the comparison."""
    for section in comparison.sections:
        st.header(section.title, anchor=False)
        shared = comparison.shared(section)
        if shared:
            st.markdown("**Shared**")
            _list(_shared_line(section, row) for row in shared)
        _own(comparison, section)


def _own(comparison: Comparison, section: Section) -> None:
    rows = comparison.different(section)
    if not rows:
        st.caption("No difference.")
        return
    for column, role in zip(st.columns(len(comparison.roles)), comparison.roles, strict=True):
        with column:
            prose(f"**{comparison.titles[role]}**")
            _list(_line(section, row, row.by[role]) for row in rows if role in row.by)


def _shared_line(section: Section, row: Row) -> str:
    said = list(dict.fromkeys(row.by.values()))
    return _line(section, row, said[0] if len(said) == 1 else " / ".join(said))


def _line(section: Section, row: Row, said: str) -> str:
    """Tools and steps are known by their names, everything else by what is said."""
    if section.name == "lifecycle":
        return f"{Step(row.key).label}: {WORDS.get(said, said)}"
    return f"{row.key}: {said}" if section.name == "tools" else said


def _list(lines: Iterable[str]) -> None:
    prose("\n".join(f"- {line}" for line in lines) or "Nothing of its own.")


def success(profiles: Sequence[Profile], level: Level) -> None:
    """What a person of the level in each role has done after 30, 60 and 90 days."""
    for column, profile in zip(st.columns(len(profiles)), profiles, strict=True):
        with column:
            prose(f"**{profile.title}**")
            for days, milestones in profile.milestones_at(level).items():
                said = " ".join(milestone.done for milestone in milestones) or "Not advertised at this level."
                prose(f"*After {days} days.* {said}")


def sources(profiles: Sequence[Profile]) -> None:
    """Codes, remarks and sources, with their dates."""
    for profile in profiles:
        prose(f"**{profile.title}**")
        codes = (
            f"{code.scheme.upper()} {code.code} {code.title or ''}".strip()
            + (" (approximate)" if code.match == "approximate" else "")
            for code in profile.codes
        )
        _list([*(remark.says for remark in profile.remarks), "Codes: " + "; ".join(codes)])
        st.markdown("\n".join(f"- {_source(one)}" for one in profile.sources))


def _source(source: Source) -> str:
    when = escape_markdown(f" ({source.dated or 'undated'}; read {source.read}): {source.used_for}")
    return source_link(source.title, source.address) + when
