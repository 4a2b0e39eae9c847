"""How a question is doing: proved, wrong keys planted, seen, changed."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Person
from touchstone.authoring.model import Check, Health, Refused
from touchstone.authoring.service import PROVED, Authoring
from touchstone.banks.question import Question
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count, percent
from touchstone.ui.parts.times import local_time


def healthy(question: Question, authoring: Authoring, viewer: Person | None) -> None:
    """The present version's health, and the buttons that look again."""
    proving, planting = st.columns(2)
    with proving:
        if st.button(f"Prove on {PROVED} variants", key="prove", width="stretch"):
            with st.spinner("Proving …"):
                authoring.prove(viewer, question.id)
    with planting:
        label, maths = "Plant wrong keys", question.kind in ("maths", "sql")
        if st.button(label, key="plant", width="stretch", disabled=not maths):
            with st.spinner("Planting wrong keys …"):
                authoring.plant(viewer, question.id)
    health = authoring.health(viewer, question.id)
    if isinstance(health, Refused):
        st.warning(health.sentence)
        return
    for name, said in _lines(question, health):
        st.markdown(f"**{name}** {escape_markdown(said)}")
    for check in (health.proof, health.mutation):
        if check is not None and check.said:
            with st.expander(f"What {'proving' if check.kind == 'proof' else 'planting'} found"):
                for failure in check.said:
                    st.text(failure)


def _lines(question: Question, health: Health) -> list[tuple[str, str]]:
    asked, share = health.asked, health.exposure
    seen = f"{count(asked.attempts, 'self-test')} and {count(asked.interviews, 'interview')}"
    shown = "" if share is None else f", {percent(share, 1)} of all interviews"
    changed = local_time(health.changed_at) if health.changed_at else "unknown"
    if health.versions:
        changed += f"; {count(health.versions, 'version')} kept"
    else:
        changed = f"not on this page; its file is of {changed}, which may be when it was copied here"
    mutated = _check(health.mutation, "caught") if question.kind in ("maths", "sql") else "not for this kind"
    return [
        ("Proved:", _check(health.proof, "held")),
        ("Wrong keys planted:", mutated),
        ("Asked:", f"in {seen}{shown}"),
        ("Last changed:", changed),
    ]


def _check(check: Check | None, word: str) -> str:
    if check is None:
        return "this version not yet on this computer"
    return f"{check.tried - check.failed} of {check.tried} {word}, {local_time(check.at)}"
