"""The end of a self-test: what to learn next, what each area shows and how sure that is, every question."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.assessments.outcomes import Refused
from touchstone.assessments.results import QuestionResult
from touchstone.assessments.view import AttemptView
from touchstone.bootstrap import Services
from touchstone.learning.evidence import Evidence, Shown
from touchstone.learning.summary import Area, Summary, Topic, summarise
from touchstone.roles.profile import Level
from touchstone.ui.parts.choices import LEVELS
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.self_test.place import go_to, leave
from touchstone.ui.parts.self_test.words import capital
from touchstone.ui.parts.times import local_time

WORDS = {
    Shown.SHOWN: ":green-badge[:material/check_circle: Shown]",
    Shown.LIKELY: ":green-badge[:material/trending_up: Probably]",
    Shown.UNCLEAR: ":gray-badge[:material/question_mark: Can't tell yet]",
    Shown.UNLIKELY: ":orange-badge[:material/trending_down: Probably not yet]",
    Shown.NOT_SHOWN: ":orange-badge[:material/school: Not yet]",
    Shown.NOT_TRIED: ":gray-badge[Not marked]",
}
STANDINGS = {"open": "not answered", "with a person": "not decided"}
HOW = """
A skill counts as **shown** when your marked answers make it at least 90 % sure that you get more than half
of such questions right, and as **probably** shown from 80 %. Before the first answer every share is held
equally likely, which weighs as much as one right and one wrong answer; so one answer alone never decides.
Partly right counts in part. An answer that the tool could not decide, a skipped question, your own ratings
and siblings tried after a solution are listed, and count neither way. The range says where your share of
right answers lies with 80 % probability.
"""


def summary_screen(services: Services, owner: str, view: AttemptView) -> None:
    """What the attempt showed, and what to do next."""
    results = services.assessments.results(view.id, owner)
    if isinstance(results, Refused):
        st.error(results.message)
        return
    summary = summarise(results, _needs(services, view, results))
    level = LEVELS.get(view.level, view.level).lower()
    st.header(f"{view.title}, {level}", anchor=False)
    finished = f", finished {local_time(view.finished_at)}" if view.finished_at else ""
    st.caption(f"{count(summary.answers, 'marked answer')}{finished}.")
    if summary.answers == 0:
        st.info("No answer was marked, so there is nothing to show yet.")
    _steps(summary)
    _areas(summary)
    _questions(view, results)
    with st.container(horizontal=True):
        if st.button("Start another self-test", type="primary", icon=":material/replay:"):
            leave()


def _needs(services: Services, view: AttemptView, results: Sequence[QuestionResult]) -> list[str]:
    """The skills to choose the next steps from: the profile's must skills at that level, in its order."""
    asked = list(dict.fromkeys(result.need for result in results))
    profile = services.content.catalogue.profiles.get(view.role or "")
    if profile is None:
        return asked
    return [skill.label for skill in profile.must if Level(view.level) in skill.depth]


def _steps(summary: Summary) -> None:
    st.header("What to learn next", anchor=False)
    if not summary.steps:
        st.success("Every skill that was asked for is shown. Try a longer test, or the next level.")
        return
    for number, step in enumerate(summary.steps, start=1):
        st.markdown(f"**{number}. {capital(step.skill)}.** {escape_markdown(step.why)}")


def _areas(summary: Summary) -> None:
    st.header("What your answers show", anchor=False)
    for area in summary.areas:
        _area(area)
    with st.expander("How sure is this, and why", icon=":material/rule:"):
        st.markdown(HOW)


def _area(area: Area) -> None:
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(area.topic.title)}** {WORDS[area.topic.evidence.shown]}")
        st.markdown("\n".join(f"- {_topic(topic)}" for topic in area.subtopics))


def _topic(topic: Topic) -> str:
    beside = [
        f"{count(topic.with_a_person, 'answer')} not decided" if topic.with_a_person else "",
        f"{topic.skipped} skipped" if topic.skipped else "",
        "you rated yourself " + ", ".join(f"{rating} of 4" for rating in topic.self_ratings)
        if topic.self_ratings
        else "",
        f"{topic.practised} practised" if topic.practised else "",
    ]
    said = "; ".join(filter(None, [_evidence(topic.evidence), *beside])) or "not answered"
    return f"{escape_markdown(topic.title)}: {said}"


def _evidence(found: Evidence) -> str:
    if found.answers == 0:
        return ""
    right = f"{found.right:.1f}".removesuffix(".0")
    if found.answers == 1:
        word = {0.0: "not right", 1.0: "right"}.get(found.right, "partly right")
        return f"one answer, {word}, which says little by itself"
    low, high = round(10 * found.low), round(10 * found.high)
    return f"{right} of {found.answers} right, so between {low} and {high} in 10 of such questions"


def _questions(view: AttemptView, results: Sequence[QuestionResult]) -> None:
    with st.expander(f"All {count(len(results), 'question')}, with solutions", icon=":material/list:"):
        for result in results:
            words, button = st.columns([4, 1], vertical_alignment="center")
            words.markdown(f"{result.position}. {escape_markdown(result.title)}: {_standing(result)}")
            if button.button("Look", key=f"look-{view.id}-{result.position}"):
                go_to(view.id, result.position)


def _standing(result: QuestionResult) -> str:
    if result.score is not None:
        words = "right" if result.score == 1 else "not right" if result.score == 0 else "partly right"
        return f"{words}, practice" if result.practice else words
    return STANDINGS.get(result.standing, result.standing)
