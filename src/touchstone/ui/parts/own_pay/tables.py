"""Groups of own pay beside the market, and pay gaps, as tables; everything typed in them stays inert."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from touchstone.own_pay.exports import gap_text, paid_in, percent
from touchstone.own_pay.gap import Gaps
from touchstone.own_pay.market import LEAST_TOLD, Group
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
    order = {level: at for at, level in enumerate(LEVELS)}
    shown = sorted(
        found[:SHOWN], key=lambda one: (tables.roles[one.role].title, order[one.level], one.region)
    )
    _table([_market_line(tables, one, below, stated) for one in shown], len(found))
    if any(one.n < LEAST_TOLD for one in found):
        st.caption(f"Of fewer than {LEAST_TOLD} people no middle is told: it is somebody's pay.")
    listed = "\n".join(f"{number}. {escape_markdown(text)}" for text, number in below.items())
    st.caption(f"Where a range comes from, or why there is none:\n\n{listed}")


def _market_line(tables: Tables, one: Group, below: dict[str, int], stated: bool) -> Mapping[str, str]:
    said = (one.band.source_line, *one.band.said) if one.band else (one.reason,)
    why = "; ".join(text.rstrip(".") for text in said)
    return {
        "Role": tables.roles[one.role].title,
        "Level": LEVELS[one.level],
        "Place": escape_markdown(tables.regions.label(one.region)),
        **({"Paid": one.stated} if stated else {}),
        "People": f"{one.n:,}",
        "Median, full time (95 %)": _middle(one),
        "Range": _range(tables, one),
        "Midpoint": f"{one.band.midpoint:,.0f}" if one.band else "",
        "Compa-ratio": "" if one.median_compa is None else f"{one.median_compa:.2f}",
        "In range": "" if one.penetration is None else f"{100 * one.penetration:.0f} %",
        "Market": one.between or "",
        "See below": f"{below.setdefault(why, len(below) + 1)}",
    }


def _middle(one: Group) -> str:
    """`170,000 (165,000–176,000) USD`; who is too few for an interval has none, and that is said."""
    if one.median_pay is None:
        return "too few"
    ends = f"{one.interval[0]:,.0f}–{one.interval[1]:,.0f}" if one.interval else "no interval"
    return f"{one.median_pay:,.0f} ({ends}) {one.currency}"


def _range(tables: Tables, one: Group) -> str:
    """The range, with its place where that is a larger one than the people's."""
    if one.band is None:
        return ""
    there = one.band.figure.region
    place = f" ({escape_markdown(tables.regions.label(there))})" if there != one.region else ""
    return f"{one.band.minimum:,.0f}–{one.band.maximum:,.0f}{place}"


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
