"""Variants of a question with their keys: one in full, twenty side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.banks.question import Question
from touchstone.banks.variant import CannotDraw, Variant
from touchstone.ui.parts.variant_view import variant_view


def previewed(question: Question, variants: Sequence[Variant | CannotDraw]) -> None:
    """A slider for one variant in full, and all of them in a table."""
    seed = 1
    if len(variants) > 1:
        told = "The same number gives the same variant."
        seed = int(st.slider("Variant", 1, len(variants), 1, key="seed", help=told))
    outcome = variants[seed - 1]
    if isinstance(outcome, CannotDraw):
        st.warning(f"This variant can't be drawn: {outcome}", icon=":material/visibility:")
    else:
        variant_view(question, outcome)
    if len(variants) > 1:
        with st.expander(f"All {len(variants)} variants with their keys"):
            rows = [_row(number, one) for number, one in enumerate(variants, 1)]
            st.dataframe(rows, hide_index=True, width="stretch", key="all-variants")


def _row(number: int, outcome: Variant | CannotDraw) -> dict[str, object]:
    if isinstance(outcome, CannotDraw):
        return {"Variant": number, "Numbers": "can't be drawn", "Key": "", "Drawn again": ""}
    numbers = ", ".join(f"{name} = {value}" for name, value in outcome.env.items())
    keys = "; ".join(_key(part.row["key"], part.key.number if part.key else None) for part in outcome.parts)
    return {"Variant": number, "Numbers": numbers, "Key": keys, "Drawn again": outcome.draw_number - 1}


def _key(text: str, value: float | None) -> str:
    return text if value is None or len(text) <= 12 else f"{value:.6g}"
