"""Posting: from a role and a place to a posting that may be published."""

from __future__ import annotations

import streamlit as st

from touchstone.postings.draft import Desk
from touchstone.postings.employer import Employer, as_yaml
from touchstone.postings.places import Place
from touchstone.postings.posting import NotAdvertised
from touchstone.postings.render import styles
from touchstone.roles.catalogue import Catalogue
from touchstone.roles.profile import Level, Profile
from touchstone.ui.parts.choices import choose, choose_level, choose_many, choose_role
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.posting.fields import employer_fields
from touchstone.ui.parts.posting.shown import document, files, found, verdict
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.shell.hold import held

STYLES = {"standard": "In full", "short": "Short, for boards", "internal": "For colleagues"}


def page() -> None:
    """Choices, your fields, then at once the posting and what was found."""
    content = held().content
    heading("Posting", "From a role and a place to a posting that is complete, fair and lawful.")
    content_problems([*content.catalogue.problems, *content.desk.problems])
    if not content.catalogue.profiles:
        st.info("There are no role profiles yet. Add a file to `roles/`; CONTRIBUTING.md shows how.")
        return
    profile, level, places = _choices(content.catalogue, content.desk)
    with st.expander("Your organisation and the post", expanded=True):
        employer, complaints = employer_fields()
    for complaint in complaints:
        st.error(complaint, icon=":material/block:")
    if employer is not None:
        _draft(content.desk, profile, level, employer, places)


def _choices(catalogue: Catalogue, desk: Desk) -> tuple[Profile, Level, list[Place]]:
    first, second, third = st.columns([3, 2, 5])
    with first:
        role = choose_role({profile.id: profile.title for profile in catalogue.profiles.values()})
    profile = catalogue.profiles[role]
    with second:
        level = choose_level([one.value for one in profile.advertised])
    with third:
        ids = choose_many("Place of work", desk.atlas.names, key="place", default=["US-CA"])
    places = [place for name in ids if isinstance(place := desk.atlas.find(name), Place)]
    return profile, Level(level), places


def _draft(desk: Desk, profile: Profile, level: Level, employer: Employer, places: list[Place]) -> None:
    today = held().clock.now().date()
    names = {name: STYLES.get(name, name.capitalize()) for name in styles(desk.templates)}
    line, menu = st.columns([3, 1], vertical_alignment="bottom")
    with menu:
        style = choose("Style", names, key="style")
    draft = desk.draft(profile, level, employer, as_of=today, places=places, style=style)
    if isinstance(draft, NotAdvertised):
        st.warning(draft.reason, icon=":material/visibility:")
    elif isinstance(draft, list):
        content_problems(draft)
    else:
        with line:
            verdict(draft)
        found(draft)
        files(draft, as_yaml(employer))
        document(draft)
