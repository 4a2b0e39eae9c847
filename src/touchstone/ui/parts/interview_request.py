"""What is asked of an interview set: the choices at the top of the page."""

from __future__ import annotations

import streamlit as st

from touchstone.interviews.blueprint import LENGTHS
from touchstone.interviews.request import Request
from touchstone.interviews.service import Interviews
from touchstone.ui.parts.choices import choose, choose_many

MINUTES = {str(minutes): f"{minutes} minutes" for minutes in LENGTHS}
KINDS = {
    "maths": "With a number, formula or matrix",
    "choice": "With options",
    "sql": "With a query",
    "spoken": "Talked through",
}
AIDS = {
    "closed": "None: pen and paper",
    "open": "Documentation and search",
    "assistant": "An AI assistant too",
}
FORMS = {str(forms): "1 form" if forms == 1 else f"{forms} parallel forms" for forms in range(1, 13)}


def chosen_forms(level: str) -> Request:
    """How many forms each interview of a loop has, and the seed of all."""
    first, second = st.columns(2)
    with first:
        forms = choose("Forms", FORMS, key="forms", default="1")
    with second:
        seed = _seed()
    return Request(level, forms=int(forms), seed=seed)


def _seed() -> int:
    said = "The same seed gives the same set."
    return int(st.number_input("Seed", 0, 2**31 - 1, 1, key="set", help=said, bind="query-params"))


def chosen_request(desk: Interviews, level: str) -> Request:
    """Length and number of forms in a row; seed, questions by name, kinds and aids behind More choices."""
    first, second = st.columns(2)
    with first:
        minutes = choose("Length", MINUTES, key="minutes", default="60")
    with second:
        forms = choose("Forms", FORMS, key="forms", default="1")
    with st.expander("More choices"):
        seed = _seed()
        titles = {question.id: question.title for question in desk.bank.questions.values()}
        include = tuple(sorted(choose_many("Questions that must be in", titles, key="include")))
        exclude = tuple(sorted(choose_many("Questions to leave out", titles, key="exclude")))
        kinds = tuple(sorted(choose_many("Kinds of question (none chosen: all)", KINDS, key="kinds")))
        tools = tuple(sorted(choose_many("Aids a question may allow (none chosen: all)", AIDS, key="tools")))
        shared = st.number_input(
            "Questions that two forms may share", 0, 10, 0, key="overlap", bind="query-params"
        )
    return Request(
        level,
        int(minutes),
        int(forms),
        seed,
        kinds=kinds,
        tools=tools,
        must_include=include,
        exclude=exclude,
        overlap=shared,
    )


def ask_instead(other: Request) -> None:
    """Puts a request that works in place of the one in the address; the page is drawn anew with it."""
    wanted = {
        "forms": str(other.forms),
        "include": ",".join(other.must_include),
        "exclude": ",".join(other.exclude),
        "kinds": ",".join(other.kinds),
        "tools": ",".join(other.tools),
    }
    if other.scope is None and "minutes" in st.query_params:
        wanted["minutes"] = str(other.minutes)
    for name, value in wanted.items():
        if value or st.query_params.get(name):
            st.query_params[name] = value
