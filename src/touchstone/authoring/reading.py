"""A typed text as the question it would be in its file, or everything that keeps it from being one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from touchstone.authoring.block import Block, cut, index_of
from touchstone.banks.bank import Bank, Entry, unknown_enemies
from touchstone.banks.checks import check
from touchstone.banks.duties import unknown_duties
from touchstone.banks.lint import lint_among
from touchstone.banks.places import Places
from touchstone.banks.question import Question
from touchstone.core.located_yaml import load_text
from touchstone.core.problems import Problem
from touchstone.core.validate import validate_each

NO_FIT = "the text does not fit the questions around it: its dash stands in another column"
# Where YAML ends a line and no editor does: places after one would be wrong by a line.
_ODD_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Reading:
    """The question that a text would make (None: it makes none), what is wrong, and what is doubtful.

    `whole` is the file with the text in it. Places of problems count from the text's own first line.
    """

    question: Question | None
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    whole: str


def read(bank: Bank, entry: Entry, block: Block, text: str, duties: Collection[str] | None = None) -> Reading:
    """Reads `text` in the place of the question's block. Never raises for what is typed.

    `duties` are those that some role has; None when not all are known.
    """
    whole = block.file_with(text)
    name = entry.places.located.file
    odd = _ODD_ENDS.search(text)
    if odd is not None:
        return Reading(None, (_odd_end(odd, name, text),), (), whole)
    alone = load_text(text, name=name)
    if isinstance(alone, Problem):  # before the whole file is read: its lines are those that one sees
        return Reading(None, (alone,), (), whole)
    if not isinstance(alone.data, list) or len(alone.data) != 1:
        return Reading(None, (Problem(name, 1, 1, _not_one(alone.data)),), (), whole)
    located = load_text(whole, name=name)
    if isinstance(located, Problem):
        return Reading(None, (Problem(name, 1, 1, NO_FIT),), (), whole)
    old = load_text(block.file_with(block.text), name=name)
    assert not isinstance(old, Problem)
    index = index_of(old, entry.question.id)
    assert index is not None
    wrong = _neighbours(located.data, old.data, index)
    if wrong is not None:
        return Reading(None, (Problem(name, 1, 1, wrong),), (), whole)
    good, problems = validate_each(located, Question)
    mine = [_moved(problem, block) for problem in problems if _inside(problem, block, whole, index)]
    question = next((found for where, found in good if where == (index,)), None)
    if question is None:
        return Reading(None, tuple(sorted(mine)), (), whole)
    places = Places(located, None, (index,))
    mine += [_moved(problem, block) for problem in check(question, places, bank.taxonomy)]
    if question.id != entry.question.id:
        hint = "answers are kept under it; write a new question for another id"
        mine.append(Problem(name, 1, 1, f"the id of a question stays {entry.question.id!r}", hint))
    made = replace(entry, question=question, places=places)
    beside = [*unknown_duties(Bank({question.id: made}), duties), *unknown_enemies(made, bank.entries)]
    mine += [_moved(problem, block) for problem in beside]
    if mine:
        return Reading(None, tuple(sorted(mine)), (), whole)
    doubts = sorted(_moved(problem, block) for problem in lint_among(made, bank))
    return Reading(question, (), tuple(doubts), whole)


def _not_one(data: object) -> str:
    count = len(data) if isinstance(data, list) else 0
    found = f"{count} questions" if isinstance(data, list) or data is None else "none"
    return f"the text is one question that begins with `- id:`; found {found}"


def _odd_end(found: re.Match[str], name: str, text: str) -> Problem:
    before = text[: found.start()]
    line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
    said = f"the invisible character U+{ord(found.group()):04X} ends a line in YAML"
    return Problem(name, line, column, said, "delete it")


def _neighbours(new: object, old: list[object], index: int) -> str | None:
    """Why a text is not one question in the middle of the others, or None when it is."""
    if not isinstance(new, list) or len(new) != len(old):
        return NO_FIT
    if new[:index] != old[:index] or new[index + 1 :] != old[index + 1 :]:
        return "the text changes another question of the file"
    return None


def _inside(problem: Problem, block: Block, whole: str, index: int) -> bool:
    located = load_text(whole)
    assert not isinstance(located, Problem)
    here = cut(whole, located, index)
    return here.line <= problem.line < here.line + here.text.count("\n") + 1


def _moved(problem: Problem, block: Block) -> Problem:
    """The problem with its line counted from the first line of the text."""
    return replace(problem, line=max(1, problem.line - block.line + 1)) if problem.line else problem
