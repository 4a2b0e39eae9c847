"""What changes figures by an assumption of the visitor's: weights of sources, a yearly rise. Off by default.

Both are kept in the address (`age=3.5`, `blend=bls_oews:60,ai_jobs_posted:40`), so that a link shows the
same.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import streamlit as st

from touchstone.salaries.ageing import Ageing
from touchstone.salaries.blending import Share

MOST_PERCENT, MOST_WEIGHT = 20.0, 100.0


def choose_ageing(today: date) -> Ageing | None:
    """A yearly rate to move figures to today with; a moved figure is an assumption."""
    _follow("pay-ageing", _number(st.query_params.get("age", "")), MOST_PERCENT)
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
        _follow(f"pay-weight-{name}", _number(asked.get(name, "")), MOST_WEIGHT)
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
    _keep("blend", ",".join(f"{share.source}:{share.weight:g}" for share in shares))
    return shares


def _number(text: str) -> float:
    """A number out of an address; 0 for anything else."""
    with suppress(ValueError):
        found = float(text)
        return found if found == found else 0.0
    return 0.0


def _follow(state: str, value: float, most: float) -> None:
    """A first visit takes what the address says; later the person's own choice holds."""
    st.session_state.setdefault(state, min(max(value, 0.0), most))


def _keep(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
