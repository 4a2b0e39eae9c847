"""A question's chart or table, with its text alternative and the data under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from touchstone.ui.parts.prose import prose

ACCENT = "#0F6B6B"


def figure(data: Mapping[str, Any]) -> None:
    """`data` is a figure as plain data: kind, title, columns of `{title, values}`, alternative."""
    import pandas as pd

    columns = {column["title"]: column["values"] for column in data["columns"]}
    frame = pd.DataFrame(columns)
    prose(f"**{data['title']}**")
    if data["kind"] == "table":
        st.table(frame, hide_index=True, alt=data["alternative"])
        return
    _chart(frame, data["kind"])
    st.caption(data["alternative"])
    with st.expander("The same as a table"):
        st.table(frame, hide_index=True)


def _chart(frame: Any, kind: str) -> None:
    import altair as alt

    across, *series = frame.columns
    long = frame.melt(across, series, var_name="series", value_name="value")
    numeric = str(frame[across].dtype) != "object" and kind != "bars"
    base = alt.Chart(long).encode(
        x=alt.X(f"{_field(across)}:{'Q' if numeric else 'N'}", title=across, sort=None),
        y=alt.Y("value:Q", title=series[0] if len(series) == 1 else None),
    )
    marks = {"bars": base.mark_bar, "line": base.mark_line, "points": base.mark_point}
    colour = alt.Color("series:N", title=None) if len(series) > 1 else alt.value(ACCENT)
    drawn = marks[kind](**({"point": True} if kind == "line" else {})).encode(color=colour)
    st.altair_chart(drawn, width="stretch")


def _field(name: str) -> str:
    """A column's name as Altair's shorthand takes it: dots, brackets and colons mean something there."""
    return "".join("\\" + c if c in ".[]:'\"\\" else c for c in str(name))
