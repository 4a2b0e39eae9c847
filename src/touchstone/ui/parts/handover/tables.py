"""The tables of the contract's form: rows that one adds and takes away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

import pandas as pd
import streamlit as st

PREFIX = "contract-table-"
NUMBERS = {"value", "at_least", "at_most", "rows", "minimum", "maximum"}
TITLES = {
    "name": "Name",
    "value": "Value",
    "at_least": "At least",
    "at_most": "At most",
    "column": "Column",
    "equals": "Equals",
    "rows": "Rows",
    "type": "Type",
    "unit": "Unit",
    "minimum": "Minimum",
    "maximum": "Maximum",
    "missing": "When missing",
    "alert_when": "Call somebody when",
    "every": "How often",
    "library": "Library",
    "version": "Version",
}


def rows_of(
    name: str, columns: Sequence[str], choices: Mapping[str, Sequence[str]] | None = None
) -> list[dict[str, Any]]:
    """The rows that were filled in, without empty cells. They are kept from page to page."""
    kept = PREFIX + name
    if kept not in st.session_state:
        st.session_state[kept] = []
    key = f"{kept}-{st.session_state.get(kept + '-filled', 0)}"
    if key not in st.session_state:  # the widget is new: it starts from what was kept
        st.session_state[kept + "-base"] = st.session_state[kept]
    edited = st.data_editor(
        _frame(st.session_state[kept + "-base"], columns),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config={column: _config(column, choices or {}) for column in columns},
    )
    found = [_said(row) for row in edited.to_dict("records")]
    st.session_state[kept] = [row for row in found if row]
    return list(st.session_state[kept])


def rows_in(name: str) -> list[dict[str, Any]]:
    """The rows of a table as they were filled in."""
    return list(st.session_state.get(PREFIX + name, []))


def fill(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts rows into a table, in place of those that were there.

    The table gets a key that it never had: after a new start of the server the browser would make the changes
    of the old one again, on rows that hold them already.
    """
    kept = PREFIX + name
    st.session_state[kept] = [dict(row) for row in rows]
    st.session_state[kept + "-filled"] = token_hex(8)


def _frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column: pd.Series(
                [row.get(column) for row in rows], dtype="float64" if column in NUMBERS else "object"
            )
            for column in columns
        }
    )


def _config(column: str, choices: Mapping[str, Sequence[str]]) -> Any:
    title = TITLES[column]
    if column in choices:
        return st.column_config.SelectboxColumn(title, options=list(choices[column]))
    if column in NUMBERS:
        return st.column_config.NumberColumn(title, format="%.10g")
    return st.column_config.TextColumn(title, max_chars=600)


def _said(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(name): int(value) if name == "rows" else value
        for name, value in row.items()
        if value is not None and value == value and value != ""  # NaN is unlike itself
    }
