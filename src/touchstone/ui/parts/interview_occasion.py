"""What only the team knows of an interview, for the printed kit and brief."""

from __future__ import annotations

from datetime import date

import streamlit as st

from touchstone.bootstrap import Services
from touchstone.interviews.kit import Occasion
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count


def occasion_fields(services: Services, day: date) -> Occasion:
    """Names, dates and place; what is left empty becomes a line to fill in by hand."""
    with st.expander("Names, dates and place on kit and brief"):
        first, second = st.columns(2)
        on = first.date_input("Day of the interview", day, key="occasion-on")
        interviewer = _line(first, "Interviewer", "interviewer")
        code = _line(first, "Candidate code (no name)", "code")
        people = _line(first, "Who the candidate meets", "people", "two people of the team")
        contact = _line(second, "Whom the candidate asks", "contact", "hiring@example.org")
        answer_by = _line(second, "When an answer comes", "answer-by", "Friday, 4 December")
        data_kept = _line(second, "How long notes are kept", "data-kept", "six months")
        names = services.content.desk.atlas.names
        place = second.selectbox(
            "Place of work", list(names), None, format_func=lambda i: names.get(i, i), key="occasion-place"
        )
        lines = services.content.red_lines(place) if place else ()
        if isinstance(lines, str):
            st.warning(escape_markdown(lines))
            lines = ()
        if place:
            said = count(len(lines), "law") if lines else "No law on record"
            st.caption(f"{said} there forbids asking for former pay. The kit asks nobody to, wherever it is.")
    return Occasion(on, interviewer, code, contact, answer_by, data_kept, people, tuple(lines))


def _line(column: st.delta_generator.DeltaGenerator, label: str, key: str, example: str = "") -> str:
    typed = column.text_input(label, key=f"occasion-{key}", max_chars=120, placeholder=example)
    return (typed or "").strip()
