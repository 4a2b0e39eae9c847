"""Questions: find one, look at its variants with their keys, its health and history, edit and prove it."""

from __future__ import annotations

import streamlit as st

from touchstone.access.people import Person
from touchstone.authoring.model import Refused
from touchstone.authoring.service import Authoring
from touchstone.banks.question import Question
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.questions.chosen import found, listed
from touchstone.ui.parts.questions.edited import edited
from touchstone.ui.parts.questions.headed import headed
from touchstone.ui.parts.questions.healthy import healthy
from touchstone.ui.parts.questions.previewed import previewed
from touchstone.ui.parts.questions.remembered import remembered
from touchstone.ui.parts.scorecards.who import viewer
from touchstone.ui.shell.hold import held

VIEWS = {"variants": "Variants", "health": "Health", "edit": "Edit", "history": "History"}


def page() -> None:
    """Filter, choose a question, choose what to see of it."""
    services, who = held(), viewer()
    bank, authoring = services.content.bank, services.authoring
    heading("Questions", "Every question of the bank, with keys. Keep this page away from candidates.")
    content_problems(bank.problems)
    proved = authoring.proved(who)
    if isinstance(proved, Refused):
        st.warning(proved.sentence)
        return
    if not bank.questions:
        st.info("There are no questions yet. Add a file to `question_banks/`; CONTRIBUTING.md shows how.")
        return
    questions = found(list(bank.questions.values()), bank.taxonomy)
    if not questions:
        st.info("No question fits. Widen the area, the skill, the level or the words.")
        return
    listed(questions, len(bank.questions), bank.taxonomy, proved)
    titles = {question.id: question.title for question in questions}
    wide, narrow = st.columns([3, 1])
    with wide:
        question = bank.questions[choose("Question", titles, key="question")]
    with narrow:
        view = choose("Show", VIEWS, key="view")
    headed(question, bank.taxonomy, services.content.catalogue)
    _show(view, question, authoring, who)


def _show(view: str, question: Question, authoring: Authoring, who: Person | None) -> None:
    if view == "health":
        healthy(question, authoring, who)
    elif view == "edit":
        edited(question, authoring, who)
    elif view == "history":
        remembered(question, authoring, who)
    else:
        variants = authoring.variants(who, question.id)
        if isinstance(variants, Refused):
            st.warning(variants.sentence)
        else:
            previewed(question, variants)
