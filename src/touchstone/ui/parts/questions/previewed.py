"""Variants of a question with their keys: one in full, twenty side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.banks.question import Question
from touchstone.banks.typed import typings
from touchstone.banks.variant import CannotDraw, Variant, VariantPart
from touchstone.ui.parts.variant_view import variant_view

LONGEST_KEY = 12  # characters of a number, beyond which nobody reads it at a glance


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
            rows = [_row(question, number, one) for number, one in enumerate(variants, 1)]
            st.dataframe(rows, hide_index=True, width="stretch", key="all-variants")


def _row(question: Question, number: int, outcome: Variant | CannotDraw) -> dict[str, object]:
    """Its key as a candidate would type it, then each drawn number in a column of its own."""
    if isinstance(outcome, CannotDraw):
        return {"Variant": number, "Key": "can't be drawn"}
    keys = "; ".join(_key(outcome, part) for part in outcome.parts)
    numbers = {name: value for name, value in outcome.env.items() if name not in question.let}
    return {"Variant": number, "Key": keys, "Drawn again": outcome.draw_number - 1, **numbers}


def _key(variant: Variant, part: VariantPart) -> str:
    if part.key is None:
        return str(part.row["key"])
    text = typings(part.key, part.row, f"{variant.prompt}\n{part.prompt}")[-1]
    if part.key.number is not None and len(text) > LONGEST_KEY:
        text = f"{part.key.number:.6g}"
    return f"{text} {part.unit}" if part.unit else text
