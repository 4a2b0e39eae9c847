"""What a question is: its title, where it belongs, what people it is asked of do, and its id."""

from __future__ import annotations

import streamlit as st

from touchstone.banks.question import Question
from touchstone.banks.taxonomy import Taxonomy
from touchstone.core.hashes import short
from touchstone.roles.catalogue import Catalogue
from touchstone.ui.parts.choices import LEVELS
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.questions.chosen import KINDS


def headed(question: Question, taxonomy: Taxonomy, catalogue: Catalogue) -> None:
    """The head of one question; what only an author needs is one click away."""
    st.header(escape_markdown(question.title), anchor=False)
    said = [LEVELS[question.level], KINDS[question.kind], f"{question.minutes:g} minutes", question.tools]
    st.caption(" · ".join([taxonomy.title(question.area), taxonomy.title(question.skill), *said]))
    duties = served(question, catalogue)
    if duties:
        st.markdown("Duties that it serves:\n" + "\n".join(f"- {escape_markdown(duty)}" for duty in duties))
    with st.expander("Id and hash"):
        st.code(f"id: {question.id}\nhash: {short(question.hash)}", language=None)


def served(question: Question, catalogue: Catalogue) -> list[str]:
    """The duties in the words of the role profiles, each with the roles that say it so.

    A duty that no profile has, since its file is broken, keeps its id.
    """
    said: dict[str, list[str]] = {}
    for name in question.serves:
        roles = [
            (duty.does, profile.title)
            for profile in catalogue.profiles.values()
            for duty in profile.duties
            if duty.id == name
        ]
        for does, title in roles:
            said.setdefault(does, []).append(title)
        if not roles:
            said[name] = []
    return [f"{titles_of(titles)}{does}" for does, titles in said.items()]


def titles_of(titles: list[str]) -> str:
    """`Data scientist, Data engineer: `, or nothing."""
    return f"{', '.join(titles)}: " if titles else ""
