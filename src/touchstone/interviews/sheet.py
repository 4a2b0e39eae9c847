"""A form as it is asked, frozen: what interviewers score on stays as it was, whatever the bank becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from touchstone.core.hashes import content_hash
from touchstone.interviews.asking import asked_data
from touchstone.interviews.blueprint import time_plan
from touchstone.interviews.kit import Material, scored_as
from touchstone.interviews.scorecard import Entry


@dataclass(frozen=True)
class Sheet:
    """A form with everything an interviewer needs. `questions` are as `asking.asked_data` gives them.

    `id` is the hash of role, level and questions: the same form is the same sheet. `certificate` is empty in
    old sheets of questions that stood in the loop. `kit` is the whole kit in Markdown, or "".
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
        """Id and hash of each question that the candidate will have seen, without those that everybody is
        asked: knowing them gives nothing away."""
        common = self.certificate.get("blueprint", {}).get("common", ())
        held = self.certificate.get("questions", ())
        return tuple((item["id"], item["hash"]) for item in held if item["id"] not in common)


def sheet_of_form(material: Material, now: datetime, *, kit: str = "") -> Sheet:
    """The sheet of an assembled form; `kit` is what is printed of it."""
    certificate = material.certificate
    opening = float(time_plan(certificate.blueprint.minutes).opening)
    questions, clock = [], opening
    for number, (asked, competency) in enumerate(
        zip(material.asked, scored_as(material), strict=True), start=1
    ):
        shown = asked_data(asked, number, clock)
        skill = shown["competency"]
        questions.append({**shown, "competency": competency, "skill": "" if competency == skill else skill})
        clock += asked.question.minutes
    blueprint = certificate.blueprint
    return _sheet(
        blueprint.role,
        blueprint.level,
        f"{blueprint.stage}: {blueprint.title}" if blueprint.stage else blueprint.title,
        blueprint.minutes,
        questions,
        certificate.data(),
        now,
        kit,
    )


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
