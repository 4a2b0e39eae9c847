"""Editing a question as the text of its bank file: read as one types, proved before it is saved."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Person
from touchstone.authoring.model import Refused
from touchstone.authoring.reading import Reading
from touchstone.authoring.service import PROVED, Authoring, Saved
from touchstone.banks.proof import QuestionProof
from touchstone.banks.question import Question
from touchstone.core.problems import Problem

SHOWN = 8  # problems or failures at once: the rest mostly goes with them


def edited(question: Question, authoring: Authoring, viewer: Person | None) -> None:
    """The text, what is wrong with it, and what may be done with it."""
    source = authoring.source(viewer, question.id)
    if isinstance(source, Refused):
        st.warning(source.sentence)
        return
    opened_key, text_key = f"opened-{question.id}", f"text-{question.id}"
    st.session_state.setdefault(opened_key, source.text)
    st.session_state.setdefault(text_key, source.text)
    if st.session_state[opened_key] != source.text:
        st.warning("The file was changed since you opened the question here.", icon=":material/visibility:")
        if st.button("Load it again", key="reload"):
            del st.session_state[opened_key], st.session_state[text_key]
            st.rerun()
    st.caption(f"{source.file}, from line {source.line}. Ctrl+Enter checks what you typed.")
    with st.container(key="question-text"):  # the look sets a typewriter's letters: columns matter in YAML
        text = st.text_area("Question", key=text_key, height=520, persist_state="session")
    reading = authoring.read(viewer, question.id, text)
    if isinstance(reading, Refused):
        st.error(reading.sentence)
        return
    _shown(reading, changed=text.rstrip() != source.text.rstrip())
    _buttons(question, authoring, viewer, text, sound=reading.question is not None)


def _shown(reading: Reading, *, changed: bool) -> None:
    for problem in reading.problems[:SHOWN]:
        _problem(problem, "error")
    for doubt in reading.doubts[:SHOWN]:
        _problem(doubt, "doubt")
    if len(reading.problems) > SHOWN:
        st.caption(f"And {len(reading.problems) - SHOWN} more.")
    if not reading.problems and changed and not reading.doubts:
        st.success("The text is sound. Nothing is saved yet.", icon=":material/check:")


def _problem(problem: Problem, kind: str) -> None:
    said = f"Line {problem.line}, column {problem.column}: {problem.message}"
    with st.container(border=True, key=f"{kind}-{problem.line}-{problem.column}-{hash(problem.message)}"):
        st.text(f"{'Wrong' if kind == 'error' else 'Doubtful'}. {said}")
        if problem.hint:
            st.text(problem.hint)


def _buttons(
    question: Question, authoring: Authoring, viewer: Person | None, text: str, *, sound: bool
) -> None:
    prove, save = st.columns(2)
    with prove:
        if st.button(
            f"Prove this text on {PROVED} variants", key="prove-text", disabled=not sound, width="stretch"
        ):
            with st.spinner("Proving …"):
                _proof(authoring.prove(viewer, question.id, text))
    with save:
        if st.button("Prove and save", key="save", type="primary", disabled=not sound, width="stretch"):
            opened = str(st.session_state[f"opened-{question.id}"])
            with st.spinner("Proving and saving …"):
                _saved(authoring.save(viewer, question.id, text, opened), question)


def _proof(proof: QuestionProof | Refused) -> None:
    if isinstance(proof, Refused):
        st.error(proof.sentence)
        return
    for failure in proof.failures[:SHOWN]:
        st.error("The text is not proved.", icon=":material/close:")
        st.text(failure)
    if not proof.failures:
        st.success(f"Proved: {proof.seeds} variants, {proof.redraw_rate:.1f} redraws each.")


def _saved(outcome: Saved | Reading | Refused | QuestionProof, question: Question) -> None:
    match outcome:
        case Saved():
            st.session_state.pop(f"opened-{question.id}", None)
            st.success(f"Saved as version {outcome.version.hash[:8]}. The page takes it up in a moment.")
        case QuestionProof():
            _proof(outcome)
        case Reading():
            st.error("Nothing was saved: the text has problems.")
        case Refused():
            st.error(outcome.sentence)
