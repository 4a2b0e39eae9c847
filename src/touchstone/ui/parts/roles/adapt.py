"""A profile adapted in the browser: move skills, change duties, see the difference, save it as a file."""

from __future__ import annotations

from datetime import date

import streamlit as st
from pydantic import ValidationError

from touchstone.core.problems import Problem
from touchstone.roles.adapting import Change, as_yaml, changes, moved, with_duties
from touchstone.roles.catalogue import read_profile
from touchstone.roles.profile import Cadence, Profile
from touchstone.ui.parts.downloads import Download, downloads
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count

_BY = {Cadence.DAY: "Daily duties", Cadence.WEEK: "Weekly duties", Cadence.MONTH: "Monthly duties"}


def adapt(profile: Profile, topics: dict[str, str], today: date) -> None:
    """Fields filled with the profile; below them what changed and the file to put into `roles/`."""
    st.caption("Save the file, put it into roles/ and run touchstone check roles: everything follows it.")
    try:
        adapted = _duties(_skills(profile))
    except ValidationError as error:
        for mistake in error.errors():
            st.error(escape_markdown(mistake["msg"].removeprefix("Value error, ")), icon=":material/block:")
        return
    _problems(read_profile(as_yaml(adapted), topics=topics)[1])
    _difference(changes(profile, adapted))
    file = Download("Role profile (YAML)", "yaml", as_yaml(adapted), "text/yaml")
    downloads([file], name=["role", profile.id], day=today, label="Save the profile")


def _skills(profile: Profile) -> Profile:
    labels = {skill.id: skill.label for skill in profile.skills}
    must = st.multiselect(
        "Must have; all others are nice to have",
        list(labels),
        [skill.id for skill in profile.must],
        format_func=lambda name: labels.get(name, name),
        key=f"adapt-must-{profile.id}",
    )
    return moved(profile, must)


def _duties(profile: Profile) -> Profile:
    for cadence, label in _BY.items():
        text = st.text_area(
            f"{label}, one sentence a line",
            "\n".join(duty.does for duty in profile.duties.of(cadence)),
            height=140,
            key=f"adapt-{cadence}-{profile.id}",
            max_chars=6_000,
        )
        profile = with_duties(profile, cadence, [line.strip() for line in text.splitlines() if line.strip()])
    return profile


def _problems(problems: list[Problem]) -> None:
    for problem in problems[:10]:
        hint = f" {problem.hint}." if problem.hint else ""
        st.warning(escape_markdown(f"{problem.message}.{hint}"), icon=":material/visibility:")


def _difference(found: list[Change]) -> None:
    if not found:
        st.caption("Nothing is changed yet.")
        return
    st.markdown(f"**{count(len(found), 'difference')} from the base**")
    for change in found:
        before, after = (escape_markdown(text or "–") for text in (change.before, change.after))
        st.markdown(f"- {escape_markdown(change.path)}: {before} → {after}")
