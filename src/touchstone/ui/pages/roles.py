"""Roles: two or three roles side by side, who does what, what success looks like."""

from __future__ import annotations

import streamlit as st

from touchstone.roles.comparison import compare
from touchstone.roles.profile import Level, Profile
from touchstone.ui.parts.choices import choose_level, choose_many, choose_role
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.prose import harmless
from touchstone.ui.parts.roles.adapt import adapt, go_on
from touchstone.ui.parts.roles.compared import at_a_glance, compared, sources, success
from touchstone.ui.parts.roles.own import profiles_of
from touchstone.ui.parts.roles.raci_tables import raci_tables
from touchstone.ui.parts.roles.remembered import is_changed, remember
from touchstone.ui.shell.hold import held
from touchstone.ui.shell.navigation import page_named

MOST = 3  # columns that can still be read side by side
DEFAULT = ("data_scientist", "machine_learning_engineer", "data_engineer")


def page() -> None:
    """Choose roles and a level; everything below follows."""
    go_on()
    content = held().content
    catalogue = content.catalogue
    heading("Roles", "Compare roles side by side: what they share, where they differ, and who does what.")
    content_problems([*catalogue.problems, *content.raci.problems])
    if not catalogue.profiles:
        st.info("There are no role profiles yet. Add a file to `roles/`; CONTRIBUTING.md shows how.")
        return
    known = profiles_of(catalogue)
    titles = {profile.id: profile.title for profile in known.values()}
    chosen, level = _choices(titles)
    profiles = [known[name] for name in chosen]
    at_a_glance(profiles, level)
    if len(profiles) > 1:
        compared(compare(*profiles, level=level))
    else:
        st.info("Choose another role to compare with.")
    st.header("The first 90 days", anchor=False)
    success(profiles, level)
    if content.raci.raci is not None:
        st.header("Who does what, by size of team", anchor=False)
        raci_tables(content.raci.raci, titles, chosen)
    changed = is_changed(profiles[0])  # what a reload gave back is in sight
    with st.expander(f"Adapt this role: {harmless(profiles[0].title)}", expanded=changed):
        adapt(profiles[0], content.taxonomy.titles)
    _more(profiles)
    remember(known)


def _choices(titles: dict[str, str]) -> tuple[list[str], Level]:
    first, second, third = st.columns([3, 4, 2])
    with first:
        role = choose_role(titles)
    others = {name: title for name, title in titles.items() if name != role}
    usual = [name for name in DEFAULT if name in others][:1]
    with second:
        beside = choose_many("Compare with", others, key="with", default=usual, at_most=MOST - 1)
    with third:
        level = choose_level([one.value for one in Level])
    return [role, *(name for name in beside if name in others)], Level(level)


def _more(profiles: list[Profile]) -> None:
    with st.expander("Remarks, codes and sources"):
        sources(profiles)
    st.page_link(page_named("posting"), label="Write a posting for this role", icon=":material/article:")
