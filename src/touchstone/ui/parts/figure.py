"""A question's chart or table, with its text alternative and the data under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from touchstone.banks.formats import cell
from touchstone.ui.parts.prose import prose

ACCENT = "#0F6B6B"


def figure(data: Mapping[str, Any]) -> None:
    """`data` is a figure as plain data: kind, title, columns of `{title, values}`, alternative."""
    import pandas as pd

    columns = {column["title"]: column["values"] for column in data["columns"]}
    frame = pd.DataFrame(columns)
    prose(f"**{data['title']}**")
    shown = pd.DataFrame({title: [cell(value) for value in values] for title, values in columns.items()})
    if data["kind"] == "table":
        st.table(shown, hide_index=True, alt=data["alternative"])
        return
    _chart(frame, data["kind"])
    # Shut at first: the words name every number, and reading the drawing may be what is asked.
    with st.expander("The same in words and as a table"):
        prose(data["alternative"])
        st.table(shown, hide_index=True)


def _chart(frame: Any, kind: str) -> None:
    st.altair_chart(chart(frame, kind), width="stretch")


def chart(frame: Any, kind: str) -> Any:
    """The Altair chart of a frame, its first column across, the others as series, as bars, line or points."""
    import altair as alt

    across, *series = frame.columns
    long = frame.melt(across, series, var_name="series", value_name="value")
    base = alt.Chart(long).encode(
        x=_across(frame[across], kind),
        y=alt.Y("value:Q", title=series[0] if len(series) == 1 else None),
    )
    marks = {"bars": base.mark_bar, "line": base.mark_line, "points": base.mark_point}
    colour = alt.Color("series:N", title=None) if len(series) > 1 else alt.value(ACCENT)
    return marks[kind](**({"point": True} if kind == "line" else {})).encode(color=colour)


def _across(column: Any, kind: str) -> Any:
    """The axis across. Months and ranks are whole: no tick stands at 1.2."""
    import altair as alt
    from pandas.api.types import is_numeric_dtype

    name = str(column.name)
    if kind == "bars" or not is_numeric_dtype(column):
        return alt.X(f"{_field(name)}:N", title=name, sort=None)
    if (column % 1 == 0).all():
        whole = alt.Axis(format="d", tickMinStep=1)
        return alt.X(f"{_field(name)}:Q", title=name, axis=whole, scale=alt.Scale(zero=False, nice=False))
    return alt.X(f"{_field(name)}:Q", title=name)


def _field(name: str) -> str:
    """A column's name as Altair's shorthand takes it: dots, brackets and colons mean something there."""
    return "".join("\\" + c if c in ".[]:'\"\\" else c for c in str(name))
