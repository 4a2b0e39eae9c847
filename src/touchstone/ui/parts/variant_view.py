"""A question as who works with the bank sees it: one variant with its key, or the anchors of a spoken one."""

from __future__ import annotations

import streamlit as st

from touchstone.banks.question import Question
from touchstone.banks.variant import Variant, VariantPart
from touchstone.ui.parts.figure import figure
from touchstone.ui.parts.inert import formula
from touchstone.ui.parts.numbers import percent
from touchstone.ui.parts.prose import prose


def variant_view(question: Question, variant: Variant) -> None:
    """Prompt, figure, then for each part its key, its mistakes, its hints and its solution."""
    prose(variant.prompt)
    if variant.figure:
        figure(variant.figure.public())
    for part in variant.parts:
        _part(part)
    if variant.solution:
        with st.expander("Worked solution"):
            prose(variant.solution)
    _spoken(variant)
    _follow_ups(variant)
    _hints("Hints", variant.hints)


def _part(part: VariantPart) -> None:
    if part.prompt:
        prose(part.prompt)
    for option in part.options:
        right = option.letter in str(part.row.get("key", ""))
        prose(f"**{option.letter}**. {option.text}" + (" **(right)**" if right else ""))
    if part.kind == "sql":
        st.markdown("**Key**")
        st.code(str(part.row["key"]), language=None)
        _wrong_queries(part)
    if part.key is not None:
        st.markdown("**Key**" + (f" ({part.unit})" if part.unit else ""))
        formula(part.key.latex)
        if part.key.number is not None and not part.key.number.is_integer():
            st.caption(f"≈ {part.key.number:.6g}")
    if part.mistakes:
        with st.expander("Mistakes that are recognised"):
            for mistake in part.mistakes:
                formula(mistake.value.latex)
                prose(f"{mistake.says} Credit: {percent(mistake.credit, 1)}.")
    _hints("Hints for this part", part.hints)
    if part.solution:
        with st.expander("Worked solution of this part"):
            prose(part.solution)


def _wrong_queries(part: VariantPart) -> None:
    with st.expander("Mistakes that are recognised"):
        for mistake in part.row["mistakes"]:
            st.code(str(mistake["value"]), language=None)
            prose(f"{mistake['says']} Credit: {percent(mistake['credit'], 1)}.")


def _spoken(variant: Variant) -> None:
    if not variant.anchors:
        return
    st.header("What an observer sees", anchor=False)
    for score, said in variant.anchors.items():
        prose(f"**{score}** {said}")
    if variant.probes:
        with st.expander("Probes"):
            for probe in variant.probes:
                prose(f"- {probe}")
    if variant.model_answer:
        with st.expander("A model answer"):
            prose(variant.model_answer)


def _follow_ups(variant: Variant) -> None:
    if variant.follow_ups:
        with st.expander("Follow-up questions on these numbers"):
            for asked in variant.follow_ups:
                prose(f"**{asked.ask}** Listen for: {asked.listen_for}")


def _hints(label: str, hints: tuple[str, ...]) -> None:
    if hints:
        with st.expander(label):
            for number, hint in enumerate(hints, 1):
                prose(f"{number}. {hint}")
