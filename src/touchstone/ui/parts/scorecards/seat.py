"""Putting a candidate on a form: code, interviewers, and a link for each of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

import streamlit as st

from touchstone.access import naming
from touchstone.access.naming import Named
from touchstone.access.people import LINK_DAYS, LOCAL, MOST_DAYS, Denied, People, Person, Right
from touchstone.bootstrap import Services
from touchstone.interviews.hindrance import Hindered
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.sheet import Sheet
from touchstone.interviews.sitting import Sitting
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.scorecards.who import address, own_link
from touchstone.ui.parts.self_test.place import all_loopback
from touchstone.ui.shell.navigation import page_named


def seat_form(services: Services, viewer: Person, sheet: Sheet, *, key: str) -> None:
    """The fields, the button, and what came of it. Forms of one `key` share what is typed, so that the same
    people can be put on another sheet; what came of it belongs to the sheet."""
    machine = services.machine
    done = f"seated-{key}-{sheet.id}"
    with st.form(f"seat-{key}", border=False):
        code = st.text_input(
            "Candidate code (no name)", placeholder="C-2026-014", max_chars=40, key=f"code-{key}"
        )
        mine = st.checkbox("I interview too", value=True, key=f"mine-{key}")
        name = viewer.name
        if name == LOCAL.name:
            name = st.text_input("Your name, as the others read it", max_chars=80, key=f"called-{key}")
        named = st.text_input(
            "Other interviewers, separated by commas", placeholder="Ana Silva, Ben Okri", key=f"named-{key}"
        )
        until = link_day(machine.people, "Links of new interviewers open until", key=f"until-{key}")
        hide = st.checkbox("Hide the interviewers' names in the debrief", key=f"hide-{key}")
        despite = _reason(done)
        pressed = st.form_submit_button("Put candidate on this form", type="primary")
    said = pressed and mine and name != viewer.name and machine.people.rename(viewer, name)
    if isinstance(said, Denied):
        st.warning(
            f"{escape_markdown(said.sentence)} The others read your name in the debrief.",
            icon=":material/visibility:",
        )
        return
    if pressed:
        own = [viewer.id] if mine else []
        asked = who_is_named(machine.people, named)
        outcome: Sitting | Refused | str
        if isinstance(asked, Refused):
            outcome = asked
        else:  # asked before anybody is invited: a refusal leaves no new person and no link
            ids, ended, new = [*own, *asked.known], tuple(asked.ended.values()), len(asked.new)
            outcome = machine.seating.fits(viewer, sheet, code, ids, ended=ended, new=new, despite=despite)
        links: Links = {}
        if isinstance(outcome, str):
            people, links, unclear = named_people(machine.people, viewer, named, until)
            outcome = unclear or machine.seating.set_up(
                viewer, sheet, code, [*own, *people], hide_names=hide, despite=despite
            )
        # A link is known only now: it stays on the page when the rest is refused and tried again.
        _, before = st.session_state.get(done, (None, {}))
        st.session_state[done] = (outcome, {**before, **links})
        if isinstance(outcome, Hindered) and not despite:
            st.rerun()  # with the field for a reason
    if done in st.session_state:
        _outcome(viewer, *st.session_state[done])


def _reason(done: str) -> str:
    """Why the form all the same, once that was asked for; it stays for the next candidate of the round."""
    before, _ = st.session_state.get(done, (None, {}))
    if not isinstance(before, Hindered) and f"despite-{done}" not in st.session_state:
        return ""
    return st.text_input("Why this form all the same", key=f"despite-{done}", max_chars=300)


Links: TypeAlias = dict[str, tuple[str, date]]  # by name: the link, and the last day on which it opens


def who_is_named(people: People, named: str) -> Named | Refused:
    """The people of a list of names separated by commas, where each name is one person."""
    found = naming.who_is_named(people, naming.names_in(named))
    return Refused((found.sentence,)) if isinstance(found, Denied) else found


def named_people(
    people: People, viewer: Person, named: str, until: date | None
) -> tuple[list[str], Links, Refused | None]:
    """The ids of the people named, where each is one person; who is new, or whose link ended, gets one."""
    found = who_is_named(people, named)
    if isinstance(found, Refused):
        return [], {}, found
    ids = list(found.known)
    links: Links = {}
    for name in (*found.ended, *found.new):
        before = found.ended.get(name)
        if before is not None:
            made = people.renew(viewer, before, until=until)
        else:
            made = people.invite(viewer, name, frozenset({Right.INTERVIEW}), until=until)
        if isinstance(made, Denied):
            return [], links, Refused((made.sentence,))
        ids.append(made.person.id)
        links[made.person.name] = own_link(made.token), made.until
    return ids, links, None


def link_day(people: People, label: str, *, key: str, now: date | None = None) -> date | None:
    """The last day of a link: as it is `now`, or the usual one, unless another is chosen."""
    usual = people.usual_day()
    first = usual - timedelta(days=LINK_DAYS)
    last = first + timedelta(days=MOST_DAYS)
    chosen = st.date_input(label, now or usual, first, max(last, now or last), key=key, format="YYYY-MM-DD")
    return chosen if isinstance(chosen, date) else None


def _outcome(viewer: Person, outcome: Sitting | Refused, links: Links) -> None:
    if isinstance(outcome, Refused):
        for sentence in outcome.sentences:
            st.warning(escape_markdown(sentence), icon=":material/visibility:")
    else:
        st.success(
            f"{escape_markdown(outcome.candidate)} is put down for this form.", icon=":material/check:"
        )
        page = page_named("scorecards")
        if viewer.id in outcome.interviewers:
            st.page_link(page, label="Open the scorecard", query_params=address(interview=outcome.id))
        else:
            st.page_link(page, label="See all scorecards", query_params=address())
        st.caption(
            "In the debrief competencies weigh equally, unless you fix other weights there before the first "
            "scorecard is in."
        )
        others = len([who for who in outcome.interviewers if who != viewer.id])
        if others > len(links):
            st.caption("Who interviewed before has a link already. A lost one is made anew in the debrief.")
    show_links(links)


_ELSEWHERE = (
    "These links open on this machine alone. To let other machines and phones in, start Touchstone with "
    "`TOUCHSTONE_SHARED=1` and `TOUCHSTONE_ADDRESS=https://…` (the address that they reach it under) behind "
    "a proxy with TLS, let yourself in there with `touchstone admin invite NAME --organise`, and make the "
    "links there. The end of README.md has more."
)


def show_links(links: Links) -> None:
    """Each link once: nobody can look it up afterwards, only make a new one."""
    for name, (link, until) in links.items():
        st.markdown(
            f"Send this link to **{escape_markdown(name)}**, and to nobody else. It is shown only now, and "
            f"opens until {until:%-d %B %Y}."
        )
        st.code(link, language=None)
    if links and all_loopback(link for link, _ in links.values()):
        st.caption(_ELSEWHERE)
