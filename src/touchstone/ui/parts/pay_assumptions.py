"""What changes figures by a choice of the visitor's: the day, a yearly rise, weights of sources.

Off by default. All are kept in the address (`as-of=2025-06-30`, `age=3.5`,
`blend=bls_oews:60,ai_jobs_posted:40`), so that a link shows the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import streamlit as st

from touchstone.core.numerals import float_of
from touchstone.core.problems import nearest
from touchstone.salaries.ageing import MOST_PERCENT, RATE_DIGITS, Ageing
from touchstone.salaries.blending import Share
from touchstone.ui.parts.choices import name_unknown

MOST_WEIGHT = 100.0
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # `2026-W48-1` is a day of ISO's too, and nobody's here
FIRST_DAY = date(1990, 1, 1)
BLENDED = "address-blend"


def choose_day(today: date) -> date:
    """The day whose knowledge counts: a link that names one shows the same figures for ever."""
    if "pay-as-of" not in st.session_state:
        asked = st.query_params.get("as-of", "")
        found = _day(asked)
        if asked and (found is None or not FIRST_DAY <= found <= today):
            name_unknown(asked, f"Expected a day such as 2025-06-30, not after {today}; today is taken.")
            found = None
        st.session_state["pay-as-of"] = found
    chosen = st.date_input(
        "As it was known on (empty: today)", min_value=FIRST_DAY, max_value=today, key="pay-as-of",
        format="YYYY-MM-DD", persist_state="session",
    )  # fmt: skip
    keep("as-of", chosen.isoformat() if chosen else "")
    return chosen or today


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    return None


def choose_ageing(day: date) -> Ageing | None:
    """A yearly rate to move figures to the day with; a moved figure is an assumption."""
    most = float(MOST_PERCENT)
    follow("pay-ageing", st.query_params.get("age", ""), most, least=-most)
    rate = st.number_input(
        f"Move figures to {day} at this yearly rate, in percent (0: leave them at their own date)",
        min_value=-most, max_value=most, step=0.5, key="pay-ageing", persist_state="session",
    )  # fmt: skip
    rate = round(rate, RATE_DIGITS)
    keep("age", f"{rate:g}" if rate else "")
    return Ageing(day, rate / 100) if rate else None


def choose_blend(sources: Mapping[str, str]) -> tuple[Share, ...]:
    """Weights of two sources or more, stated by the visitor; none leaves all sources apart."""
    linked = st.query_params.get("blend")
    asked = _weights(linked or "", sources, said=linked != st.session_state.get(BLENDED))
    for name in sources:
        follow(f"pay-weight-{name}", asked.get(name, ""), MOST_WEIGHT)
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
    keep("blend", said)
    st.session_state[BLENDED] = said or None
    return shares


def _weights(text: str, sources: Mapping[str, str], *, said: bool) -> dict[str, str]:
    """The weights that a link states, by source. With `said`, what it doesn't get is named: sources that
    there are not, a source without a weight or with two, and one source alone."""
    found: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, weight = (one.strip() for one in part.partition(":"))
        if name not in sources:
            near = nearest(name, sources)
            wrong.append((name, f"Did you mean {sources[near]}?" if near else "It is no source of pay."))
        elif found.setdefault(name, weight) != weight:
            wrong.append((part, f"{sources[name]} stands twice; the first weight is taken."))
        elif not weight:
            wrong.append((part, "Expected a weight after it, such as bls_oews:60."))
    if len(found) == 1:
        wrong.append((f"{sources[next(iter(found))]} alone", "A line joins two sources or more."))
    for what, why in wrong[:4] if said else ():
        name_unknown(what, why)
    return found


def _number(text: str) -> float | None:
    """A number out of an address, or None."""
    with suppress(ValueError):
        return float_of(text)
    return None


def follow(state: str, asked: str, most: float, *, least: float = 0.0) -> None:
    """A first visit takes what the address says, and is told of what can't be; later the person's own choice
    holds."""
    if state in st.session_state:
        return
    value = _number(asked) if asked else 0.0
    # Nonsense moves nothing, rather than a little less.
    taken = value if value and least <= value <= most else 0.0
    if value != taken:
        name_unknown(asked, f"Expected a number between {least:g} and {most:g}; {taken:g} is taken.")
    st.session_state[state] = taken


def keep(name: str, value: str) -> None:
    """Puts a choice into the address, or takes it out where there is none."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
