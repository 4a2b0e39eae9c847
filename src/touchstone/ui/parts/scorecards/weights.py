"""What competencies weigh: fixed with a reason before the first scorecard is in, and shown ever after."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Person
from touchstone.bootstrap import Services
from touchstone.core.persons import no_person
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.weighing import HEAVIEST, LONGEST_REASON, Weighing
from touchstone.interviews.weights import Standing
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.times import local_time


def weights_said(weighing: Weighing | None) -> str:
    """What weighs how much and since when, as Markdown."""
    if weighing is None:
        return "Competencies weigh equally."
    since = f"fixed by {escape_markdown(weighing.by)} on {local_time(weighing.at)}"
    if len(set(weighing.weights.values())) == 1:
        return f"Competencies weigh equally, as {since}."
    other = {name: weight for name, weight in weighing.weights.items() if weight != 1}
    named = "; ".join(f"{escape_markdown(name)}: {weight:g}" for name, weight in other.items())
    rest = "; all others: 1" if len(other) < len(weighing.weights) else ""
    reason = escape_markdown(weighing.reason)
    return f"Weights, {since}, before the first scorecard. {named}{rest}. Why: {reason}"


def weights_view(services: Services, viewer: Person, candidate: str) -> None:
    """Before a candidate's first scorecard is in: what will weigh, and for organisers the form to fix it."""
    room = services.machine.weights
    standing = room.standing(viewer, candidate)
    if standing is None:
        return
    st.caption(weights_said(standing.weighing))
    if standing.settled or len(standing.competencies) < 2 or not room.may_fix(viewer):
        return
    with st.expander("Other weights than these"):
        st.caption(
            "Fixed once for everybody of this role and level whose first scorecard is still to come. Later, "
            "with scores in sight, they can't be changed."
        )
        _form(services, viewer, standing)


def _form(services: Services, viewer: Person, standing: Standing) -> None:
    held = standing.weighing.weights if standing.weighing else {}
    key = f"weights-{standing.role}-{standing.level}"
    with st.form(key, border=False):
        weights = {
            name: float(
                st.number_input(
                    escape_markdown(name),
                    0.1,
                    float(HEAVIEST),
                    held.get(name, 1.0),
                    0.5,
                    "%g",
                    f"{key}-{name}",
                )
            )
            for name in standing.competencies
        }
        reason = st.text_input("Why the job needs these weights", max_chars=LONGEST_REASON)
        by = viewer.name
        if no_person(by) is not None:
            by = st.text_input("Fixed by (name)", max_chars=80)
        pressed = st.form_submit_button("Fix weights")
    if not pressed:
        return
    made = services.machine.weights.fix(viewer, standing.role, standing.level, weights, reason=reason, by=by)
    if not isinstance(made, Refused):
        st.rerun()
    for sentence in made.sentences:
        st.warning(escape_markdown(sentence), icon=":material/visibility:")
