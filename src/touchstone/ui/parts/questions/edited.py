"""Editing a question as the text of its bank file: read as one types, proved before it is saved."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.access.people import Person
from touchstone.authoring.model import Refused
from touchstone.authoring.reading import Reading
from touchstone.authoring.service import PROVED, Authoring, Saved
from touchstone.banks.proof import QuestionProof
from touchstone.banks.question import Question
from touchstone.core.problems import Problem
from touchstone.ui.parts.numbers import count

BEFORE, AROUND = 60, 100  # characters of a long line that are shown before its mark, and in all
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
        text = st.text_area("Text of the question", key=text_key, height=520, persist_state="session")
    reading = authoring.read(viewer, question.id, text)
    if isinstance(reading, Refused):
        st.error(reading.sentence)
        return
    findings = st.container()  # filled last: what a button does may change what is true of the text
    saved = _buttons(question, authoring, viewer, text, sound=reading.question is not None)
    with findings:
        _shown(reading, text, changed=not saved and text.rstrip() != source.text.rstrip())


def _shown(reading: Reading, text: str, *, changed: bool) -> None:
    lines = text.split("\n")
    for problem in reading.problems[:SHOWN]:
        _problem(problem, "error", lines)
    for doubt in reading.doubts[:SHOWN]:
        _problem(doubt, "doubt", lines)
    if len(reading.problems) > SHOWN:
        st.caption(f"And {len(reading.problems) - SHOWN} more.")
    if not reading.problems and changed and not reading.doubts:
        st.success("The text can be read. It is neither proved nor saved yet.", icon=":material/check:")


def _problem(problem: Problem, kind: str, lines: Sequence[str]) -> None:
    said = f"Line {problem.line}, column {problem.column}: {problem.message}"
    with st.container(border=True, key=f"{kind}-{problem.line}-{problem.column}-{hash(problem.message)}"):
        st.text(f"{'Wrong' if kind == 'error' else 'Doubtful'}. {said}")
        if problem.hint:
            st.text(problem.hint[0].upper() + problem.hint[1:])
        if 0 < problem.line <= len(lines):
            st.code(pointed(lines[problem.line - 1], problem), language=None)


def pointed(line: str, problem: Problem) -> str:
    """The line with its number and a mark under the column, since the field has no line numbers."""
    start = max(0, problem.column - 1 - BEFORE)
    head = f"{problem.line:>4} | "
    mark = " " * (len(head) + problem.column - 1 - start) + "^"
    return f"{head}{line[start : start + AROUND]}\n{mark}"


def _buttons(
    question: Question, authoring: Authoring, viewer: Person | None, text: str, *, sound: bool
) -> bool:
    """Proves or saves the text; whether it was saved."""
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
                outcome = authoring.save(viewer, question.id, text, opened)
            _saved(outcome, question)
            return isinstance(outcome, Saved)
    return False


def _proof(proof: QuestionProof | Refused) -> None:
    if isinstance(proof, Refused):
        st.error(proof.sentence)
        return
    if proof.failures:
        seen = f"{count(len(proof.failures), 'failure')} on {count(proof.seeds, 'variant')}"
        st.error(f"The text is not proved: {seen}.", icon=":material/close:")
    for failure in proof.failures[:SHOWN]:
        st.text(failure)
    if len(proof.failures) > SHOWN:
        st.caption(f"And {len(proof.failures) - SHOWN:,} more, mostly the same again.")
    if not proof.failures:
        st.success(f"Proved: {count(proof.seeds, 'variant')}, {proof.redraw_rate:.1f} redraws each.")


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
