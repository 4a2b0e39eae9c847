"""From a row to a verdict: its kind says who judges it, and whatever goes wrong has an outcome."""

from __future__ import annotations

import logging
import math
import re
import time
from collections.abc import Mapping
from dataclasses import replace

from touchstone.maths import (
    arrays,
    chance,
    clock,
    outcome,
)
from touchstone.maths.clock import Deadline
from touchstone.maths.exact import NoValue
from touchstone.maths.judging import Judging
from touchstone.maths.keys import BadKey
from touchstone.maths.kinds import (
    choices,
    growth,
    named_operations,
)
from touchstone.maths.outcome import Outcome
from touchstone.maths.question import PLANNED
from touchstone.maths.reading import applied
from touchstone.maths.row import GradeRow, InvalidRow, read_row
from touchstone.maths.tree import Node
from touchstone.maths.unreadable import Unreadable

log = logging.getLogger(__name__)

# The share at which what still runs is given up, before the marker would have to be killed.
SPENT = 0.9


def mark(row: Mapping[str, object]) -> dict[str, object]:
    """The verdict on one row, in the shape of the command line's table. Never raises for what a row says."""
    started = time.perf_counter()
    row_id = row.get("id") if isinstance(row, Mapping) else None
    try:
        checked = read_row(row)
        chance.begin(row)
        with clock.row(checked.deadline_ms * SPENT):
            found = _mark(checked)
    except (InvalidRow, BadKey) as error:
        return outcome.invalid(row_id, str(error))
    except clock.OutOfTime:
        found = outcome.late("deadline")
    except NoValue:
        found = outcome.undecided("no value")
    except (
        RecursionError,
        ArithmeticError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
    ):
        # A hole in the engine must not cost a candidate anything: a person looks at the answer.
        log.exception("an answer could not be marked")
        found = outcome.undecided("error")
    return found.as_row(row_id, (time.perf_counter() - started) * 1000)


def _mark(row: GradeRow) -> Outcome:
    if row.kind in ("choice", "choices"):
        return choices.judge(row)
    if row.kind == "sql":
        from touchstone.maths.kinds import sql

        return sql.judge(row, Deadline(row.deadline_ms * PLANNED))
    if row.kind == "text":
        return replace(outcome.undecided("person"), reason="A person reads this answer.")
    if not isinstance(row.key, str) or not isinstance(row.answer, str):
        raise InvalidRow("'key' and 'answer' are text, except for choices.")
    if ("sum" in row.key or "prod" in row.key) and (kept := _with_sums(row)) is not None:
        return kept
    question = Judging(row)
    unnamed = (
        named_operations.without_name(row.key, row.answer)
        if row.kind is None or row.kind in named_operations.VALUES
        else None
    )
    text = unnamed[0] if unnamed is not None and unnamed[1] else row.answer
    found = _judged(question, text)
    if found.outcome in _VERDICTS and _may_be_factorial(row, text, found.outcome):
        return replace(outcome.undecided("factorial"), read_as=found.read_as)
    if found.outcome == "incorrect" and (known := _well_known(row, question, text, found)) is not None:
        return replace(known, read_as=found.read_as)
    if found.outcome in ("incorrect", "undecided") and (alike := _growing_alike(row, found)) is not None:
        return alike
    if found.outcome == "incorrect" and (classes := _by_growth(row, text)) is not None:
        return replace(classes, read_as=found.read_as)
    if _called_otherwise(row, question, text, found) and not _either_way(row, question, text, found):
        return replace(outcome.undecided(applied.STEP, applied.OPEN), read_as=found.read_as)
    if unnamed is None or unnamed[1] or found.outcome not in ("incorrect", "unreadable"):
        return found
    # A name that the key doesn't speak of: what is right without it may be the value of something else.
    right = _judged(Judging(row), unnamed[0]).outcome in ("correct", "partial")
    return (
        replace(outcome.undecided(named_operations.STEP, named_operations.OPEN), read_as=found.read_as)
        if right
        else found
    )


def _with_sums(row: GradeRow) -> Outcome | None:
    from touchstone.maths.sums import judge

    return judge.judge(row)


_VERDICTS = ("correct", "partial", "incorrect")
# `n!=24`: behind a whole number's letter, or a bracket that has one, before a factorial's value.
_FACTORIALS = "|".join(str(math.factorial(n)) for n in range(3, 13))
_COUNTED = r"(?:[nmkN]|\([^()A-Za-z]*+[nmkN][^()A-Za-z]*+\))"
_JOINED = re.compile(rf"(?<![A-Za-z0-9_\\])({_COUNTED}!)=(?=\s*+(?:{_FACTORIALS})(?![0-9.,]))")


def _may_be_factorial(row: GradeRow, text: str, outcome_as_read: str) -> bool:
    """Whether `n!=24` was read as n ≠ 24, and the verdict might be another were it n! = 24."""
    written = str(row.key)
    if not (_JOINED.search(written) or _JOINED.search(text)):
        return False
    key = _JOINED.sub(r"\1 =", written)
    try:
        other = _judged(Judging(row.model_copy(update={"key": key})), _JOINED.sub(r"\1 =", text))
    except BadKey:
        return False
    return other.outcome != outcome_as_read


# Classes of growth, and letters that are well-known functions, as they are written.
_GROWTH = re.compile(
    r"(?<![A-Za-z])(?:[Oo]|\\?(?:Theta|Omega)|[ΘΩ]|\\mathcal\{?\s*O\}?)\s*(?:\\left|\\[bB]igg?l?)?\s*\("
)
_WELL_KNOWN = re.compile(r"[Pp]hi|sigma|[Φφϕσ]|(?<![A-Za-z\\])[NQ](?![A-Za-z])")


def _well_known(row: GradeRow, question: Judging, text: str, found: Outcome) -> Outcome | None:
    """What the functions that Φ, φ and σ often are say of an answer that was refuted for any function."""
    if not _WELL_KNOWN.search(str(row.key)) and not _WELL_KNOWN.search(text):
        return None
    if found.decided_by == "kind" or any(mistake.name == found.mistake for mistake in row.mistakes):
        return None
    from touchstone.maths import well_known

    return well_known.agreeing(row, question, text, _judged)


def _by_growth(row: GradeRow, text: str) -> Outcome | None:
    """Undecided where classes of growth, `O(n log n)`, may be the same."""
    if "(" not in text or not _GROWTH.search(text) or not _GROWTH.search(str(row.key)):
        return None
    from touchstone.maths import growth_classes

    if not growth_classes.may_be(row, text):
        return None
    return outcome.undecided(growth_classes.STEP, growth_classes.OPEN)


def _either_way(row: GradeRow, question: Judging, text: str, found: Outcome) -> bool:
    """Whether what is right for factors is also right for the function that a letter certainly is."""
    if found.outcome != "correct":
        return False
    known = _well_known(row, question, text, found)
    return known is not None and known.outcome == "correct"


def _growing_alike(row: GradeRow, found: Outcome) -> Outcome | None:
    """`O(n log_2 n)` beside `O(n log n)`: right, or a person's to say; None for anything else."""
    assert isinstance(row.key, str)
    assert isinstance(row.answer, str)
    key = growth.inside(row.key)
    if key is None or row.kind not in (None, "expression", "equation") or row.form or row.up_to:
        return None
    answer = growth.inside(row.answer)
    text = growth.bare(row.answer) if answer is None else answer.function
    try:
        question = Judging(row.model_copy(update={"key": key.function, "kind": "expression", "mistakes": []}))
    except BadKey:
        return None
    read = question.read(text)
    if key.name in question.said or isinstance(read, Unreadable):
        return None
    finding = growth.compare(question.key, read)
    if finding is None:
        return None
    sure = finding.equal and answer is not None and growth.alike(key, answer)
    alike = outcome.correct(growth.STEP) if sure else outcome.undecided(growth.STEP)
    return replace(alike, read_as=found.read_as)


def _called_otherwise(row: GradeRow, question: Judging, text: str, found: Outcome) -> bool:
    """Whether the verdict hangs on a letter before brackets, `h(2x)`, that may be a function or a factor."""
    if question.typed is None or found.outcome not in _VERDICTS:
        return False
    if not (applied.candidates(text) or applied.candidates(str(row.key))):
        return False
    letters = applied.maybe([(question.written, str(row.key)), (question.typed, text)])
    letters -= question.said
    if not letters:
        return False
    called = row.model_copy(update={"names": [*row.names, *(f"{name}()" for name in letters)]})
    try:
        other = _judged(Judging(called), text).outcome
    except BadKey:
        return True
    return other != found.outcome


def _judged(question: Judging, text: str) -> Outcome:
    read = question.read(text)
    if isinstance(read, Unreadable):
        return outcome.unreadable(read.reason)
    try:
        answer = question.as_asked(read, arrays.resolve(read))
    except arrays.Mismatch as error:
        return outcome.unreadable(str(error)).read(latex_of(read, question.kind))
    question.typed = read
    found = question.judge(answer)
    if found.outcome == "incorrect" and question.may_be_either(read, text):
        found = outcome.undecided("separators")
    if found.outcome == "incorrect" and question.may_be_decimal(text):
        found = outcome.undecided("separators")
    if found.outcome == "incorrect" and question.may_be_imaginary(answer):
        found = outcome.undecided("imaginary unit")
    return found.read(latex_of(read, question.kind))


def latex_of(node: Node, kind: str | None) -> str:
    """How an answer to a question of that kind was read, in LaTeX."""
    from touchstone.maths.latex import as_read

    return as_read(node, kind)
