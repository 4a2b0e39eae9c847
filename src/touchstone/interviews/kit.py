"""The interviewer's kit and the candidate's brief as data, and as Markdown through templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from touchstone.banks.question import ORIGIN
from touchstone.core.hashes import short
from touchstone.core.markdown import Markdown
from touchstone.core.problems import Problem
from touchstone.core.templates import Template
from touchstone.interviews.asking import TOOLS, AskedQuestion, asked_data, hint_ladder, one_line, sample_data
from touchstone.interviews.blueprint import Blueprint, time_plan
from touchstone.interviews.certificate import Certificate
from touchstone.interviews.check import meets
from touchstone.interviews.forms import Form
from touchstone.interviews.promised import rows, what_gave_way
from touchstone.interviews.to_score import ToScore
from touchstone.roles.profile import Level, Profile

# Topics that have no place in an interview; a jurisdiction's own list comes on top.
PAST_PAY = "Present or past pay. Many places forbid the question; what the job pays does not depend on it."
RED_LINES = (
    "Family: marriage, partner, children, pregnancy, plans for any of them.",
    "Age, and what gives it away: year of birth, year of graduation.",
    "Health, disability, sick leave. Ask only whether something is needed to take part, and arrange it.",
    "Origin, nationality, first language, skin, accent. Whoever hires checks everybody's right to work.",
    "Religion, politics, union membership, sexual orientation, gender identity.",
    PAST_PAY,
    "Criminal record, debts, military service, unless the law demands it for this job: then ask everybody.",
)


@dataclass(frozen=True)
class Occasion:
    """What only the team knows of an interview. Empty text becomes a line to fill in by hand."""

    on: date
    interviewer: str = ""
    candidate_code: str = ""
    contact: str = ""
    answer_by: str = ""
    data_kept: str = ""
    people: str = ""
    red_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """What a kit is made of: the form with its certificate, its drawn questions, and samples beside it.

    `samples` stand in no form. `calibration` are sample answers to score before the first interview.
    """

    profile: Profile
    form: Form
    certificate: Certificate
    asked: tuple[AskedQuestion, ...]
    samples: tuple[AskedQuestion, ...] = ()
    calibration: tuple[ToScore, ...] = ()


def kit(template: Template, material: Material, occasion: Occasion) -> str | Problem:
    """The interviewer's kit as Markdown; a Problem when the template is wrong."""
    return template.render(kit_data(material, occasion))


def brief(template: Template, material: Material, occasion: Occasion) -> str | Problem:
    """The candidate's brief as Markdown. It is made of nothing that holds a key."""
    return template.render(brief_data(material, occasion))


def kit_data(material: Material, occasion: Occasion) -> dict[str, Any]:
    """All that the kit's template may name."""
    blueprint = material.certificate.blueprint
    plan = time_plan(blueprint.minutes)
    questions, clock = [], float(plan.opening)
    scored = scored_as(material)
    for number, (asked, label) in enumerate(zip(material.asked, scored, strict=True), start=1):
        shown = asked_data(asked, number, clock)
        if asked.question.id in blueprint.common:
            shown["level"] = "asked of everybody"
        else:
            shown["level"] = _LEVELS.get(shown["level"], shown["level"])
        skill = shown["competency"]
        shown["competency"] = label
        shown["skill"] = "" if shown["competency"] == skill else skill
        questions.append(shown)
        clock += asked.question.minutes
    return {
        **_common(material, occasion),
        "questions": questions,
        "plan": _plan(blueprint, _INTERVIEWER, material.form.minutes),
        "coverage": _coverage(material),
        "scored": list(dict.fromkeys(scored)),
        "unseen": list(blueprint.unseen),
        "qualities": [{"label": q.label, "looks_like": q.looks_like} for q in material.profile.qualities],
        "red_lines": _red_lines(occasion),
        "calibration": _calibration(material.calibration),
        "calibration_origin": ORIGIN,
        "certificate": _certificate(material.certificate),
    }


def _red_lines(occasion: Occasion) -> list[str]:
    """What is not to be asked; what the law of the place says of past pay stands for the general line."""
    return [line for line in RED_LINES if line != PAST_PAY or not occasion.red_lines] + [*occasion.red_lines]


def brief_data(material: Material, occasion: Occasion) -> dict[str, Any]:
    """All that the brief's template may name: no question of the form, no key, no solution."""
    blueprint = material.certificate.blueprint
    asked = material.asked
    kinds = {a.question.kind for a in asked}
    policies = [name for name in TOOLS if any(a.question.tools == name for a in asked)]
    return {
        **_common(material, occasion),
        "skills": [row["label"] for row in _coverage(material)],
        "count": len(asked),
        "question_minutes": f"{material.form.minutes:g}",
        "plan": _plan(blueprint, _CANDIDATE, material.form.minutes),
        "spoken": "spoken" in kinds,
        "computed": "maths" in kinds,
        "options": "choice" in kinds,
        "hints": any(hint_ladder(a.variant) for a in asked),
        "tools": [TOOLS[name] for name in policies],
        "samples": [sample_data(a, number, policies) for number, a in enumerate(material.samples, start=1)],
    }


def _common(material: Material, occasion: Occasion) -> dict[str, Any]:
    blueprint, certificate = material.certificate.blueprint, material.certificate
    return {
        "role": {
            "title": material.profile.levels.of(Level(blueprint.level)).title,
            "one_line": material.profile.one_line,
            "scope": material.profile.levels.of(Level(blueprint.level)).scope,
        },
        "level": blueprint.level,
        "minutes": blueprint.minutes,
        "stage": blueprint.stage,
        "by_phone": blueprint.by_phone,
        "same": all(question.id in blueprint.common for question in material.form.questions),
        "form": {
            "id": certificate.form,
            "index": certificate.index,
            "of": certificate.forms,
            "seed": certificate.seed,
        },
        "hashes": {
            "profile": short(certificate.profile_hash),
            "bank": short(certificate.bank_hash),
            "certificate": short(certificate.hash),
        },
        "on": occasion.on.isoformat(),
        "interviewer": occasion.interviewer,
        "candidate_code": occasion.candidate_code,
        "contact": occasion.contact,
        "answer_by": occasion.answer_by,
        "data_kept": occasion.data_kept,
        "people": occasion.people,
    }


_LEVELS = {"junior": "junior level", "mid": "mid-level", "senior": "senior level"}
# The four parts of an interview, as each side reads them.
_INTERVIEWER = (
    "Opening: say the script, answer questions about the format",
    "Questions ({minutes:g} minutes planned)",
    "The candidate's own questions",
    "Close: what happens next",
)
_CANDIDATE = (
    "Welcome: we say how it goes, and you may ask about it",
    "Our questions (about {minutes:g} minutes of work)",
    "Your questions to us",
    "What happens next",
)


def _plan(blueprint: Blueprint, words: Sequence[str], minutes: float) -> list[dict[str, Any]]:
    plan = time_plan(blueprint.minutes)
    lengths = [plan.opening, plan.questions, plan.candidate, plan.close]
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    return [
        {"from": start, "to": start + length, "what": what.format(minutes=minutes)}
        for start, length, what in zip(starts, lengths, words, strict=True)
    ]


def scored_as(material: Material) -> list[str]:
    """What each question is scored as, in their order: the one list of kit, brief and scorecard."""
    scored = competencies(material.certificate.blueprint, material.form)
    return [scored.get(asked.question.id, asked.competency) for asked in material.asked]


def _coverage(material: Material) -> list[dict[str, Any]]:
    """All that is scored, with the numbers of the questions that are scored as it."""
    listed: dict[str, list[int]] = {}
    for number, label in enumerate(scored_as(material), start=1):
        listed.setdefault(label, []).append(number)
    return [{"label": label, "numbers": numbers} for label, numbers in listed.items()]


def competencies(blueprint: Blueprint, form: Form) -> dict[str, str]:
    """What each question is scored as: the must skill of the role that it shows, or else the competency.

    Of several the one that the fewest questions of the form show, so that none is left without a score.
    """
    met = {
        need: [question.id for question in form.questions if meets(need, question)]
        for need in blueprint.needs
    }
    found = {}
    for question in form.questions:
        needs = [need for need, ids in met.items() if question.id in ids]
        if needs:
            label = min(needs, key=lambda need: (need.competency, len(met[need]))).label
            found[question.id] = label[:1].upper() + label[1:]
    return found


def _calibration(samples: Sequence[ToScore]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "question": held.question.title,
            "prompt": Markdown(one_line(held.question.prompt)),
            "answer": Markdown(one_line(held.sample.answer)),
            "score": held.sample.score,
            "because": Markdown(one_line(held.sample.because)),
            "anchors": [
                {"score": score, "text": Markdown(one_line(text))}
                for score, text in sorted((held.question.anchors or {}).items(), reverse=True)
            ],
        }
        for number, held in enumerate(samples, start=1)
    ]


def _certificate(certificate: Certificate) -> dict[str, Any]:
    error = certificate.standard_error
    return {
        "met": [asdict(row) for row in rows(certificate)],
        "eased": what_gave_way(certificate),
        "blueprint_met": certificate.blueprint_met,
        "difficulty": f"{certificate.difficulty:+z.2f}",
        "spread": f"{certificate.difficulty_spread:.2f}",
        "standard_error": "" if error is None else f"{error:.2f}",
        "cut": f"{certificate.cut:+z.2f}",
        "misclassified": f"{certificate.misclassified:.0%}",
        "source": certificate.source,
        "assumes": certificate.assumes,
    }


def footer(certificate: Certificate, *, answers: bool) -> str:
    """The line at the foot of each printed page."""
    stage = f"{certificate.blueprint.stage} · " if certificate.blueprint.stage else ""
    marks = f"{stage}{certificate.form} · seed {certificate.seed} · profile {short(certificate.profile_hash)}"
    bank = f"bank {short(certificate.bank_hash)} · certificate {short(certificate.hash)}"
    return f"{'Contains answers: interviewers only · ' if answers else ''}{marks} · {bank}"


def titles(material: Material) -> Mapping[str, str]:
    """What the two documents are called."""
    blueprint = material.certificate.blueprint
    title = material.profile.levels.of(Level(blueprint.level)).title
    named = f"{blueprint.stage}, {title}" if blueprint.stage else title
    return {"kit": f"Interview kit: {named}", "brief": f"Your interview: {named}"}
