"""Changing a question of a form by hand, and what the form's questions were shown before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Form
from touchstone.interviews.loop_sets import Swap
from touchstone.interviews.pool import within
from touchstone.interviews.service import Interviews
from touchstone.interviews.sets import InterviewSet
from touchstone.interviews.swap import Refusal
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count

SWAPS = "swap"  # in the address: form~out~in, one after another, so that a changed form can be sent on
_SWAP = re.compile(r"(\d{1,3})~([a-z0-9-]{1,80})~([a-z0-9-]{1,80})")
MOST_SWAPS = 40


def swapped(desk: Interviews, made: InterviewSet, ledger: Ledger) -> InterviewSet:
    """The set with the swaps of the address; one that no longer holds is named and left out."""
    for place, out, into in _asked_for(SWAPS):
        if place >= len(made.forms):
            continue
        outcome = desk.swap(made, place, out, into, ledger=ledger)
        if isinstance(outcome, Refusal):
            refused_view(desk, outcome.sentences)
        else:
            made = outcome
    return made


def loop_swaps(stages: Iterable[str]) -> dict[str, tuple[Swap, ...]]:
    """The swaps of the address for each interview of a loop that has some."""
    found = {stage: _asked_for(_kept_as(stage)) for stage in stages}
    return {stage: asked for stage, asked in found.items() if asked}


def refused_view(desk: Interviews, sentences: Sequence[str]) -> None:
    """Why swaps that the address asks for were left out."""
    if sentences:
        said = " ".join(_titled(desk, sentence) for sentence in sentences)
        st.warning(f"A swap could not be made. {said}", icon=":material/visibility:")


def _asked_for(name: str) -> tuple[Swap, ...]:
    found = _SWAP.findall(st.query_params.get(name, ""))[:MOST_SWAPS]
    return tuple((int(form) - 1, out, into) for form, out, into in found if int(form))


def _kept_as(stage: str) -> str:
    return f"{SWAPS}-{stage}" if stage else SWAPS


def swap_view(desk: Interviews, made: InterviewSet, place: int, ledger: Ledger, *, stage: str = "") -> None:
    """Which question goes, which one comes: first those with which everything that was asked stays met.

    `stage` is the interview of a loop that the form is for.
    """
    key = f"{stage}-{place}" if stage else str(place)
    box = st.expander("Swap a question", on_change="rerun", key=f"swap-{key}")
    if not box.open:
        return
    titles = {question.id: question.title for question in desk.bank.questions.values()}
    form = made.forms[place]
    with box:
        out = st.selectbox(
            "Take out", [q.id for q in form.questions], format_func=lambda i: titles[i], key=f"out-{key}"
        )
        if out is None:
            return
        fitting = _alternatives(desk, made, made.certificates[place].hash, place, out, ledger)
        others = _others(desk, made, set(titles) - form.ids - set(fitting))
        st.caption(_fitting_said(len(fitting)))
        into = st.selectbox(
            "Put in",
            [*fitting, *others],
            index=0 if fitting else None,  # what breaks something is chosen, never proposed
            format_func=lambda i: titles[i],
            placeholder="Choose a question",
            key=f"in-{key}-{out}",
        )
        if into is not None and st.button("Swap", key=f"do-swap-{key}"):
            _swap(desk, made, (place, out, into), ledger, _kept_as(stage))
    if st.query_params.get(_kept_as(stage)) and st.button("Undo all swaps", key=f"undo-{key}"):
        st.query_params.pop(_kept_as(stage), None)
        st.rerun()


def _others(desk: Interviews, made: InterviewSet, ids: set[str]) -> list[str]:
    """Questions that would break something, by title: those on a skill of the role before the rest."""
    questions, topics = desk.bank.questions, made.assembled.blueprint.topics

    def rank(name: str) -> tuple[bool, str]:
        return not within(questions[name].skill, topics), questions[name].title

    return sorted(ids, key=rank)


def _fitting_said(fitting: int) -> str:
    if not fitting:
        return (
            "No question of the bank would keep everything that was asked for. You can try one all the same: "
            "nothing changes, and what it would break is said."
        )
    where = "it stands first" if fitting == 1 else "they stand first, the most alike on top"
    return f"{count(fitting, 'question')} of the bank would keep everything that was asked for; {where}."


def swapped_in(place: int, stage: str = "") -> set[str]:
    """Ids of the questions that swaps of the address put into a form (from 0)."""
    return {into for form, _, into in _asked_for(_kept_as(stage)) if form == place}


def _swap(desk: Interviews, made: InterviewSet, swap: Swap, ledger: Ledger, kept_as: str) -> None:
    outcome = desk.swap(made, *swap, ledger=ledger)
    if isinstance(outcome, Refusal):
        for sentence in outcome.sentences:
            st.warning(_titled(desk, sentence), icon=":material/visibility:")
        return
    place, out, into = swap
    before = st.query_params.get(kept_as, "")
    st.query_params[kept_as] = f"{before}{',' if before else ''}{place + 1}~{out}~{into}"
    st.rerun()


@st.cache_data(max_entries=64, show_spinner="Looking for questions that fit …")
def _alternatives(
    _desk: Interviews, _made: InterviewSet, certificate: str, place: int, out: str, ledger: Ledger
) -> list[str]:
    return _desk.alternatives(_made, place, out, ledger=ledger)


def _titled(desk: Interviews, sentence: str) -> str:
    """The sentence with titles where it names questions by id."""

    def title(found: re.Match[str]) -> str:
        question = desk.bank.questions.get(found[1])
        return f"“{question.title}”" if question else found[0]

    return escape_markdown(re.sub(r"'([a-z0-9-]+)'", title, sentence))


def seen(form: Form, common: Sequence[str], ledger: Ledger) -> str:
    """What is on record of the form's questions having been shown; `common` are those that everybody gets."""
    own = [question for question in form.questions if question.id not in common]
    if not own:
        return "Everybody is asked these questions, so knowing them beforehand gives nothing away."
    if not ledger.candidates:
        return "No question is on record as shown to anybody yet."
    most = max((ledger.shown.get(question.id, 0) for question in own), default=0)
    fresh = sum(not ledger.shown.get(question.id) for question in own)
    return (
        f"{fresh} of {count(len(own), 'question')} were never shown; the most shown one was seen "
        f"by {most} of {count(ledger.candidates, 'candidate')}. New sets keep every question under "
        f"{ledger.cap:.0%} of candidates, counted on 20 at least."
    )
