"""Who does what in the four steps, a tab for each maturity of the team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from touchstone.roles.raci import Maturity, Raci
from touchstone.ui.parts.choices import choose_tab
from touchstone.ui.parts.prose import harmless, prose

WORDS = {
    "R": "does it (R)",
    "A": "answers for it (A)",
    "A/R": "answers for it and does it (A/R)",
    "C": "is asked (C)",
    "I": "is told (I)",
}


def raci_tables(raci: Raci, titles: Mapping[str, str], chosen: Sequence[str]) -> None:
    """A table for each maturity: a row for each person, the chosen roles first."""
    names = {**titles, **{other.id: other.title for other in raci.others}}
    tabs = choose_tab({one.id: one.title for one in raci.maturities}, key="maturity")
    for tab, maturity in zip(tabs, raci.maturities, strict=True):
        with tab:
            prose(maturity.says)
            _table(raci, maturity, names, chosen)
            watcher = names.get(maturity.monitoring, maturity.monitoring)
            prose(f"**Watches the models in production:** {watcher}.")
            prose(f"**Risk:** {maturity.risk}")


def _table(raci: Raci, maturity: Maturity, names: Mapping[str, str], chosen: Sequence[str]) -> None:
    people = sorted(maturity.people_in(), key=lambda who: who not in chosen)
    rows = [
        {
            "Who": names.get(who, who),
            **{step.title: WORDS.get(maturity.part(step.id, who) or "", "–") for step in raci.steps},
        }
        for who in people
    ]
    absent = [names[who] for who in chosen if who not in people]
    st.table(rows, hide_index=True, alt=f"Who does what: {maturity.title}")
    if absent:
        st.caption(harmless(f"Not in such a team: {', '.join(absent)}."))
