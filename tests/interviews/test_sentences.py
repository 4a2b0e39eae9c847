"""What is said when a request can't be met: a table of cases in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support.interviews import made_blueprint

from touchstone.interviews.assembly import assemble
from touchstone.interviews.blueprint import Need
from touchstone.interviews.forms import Assembled, Infeasible
from touchstone.interviews.pool import PoolQuestion

CASES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
LINE = re.compile(r"(?P<skill>\w+) (?P<level>\w+) (?P<minutes>\d+) ×(?P<count>\d+)(?P<used> used)?")


def bank(lines: list[str]) -> list[PoolQuestion]:
    found: list[PoolQuestion] = []
    for line in lines:
        read = LINE.fullmatch(line)
        assert read, line
        for _ in range(int(read["count"])):
            number = sum(question.id.startswith(read["skill"]) for question in found)
            found.append(
                PoolQuestion(
                    id=f"{read['skill']}-{number}",
                    skill=f"{read['skill']}.part.skill{number}",
                    level=read["level"],
                    minutes=int(read["minutes"]),
                    left=0 if read["used"] else None,
                )
            )
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_sentences(case: dict[str, Any]) -> None:
    blueprint = made_blueprint(
        case["level"],
        case["minutes"],
        needs=tuple(
            Need(**{name: tuple(value) if isinstance(value, list) else value for name, value in need.items()})
            for need in case["needs"]
        ),
        topics=(),
        must_include=tuple(case.get("must_include", ())),
        asked=tuple(case.get("asked", ())),
    )
    questions = bank(case["bank"])
    outcome = assemble(blueprint, questions, forms=case["forms"])
    assert isinstance(outcome, Infeasible)
    assert list(outcome.sentences) == case["says"]
    assert outcome.offer is not None
    assert outcome.offer.says == case["offers"]
    works = assemble(outcome.offer.blueprint, questions, forms=outcome.offer.forms)
    assert isinstance(works, Assembled)
