"""Bringing a file of own pay: which column is which, what is wrong with which cell, and only then keeping
it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from touchstone.access.people import Person
from touchstone.bootstrap import Services
from touchstone.core.problems import Problem
from touchstone.own_pay.mapping import ColumnMapping, Unmapped, suggested
from touchstone.own_pay.model import NEEDED, Field
from touchstone.own_pay.reading import columns_of, read
from touchstone.own_pay.service import Refused
from touchstone.salaries.importers.base import NotThisFormat
from touchstone.ui.parts.inert import typed_text
from touchstone.ui.parts.numbers import count

NONE, SAME = "—", "one value for all rows"
LABELS = {
    Field.PERSON: "Reference of a person",
    Field.ROLE: "Role",
    Field.LEVEL: "Level",
    Field.PLACE: "Place",
    Field.PAY: "Pay",
    Field.CURRENCY: "Currency",
    Field.PERIOD: "Pay is for a (hour, week, month, year)",
    Field.MONTHS: "Months paid a year (12, 13, 14)",
    Field.HOURS: "Paid hours a year",
    Field.FTE: "Share of full time",
    Field.GROUP: "Equal work (else role and level)",
    Field.SEX: "Woman or man",
}
WORDS = (Field.ROLE, Field.LEVEL, Field.PLACE, Field.PERIOD, Field.SEX)
SHOWN = 50
JUST_KEPT = "own-pay-just-kept"


def bring(services: Services, person: Person) -> None:
    """Upload, map, check, keep."""
    file = st.file_uploader(
        "CSV, Excel workbook, or a zip of one", ["csv", "xlsx", "zip"], key="own-pay-file"
    )
    if file is None:
        st.caption("`touchstone salary own import` takes files up to 50 MB.")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(file.name).suffix.lower()}"
        path.write_bytes(file.getvalue())
        try:
            columns = columns_of(path)
            mapping = _mapping(columns)
            as_of = st.date_input(
                "The day that the file describes", services.clock.now().date(), key="own-as-of"
            )
            if st.button("Check and keep", type="primary", key="own-pay-keep"):
                _keep(services, person, path, file.name, mapping, as_of)
        except NotThisFormat as error:
            st.error("The file can't be read.")
            typed_text(str(error).replace(str(path), file.name))


def _mapping(columns: Sequence[str]) -> ColumnMapping:
    """The mapping that the names suggest, for a person to look at and change."""
    found = suggested(columns)
    picked: dict[Field, str] = {}
    constants: dict[Field, str] = {}
    st.markdown("Which column is which? Roles, levels, places, pay, currency and period are needed.")
    places = st.columns(3)
    for at, (ours, label) in enumerate(LABELS.items()):
        options = [NONE, SAME, *columns]
        first = options.index(found.columns[ours]) if ours in found.columns else 0
        with places[at % 3]:
            star = " *" if ours in NEEDED else ""
            chosen = st.selectbox(f"{label}{star}", options, index=first, key=f"own-column-{ours}")
            if chosen == SAME:
                constants[ours] = st.text_input(f"{label}, for all rows", key=f"own-constant-{ours}")
            elif chosen != NONE:
                picked[ours] = chosen
    words = st.text_area(
        "Your own words for ours, one a line", placeholder="L4 = senior\nML Eng = machine_learning_engineer",
        key="own-words",
    )  # fmt: skip
    decimal = st.radio("Cents stand after", [".", ","], horizontal=True, key="own-decimal")
    values = {ours: _words(words) for ours in WORDS}
    return ColumnMapping(columns=picked, constants=constants, values=values, decimal=decimal)


def _words(text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines())
    return {theirs.strip(): ours.strip() for theirs, sign, ours in pairs if sign and theirs.strip()}


def _keep(
    services: Services, person: Person, path: Path, name: str, mapping: ColumnMapping, as_of: Any
) -> None:
    payroll = read(path, mapping, services.own_words)
    if isinstance(payroll, Unmapped):
        st.warning("The mapping is not complete.")
        typed_text("\n".join(payroll.sentences))
        return
    if payroll.problems:
        _problems(payroll.problems)
        return
    kept = services.machine.own_pay.keep(person, name, as_of, payroll)
    if isinstance(kept, Refused):
        st.warning(kept.sentence)
    else:
        st.session_state[JUST_KEPT] = f"{count(kept.rows, 'row')} kept, under What is kept."
        st.rerun()  # the tab beside it was drawn before the set was there


def _problems(problems: Sequence[Problem]) -> None:
    """Row and column of each cell to mend, the same mistake once; what was typed stays inert."""
    st.warning(f"Nothing is kept yet: {count(len(problems), 'problem')} to mend.")
    alike: dict[tuple[int, str], list[int]] = {}
    for problem in problems:
        alike.setdefault((problem.column, problem.message), []).append(problem.line)
    lines = [f"{_rows(rows)}, column {column}: {said}" for (column, said), rows in alike.items()]
    st.code("\n".join(lines[:SHOWN]), language=None)


def _rows(rows: Sequence[int]) -> str:
    """`row 2`; `rows 2, 3, 4 and 77 more`."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    more = f" and {len(rows) - 3:,} more" if len(rows) > 3 else ""
    return f"rows {', '.join(map(str, rows[:3]))}{more}"
