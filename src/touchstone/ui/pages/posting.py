"""Posting: from a role and a place to a posting that may be published."""

from __future__ import annotations

from datetime import date

import streamlit as st

from touchstone.bootstrap import Content
from touchstone.postings.places import Place
from touchstone.postings.remote import WORD
from touchstone.roles.profile import Level, Profile
from touchstone.ui.parts.choices import choose, choose_level, choose_role, name_others
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.posting.before import begin_anew, bring_back
from touchstone.ui.parts.posting.checked import checked_text
from touchstone.ui.parts.posting.fields import employer_fields
from touchstone.ui.parts.posting.folded import fold_button, form
from touchstone.ui.parts.posting.pay import Currencies
from touchstone.ui.parts.posting.remembered import remember
from touchstone.ui.parts.posting.reopened import loader, stale_posting
from touchstone.ui.parts.posting.shown import day_of_law, found_list, verdict
from touchstone.ui.parts.posting.where import choose_work
from touchstone.ui.parts.posting.written import written
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.roles.own import profiles_of
from touchstone.ui.parts.scorecards.who import SEAT
from touchstone.ui.shell.hold import held

IN_ADDRESS = ("role", "level", "place", "task", "style", "band", "language", SEAT)
TASKS = {"write": "Write one", "check": "Check mine"}


def page() -> None:
    """Choices, your fields, then at once the posting and what was found."""
    content, today = held().content, held().clock.now().date()
    heading("Posting", "From a role and a place to a posting that is complete, fair and lawful.")
    content_problems([*content.catalogue.problems, *content.desk.problems])
    if not content.catalogue.profiles:
        st.info("There are no role profiles yet. Add a file to `roles/`; CONTRIBUTING.md shows how.")
        return
    name_others(IN_ADDRESS)
    _shown(content, today)
    remember()


def _shown(content: Content, today: date) -> None:
    profile, level, ids, task = _choices(content)
    places = [place for name in ids if isinstance(place := content.desk.atlas.find(name), Place)]
    day = day_of_law(today)
    if task == "check":
        checked_text(content, profile, level, places, day, remote=WORD in ids)
        return
    above = st.container(key="posting-jump")
    loader()
    bring_back()
    if stale_posting(profiles_of(content.catalogue), content.desk, day):
        return
    with form():
        employer, refused = employer_fields(
            lambda shape: content.market_pay(profile, level, places, day, shape),
            Currencies(content.desk.atlas.currencies, places[0].currency if places else None),
            content.desk.atlas.names,
            from_home=("choice" if places else "yes") if WORD in ids else None,
        )
        with st.container(horizontal=True):
            fold_button()
            begin_anew()
    if employer is None:
        verdict(refused)
        found_list(refused, [])
        return
    written(content.desk, profile, level, employer, places, day, refused, above)


def _choices(content: Content) -> tuple[Profile, Level, list[str], str]:
    """The places by id, `remote` among them; a text from elsewhere says itself where the work is done."""
    first, second, third, fourth = st.columns([6, 4, 9, 4])
    profiles = profiles_of(content.catalogue)
    with first:
        profile = profiles[choose_role({one.id: one.title for one in profiles.values()})]
    with second:
        level = Level(choose_level([one.value for one in profile.advertised], profile.refused))
    with fourth:
        task = choose("What to do", TASKS, key="task")
    with third:
        ids = choose_work(content.desk.atlas, usual=["US-CA"] if task == "write" else [])
    return profile, level, ids, task
