"""What marking came to: the word, the reason, how it was marked; or the anchors to rate oneself against."""

from __future__ import annotations

import streamlit as st

from touchstone.assessments.record import Outcome
from touchstone.assessments.state import Marked, Open, Queued, Saved, Unread, Written
from touchstone.assessments.view import PartView, Revealed
from touchstone.ui.parts.inert import formula, typed_text
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.prose import prose
from touchstone.ui.parts.self_test.rating import self_rating
from touchstone.ui.parts.self_test.words import percent
from touchstone.ui.parts.times import local_time

WORDS = {
    Outcome.CORRECT: ("Right", "green", ":material/check_circle:"),
    Outcome.PARTIAL: ("Partly right", "orange", ":material/contrast:"),
    Outcome.INCORRECT: ("Not right", "red", ":material/cancel:"),
}
WAITS = "The tool can't tell whether this is right, so it counts neither way. Compare it with the solution."


def part_verdict(part: PartView, place: tuple[str, str, int], *, finished: bool) -> None:
    """Where the part stands, from what was committed. `place` is attempt, owner and position."""
    match part.state:
        case Open():
            if finished:
                st.markdown(":gray-badge[Not answered]")
        case Unread(verdict=verdict):
            st.markdown(":orange-badge[:material/visibility: Could not be read]")
            st.text(f"{verdict.reason} This costs nothing: correct it and commit again.")
        case Saved():
            st.markdown(":gray-badge[:material/save: Saved]")
            st.text("Your answer is saved. It could not be marked just now; it will be when you look again.")
        case Queued():
            st.markdown(":orange-badge[:material/question_mark: Not decided]")
            st.text(WAITS)
            _how(part.state)
        case Marked():
            _marked(part, part.state)
        case Written():
            self_rating(part, part.state, place, finished=finished)
    if part.revealed and part.revealed.right_options and not _all_right(part):
        _right_options(part, part.revealed)


def _all_right(part: PartView) -> bool:
    return isinstance(part.state, Marked) and part.state.verdict.outcome is Outcome.CORRECT


def _marked(part: PartView, state: Marked) -> None:
    word, colour, icon = WORDS[state.verdict.outcome]
    st.markdown(f":{colour}-badge[{icon} {word}] {_credit(state)}")
    if part.kind == "maths" and state.verdict.read_as:
        st.caption("You answered")
        formula(state.verdict.read_as)
    elif part.kind in ("choice", "choices"):
        prose("You chose: " + _named(part, state.answer.raw))
    if part.mistake_says:
        prose(part.mistake_says)
    else:
        st.text(state.verdict.reason)
    _how(state)


def _credit(state: Marked) -> str:
    score = state.verdict.score or 0.0
    if state.credit != score:
        return f"It counts {percent(state.credit)}, after {count(state.answer.hints, 'hint')}."
    return f"It counts {percent(score)}." if 0 < score < 1 else ""


def _how(state: Marked | Queued) -> None:
    verdict = state.verdict
    with st.expander("How it was marked", icon=":material/rule:"):
        st.caption("Your answer, as it arrived")
        typed_text(state.answer.raw)
        st.caption("It was decided by")
        st.text(verdict.decided_by or "no step")
        if verdict.marker:
            st.text(f"Decided by a person: {verdict.marker}")
        st.caption(
            f"Marked {local_time(verdict.graded_at)} with {verdict.grader_version}, "
            f"question {verdict.question_hash[:12]}, seed {verdict.seed}."
        )


def _right_options(part: PartView, revealed: Revealed) -> None:
    right = ",".join(revealed.right_options)
    prose(("The right ones: " if "," in right else "The right one: ") + _named(part, right))


def _named(part: PartView, ids: str) -> str:
    """The texts of the options with those ids, written as the answer writes them: `{A, C}`."""
    wanted = {piece.strip() for piece in ids.strip("{} ").split(",")}
    return "; ".join(option.text for option in part.options if option.id in wanted)
