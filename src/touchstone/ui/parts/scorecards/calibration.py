"""Scoring sample answers alone, then seeing how far one is off."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import streamlit as st

from touchstone.access.people import Person
from touchstone.banks.question import ORIGIN
from touchstone.bootstrap import Services
from touchstone.interviews.asking import one_line
from touchstone.interviews.calibrating import Calibrated, Sample, samples
from touchstone.interviews.practising import Spread
from touchstone.interviews.scorecard import SCORES, Refused
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count, percent
from touchstone.ui.parts.prose import harmless, prose

ALL = "all"


def calibration_screen(services: Services, viewer: Person) -> None:
    """The sample answers of an area; a question's scores in the bank appear when all of it is scored."""
    bank = services.content.bank
    areas = {q.area: bank.taxonomy.title(q.area) for q in bank.questions.values() if q.calibration}
    if not areas:
        st.info("The bank has no sample answers with scores yet.")
        return
    options = {**dict(sorted(areas.items(), key=lambda pair: pair[1])), ALL: "All areas"}
    area = choose("Area", options, key="area")
    exercise = samples(bank.questions.values(), area=None if area == ALL else area)
    st.caption(
        "Score each answer alone. When all answers to a question are scored the bank's scores appear, to "
        f"talk about; yours stay then. {ORIGIN}"
    )
    room = services.machine.practising
    given = room.given(viewer, exercise)
    bar = st.empty()
    for question, answers in groupby(exercise, _question_id):
        held = list(answers)  # the smallest exercise whose scores in the bank are shown together
        seen = not isinstance(room.result(viewer, held), Refused)
        with st.container(border=True):
            _asked(services, question, held[0])
            for number, sample in enumerate(held, start=1):
                score = _one(sample, number, given.get(sample.id), seen=seen)
                if score is not None and score != given.get(sample.id):
                    room.score(viewer, sample, score, held)
            if not isinstance(room.result(viewer, held), Refused):
                _in_the_bank(held)
    done, all_of_them = len(room.given(viewer, exercise)), len(exercise)
    bar.progress(done / all_of_them, f"{done} of {count(all_of_them, 'answer')} scored")
    found = room.result(viewer, exercise)
    if isinstance(found, Refused):
        st.info(found.sentences[0], icon=":material/lock:")
    else:
        _result(found, len(exercise))
        _others(room.others(viewer, exercise))


def _in_the_bank(answers: list[Sample]) -> None:
    """The bank's scores of one question's answers, each with its reason."""
    st.markdown("**The bank's scores**")
    st.markdown(
        "\n".join(
            f"{number}. **{sample.score}**: {harmless(one_line(sample.because))}"
            for number, sample in enumerate(answers, start=1)
        )
    )


def _question_id(sample: Sample) -> str:
    return sample.id.rpartition("/")[0]


def _asked(services: Services, question_id: str, sample: Sample) -> None:
    """The question once, above all of its sample answers."""
    st.markdown(f"**{escape_markdown(sample.question)}**")
    prose(sample.prompt)
    question = services.content.bank.questions.get(question_id)
    if question is not None and question.anchors:
        with st.popover("Anchors", type="tertiary"):
            for score, text in sorted(question.anchors.items(), reverse=True):
                st.markdown(f"**{score}** {harmless(one_line(text))}")


def _one(sample: Sample, number: int, kept: int | None, *, seen: bool) -> int | None:
    st.markdown(f"**Sample answer {number}**")
    prose(sample.answer)
    index = None if kept is None else SCORES.index(kept)
    label = f"Your score of answer {number}"
    return st.radio(label, SCORES, index, horizontal=True, key=f"sample-{sample.id}", disabled=seen)


def _result(found: Calibrated, total: int) -> None:
    st.header("How far you are off", anchor=False)
    way = "milder" if found.shift > 0 else "stricter"
    mean = "On average you score as the bank does." if abs(found.shift) < 0.05 else ""
    said = mean or f"On average you score {abs(found.shift):.1f} points {way} than the bank."
    exact, near = percent(found.exact, total), percent(found.within_one, total)
    st.markdown(f"{said} {exact} of your scores are the bank's, {near} lie within a point of it.")
    for sample, score in found.apart:
        st.markdown(
            f"- “{escape_markdown(sample.question)}”: you {score}, the bank **{sample.score}**. "
            f"{harmless(one_line(sample.because))}"
        )


def _others(spreads: list[Spread]) -> None:
    if not any(sum(one.counts) for one in spreads):
        st.caption("Nobody else has scored these answers yet.")
        return
    st.subheader("What the others gave", anchor=False)
    rows = [
        {"Answer to": one.sample.question, "The bank": one.sample.score}
        | {str(score): number or "" for score, number in zip(SCORES, one.counts, strict=True)}
        for one in spreads
    ]
    st.table(pd.DataFrame(rows).set_index("Answer to").astype(str))
