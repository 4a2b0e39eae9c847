"""Bringing a file of own pay: which column is which, what is wrong with which cell, and only then keeping
it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from touchstone.access.people import Person
from touchstone.bootstrap import Services
from touchstone.core.problems import Problem
from touchstone.own_pay.alike import alike
from touchstone.own_pay.mapping import ColumnMapping, Encoding, Unmapped, unread
from touchstone.own_pay.model import NEEDED, Field
from touchstone.own_pay.proposing import Proposal, proposed
from touchstone.own_pay.reading import read
from touchstone.own_pay.service import Refused
from touchstone.salaries.importers.base import NotThisFormat
from touchstone.store.database import StoreError
from touchstone.ui.parts.inert import escape_markdown, typed_text
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
    Field.TAX: "Gross or net",
    Field.BASIS: "Base or total pay",
    Field.CONTRACT: "Contract (employment, B2B)",
}
WORDS = (
    *(Field.ROLE, Field.LEVEL, Field.PLACE, Field.PERIOD, Field.SEX),
    *(Field.TAX, Field.BASIS, Field.CONTRACT),
)
SHOWN = 50
KEEP, SURE = "Check and keep", "I am sure of what is hard to believe"
ENCODINGS: dict[Encoding, str] = {
    "windows-1252": "Western Europe (Windows-1252)",
    "windows-1250": "Central Europe (Windows-1250)",
    "utf-16": "Unicode text of Excel (UTF-16)",
    "utf-8": "UTF-8",
}
JUST_KEPT = "own-pay-just-kept"


def bring(services: Services, person: Person, sets: Mapping[str, str]) -> None:
    """Upload, map, check, keep. Every answer holds for one file: the next is asked about anew.

    `sets` are those that are kept, by id.
    """
    file = st.file_uploader(
        "CSV, Excel workbook, or a zip of one", ["csv", "xlsx", "zip"], key="own-pay-file"
    )
    if file is None:
        st.caption(
            "Gross base pay of employees, unless a column or one value for all says net, total or B2B: then "
            "it is kept, counted apart and not set beside figures of another kind. `touchstone salary own "
            "import` takes files up to 50 MB."
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(file.name).suffix.lower()}"
        path.write_bytes(file.getvalue())
        which = _digest(file.getvalue())
        try:
            suggested = _proposed(path, which)
            mapping = _mapping(suggested, f"{which}-{suggested.mapping.encoding}")
            if left := unread(mapping, suggested.columns):
                st.caption(f"Not read: {escape_markdown(', '.join(left))}.")
            as_of = st.date_input(
                "The day that the file describes", services.clock.now().date(), key=f"own-as-of-{which}"
            )
            # What is asked about follows from the mapping, too.
            sure = st.checkbox(
                SURE, key=f"own-pay-sure-{which}-{_digest(mapping.model_dump_json().encode())}"
            )
            replaces = _replaced(sets, which)
            if st.button(KEEP, type="primary", key="own-pay-keep"):
                _keep(services, person, path, file.name, mapping, as_of, sure=sure, replaces=replaces)
        except NotThisFormat as error:
            st.error("The file can't be read.")
            typed_text(str(error).replace(str(path), file.name))


def _replaced(sets: Mapping[str, str], which: str) -> str:
    """The set that is erased once the file is kept; "" for none."""
    if not sets:
        return ""
    # A set that was just erased is no choice any more: another box, with nothing chosen.
    there = _digest(" ".join(sets).encode())
    return st.selectbox(
        "It takes the place of, and erases", ["", *sets], key=f"own-replaces-{which}-{there}",
        format_func=lambda one: sets.get(one, "no other set"),
    )  # fmt: skip


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]


def _proposed(path: Path, which: str) -> Proposal:
    """What the file suggests, read in the letters that it shows or that the person chose."""
    own = proposed(path)
    if path.suffix == ".xlsx" or own.mapping.encoding == "utf-8":
        return own
    first = list(ENCODINGS).index(own.mapping.encoding)
    chosen = st.selectbox(
        "Letters are written as", list(ENCODINGS), index=first, format_func=lambda e: ENCODINGS[e],
        key=f"own-encoding-{which}",
    )  # fmt: skip
    return own if chosen == own.mapping.encoding else proposed(path, chosen)


def _mapping(suggested: Proposal, which: str) -> ColumnMapping:
    """The mapping that the file suggests, for a person to look at and change.

    `which` file it is stands in the keys: by them Streamlit keeps what was chosen, and `—` would stick to a
    column of the next file.
    """
    found, columns = suggested.mapping, suggested.columns
    picked: dict[Field, str] = {}
    constants: dict[Field, str] = {}
    st.markdown("Which column is which? Roles, levels, places, pay, currency and period are needed.")
    places = st.columns(3)
    for at, (ours, label) in enumerate(LABELS.items()):
        options = [NONE, SAME, *columns]
        said = found.columns.get(ours, SAME if ours in found.constants else NONE)
        first = options.index(said)
        with places[at % 3]:
            star = " *" if ours in NEEDED else ""
            chosen = st.selectbox(f"{label}{star}", options, index=first, key=f"own-column-{ours}-{which}")
            if chosen == SAME:
                constants[ours] = st.text_input(
                    f"{label}, for all rows", found.constants.get(ours, ""),
                    key=f"own-constant-{ours}-{which}",
                )  # fmt: skip
            elif chosen != NONE:
                picked[ours] = chosen
    words = st.text_area(
        "Your own words for ours, one a line", placeholder="L4 = Senior\nML Eng = Machine-learning engineer",
        key=f"own-words-{which}",
    )  # fmt: skip
    signs = [".", ","]
    at = signs.index(found.decimal)
    decimal = st.radio("Cents stand after", signs, index=at, horizontal=True, key=f"own-decimal-{which}")
    values = {ours: _words(words) for ours in WORDS}
    return ColumnMapping(
        columns=picked, constants=constants, values=values, decimal=decimal, encoding=found.encoding
    )


def _words(text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines())
    return {theirs.strip(): ours.strip() for theirs, sign, ours in pairs if sign and theirs.strip()}


def _keep(
    services: Services,
    person: Person,
    path: Path,
    name: str,
    mapping: ColumnMapping,
    as_of: Any,
    *,
    sure: bool,
    replaces: str,
) -> None:
    payroll = read(path, mapping, services.own_words)
    if isinstance(payroll, Unmapped):
        st.warning("The mapping is not complete.")
        typed_text("\n".join(payroll.sentences))
        return
    if payroll.problems:
        _problems(payroll.problems)
        return
    if payroll.doubts and not sure:
        _asked(payroll.doubts)
        return
    own = services.machine.own_pay
    try:
        kept = own.keep(person, name, as_of, payroll, sure=sure, replaces=replaces)
    except StoreError as error:  # kept, and the other is erased but for traces that a reader keeps
        st.warning(str(error))
        return
    if isinstance(kept, Refused):
        st.warning(kept.sentence)
    else:
        st.session_state[JUST_KEPT] = kept
        st.rerun()  # the tab beside it was drawn before the set was there


def _problems(problems: Sequence[Problem]) -> None:
    """Each cell to mend."""
    st.warning(f"Nothing is kept yet: {count(len(problems), 'problem')} to mend.")
    _listed(problems)


def _asked(doubts: Sequence[Problem]) -> None:
    """A question and no mistake: what is asked about may be right."""
    st.info(
        f"Is this right? Nothing is kept yet. If it is, tick “{SURE}” and press “{KEEP}” again; if not, mend "
        "the file or the choices above."
    )
    _listed(doubts)


def _listed(problems: Sequence[Problem]) -> None:
    """Row and column of each, the same once; what was typed stays inert."""
    lines = [f"{one.which}, column {one.first.column}: {one.first.message}" for one in alike(problems)]
    left = [f"… and {len(lines) - SHOWN:,} more"] if len(lines) > SHOWN else []
    st.code("\n".join([*lines[:SHOWN], *left]), language=None, wrap_lines=True)
