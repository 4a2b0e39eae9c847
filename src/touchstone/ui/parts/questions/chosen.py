"""Finding a question: by area, skill, level, kind and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from touchstone.authoring.model import Check
from touchstone.banks.question import Question
from touchstone.banks.taxonomy import Taxonomy
from touchstone.ui.parts.choices import LEVELS, choose
from touchstone.ui.parts.numbers import count

KINDS = {
    "maths": "Mathematics, marked",
    "choice": "Choice, marked",
    "sql": "Query, marked",
    "spoken": "Spoken, scored by a person",
}

TABLE = "questions-found"
LIST_HEIGHT = 246  # pixels: six rows and the head, so that the question below is in sight
SHORT_LIST = 6  # rows


def found(questions: Sequence[Question], taxonomy: Taxonomy) -> list[Question]:
    """The questions that the choices and words in the address leave."""
    first, second, third, fourth = st.columns([3, 3, 2, 3])
    with first:
        areas = {"all": "All areas"} | {area.id: area.title for area in taxonomy.areas}
        area = choose("Area", areas, key="area")
    inside = [question for question in questions if area in ("all", question.area)]
    with second:
        skills = sorted({question.skill for question in inside}, key=lambda name: taxonomy.title(name))
        skill = choose("Skill", {"all": "All skills"} | _titles(skills, taxonomy), key="skill")
    with third:
        level = choose("Level", {"all": "All levels"} | dict(list(LEVELS.items())[:3]), key="level_of")
    with fourth:
        kind = choose("Kind", {"all": "All kinds"} | KINDS, key="kind")
    typed = st.text_input("Words", key="words", live=True, bind="query-params") or ""
    words = typed.lower().split()
    return [
        question
        for question in inside
        if skill in ("all", question.skill)
        and level in ("all", question.level)
        and kind in ("all", question.kind)
        and all(word in _searched(question) for word in words)
    ]


def _titles(skills: Sequence[str], taxonomy: Taxonomy) -> dict[str, str]:
    return {skill: taxonomy.title(skill) for skill in skills}


def _searched(question: Question) -> str:
    return f"{question.id} {question.title} {question.prompt} {question.skill}".lower()


def listed(
    questions: Sequence[Question], total: int, taxonomy: Taxonomy, proved: Mapping[str, Check]
) -> None:
    """What was found, as a table; a tick opens the question of its row."""
    st.caption(f"{count(len(questions), 'question')} of {total:,}. Tick a row to open its question.")
    rows = [
        {
            "Question": question.title,
            "Skill": taxonomy.title(question.skill),
            "Level": LEVELS[question.level],
            "Kind": KINDS[question.kind].split(",")[0],
            "Minutes": question.minutes,
            "Proved here": _said(proved.get(question.id)),
        }
        for question in questions
    ]
    ids = [question.id for question in questions]
    st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=LIST_HEIGHT if len(rows) > SHORT_LIST else "content",
        key=TABLE,
        on_select=lambda: _opened(ids),
        selection_mode="single-row",
    )


def _opened(ids: Sequence[str]) -> None:
    """Puts the question of the row that was ticked into the address, where the choice finds it."""
    chosen = st.session_state[TABLE]["selection"]["rows"]
    if chosen and chosen[0] < len(ids):
        st.query_params["question"] = ids[chosen[0]]


def _said(check: Check | None) -> str:
    if check is None:
        return "not yet"
    return f"{check.at:%Y-%m-%d}" if check.good else f"failed on {check.failed}"
