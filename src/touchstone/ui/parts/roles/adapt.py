"""A profile adapted in the browser: move skills, change duties, see the difference, save it as a file."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from touchstone.core.problems import Problem
from touchstone.roles.adapting import Change, as_yaml, changes, moved, named, told, with_duties
from touchstone.roles.catalogue import read_profile
from touchstone.roles.profile import Cadence, Profile
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.kept import is_too_long
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.roles.own import keep
from touchstone.ui.parts.roles.remembered import (
    MOST_NAME,
    MOST_TYPED,
    first,
    forget,
    is_changed,
    key,
    note,
    usual,
)
from touchstone.ui.shell.navigation import page_named

_GO = "adapt-write"
_BY = {Cadence.DAY: "Daily duties", Cadence.WEEK: "Weekly duties", Cadence.MONTH: "Monthly duties"}


def adapt(profile: Profile, topics: dict[str, str]) -> None:
    """Fields filled with the profile; below them what changed, and what to do with it."""
    note(profile)
    if is_changed(profile):
        st.button("Back to the base", on_click=forget, args=(profile,), icon=":material/restart_alt:")
    try:
        adapted = named(_duties(_skills(profile)), _name(profile))
    except ValidationError as error:
        note(profile)
        for mistake in error.errors():
            st.error(escape_markdown(mistake["msg"].removeprefix("Value error, ")), icon=":material/block:")
        return
    note(profile)
    problems = read_profile(as_yaml(adapted), topics=topics)[1]
    _problems(problems)
    found = changes(profile, adapted)
    _difference(found, renamed=_renamed(profile, adapted))
    if (found or _renamed(profile, adapted)) and not problems:
        _take_away(adapted)


def _name(profile: Profile) -> str:
    name = st.text_input("Its name", first("name", profile) or "", key=key("name", profile))
    return str(usual(profile)["name"]) if is_too_long(name, MOST_NAME) else name


def _take_away(adapted: Profile) -> None:
    """What can be done with it: a posting now, or a file by which every page and command knows it."""
    use, save = st.columns([1, 3])
    use.button("Write a posting for it", type="primary", on_click=_write, args=(adapted,))
    name = f"{adapted.id}.yaml"
    save.download_button(
        "Save the profile", as_yaml(adapted), name, "text/yaml", icon=":material/download:", on_click="ignore"
    )
    st.caption(
        f"The file goes into roles/ as {escape_markdown(name)}: every page and command then knows the role. "
        f"Without that, load it on the Posting page, or name it in a command, as in touchstone posting "
        f"{escape_markdown(name)} or touchstone role compare {escape_markdown(adapted.base or '')} "
        f"{escape_markdown(name)}."
    )


def _write(adapted: Profile) -> None:
    keep(adapted)
    st.session_state[_GO] = True


def go_on() -> None:
    """Opens the Posting page for a profile that was just adapted."""
    if st.session_state.pop(_GO, False):
        st.switch_page(page_named("posting"))


def _skills(profile: Profile) -> Profile:
    labels = {skill.id: skill.label for skill in profile.skills}
    must = st.multiselect(
        "Must have; all others are nice to have",
        list(labels),
        default=first("must", profile),
        format_func=lambda name: labels.get(name, name),
        key=key("must", profile),
        filter_mode="contains",
        select_all=False,
        wrap=True,
    )
    return moved(profile, must)


def _duties(profile: Profile) -> Profile:
    for cadence, label in _BY.items():
        text = st.text_area(
            f"{label}, one sentence a line",
            height="content",
            value=first(cadence.value, profile) or "",
            key=key(cadence.value, profile),
        )
        if is_too_long(text, MOST_TYPED):
            continue
        profile = with_duties(profile, cadence, [line.strip() for line in text.splitlines() if line.strip()])
    return profile


def _problems(problems: list[Problem]) -> None:
    for problem in problems[:10]:
        hint = f" {problem.hint}." if problem.hint else ""
        st.warning(escape_markdown(f"{problem.message}.{hint}"), icon=":material/visibility:")


def _renamed(profile: Profile, adapted: Profile) -> bool:
    """Whether the role got a name of its own: its postings bear it."""
    return bool(adapted.levels != profile.levels)


def _difference(found: list[Change], *, renamed: bool) -> None:
    if not found:
        st.caption("Only the name is changed." if renamed else "Nothing is changed yet.")
        return
    said = told(found)
    st.markdown(f"**{count(len(said), 'difference')} from the base**")
    st.markdown("\n".join(f"- {escape_markdown(line)}" for line in said))
