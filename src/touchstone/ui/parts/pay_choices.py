"""How pay is looked at: lens, currency, more roles and levels, ageing. And the places that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from touchstone.salaries.ageing import Ageing
from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.blending import Share
from touchstone.salaries.figure import Figure, Lens
from touchstone.salaries.joining import joined
from touchstone.salaries.model import Level
from touchstone.ui.parts.choices import LEVELS, choose, choose_many, name_unknown
from touchstone.ui.parts.pay_assumptions import choose_ageing, choose_blend, choose_day
from touchstone.ui.parts.searching import place_names

LENSES = {
    "nominal": "As the tables hold it",
    "currency": "As paid, in one currency",
    "ppp": "What it buys (purchasing power)",
    "rpp": "At average US prices (US only)",
    "labour": "At the average US cost of labour (US only)",
}
OWN = "own"
PLACES = ("US", "CA", "GB")


@dataclass(frozen=True)
class Seen:
    """The chosen way to look."""

    lens: Lens
    currency: str | None
    roles: list[str]
    levels: list[str]
    sources: tuple[str, ...]
    ageing: Ageing | None
    blend: tuple[Share, ...]
    as_of: date

    @property
    def through(self) -> str:
        """The lens in words."""
        real = "currency" if self.lens is Lens.NOMINAL and self.currency else self.lens.value
        return LENSES[real]


def choose_places(benchmarks: Benchmarks) -> list[str]:
    """The places to compare, by id."""
    regions = benchmarks.tables.regions
    return choose_many(
        "Places", place_names(benchmarks.places, regions), key="region", carried_as="places", default=PLACES,
        at_most=8, placeholder="Name, such as Germany or NYC", named=regions.named,
    )  # fmt: skip


def choose_seen(benchmarks: Benchmarks, titles: Mapping[str, str], today: date) -> Seen:
    """The lens in the open, everything else in a closed expander."""
    first, second = st.columns([5, 5])
    with first:
        lens = choose("Look at it", LENSES, key="lens", default="currency")
    currency = None
    with second:
        if lens == "currency":
            known = {code: code for code in benchmarks.rates.currencies()}
            currency = choose("Currency", known, key="currency", default="USD")
        else:
            _without_currency(LENSES[lens])
    with st.expander("Compare more, choose or join sources, choose a day"):
        roles = choose_many("Further roles", titles, key="roles", at_most=2)
        levels = choose_many("Further levels", LEVELS, key="levels", at_most=3)
        pay = {s.id: f"{s.title} ({s.name})" for s in benchmarks.tables.pay_sources.values()}
        sources = choose_many("Sources", pay, key="sources", placeholder="All")
        day = choose_day(today)
        ageing = choose_ageing(day)
        short = {s.id: s.name for s in benchmarks.tables.pay_sources.values()}
        blend = choose_blend(short)
    if day != today:
        st.caption(f"As it was known on {day}: nothing that was published later is in it.")
    real = Lens.NOMINAL if lens == "currency" else Lens(lens)
    return Seen(real, currency, roles, levels, tuple(sources), ageing, blend, day)


def _without_currency(lens: str) -> None:
    """A link that asks for a currency and a lens that has none is told so; the address drops it."""
    asked = st.query_params.get("currency")
    if asked is None:
        return
    if asked != st.session_state.get("address-currency"):
        name_unknown(asked, f"“{lens}” has no currency to choose.")
    del st.query_params["currency"]


def ask(
    benchmarks: Benchmarks, seen: Seen, roles: Sequence[str], levels: Sequence[str], places: Sequence[str]
) -> list[Figure]:
    """The figures of every role and level in every place. What several places fall back to comes once."""
    return joined(ask_each(benchmarks, seen, roles, levels, places))


def ask_each(
    benchmarks: Benchmarks, seen: Seen, roles: Sequence[str], levels: Sequence[str], places: Sequence[str]
) -> list[Figure]:
    """The same with a figure for each place and level that it answers for."""
    found: list[Figure] = []
    for role in roles:
        for level in levels:
            query = Query(
                role=role,
                level=Level(level),
                regions=tuple(places),
                as_of=seen.as_of,
                currency=seen.currency,
                lens=seen.lens,
                sources=seen.sources,
                ageing=seen.ageing,
                blend=seen.blend,
            )
            found.extend(benchmarks.benchmark(query))
    return found
