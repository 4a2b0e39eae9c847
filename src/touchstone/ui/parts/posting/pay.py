"""The pay of a post: the manager's own figure, with what others pay beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from touchstone.core.ids import slug
from touchstone.core.money import Period
from touchstone.postings.market import OWN_COUNTS, MarketPay
from touchstone.postings.words import capital, in_prose, listed_places, per
from touchstone.salaries.band_shapes import TITLES
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.posting.widgets import KEPT, PREFIX, number, one_of

PERIODS = {period.value: per(period) for period in Period}
USUAL = ("USD", "EUR", "GBP", "CAD", "PLN", "RON", "BRL", "COP", "CLP", "CHF", "SEK", "INR", "AUD")
TAKEN = PREFIX + "taken-band"
_CHOSEN = PREFIX + "currency-chosen"


@dataclass(frozen=True)
class Currencies:
    """The currencies that the table of places holds, and the one of the place of work when it is known."""

    all: tuple[str, ...]
    of_place: str | None = None

    @property
    def offered(self) -> list[str]:
        """Those of our places of work first."""
        return list(dict.fromkeys((*USUAL, *self.all)))


def pay_fields(market: Callable[[str], Sequence[MarketPay]], currencies: Currencies) -> dict[str, Any] | None:
    """Two ends, currency and period; below them what others pay, which one click takes over.

    `market` takes the shape that is chosen for a band. The currency follows the place until somebody chooses
    one. It stays, too, while there is an amount: the same number in another currency would be another pay.
    """
    low, high, currency, period = st.columns(4)
    with low:
        minimum = number("Pay from", "minimum")
    with high:
        maximum = number("Pay to", "maximum")
    with currency:
        follows = minimum is None and maximum is None and not st.session_state.get(_CHOSEN)
        if follows and currencies.of_place:
            st.session_state[PREFIX + "currency"] = currencies.of_place
        unit = st.selectbox(
            "Currency", currencies.offered,
            key=PREFIX + "currency", accept_new_options=True, on_change=_choose_currency, **KEPT,
        )  # fmt: skip
    with period:
        per = one_of("For", "period", PERIODS, default="year")
    _others_pay(market(choose("Suggest a band from", TITLES, key="band")))
    if minimum is None and maximum is None:
        return None
    pay = {"minimum": minimum, "maximum": maximum, "currency": (unit or "").upper(), "period": per}
    return {name: value for name, value in {**pay, "source": _source(pay)}.items() if value is not None}


def _others_pay(market: Sequence[MarketPay]) -> None:
    """A line with its button for each band; then why there is none for the other places."""
    for one in market:
        if one.pay is not None:
            _band(one, one.pay)
    unknown = [one for one in market if not one.pay]
    if unknown:
        names = listed_places([in_prose(place) for one in unknown for place in one.places])
        with st.expander(f"No pay band for {escape_markdown(names)}: why"):
            for one in unknown:
                place = escape_markdown(listed_places([in_prose(place) for place in one.places]))
                st.markdown(f"No band is suggested for {place}: too little is known. {OWN_COUNTS}")
                st.caption("  \n".join(escape_markdown(line) for line in one.missing))


def _band(market: MarketPay, pay: Mapping[str, Any]) -> None:
    said, use = st.columns([4, 1], vertical_alignment="center")
    with said:
        place, median = escape_markdown(market.where), escape_markdown(market.median)
        st.markdown(f"What others pay, {place}: **{market.range}**, {median}.")
    with use:
        key = f"use-band-{slug(market.where)}"
        st.button("Use this band", key=key, on_click=_take, args=(dict(pay),), width="stretch")
    st.caption("Source: " + escape_markdown(capital(str(pay["source"]))))
    if market.notes:
        with st.expander("What to know of this figure"):
            st.markdown("\n".join(f"- {escape_markdown(note)}" for note in market.notes))


def _choose_currency() -> None:
    st.session_state[_CHOSEN] = True


def _take(pay: dict[str, Any]) -> None:
    st.session_state[TAKEN] = pay
    st.session_state[PREFIX + "minimum"] = float(pay["minimum"])
    st.session_state[PREFIX + "maximum"] = float(pay["maximum"])
    st.session_state[PREFIX + "currency"] = pay["currency"]
    st.session_state[PREFIX + "period"] = pay["period"]


def _source(pay: Mapping[str, Any]) -> str | None:
    """Where the band comes from, as long as nobody has changed it; after that it is the manager's own."""
    taken: Mapping[str, Any] = st.session_state.get(TAKEN) or {}
    same = taken and all(taken[name] == pay[name] for name in ("minimum", "maximum", "currency", "period"))
    return str(taken["source"]) if same else None
