"""How far the panel agrees, with intervals; nothing is shown from a handful of scores."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from touchstone.access.people import Person
from touchstone.bootstrap import Services
from touchstone.interviews.agreement import Agreement, TooFew
from touchstone.interviews.severity import Severity
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count

Shown = TypeVar("Shown", Agreement, TooFew)
NAMES = {
    "alpha (ordinal)": "Krippendorff's alpha",
    "ICC(2,1)": "The reliability of one interviewer, ICC(2,1),",
    "kappa (quadratic)": "Weighted kappa",
}


def agreement_screen(services: Services, viewer: Person) -> None:
    """Alpha and ICC over all, kappa of pairs, each person's severity."""
    found = services.machine.agreeing.of(viewer)
    st.markdown(f"Over {count(found.scored, 'candidate')} whose scorecards are all in.")
    if found.hidden:
        st.caption("Others are called by letters, since the debrief of one of these candidates hides names.")
    st.header("Together", anchor=False)
    _line(
        found.together,
        "Krippendorff's alpha over all scores. 1 is full agreement, 0 is chance; from 0.8 on "
        "conclusions are safe, below 0.67 they are not (Krippendorff 2019).",
    )
    if found.single is not None:
        _line(found.single, "How far one interviewer alone can be relied on, where everybody scored.")
    st.header("In pairs", anchor=False)
    for pair in found.pairs:
        st.markdown(f"**{escape_markdown(pair.one)}** and **{escape_markdown(pair.two)}**")
        _line(pair.kappa, "")
    if not found.pairs:
        st.caption("No two interviewers have scored the same question of a candidate yet.")
    st.header("Milder or stricter", anchor=False)
    for severity in found.severities:
        _severity(severity)
    said = "Answers of one candidate hang together, so what is needed is counted in candidates."
    st.caption(said if found.severities else "Nothing to compare yet.")


def _line(found: Agreement | TooFew, says: str) -> None:
    if isinstance(found, TooFew):
        st.info(escape_markdown(_named(found).sentence), icon=":material/hourglass_empty:")
        return
    found = _named(found)
    if math.isnan(found.value):
        st.markdown(f"{found.name}: not defined, since everybody gave one and the same score.")
        return
    interval = "" if math.isnan(found.low) else f" ({found.low:.2f} to {found.high:.2f})"
    st.markdown(f"{found.name}: **{found.value:.2f}**{interval}, from {_basis(found)}.")
    if says:
        st.caption(says)


def _named(found: Shown) -> Shown:
    return replace(found, name=NAMES.get(found.name, found.name))


def _basis(found: Agreement | Severity) -> str:
    return f"{count(found.rows, 'scored answer')} of {count(found.candidates, 'candidate')}"


def _severity(found: Severity | TooFew) -> None:
    if isinstance(found, TooFew):
        st.info(escape_markdown(found.sentence), icon=":material/hourglass_empty:")
        return
    way = "above" if found.shift > 0 else "below"
    clear = found.low > 0 or found.high < 0
    said = "" if clear else " The interval holds 0: no difference is shown."
    st.markdown(
        f"**{escape_markdown(found.interviewer)}** scores {abs(found.shift):.2f} points {way} the others on "
        f"the same answers ({found.low:+.2f} to {found.high:+.2f}), from {_basis(found)}.{said}"
    )
