"""Salaries: what a role pays in different places, by each source, with what is not known said."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.postings.words import listed
from touchstone.salaries.figure import Figure
from touchstone.salaries.joining import joined
from touchstone.salaries.naming import scale
from touchstone.ui.parts.choices import LEVELS, choose_level, choose_role
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.own_pay.section import own_pay
from touchstone.ui.parts.pay_bands import pay_bands, to_posting
from touchstone.ui.parts.pay_chart import pay_chart
from touchstone.ui.parts.pay_choices import ask_each, choose_places, choose_seen
from touchstone.ui.parts.pay_downloads import about, by_currency, pay_downloads, rows_of_bands
from touchstone.ui.parts.pay_labels import Labels, chart_title
from touchstone.ui.parts.pay_map import pay_map
from touchstone.ui.parts.pay_table import pay_legend, pay_sources, pay_table, pay_undrawn
from touchstone.ui.parts.pay_what_if import pay_what_if
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.sharing import share_hint
from touchstone.ui.shell.hold import held


def page() -> None:
    """Choose role, level and places; the figures follow at once."""
    services = held()
    benchmarks = services.content.benchmarks
    heading("Salaries", "Compare pay between places. Every figure says its source, date and sample size.")
    content_problems(benchmarks.tables.problems)
    titles = {role.id: role.title for role in benchmarks.tables.roles.values()}
    if not titles or not benchmarks.tables.pay:
        st.info("There are no pay tables yet. `touchstone salary import` reads a public source's file.")
        return
    first, second = st.columns([5, 5])
    with first:
        role = choose_role(titles)
    with second:
        level = choose_level(list(LEVELS))
    places = choose_places(benchmarks)
    seen = choose_seen(benchmarks, titles, services.clock.now().date())
    roles, levels = list(dict.fromkeys([role, *seen.roles])), list(dict.fromkeys([level, *seen.levels]))
    if not places:
        st.info("Choose at least one place, such as United States, Berlin or New York metro.")
        return
    every = ask_each(benchmarks, seen, roles, levels, places)
    figures = joined(every)
    labels = Labels(benchmarks.tables, roles=len(roles), levels=len(levels))
    what = f"{listed([LEVELS[one] for one in levels])} {listed([titles[one] for one in roles])}".lower()
    _result(figures, labels, what)
    with st.expander("Where each figure comes from", key="pay-sources"):
        pay_sources(figures, labels)
    shape = pay_bands(benchmarks, roles, levels, places, seen)
    bands = rows_of_bands(benchmarks, seen, (roles, levels, places), shape)
    pay_downloads(every, labels, what, ["salaries", role, level], about(seen, what), bands)
    share_hint()
    pay_what_if(benchmarks, seen, (roles, levels, places), labels)
    own_pay(services)
    to_posting(role, level, shape, seen, services.clock.now().date())


def _result(figures: Sequence[Figure], labels: Labels, what: str) -> None:
    """A chart for each currency, because amounts in two currencies share no scale; then one table."""
    together = by_currency(figures)
    for same in together.values():
        pay_chart(same, labels, title=chart_title(same, what), unit=scale(same))
    if not any(figure.shown for figure in figures):
        st.info(
            "No source has a figure to show for this choice: why stands below. Try a larger place, another "
            "level or a later day."
        )
    pay_undrawn(figures, labels, list(together.values()))
    st.header("Every figure", anchor=False)
    pay_table(figures, labels, chart_title(figures, what))
    pay_legend(figures)
    if len(together) == 1:
        pay_map(figures, labels, unit=next(map(scale, together.values())))
