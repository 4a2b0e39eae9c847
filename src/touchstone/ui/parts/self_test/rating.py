"""After a spoken answer: what an observer looks for, and the candidate's own rating."""

from __future__ import annotations

import streamlit as st

from touchstone.assessments.state import Written
from touchstone.assessments.view import PartView
from touchstone.ui.parts.inert import typed_text
from touchstone.ui.parts.prose import prose
from touchstone.ui.shell.hold import held

SCALE = {1: "1 · weak", 2: "2", 3: "3", 4: "4 · strong"}


def self_rating(part: PartView, state: Written, place: tuple[str, str, int], *, finished: bool) -> None:
    """The anchors, a model answer, and four buttons. `place` is attempt, owner and position."""
    revealed = part.revealed
    if revealed is None:
        return
    if state.answer.raw.strip():
        st.caption("You noted")
        typed_text(state.answer.raw)
    st.markdown("**What an observer sees**")
    for level in sorted(revealed.anchors):
        prose(f"**{level}.** {revealed.anchors[level]}")
    if revealed.probes:
        prose("**What you may be asked next**\n\n" + "\n".join(f"- {probe}" for probe in revealed.probes))
    if revealed.model_answer:
        with st.expander("A good answer", icon=":material/school:"):
            prose(revealed.model_answer)
    _scale(part, state, place, disabled=finished)


def _scale(part: PartView, state: Written, place: tuple[str, str, int], *, disabled: bool) -> None:
    attempt_id, owner, position = place
    chosen = st.segmented_control(
        "Where was your answer?",
        list(SCALE),
        default=state.rating,
        format_func=lambda level: SCALE[level],
        key=f"rating-{attempt_id}-{position}-{part.id}",
        help="Your own rating. It is shown in the summary as yours and never counts as a mark.",
        disabled=disabled,
    )
    if chosen is not None and chosen != state.rating and not disabled:
        held().assessments.rate(attempt_id, owner, position, part.id, chosen)
        st.rerun()
