"""Your own people's pay: there for who may see it, and for nobody else so much as a heading."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.access.people import Person, Right
from touchstone.bootstrap import Services
from touchstone.own_pay.market import groups
from touchstone.own_pay.model import PaySet
from touchstone.own_pay.service import Refused
from touchstone.salaries.ageing import MOST_PERCENT
from touchstone.store.database import StoreError
from touchstone.ui.parts.downloads import downloads
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.own_pay.bring import JUST_KEPT, bring
from touchstone.ui.parts.own_pay.files import files
from touchstone.ui.parts.own_pay.tables import gap_table, market_table
from touchstone.ui.parts.scorecards.who import bearer, viewer
from touchstone.ui.parts.times import local_time

OPEN = "own-pay-open"
CHOSEN = "own-pay-set"
LAST_KEPT = "own-pay-last-kept"
EXPLAINED = (
    "Compa-ratio: pay over the middle of the range that a posting would be offered. In range: how far the "
    "middle person's pay lies into it (0 % the bottom, 100 % the top). Market: the percentiles of the market "
    "on either side of the median. The gap is women's "
    "and men's average full-time pay within equal work, as a share of men's (Directive (EU) 2023/970 art. "
    "3); from 5 % on, unexplained and not mended in six months, a joint assessment is due (art. 10). The "
    "law looks at the figure; the interval says how far so few people can carry it, and is wide because "
    "pay is skewed. Under ten of either sex nothing is shown."
)


def own_pay(services: Services) -> None:
    """In a closed expander: the sets that are kept, each beside the market, and a way to bring another."""
    try:
        person = viewer()
        sets = services.machine.own_pay.sets(person) if person and person.may(Right.PAY) else None
    except StoreError:  # public figures need no store; its own page says what is wrong with it
        return
    if person is None or sets is None or isinstance(sets, Refused):
        return
    section = st.expander("Your own people's pay", key=OPEN, on_change="rerun")
    if not section.open:  # a payroll is read and compared only for who looks at it
        return
    with section:
        st.caption(f"Kept in this store only. {_who(services, person)}")
        _last_kept(sets)
        shown, new = st.tabs(["What is kept", "Bring a file"], key="own-pay-tabs")
        with shown:
            _kept(services, person, sets)
        with new:
            bring(services, person, _names(sets))


def _last_kept(sets: Sequence[PaySet]) -> None:
    """What was kept last in this window, as long as it is kept. Its room is there before, too: where
    something new stands above them, the browser draws the tabs anew and opens the first."""
    if kept := st.session_state.pop(JUST_KEPT, None):
        st.session_state[LAST_KEPT] = kept.id
        st.session_state[CHOSEN] = kept.id  # else the set that was looked at before would stand there
    said = st.container()
    last = next((one for one in sets if one.id == st.session_state.get(LAST_KEPT)), None)
    if last is not None:
        with said:
            st.success(f"{count(last.rows, 'row')} kept, under What is kept: {escape_markdown(last.name)}.")


def _who(services: Services, person: Person) -> str:
    """Who may see it, and where that is said; other people's names only for who sets up interviews."""
    everyone, now = services.machine.people.everyone(person), services.clock.now()
    others = [
        known.person.name
        for known in everyone
        if known.person.may(Right.PAY) and known.opens(now) and known.person.id != person.id
    ]
    if not person.may(Right.ORGANISE):
        return "Shown only to people with the right to see pay."
    if not everyone:
        return "Shown only to you; `touchstone admin invite NAME --pay` lets somebody else in."
    seen = ", ".join(["you", *map(escape_markdown, others)])
    return (
        f"Shown only to people with the right to see pay: {seen}. Give it or take it back on Scorecards, "
        "under “People and their links”, or by `touchstone admin allow NAME --pay`."
    )


def _names(sets: Sequence[PaySet]) -> dict[str, str]:
    return {
        one.id: f"{one.name}, {one.as_of}, {one.rows:,} people, kept {local_time(one.imported_at)}"
        for one in sets
    }


def _kept(services: Services, person: Person, sets: Sequence[PaySet]) -> None:
    if not sets:
        st.info("Nothing is kept yet. Bring a CSV or Excel file of what your people are paid.")
        return
    names = _names(sets)
    chosen = st.selectbox("Set", list(names), format_func=lambda i: names.get(i, i), key=CHOSEN)
    rate = st.number_input(
        "Move the market to the day of the set at this yearly rate, in percent (0: leave it at its own date)",
        min_value=-float(MOST_PERCENT), max_value=float(MOST_PERCENT), value=0.0, step=0.5,
        key="own-pay-ageing",
    )  # fmt: skip
    benchmarks = services.content.benchmarks
    found = services.machine.own_pay.positions(person, chosen, benchmarks, rate=rate / 100)
    gaps = services.machine.own_pay.gaps(person, chosen)
    if isinstance(found, Refused) or isinstance(gaps, Refused):
        st.warning("This set is no longer kept.")
        return
    together = list(groups(found.positions))
    market_table(benchmarks.tables, together, found.notes, loud=not rate and len(found.notes) > 1)
    gap_table(benchmarks.tables, gaps)
    st.caption(EXPLAINED)
    made = files(services.machine.own_pay, bearer(), chosen, benchmarks, rate / 100)
    downloads(made, name=["own-pay", chosen[:8]], day=services.clock.now().date(), label="Download set")
    with st.popover("Erase this set"):
        st.markdown("It can't be brought back.")
        if st.button("Erase for good", key="own-pay-forget"):
            try:
                services.machine.own_pay.forget(person, chosen)
            except StoreError as error:  # erased, and the traces that a reader keeps are owned up to
                st.warning(str(error))
            else:
                st.rerun()
