"""Groups of own pay beside the market, and pay gaps, as tables; everything typed in them stays inert."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from touchstone.own_pay.exports import gap_text, paid_in, percent
from touchstone.own_pay.gap import Gaps
from touchstone.own_pay.market import Group
from touchstone.salaries.table import Tables
from touchstone.ui.parts.choices import LEVELS
from touchstone.ui.parts.inert import escape_markdown

SHOWN = 100


def market_table(tables: Tables, found: Sequence[Group], notes: Sequence[str], *, loud: bool) -> None:
    """Each group's middle pay and the range beside it; sources and reasons stand below, each once."""
    st.subheader("Beside the market", anchor=False)
    _said(notes, loud=loud)
    below: dict[str, int] = {}
    stated = any(one.stated for one in found)
    _table([_market_line(tables, one, below, stated) for one in found[:SHOWN]], len(found))
    listed = "\n".join(f"{number}. {escape_markdown(text)}" for text, number in below.items())
    st.caption(f"Where a range comes from, or why there is none:\n\n{listed}")


def _market_line(tables: Tables, one: Group, below: dict[str, int], stated: bool) -> Mapping[str, str]:
    why = "; ".join((one.band.source_line, *one.band.said)) if one.band else one.reason
    ends = one.interval
    middle = f"{one.median_pay:,.0f}{f' ({ends[0]:,.0f}–{ends[1]:,.0f})' if ends else ''} {one.currency}"
    return {
        "Role": tables.roles[one.role].title,
        "Level": LEVELS[one.level],
        "Place": escape_markdown(tables.regions.label(one.region)),
        **({"Paid": one.stated} if stated else {}),
        "People": f"{one.n:,}",
        "Median, full time (95 %)": middle,
        "Range": f"{one.band.minimum:,.0f}–{one.band.maximum:,.0f}" if one.band else "",
        "Midpoint": f"{one.band.midpoint:,.0f}" if one.band else "",
        "Compa-ratio": "" if one.median_compa is None else f"{one.median_compa:.2f}",
        "See below": f"{below.setdefault(why, len(below) + 1)}",
    }


def gap_table(tables: Tables, gaps: Gaps) -> None:
    """Each group's gap, and who is in none."""
    st.subheader("Pay gap between women and men, by equal work", anchor=False)
    found = gaps.groups
    if not found:
        st.markdown("No row says woman or man, so no gap can be told.")
        return
    names = {
        f"{role.id}, {id_}": f"{role.title}, {name}"
        for role in tables.roles.values()
        for id_, name in LEVELS.items()
    }
    lines = [
        {
            "Equal work": escape_markdown(names.get(one.group, one.group)),
            "Paid in": paid_in(one),
            "Women": f"{one.women:,}",
            "Men": f"{one.men:,}",
            "Neither or not stated": f"{one.others + one.unstated:,}",
            "Gap (95 %)": gap_text(one),
            "Says": one.verdict.value + (", low confidence" if one.low and one.gap is not None else ""),
        }
        for one in found[:SHOWN]
    ]
    _said(gaps.notes, loud=False)
    _table(lines, len(found))
    most = max((abs(one.gap) for one in found if one.gap is not None), default=None)
    if most is not None:
        st.caption(f"The widest gap is {percent(most)}. Above 0 men are paid more, below 0 women.")


def _table(lines: Sequence[Mapping[str, Any]], count: int) -> None:
    import pandas as pd

    st.table(pd.DataFrame(lines), hide_index=True, border="horizontal")
    if count > len(lines):
        st.caption(f"{len(lines):,} of {count:,} groups are shown; the files below hold everybody.")


def _said(notes: Sequence[str], *, loud: bool) -> None:
    """What is to be said of a table, above it: names in it were typed."""
    if notes:
        (st.warning if loud else st.caption)(escape_markdown(" ".join(notes)))
