"""An amount of the visitor's own beside figures as they are paid, in the money of the amount.

What somebody is paid is theirs: it stays in the session, and goes into the address only where they say so.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.figure import Figure, Lens
from touchstone.salaries.what_if import standing
from touchstone.ui.parts.choices import name_unknown
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.pay_assumptions import follow, keep
from touchstone.ui.parts.pay_choices import LENSES, Seen, ask
from touchstone.ui.parts.pay_labels import Labels
from touchstone.ui.parts.pay_undrawn import moved_said

MOST = 1e12
FROM_LINK = "pay-amount-from-link"


def own_amount(
    benchmarks: Benchmarks, seen: Seen, asked: tuple[list[str], list[str], list[str]], labels: Labels
) -> None:
    """Asks for an amount and says where it stands. `asked` are the page's roles, levels and places."""
    amount, currency = _amount(benchmarks, seen, asked[2][0])
    if not amount:
        return
    paid = replace(seen, lens=Lens.NOMINAL, currency=currency)
    lines = [
        line for figure in ask(benchmarks, paid, *asked) if (line := _line(figure, labels, amount, currency))
    ]
    st.markdown("\n".join(lines) or f"No figure can be set beside an amount in {currency}.")
    st.caption(" ".join(_explained(seen, currency)))


def _amount(benchmarks: Benchmarks, seen: Seen, place: str) -> tuple[float, str]:
    """The amount (0: none) and its currency, out of the address on a first visit."""
    known = benchmarks.rates.currencies()
    linked = st.query_params.get("amount", "")
    follow("pay-amount", linked, MOST)
    if "pay-amount-in" not in st.session_state:
        country = benchmarks.tables.regions.country(place)
        usual = seen.currency or (country.currency if country else "")
        usual = usual if usual in known else "USD"
        wanted = st.query_params.get("amount-in", "").upper()
        if wanted and wanted not in known:
            name_unknown(wanted, f"No rate of it is known; {usual} is taken.")
        st.session_state["pay-amount-in"] = taken = wanted if wanted in known else usual
        st.session_state[FROM_LINK] = (st.session_state["pay-amount"], taken) if linked else None
    first, second, third = st.columns([4, 2, 4], vertical_alignment="bottom")
    with first:
        amount = st.number_input(
            "A gross full-time year's pay of yours (0: none)", min_value=0.0, max_value=MOST, step=1000.0,
            format="%.0f", key="pay-amount", persist_state="session",
        )  # fmt: skip
    with second:
        currency = st.selectbox("In", known, key="pay-amount-in", persist_state="session")
    with third:
        shared = st.checkbox("Put it into the link", key="pay-amount-linked", persist_state="session")
    # Whoever follows a link with an amount and types their own has not agreed to its being in theirs.
    shared = shared or st.session_state.get(FROM_LINK) == (amount, currency)
    said = f"{amount:.0f}" if shared and amount else ""
    keep("amount", said)
    keep("amount-in", currency if said else "")
    return amount, currency


def _line(figure: Figure, labels: Labels, amount: float, currency: str) -> str:
    where = standing(figure, amount, currency)
    if where is None:
        return ""
    what = f"{labels.where(figure)}, {labels.what(figure)}"
    if " to " in where:
        where = f"between {where.replace(' to ', ' and ')}"
    of = "; ".join([f"a figure of {figure.as_of:%b %Y}" if figure.as_of else "", *moved_said(figure)])
    return f"- {escape_markdown(what)}: {amount:,.0f} {currency} lies {where} ({escape_markdown(of)})"


def _explained(seen: Seen, currency: str) -> list[str]:
    """What was laid beside what."""
    said = [f"Your amount is set beside pay as it is paid, in {currency}."]
    if seen.lens is not Lens.NOMINAL:
        said.append(f"“{LENSES[seen.lens.value]}” changes the figures above and not your amount.")
    if seen.ageing is None:
        said.append(
            "Each figure is as old as its date says, and pay has moved since: a yearly rise under “Compare "
            "more” brings them to one day."
        )
    else:
        said.append(f"The figures are moved to {seen.ageing.to} by assumption: give your pay of that day.")
    return [*said, "Nothing is read in between two percentiles."]
