"""The interviews that a person scores or set up, and putting another candidate on a form in use."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import streamlit as st

from touchstone.access.people import Denied, Person, Right
from touchstone.bootstrap import Services
from touchstone.interviews.seating import SittingLine
from touchstone.interviews.sheet import Sheet
from touchstone.ui.parts.choices import LEVELS
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.scorecards.in_use import in_use
from touchstone.ui.parts.scorecards.links import own_link_said, people_view
from touchstone.ui.parts.scorecards.seat import seat_form
from touchstone.ui.parts.scorecards.who import address, by_cookie
from touchstone.ui.parts.times import local_time
from touchstone.ui.shell.navigation import page_named


def list_screen(services: Services, viewer: Person) -> None:
    """What waits for you, then everything by candidate, then what can be set up."""
    lines = services.machine.seating.lines(viewer)
    if not lines:
        st.info("No interview waits for you." + (_HOW if viewer.may(Right.ORGANISE) else ""))
    waiting = {line.sitting.candidate for line in lines if line.own is not None and not line.own.closed}
    lines = sorted(lines, key=lambda line: (_candidate(line) not in waiting, _candidate(line)))
    for candidate, group in groupby(lines, key=_candidate):
        _candidate_rows(candidate, list(group))
    _tools(services, viewer)
    people_view(services, viewer)
    own_link_said(services, viewer)
    if by_cookie():
        kept = "This browser keeps your own link, and what you typed into forms."
        st.caption(f"{kept} [Forget it on this device](/leave)")


_HOW = " Put a candidate on a form: here, once a form is in use, or on the Interviews page, under the form."


def _candidate(line: SittingLine) -> str:
    return line.sitting.candidate


def _candidate_rows(candidate: str, lines: list[SittingLine]) -> None:
    words, link = st.columns([4, 1], vertical_alignment="center")
    words.header(escape_markdown(candidate), anchor=False)
    page = page_named("scorecards")
    link.page_link(page, label="Debrief", icon=":material/groups:", query_params=address(candidate=candidate))
    for line in lines:
        words, link = st.columns([4, 1], vertical_alignment="center")
        words.markdown(_said(line))
        if line.own is not None:
            label = "Read yours" if line.own.closed else "Score"
            link.page_link(page, label=label, query_params=address(interview=line.sitting.id))


def _said(line: SittingLine) -> str:
    sitting = line.sitting
    title = f"**{escape_markdown(sitting.title)}**, {LEVELS.get(sitting.level, sitting.level).lower()}"
    state = f"{line.submitted} of {count(line.awaited, 'scorecard')} submitted"
    own = ""
    if line.own is not None:
        own = " Yours is submitted." if line.own.locked else " **Yours is open.**"
        own = f" {escape_markdown(line.own.closed)}" if line.own.excused else own
    return f"{title}, set up {local_time(sitting.created_at)}: {state}.{own}"


def _tools(services: Services, viewer: Person) -> None:
    page = page_named("scorecards")
    st.page_link(
        page,
        label="Practise scoring on sample answers",
        icon=":material/balance:",
        query_params=address(view="calibration"),
    )
    st.page_link(
        page,
        label="How far the panel agrees",
        icon=":material/compare_arrows:",
        query_params=address(view="agreement"),
    )
    if viewer.may(Right.ORGANISE) and (sheets := services.machine.seating.sheets(viewer)):
        with st.expander("Put another candidate on a form in use"):
            sheet = _choose(sheets)
            in_use(services, viewer, sheet)
            seat_form(services, viewer, sheet, key="list")
    with st.expander("Your name on scorecards"):
        # A field of its own for each name: one kept from before would put back a name changed elsewhere.
        name = st.text_input("Name", viewer.name, max_chars=80, key=f"own-name-{viewer.name}")
        if name != viewer.name:
            outcome = services.machine.people.rename(viewer, name)
            if isinstance(outcome, Denied):
                st.warning(outcome.sentence)


def _choose(sheets: list[Sheet]) -> Sheet:
    labels = _labels(sheets)
    place = st.selectbox("Form", range(len(sheets)), format_func=labels.__getitem__, key="form-in-use")
    return sheets[place or 0]


def _labels(sheets: list[Sheet]) -> list[str]:
    """A label for each form, none twice: of options with one label Streamlit gives back the last one."""
    found, met = [], Counter[str]()
    for sheet in sheets:
        form = sheet.certificate.get("form", "")
        label = f"{sheet.title}, {LEVELS.get(sheet.level, sheet.level).lower()}, {sheet.minutes} min {form}"
        found.append(f"{label} (older, {met[label]})" if met[label] else label)
        met[label] += 1
    return found
