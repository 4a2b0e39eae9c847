"""Questions: browse the bank, look at variants with their keys, see what each question serves."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.banks.drawing import draw
from touchstone.banks.question import Question
from touchstone.banks.taxonomy import Taxonomy
from touchstone.banks.variant import CannotDraw
from touchstone.bootstrap import Services
from touchstone.core.hashes import short
from touchstone.ui.parts.choices import LEVELS, choose
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.variant_view import variant_view
from touchstone.ui.shell.hold import held

KINDS = {"maths": "Mathematics, marked", "choice": "Choice, marked", "spoken": "Spoken, scored by a person"}
SEEDS = 20


def page() -> None:
    """Filter, choose a question, look at its variants."""
    services = held()
    bank = services.content.bank
    heading("Questions", "Every question of the bank, with keys. Keep this page away from candidates.")
    content_problems(bank.problems)
    if not bank.questions:
        st.info("There are no questions yet. Add a file to `question_banks/`; CONTRIBUTING.md shows how.")
        return
    found = _filtered(list(bank.questions.values()), bank.taxonomy)
    if not found:
        st.info("No question fits. Widen the area, the level or the words.")
        return
    st.caption(f"{count(len(found), 'question')} of {len(bank.questions):,}")
    titles = {question.id: question.title for question in found}
    chosen = choose("Question", titles, key="question")
    _show(bank.questions[chosen], bank.taxonomy, services)


def _filtered(questions: Sequence[Question], taxonomy: Taxonomy) -> list[Question]:
    first, second, third, fourth = st.columns([3, 2, 3, 3])
    with first:
        areas = {"all": "All areas"} | {area.id: area.title for area in taxonomy.areas}
        area = choose("Area", areas, key="area")
    with second:
        level = choose("Level", {"all": "All levels"} | dict(list(LEVELS.items())[:3]), key="level_of")
    with third:
        kind = choose("Kind", {"all": "All kinds"} | KINDS, key="kind")
    with fourth:
        words = (st.text_input("Words", key="words", live=True, bind="query-params") or "").lower().split()
    return [
        question
        for question in questions
        if area in ("all", question.area)
        and level in ("all", question.level)
        and kind in ("all", question.kind)
        and all(word in f"{question.title} {question.prompt} {question.skill}".lower() for word in words)
    ]


def _show(question: Question, taxonomy: Taxonomy, services: Services) -> None:
    st.header(escape_markdown(question.title), anchor=False)
    said = [LEVELS[question.level], KINDS[question.kind], f"{question.minutes:g} minutes", question.tools]
    st.caption(" · ".join([taxonomy.title(question.area), taxonomy.title(question.skill), *said]))
    told = "The same number gives the same variant."
    seed = int(st.slider("Variant", 1, SEEDS, 1, key="seed", help=told)) if question.params else 1
    try:
        variant = draw(question, seed, services.machine.grader)
    except CannotDraw as cannot:
        st.warning(f"This variant can't be drawn: {cannot}", icon=":material/visibility:")
        return
    variant_view(question, variant)
    st.caption(f"Serves: {', '.join(question.serves)} · id {question.id} · hash {short(question.hash)}")
