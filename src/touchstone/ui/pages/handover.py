"""Hand-over: compose and check the contract with which a model changes hands."""

from __future__ import annotations

from datetime import date

import streamlit as st

from touchstone.bootstrap import Content
from touchstone.handover.contract import from_fields, read_contract
from touchstone.handover.service import Checked
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.handover.checking import checked_example, checked_once
from touchstone.ui.parts.handover.fields import contract_fields, take_over
from touchstone.ui.parts.handover.files import Handed, handed_files
from touchstone.ui.parts.handover.remembered import begin_anew, go_on, is_written, remember
from touchstone.ui.parts.handover.shown import defects, document, figures, files, unread, verdict
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.shell.hold import held

TASKS = {"check": "Check a contract", "write": "Write one"}


def page() -> None:
    """The files, then at once the verdict, the defects, the figures and the document."""
    content, today = held().content, held().clock.now().date()
    heading(
        "Hand-over",
        "The contract with which a model goes from data scientist to engineer, checked on its data.",
    )
    task = choose("What to do", TASKS, key="contract")
    handed = handed_files("Contract and data" if task == "check" else "Data, or a contract to go on from")
    checked = _written(content, handed, today) if task == "write" else _given(content, handed, today)
    if checked is not None:
        _show(content, checked)
    remember()


def _given(content: Content, handed: Handed, today: date) -> Checked | None:
    if handed.problem is not None:
        unread([handed.problem])
        return None
    if handed.text is None:
        if is_written():
            st.caption(f"What you typed into the form is kept: choose “{TASKS['write']}”.")
        return checked_example(content, today)
    contract, located, problems = read_contract(handed.text, name=handed.name)
    if contract is None:
        rest = content.handovers.check_rest_handed_in(located, problems, files=handed.data, as_of=today)
        unread(problems, rest)
        return None
    st.button("Go on in the form", on_click=go_on, args=(contract,))
    return checked_once(
        handed.ids,
        lambda: content.handovers.check_handed_in(contract, located, files=handed.data, as_of=today),
    )


def _written(content: Content, handed: Handed, today: date) -> Checked | None:
    _offer(handed)
    contract, complaints = from_fields(contract_fields())
    st.caption("What you type is kept in this browser, and nowhere else; the files are not.")
    begin_anew()
    for complaint in complaints:
        st.error(complaint, icon=":material/block:")
    if contract is None:
        return None
    key = (*handed.ids, contract.model_dump_json())
    checked = checked_once(
        key, lambda: content.handovers.check_handed_in(contract, None, files=handed.data, as_of=today)
    )
    if checked.rows is not None:
        st.button("Put the recomputed figures into the form", on_click=take_over, args=(checked,))
    return checked


def _offer(handed: Handed) -> None:
    """A contract that was handed in beside the form: one click puts it in."""
    if handed.problem is not None:
        unread([handed.problem])
    if handed.text is None:
        return
    contract, _, problems = read_contract(handed.text, name=handed.name)
    if contract is None:
        unread(problems)
        return
    name = escape_markdown(handed.name)
    st.button(f"Put {name} into the form", on_click=go_on, args=(contract,))


def _show(content: Content, checked: Checked) -> None:
    verdict(checked)
    defects(checked)
    figures(checked)
    texts = content.handovers.texts(checked)
    if isinstance(texts, list):
        content_problems(texts)
        return
    files(checked, texts)
    document(texts.brief)
