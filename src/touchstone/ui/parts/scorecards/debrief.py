"""The debrief: disagreements first with their evidence, candidates in bands, a named person's decision."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchstone.access.people import Person
from touchstone.bootstrap import Services
from touchstone.interviews.debrief import OUTCOMES, TALK, CompetencyRow, Debrief, Decision
from touchstone.interviews.debriefing import Debriefing
from touchstone.interviews.scorecard import Refused
from touchstone.ui.parts.inert import escape_markdown, typed_text
from touchstone.ui.parts.scorecards.debrief_files import debrief_files
from touchstone.ui.parts.scorecards.excuse import excuse_form
from touchstone.ui.parts.scorecards.weights import weights_said, weights_view
from touchstone.ui.parts.scorecards.who import address
from touchstone.ui.parts.times import local_time
from touchstone.ui.shell.navigation import page_named


def debrief_screen(services: Services, viewer: Person, candidate: str) -> None:
    """What the panel looks at together; before everybody has scored, who is awaited."""
    room = services.machine.debriefing
    found = room.debrief(viewer, candidate)
    if isinstance(found, Refused):
        for sentence in found.sentences:
            st.info(escape_markdown(sentence), icon=":material/lock:")
        if late := room.awaited(viewer, candidate):
            st.markdown("Awaited: " + ", ".join(escape_markdown(name) for name in late) + ".")
        _own_open(services, viewer, candidate)
        _opened(room, viewer, candidate)
        weights_view(services, viewer, candidate)
        excuse_form(services, viewer, candidate)
        return
    _overview(found)
    debrief_files(room, viewer, found, services.clock.now().date())
    _disagreements(found)
    _beside(room, viewer, candidate)
    _views(room, viewer, candidate)
    _bands(room, viewer, found)
    _decision(room, viewer, candidate)


def _own_open(services: Services, viewer: Person, candidate: str) -> None:
    """The way to what the viewer has still to score of the candidate."""
    for line in services.machine.seating.lines(viewer):
        if line.sitting.candidate == candidate and line.own and not line.own.closed:
            label = f"Score {escape_markdown(line.sitting.title)}"
            card = address(interview=line.sitting.id)
            st.page_link(
                page_named("scorecards"), label=label, icon=":material/fact_check:", query_params=card
            )


def _opened(room: Debriefing, viewer: Person, candidate: str) -> None:
    """What others wrote, for who has scored: they may talk already, though some are awaited."""
    for name, card in room.opened(viewer, candidate):
        with st.expander(f"Scorecard of {escape_markdown(name)}"):
            for entry in card.entries:
                said = f"**{entry.score}**" if entry.score is not None else "Not asked"
                st.markdown(f"{said} on “{escape_markdown(entry.title)}”")
                typed_text(entry.seen if entry.score is not None else entry.not_asked)


def _overview(item: Debrief) -> None:
    rows = [
        {
            "Competency": row.competency,
            "Median": f"{row.median:g}",
            "Range": f"{row.spread}, discuss" if row.to_discuss else row.spread,
            "Scores": str(len(row.judged)),
            **({} if item.equal else {"Weight": f"{row.weight:g}"}),
        }
        for row in item.rows
    ]
    st.table(pd.DataFrame(rows).set_index("Competency"))
    st.caption(weights_said(item.weighing))


def _disagreements(item: Debrief) -> None:
    apart = [row for row in item.rows if row.to_discuss]
    st.header("Talk about these, evidence first", anchor=False)
    if not apart and len({judged.interviewer for row in item.rows for judged in row.judged}) < 2:
        st.info("One interviewer scored, so there was nobody to differ with.", icon=":material/person:")
    elif not apart:
        st.success("No two interviewers lie two points or more apart.", icon=":material/check:")
    for row in apart:
        _evidence(row, opened=True)
    if agreed := [row for row in item.rows if not row.to_discuss]:
        st.header("Agreed within a point" if apart else "The evidence", anchor=False)
        for row in agreed:
            _evidence(row, opened=False)


def _evidence(row: CompetencyRow, *, opened: bool) -> None:
    title = f"{escape_markdown(row.competency)}: median {row.median:g}, {row.spread}"
    with st.expander(title, expanded=opened):
        for title, apart, judged in row.by_question():
            said = f": {apart} points apart" if apart >= TALK else ""
            st.markdown(f"“{escape_markdown(title)}”{said}")
            for one in judged:
                st.markdown(f"**{one.score}** by {escape_markdown(one.interviewer)}")
                typed_text(one.evidence)


def _beside(room: Debriefing, viewer: Person, candidate: str) -> None:
    if said := room.beside_the_scores(viewer, candidate):
        st.header("Beside the scores", anchor=False)
        st.markdown("\n".join(f"- {escape_markdown(' '.join(sentence.split()))}" for sentence in said))


def _views(room: Debriefing, viewer: Person, candidate: str) -> None:
    with st.expander("What each said for themselves, apart from the scores"):
        for name, card in room.views(viewer, candidate):
            stake = (
                f" Knows the candidate or has a stake: {escape_markdown(card.conflict)}"
                if card.conflict
                else ""
            )
            said = f"{card.recommendation}, {card.confidence} sure" if card.recommendation else "nothing"
            st.markdown(f"**{escape_markdown(name)}:** {said}.{stake}")


def _bands(room: Debriefing, viewer: Person, item: Debrief) -> None:
    found = room.beside(viewer, item.candidate)
    if isinstance(found, Refused):
        return
    with st.expander("Beside other candidates for this role and level"):
        st.caption(_TOGETHER if found.error_known else _UNKNOWN)
        for number, band in enumerate(found.bands, start=1):
            st.markdown(f"Band {number}: " + ", ".join(escape_markdown(code) for code in band.candidates))
        left_out = {row.competency for row in item.rows}.difference(found.competencies)
        for names, said in (
            (found.waiting, "Not all scorecards are in"),
            (found.otherwise, "Scored on other competencies, so not compared"),
            (found.reweighed, "Other weights were fixed for them, so not compared"),
            (sorted(left_out), "Left out of the comparison, since not all were scored on it"),
        ):
            if names:
                st.caption(f"{said}: {', '.join(escape_markdown(name) for name in names)}.")


_TOGETHER = (
    "Band 1 has the highest scores. No two in one band can be told apart by them; nobody is ranked inside "
    "it. Who stands in two bands is near enough to both: only who shares no band differs by more than the "
    "error."
)
_UNKNOWN = (
    "Nobody can be told apart by these scores yet: how far two interviewers differ on one candidate is known "
    "from ten such differences on."
)


def _decision(room: Debriefing, viewer: Person, candidate: str) -> None:
    st.header("Decision", anchor=False)
    st.caption("Touchstone recommends nobody and rejects nobody. A person decides, with a reason.")
    made = room.decisions(viewer, candidate)
    for item in made:
        _decided(item)
    if not room.may_decide(viewer, candidate):
        st.caption("Whoever set up the interviews records the decision here.")
        return
    if not made:
        _decision_form(room, viewer, candidate, 0)
        return
    with st.expander("Record a later decision; what is recorded stays"):
        _decision_form(room, viewer, candidate, len(made))


def _decision_form(room: Debriefing, viewer: Person, candidate: str, made: int) -> None:
    """The form; an empty one after each decision that was `made`, so that none is sent a second time."""
    with st.form(f"decide-{candidate}-{made}", border=True):
        outcome = st.radio("Outcome", OUTCOMES, None, horizontal=True)
        by = st.text_input("Decided by (name)", max_chars=80)
        reason = st.text_area("Reason, in words that the candidate could be told", max_chars=4_000)
        minutes = st.text_area("Notes of the debrief (optional)", max_chars=8_000)
        pressed = st.form_submit_button("Record decision", type="primary")
    if pressed:
        found = room.decide(viewer, candidate, outcome=outcome or "", by=by, reason=reason, minutes=minutes)
        if isinstance(found, Decision):
            st.rerun()
        for sentence in found.sentences:
            st.warning(escape_markdown(sentence), icon=":material/visibility:")


def _decided(item: Decision) -> None:
    with st.container(border=True):
        st.markdown(f"**{item.outcome.capitalize()}**, by {escape_markdown(item.by)}, {local_time(item.at)}")
        typed_text(item.reason)
        if item.minutes:
            with st.expander("Notes"):
                typed_text(item.minutes)
