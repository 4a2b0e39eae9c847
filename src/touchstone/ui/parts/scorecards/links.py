"""How long one's own link opens, and for organisers everybody's: until when, a new one, taking one away."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd
import streamlit as st

from touchstone.access.people import Denied, Invited, Known, People, Person, Right
from touchstone.bootstrap import Services
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.scorecards.seat import link_day, show_links
from touchstone.ui.parts.scorecards.who import own_link

SOON = timedelta(days=14)
MAY = {Right.INTERVIEW: "interview", Right.ORGANISE: "set up interviews", Right.PAY: "see own pay"}


def own_link_said(services: Services, viewer: Person) -> None:
    """Until when the viewer's own link opens; in colour when that is soon."""
    day = services.machine.people.last_day(viewer.id)
    if day is None:
        return
    said = f"Your link opens until {day:%-d %B %Y}."
    if day - services.clock.now().date() <= SOON:
        st.warning(f"{said} Who sets up interviews can give it more time.", icon=":material/schedule:")
    else:
        st.caption(said)


def people_view(services: Services, viewer: Person) -> None:
    """For organisers: who has a link, what it lets them do, and until when."""
    people, now = services.machine.people, services.clock.now()
    everyone = people.everyone(viewer)
    if not everyone:
        return
    with st.expander("People and their links"):
        st.dataframe(pd.DataFrame([_row(known, now) for known in everyone]), hide_index=True, width="stretch")
        held = {known.person.id: known for known in everyone}
        names = {name: known.person.name for name, known in held.items()}
        chosen = st.selectbox("Person", list(names), format_func=lambda i: names.get(i, i), key="link-of")
        if chosen is None:
            return
        if held[chosen].opens(now):
            _open_link(people, viewer, held[chosen])
        renew_button(people, viewer, chosen, key="people")


def _open_link(people: People, viewer: Person, known: Known) -> None:
    # Another day, another box: one that keeps what it showed would take back what was set elsewhere since.
    key = f"until-{known.person.id}-{known.last_day}"
    day = link_day(people, "Their link opens until", key=key, now=known.last_day)
    if day is not None and day != known.last_day:
        _done(people.keep_open(viewer, known.person.id, day))
    if viewer.may(Right.PAY) and known.person.id != viewer.id:
        _own_pay(people, viewer, known.person)
    if known.person.id == viewer.id:
        st.caption("This is your own link.")
    elif st.button("Take the link away", key=f"revoke-{known.person.id}"):
        _done(people.revoke(viewer, known.person.id))


def _own_pay(people: People, viewer: Person, person: Person) -> None:
    """Only who may see own pay says who else may. A button and no switch: one that was set in another window
    would give a right back that was taken away since."""
    may = person.may(Right.PAY)
    said = "Let them no longer see own pay" if may else "Let them see what your own people are paid"
    if st.button(said, key=f"pay-{person.id}"):
        _done(people.allow(viewer, person.id, Right.PAY, given=not may))


def renew_button(people: People, viewer: Person, person_id: str, *, key: str) -> None:
    """A new link in place of one that was lost or has ended."""
    if not st.button("Make a new link", key=f"renew-{key}"):
        return
    made = people.renew(viewer, person_id)
    if isinstance(made, Invited):
        show_links({made.person.name: (own_link(made.token), made.until)})
    else:
        st.warning(made.sentence)


def _done(outcome: Person | Denied) -> None:
    if isinstance(outcome, Denied):
        st.warning(escape_markdown(outcome.sentence), icon=":material/visibility:")
    else:
        st.rerun()


def _row(known: Known, now: datetime) -> dict[str, str]:
    until = f"{known.last_day:%-d %B %Y}" if known.last_day else ""
    if known.revoked_at:
        until = f"taken away on {known.revoked_at:%-d %B %Y}"
    elif not known.opens(now):
        until = f"ended on {until}"
    may = ", ".join(said for right, said in MAY.items() if known.person.may(right))
    return {"Name": known.person.name, "May": may, "Link opens until": until}
