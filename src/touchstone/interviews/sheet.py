"""A form as it is asked, frozen: what interviewers score on stays as it was, whatever the bank becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from touchstone.core.hashes import content_hash
from touchstone.core.markdown import escape
from touchstone.interviews.asking import TOLD_ANCHORS, asked_data
from touchstone.interviews.blueprint import Blueprint, time_plan
from touchstone.interviews.check import meets
from touchstone.interviews.forms import Form
from touchstone.interviews.kit import Material
from touchstone.interviews.loop import Loop, Stage
from touchstone.interviews.scorecard import Entry
from touchstone.roles.profile import Level, Profile

PROBES = ("What did you do yourself?", "How did you know that it had worked?")


@dataclass(frozen=True)
class Sheet:
    """A form with everything an interviewer needs. `questions` are as `asking.asked_data` gives them.

    `id` is the hash of role, level and questions: the same form is the same sheet. `certificate` is empty for
    questions that are asked as written in the loop. `kit` is the whole kit in Markdown, or "".
    """

    id: str
    role: str
    level: str
    title: str
    minutes: int
    questions: tuple[Mapping[str, Any], ...]
    certificate: Mapping[str, Any]
    made_at: datetime
    kit: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """An empty scorecard's entries."""
        return tuple(Entry(q["id"], q["title"], q["competency"]) for q in self.questions)

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """Id and hash of each question out of the bank: what the candidate will have seen of it."""
        return tuple((item["id"], item["hash"]) for item in self.certificate.get("questions", ()))


def sheet_of_form(material: Material, now: datetime, *, title: str = "", kit: str = "") -> Sheet:
    """The sheet of an assembled form; `kit` is what is printed of it."""
    certificate = material.certificate
    opening = float(time_plan(certificate.blueprint.minutes).opening)
    questions, clock = [], opening
    looks_at = competencies(certificate.blueprint, material.form)
    for number, asked in enumerate(material.asked, start=1):
        shown = asked_data(asked, number, clock)
        skill = shown["competency"]
        competency = looks_at.get(asked.question.id, skill)
        questions.append({**shown, "competency": competency, "skill": "" if competency == skill else skill})
        clock += asked.question.minutes
    blueprint = certificate.blueprint
    return _sheet(
        blueprint.role,
        blueprint.level,
        title or blueprint.title,
        blueprint.minutes,
        questions,
        certificate.data(),
        now,
        kit,
    )


def competencies(blueprint: Blueprint, form: Form) -> dict[str, str]:
    """What each question is scored as: the must skill of the role that it shows.

    Of several the one that the fewest questions of the form show, so that none is left without a score.
    """
    met = {
        need.label: [question.id for question in form.questions if meets(need, question)]
        for need in blueprint.needs
    }
    found = {}
    for question in form.questions:
        labels = [label for label, ids in met.items() if question.id in ids]
        if labels:
            label = min(labels, key=lambda label: len(met[label]))
            found[question.id] = label[:1].upper() + label[1:]
    return found


def sheet_of_stage(stage: Stage, loop: Loop, profile: Profile, level: str, now: datetime) -> Sheet:
    """The sheet of an interview whose questions stand in the loop, the same for everybody."""
    labels = {competency.id: competency.label for competency in loop.competencies}
    named = ", ".join(labels[name] for name in stage.looks_at) or stage.title
    plan = time_plan(stage.minutes)
    each = plan.questions / max(1, len(stage.questions))
    questions = [
        _told(f"{stage.id}-{number}", text, named, number, plan.opening + each * (number - 1), each)
        for number, text in enumerate(stage.questions, start=1)
    ]
    title = f"{stage.title}: {profile.levels.of(Level(level)).title}"
    return _sheet(profile.id, level, title, stage.minutes, questions, {}, now)


def _told(
    name: str, text: str, competency: str, number: int, starts: float, minutes: float
) -> dict[str, Any]:
    return {
        "number": number,
        "id": name,
        "title": text,
        "competency": competency,
        "skill": "",
        "minutes": f"{minutes:.0f}",
        "starts": f"{starts:.0f}",
        "ends": f"{starts + minutes:.0f}",
        "tools": "",
        "prompt": escape(text),
        "figure": {},
        "parts": [],
        "probes": list(PROBES),
        "hints": [],
        "answers": [],
        "solution": "",
        "mistakes": [],
        "follow_ups": [],
        "anchors": [{"score": score, "text": TOLD_ANCHORS[score]} for score in sorted(TOLD_ANCHORS)[::-1]],
        "red_flags": [],
    }


def _sheet(
    role: str,
    level: str,
    title: str,
    minutes: int,
    questions: Sequence[Mapping[str, Any]],
    certificate: Mapping[str, Any],
    now: datetime,
    kit: str = "",
) -> Sheet:
    plain = json.loads(json.dumps(list(questions)))  # Markdown marked as such becomes plain text
    said = {"role": role, "level": level, "title": title, "minutes": minutes, "questions": plain}
    digest = content_hash({**said, "certificate": certificate.get("hash", "")})
    return Sheet(digest, role, level, title, minutes, tuple(plain), certificate, now, kit)
