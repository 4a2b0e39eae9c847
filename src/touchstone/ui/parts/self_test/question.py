"""One question a screen: prompt, figure, hints, fields, verdicts, worked solution, where next."""

from __future__ import annotations

import streamlit as st

from touchstone.assessments.outcomes import Hinted, Recorded, Refused, SiblingAt
from touchstone.assessments.view import AttemptView, QuestionView
from touchstone.bootstrap import Services
from touchstone.ui.parts.figure import figure
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.prose import harmless, prose
from touchstone.ui.parts.self_test.field import answer_field
from touchstone.ui.parts.self_test.place import go_to, leave
from touchstone.ui.parts.self_test.verdict import part_verdict
from touchstone.ui.parts.self_test.words import capital, percent

TOOLS = {
    "closed": "Paper and pencil only: no books, no search, no assistant.",
    "open": "You may look things up; no assistant.",
    "assistant": "You may use anything, an assistant too.",
}
MARKS = {"settled": ":material/lock:", "skipped": ":material/redo:", "flagged": ":material/flag:"}


def question_screen(services: Services, owner: str, view: AttemptView, position: int) -> None:
    """The question at a position of an attempt."""
    question = view.questions[position - 1]
    _top(view, question)
    prose(question.prompt)
    if question.figure:
        figure(question.figure)
    _hints(question)
    finished = view.finished_at is not None
    for part in question.parts:
        if part.prompt:
            prose(part.prompt)
        if not finished:
            answer_field(view.id, owner, position, part)
        part_verdict(part, (view.id, owner, position), finished=finished)
    if question.solution:
        with st.expander("Worked solution, on the same numbers", expanded=True, icon=":material/school:"):
            prose(question.solution)
    if finished:
        if st.button("Back to the summary", type="primary", icon=":material/arrow_back:"):
            go_to(view.id)
        return
    _aside(services, owner, view, question)
    _onward(services, owner, view, question)


def _top(view: AttemptView, question: QuestionView) -> None:
    total = len(view.questions)
    st.progress(view.settled / total, f"{view.settled} of {count(total, 'question')} answered")
    chosen = st.segmented_control(
        "Questions",
        range(1, total + 1),
        default=question.position,
        format_func=lambda at: _label(view.questions[at - 1]),
        key=f"questions-{view.id}-{question.position}-{total}",
        label_visibility="collapsed",
    )
    if chosen is not None and chosen != question.position:
        go_to(view.id, chosen)
    st.header(escape_markdown(question.title), anchor=False)
    kind = "Practice after a worked solution" if question.sibling_of else question.need
    st.caption(
        f"{capital(kind)} · {escape_markdown(question.subtopic)} · "
        f"about {count(round(question.minutes), 'minute')} · {TOOLS.get(question.tools, '')}"
    )


def _label(question: QuestionView) -> str:
    states = {"settled": question.settled, "skipped": question.skipped, "flagged": question.flagged}
    marks = " ".join(MARKS[name] for name, holds in states.items() if holds)
    return f"{question.position} {marks}".strip()


def _hints(question: QuestionView) -> None:
    for number, hint in enumerate(question.hints, start=1):
        st.info(harmless(f"Hint {number}: {hint}"), icon=":material/lightbulb:")


def _aside(services: Services, owner: str, view: AttemptView, question: QuestionView) -> None:
    """Hint, skip and flag, in one row."""
    with st.container(horizontal=True):
        if not question.settled and question.hints_left:
            _hint_button(services, owner, view, question)
        if not question.settled:
            _skip_button(services, owner, view, question)
        label = "Take the flag off" if question.flagged else "Flag"
        said = "A flag helps you find the question again. It changes nothing else."
        if st.button(label, icon=":material/flag:", type="tertiary", help=said):
            _told(services.assessments.flag(view.id, owner, question.position, on=not question.flagged))
            st.rerun()


def _hint_button(services: Services, owner: str, view: AttemptView, question: QuestionView) -> None:
    cost = percent(question.hint_cost)
    said = f"Each hint takes {cost} off what you answer after it. {count(question.hints_left, 'hint')} left."
    if st.button(f"Hint (costs {cost})", icon=":material/lightbulb:", type="tertiary", help=said):
        match services.assessments.hint(view.id, owner, question.position):
            case Refused(message=message):
                st.toast(message)
            case Hinted():
                st.rerun()


def _skip_button(services: Services, owner: str, view: AttemptView, question: QuestionView) -> None:
    if question.skipped:
        return
    said = "It stays open, and comes again at the end."
    if st.button("Skip", icon=":material/redo:", type="tertiary", help=said):
        _told(services.assessments.skip(view.id, owner, question.position))
        onward = view.next_open(question.position)
        go_to(view.id, onward if onward != question.position else None)


def _told(recorded: Recorded) -> None:
    """Says what was refused, on the screen that comes next: another window may have finished the test."""
    if isinstance(recorded, Refused):
        st.toast(recorded.message, icon=":material/visibility:")


def _onward(services: Services, owner: str, view: AttemptView, question: QuestionView) -> None:
    """The next question, a sibling, or the end."""
    onward = view.next_open(question.position)
    with st.container(horizontal=True):
        more = question.settled and onward is not None
        if more and st.button("Next question", type="primary", icon=":material/arrow_forward:"):
            go_to(view.id, onward)
        if question.settled and st.button("Try a sibling", icon=":material/shuffle:", help=SIBLING):
            match services.assessments.sibling(view.id, owner, question.position):
                case SiblingAt(position=at):
                    go_to(view.id, at)
                case Refused(message=message):
                    st.info(message)
        _finish(services, owner, view, last=onward is None)
        if st.button("Save and leave", type="tertiary", help="Everything is saved already."):
            leave()


def _finish(services: Services, owner: str, view: AttemptView, *, last: bool) -> None:
    """At once when all is answered; else it asks first, because what is finished stays as it is."""
    left = len(view.questions) - view.settled
    label, icon = "Finish and see the summary", ":material/flag_circle:"
    if left:
        with st.popover(label, icon=icon, type="primary" if last else "tertiary"):
            st.markdown(
                f"{count(left, 'question')} not answered yet. A finished self-test can't be gone on with."
            )
            sure = st.button("Finish all the same", type="primary")
    else:
        sure = st.button(label, type="primary", icon=icon)
    if sure:
        _told(services.assessments.finish(view.id, owner))
        go_to(view.id)


SIBLING = "The same kind of question on other numbers. It is practice: it doesn't count in the summary."
