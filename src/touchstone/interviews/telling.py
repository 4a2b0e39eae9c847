"""Assembled forms told to programs as JSON and to people as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from touchstone.interviews.coverage import Coverage
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.plan import BEFOREHAND, Plan
from touchstone.interviews.promised import all_met
from touchstone.interviews.sets import Certified, InterviewSet


def as_json(outcome: InterviewSet | Infeasible) -> dict[str, Any]:
    """The shape that `touchstone interview --format json` prints."""
    if isinstance(outcome, Infeasible):
        return {"forms": [], "infeasible": list(outcome.told)}
    return {"forms": [form_data(held) for held in outcome.certified], "infeasible": []}


def form_data(held: Certified) -> dict[str, Any]:
    """One form as JSON can carry it; `stage` stands in it when it is for an interview of a loop."""
    form, certificate = held.form, held.certificate
    stage = certificate.blueprint.stage
    return {
        **({"stage": stage} if stage else {}),
        "id": form.id,
        "seed": form.seed,
        "minutes": _whole(form.minutes),
        "questions": [
            {
                "id": question.id,
                "variant": variant,
                "skill": question.skill,
                "level": question.level,
                "minutes": _whole(question.minutes),
            }
            for question, variant in zip(form.questions, form.variants, strict=True)
        ],
        "certificate": certificate.data(),
    }


def _whole(minutes: float) -> int | float:
    return int(minutes) if float(minutes).is_integer() else minutes


def loop_data(planned: Plan, found: Coverage) -> dict[str, Any]:
    """The plan of a loop and what its forms ask, as JSON can carry it."""
    return {
        "minutes": planned.minutes,
        "cap_minutes": planned.cap_minutes,
        "stages": [
            {"id": item.stage.id, "title": item.stage.title, "minutes": item.stage.minutes}
            | {"by": list(item.stage.by)}
            for item in planned.stages
        ],
        "coverage": [
            {
                "label": covered.row.label,
                "must": covered.row.must,
                "applies": covered.row.applies,
                "planned": list(covered.row.stages),
                "asked": {cell.stage: [cell.least, cell.most] for cell in covered.cells},
            }
            for covered in found.rows
        ],
        "gaps": [*planned.findings, *found.gaps],
        "unasked": list(planned.unasked),
        "doubles": list(found.doubles),
    }


def loop_summary(planned: Plan, found: Coverage, title: str) -> Iterator[str]:
    """The plan as lines of Markdown: the interviews, then what their forms ask, gaps and doubles."""
    yield f"# Interview loop: {title}"
    yield ""
    yield f"{planned.minutes} minutes of the candidate's time, at most {planned.cap_minutes}."
    yield ""
    yield "| Interview | Minutes | Who asks |"
    yield "| --- | --- | --- |"
    for item in planned.stages:
        yield f"| {item.stage.title} | {item.stage.minutes} | {', '.join(item.stage.by)} |"
    yield ""
    yield BEFOREHAND
    yield ""
    yield "## What each interview asks"
    yield ""
    titles = [item.stage.title for item in planned.stages if _told(item.stage.id, found)]
    yield "| | " + " | ".join(titles) + " |"
    yield "| --- |" + " --- |" * len(titles)
    for covered in found.rows:
        aside = "" if covered.row.applies else " (not in this role's profile)"
        cells = " | ".join(cell.told for cell in covered.cells)
        yield f"| {covered.row.label}{aside} | {cells} |"
    yield ""
    gaps = (*planned.findings, *found.gaps)
    yield from (f"- {sentence}" for sentence in (*gaps, *found.doubles, *planned.unasked))
    if not gaps:
        beside = "that this role's profile names" if planned.unasked else "that is looked for"
        yield f"- All {beside} is asked about."
    yield ""


def _told(stage: str, found: Coverage) -> bool:
    return any(cell.stage == stage for covered in found.rows for cell in covered.cells)


def summary(held: Sequence[Certified], titles: Mapping[str, str]) -> Iterator[str]:
    """Forms as lines of Markdown: what each asks, and what it promises."""
    stages = {one.certificate.blueprint.stage for one in held}
    yield f"# Interview set: {held[0].certificate.blueprint.title}"
    for one in held:
        form, certificate = one.form, one.certificate
        stage = f"{certificate.blueprint.stage}: " if len(stages) > 1 or "" not in stages else ""
        yield ""
        yield f"## {stage}{form.id} ({form.index} of {certificate.forms}), seed {form.seed}"
        yield ""
        yield "| Question | Skill | Level | Minutes | Variant |"
        yield "| --- | --- | --- | --- | --- |"
        for question, variant in zip(form.questions, form.variants, strict=True):
            title = titles.get(question.id, question.id)
            yield f"| {title} | {question.skill} | {question.level} | {question.minutes:g} | {variant} |"
        yield ""
        error = certificate.standard_error
        told = "" if error is None else f" Predicted standard error at the cut {error:.2f} logits."
        yield (
            f"{form.minutes:g} minutes of questions in {certificate.blueprint.minutes}. "
            f"{all_met(certificate)} Mean difficulty {certificate.difficulty:+z.2f} logits, "
            f"spread over the set {certificate.difficulty_spread:.2f}.{told}"
        )
