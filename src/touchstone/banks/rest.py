"""What is checked of a question that has mistakes already, so that its author learns of all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchstone.banks.checks import check_named, check_skill
from touchstone.banks.places import Places
from touchstone.banks.question import Question
from touchstone.banks.taxonomy import Taxonomy
from touchstone.core.located_yaml import Located, Where
from touchstone.core.problems import Problem
from touchstone.core.salvage import Salvaged

# What stands for a broken field that must be there, while the rest is looked at. A broken parameter stays a
# name: without it each expression over it would be a mistake of its own.
STAND_INS: dict[Where, Any] = {
    ("id",): "a-question",
    ("title",): "A question",
    ("skill",): "a.skill",
    ("level",): "mid",
    ("minutes",): 1,
    ("serves",): ["a-duty"],
    ("prompt",): "What?",
    ("params", "*"): {"integer": [1, 9]},
    ("let", "*"): "1",
    ("answer",): {"value": "1"},
    ("parts", "*", "prompt"): "What?",
    ("parts", "*", "answer"): {"value": "1"},
}
_DEFINE: tuple[Where, ...] = (("params",), ("let",), ("symbols",), ("parts",))
_LATER = "mend this to have the rest of the question checked"


def check_rest(rest: Salvaged[Question], places: Places, taxonomy: Taxonomy) -> list[Problem]:
    """Further mistakes in what is left of a question; none that only follow from what was lost."""
    found: list[Problem] = []
    if not rest.lost_at(("skill",)):
        found += check_skill(rest.model, places, taxonomy)
    return [*found, *check_named(rest.model, places)] if whole(rest, places) else found


def whole(rest: Salvaged[Question] | None, places: Places) -> bool:
    """Whether enough is left to say which names exist: else a name that seems unknown may be right."""
    if rest is None or rest.lost_at(*_DEFINE):
        return False
    return not _named_together(rest, places) and not _cut(rest)


def _named_together(rest: Salvaged[Question], places: Places) -> bool:
    """Whether a broken parameter may have defined names within it, which nobody knows now."""
    params = places.located.data[places.base[0]].get("params")
    lost = [where[1] for where in rest.lost if where[:1] == ("params",) and len(where) > 1]
    return isinstance(params, dict) and any("together" in str(params.get(name)) for name in lost)


def _cut(rest: Salvaged[Question]) -> bool:
    """Whether YAML cut a text at a comma: what it left before the comma is no mistake of its own."""
    return any(isinstance(where[-1], str) and not where[-1].isidentifier() for where in rest.lost)


def announced(problems: list[Problem], located: Located, index: int) -> list[Problem]:
    """The problems, the first of this question with the word that more may come when it is mended."""
    start = located.place((index,))
    after = located.place((index + 1,)) if index + 1 < len(located.data) else (10**9, 0)
    for at, problem in enumerate(problems):
        if start <= (problem.line, problem.column) < after:
            hint = f"{problem.hint}; {_LATER}" if problem.hint else _LATER
            return [*problems[:at], replace(problem, hint=hint), *problems[at + 1 :]]
    return problems
