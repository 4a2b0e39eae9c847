"""A question as who works with the bank sees it: one variant with its key, or the anchors of a spoken one."""

from __future__ import annotations

import streamlit as st

from touchstone.banks.question import Question
from touchstone.banks.typed import typings
from touchstone.banks.values import Value
from touchstone.banks.variant import Variant, VariantPart
from touchstone.ui.parts.figure import figure
from touchstone.ui.parts.inert import formula
from touchstone.ui.parts.numbers import percent
from touchstone.ui.parts.prose import prose


def variant_view(question: Question, variant: Variant) -> None:
    """Prompt, figure, then for each part its key, its mistakes and its hints; the solution of all parts."""
    prose(variant.prompt)
    if variant.figure:
        figure(variant.figure.public())
    for part in variant.parts:
        _part(part, f"{variant.prompt}\n{part.prompt}", whole=variant.hints)
    if variant.solution:
        with st.expander("Worked solution"):
            prose(variant.solution)
    _spoken(variant)
    _samples(question)
    _follow_ups(variant)
    _hints("Hints", variant.hints)


def _part(part: VariantPart, prompt: str, *, whole: tuple[str, ...]) -> None:
    """`whole` are the hints of the question, which are those of its part when it has one only."""
    if part.prompt:
        prose(part.prompt)
    for option in part.options:
        right = option.letter in str(part.row.get("key", ""))
        prose(f"**{option.letter}**. {option.text}" + (" **(right)**" if right else ""))
        if option.why:
            prose("> " + " ".join(option.why.split()))
    if part.kind == "sql":
        st.markdown("**Key**")
        st.code(str(part.row["key"]), language=None)
        _wrong_queries(part)
    if part.key is not None:
        st.markdown("**Key**" + (f" ({part.unit})" if part.unit else ""))
        _key(part, part.key, prompt)
    if part.mistakes:
        with st.expander("Mistakes that are recognised"):
            for mistake in part.mistakes:
                formula(mistake.value.latex)
                prose(f"{mistake.says} Credit: {percent(mistake.credit, 1)}.")
    if part.hints != whole:
        _hints("Hints for this part", part.hints)


def _key(part: VariantPart, key: Value, prompt: str) -> None:
    """The key as the prompt asks for it: rounded where it says so, with the digits behind it."""
    asked = typings(key, part.row, prompt)[-1]
    rounded = key.number is not None and asked != key.text
    formula(asked if rounded else key.latex)
    if key.number is not None and not key.number.is_integer():
        st.caption(f"{'Before rounding' if rounded else '≈'} {key.number:.6g}")


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


def _samples(question: Question) -> None:
    """What speaks against an answer, and sample answers with the bank's score."""
    if question.red_flags:
        with st.expander("Red flags"):
            for flag in question.red_flags:
                prose(f"- {flag}")
    for number, sample in enumerate(question.calibration, 1):
        with st.expander(f"Sample answer {number}, scored {sample.score}"):
            prose(sample.answer)
            prose(f"**Why {sample.score}**: {sample.because}")


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
