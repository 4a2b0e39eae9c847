"""What changes figures by an assumption of the visitor's: weights of sources, a yearly rise. Off by default.

Both are kept in the address (`age=3.5`, `blend=bls_oews:60,ai_jobs_posted:40`), so that a link shows the
same.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import streamlit as st

from touchstone.core.problems import nearest
from touchstone.salaries.ageing import Ageing
from touchstone.salaries.blending import Share
from touchstone.ui.parts.choices import name_unknown

MOST_PERCENT, MOST_WEIGHT = 20.0, 100.0
BLENDED = "address-blend"


def choose_ageing(today: date) -> Ageing | None:
    """A yearly rate to move figures to today with; a moved figure is an assumption."""
    _follow("pay-ageing", st.query_params.get("age", ""), MOST_PERCENT)
    rate = st.number_input(
        "Move figures to today at this yearly rate, in percent (0: leave them at their own date)",
        min_value=0.0, max_value=MOST_PERCENT, step=0.5, key="pay-ageing", persist_state="session",
    )  # fmt: skip
    _keep("age", f"{rate:g}" if rate else "")
    return Ageing(today, rate / 100) if rate else None


def choose_blend(sources: Mapping[str, str]) -> tuple[Share, ...]:
    """Weights of two sources or more, stated by the visitor; none leaves all sources apart."""
    asked = dict(part.partition(":")[::2] for part in st.query_params.get("blend", "").split(",") if part)
    for name in sources:
        _follow(f"pay-weight-{name}", asked.get(name, ""), MOST_WEIGHT)
    if st.query_params.get("blend") != st.session_state.get(BLENDED):
        _name_blend(asked, sources)
    st.markdown("Join sources into one more line, at weights that you state (0: not in it)")
    weights: dict[str, float] = {}
    for place, (name, title) in zip(st.columns(max(1, len(sources))), sources.items(), strict=False):
        with place:
            weights[name] = st.number_input(
                title, min_value=0.0, max_value=MOST_WEIGHT, step=10.0, format="%g",
                key=f"pay-weight-{name}", persist_state="session",
            )  # fmt: skip
    shares = tuple(Share(name, weight) for name, weight in weights.items() if weight)
    shares = shares if len(shares) > 1 else ()
    said = ",".join(f"{share.source}:{share.weight:g}" for share in shares)
    _keep("blend", said)
    st.session_state[BLENDED] = said or None
    return shares


def _name_blend(asked: Mapping[str, str], sources: Mapping[str, str]) -> None:
    """What a link asks for and doesn't get: sources that there are not, and one source alone."""
    for name in [name for name in asked if name not in sources][:3]:
        near = nearest(name, sources)
        name_unknown(name, f"Did you mean {sources[near]}?" if near else "It is no source of pay.")
    known = [title for name, title in sources.items() if name in asked]
    if len(known) == 1:
        name_unknown(f"{known[0]} alone", "A line joins two sources or more.")


def _number(text: str) -> float | None:
    """A number out of an address, or None."""
    with suppress(ValueError):
        found = float(text)
        return found if found == found else None
    return None


def _follow(state: str, asked: str, most: float) -> None:
    """A first visit takes what the address says, and is told of what can't be; later the person's own choice
    holds."""
    if state in st.session_state:
        return
    value = _number(asked) if asked else 0.0
    taken = min(max(value or 0.0, 0.0), most)
    if value != taken:
        name_unknown(asked, f"Expected a number between 0 and {most:g}; {taken:g} is taken.")
    st.session_state[state] = taken


def _keep(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
