"""From a row to a verdict: reads the key and the answer, compares, judges the form.

Looks for known mistakes.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from touchstone.maths import arrays, outcome
from touchstone.maths.comparing import Setting, Tolerance
from touchstone.maths.domain import Domain
from touchstone.maths.keys import BadKey, read_key
from touchstone.maths.kinds import choices
from touchstone.maths.kinds.compare import compare
from touchstone.maths.kinds.shape import WORDS, shape_of
from touchstone.maths.outcome import Outcome
from touchstone.maths.row import GradeRow, InvalidRow, read_row
from touchstone.maths.sampling import Deadline
from touchstone.maths.tree import Node, names_in
from touchstone.maths.unreadable import Unreadable
from touchstone.maths.verdict import Finding

# The share of the deadline that steps may plan with; the rest is for what can't look at a clock.
PLANNED = 0.7


def mark(row: Mapping[str, object]) -> dict[str, object]:
    """The verdict on one row, in the shape of the command line's table. Never raises for what a row says."""
    started = time.perf_counter()
    row_id = row.get("id") if isinstance(row, Mapping) else None
    try:
        found = _mark(read_row(row))
    except (InvalidRow, BadKey) as error:
        return outcome.invalid(row_id, str(error))
    return found.as_row(row_id, (time.perf_counter() - started) * 1000)


def _mark(row: GradeRow) -> Outcome:
    if row.kind in ("choice", "choices"):
        return _mark_choice(row)
    if not isinstance(row.key, str) or not isinstance(row.answer, str):
        raise InvalidRow("'key' and 'answer' are text, except for choices.")
    question = Question(row)
    read = question.read(row.answer)
    if isinstance(read, Unreadable):
        return outcome.unreadable(read.reason)
    try:
        answer = arrays.resolve(read)
    except arrays.Mismatch as error:
        return outcome.unreadable(str(error)).read(latex_of(read))
    return question.judge(answer).read(latex_of(read))


class Question:
    """One question with its key read and its setting made."""

    def __init__(self, row: GradeRow) -> None:
        self.row = row
        declared = frozenset({*row.assume, *row.names} | ({row.variable} if row.variable else set()))
        assert isinstance(row.key, str)
        try:
            self.key = arrays.resolve(read_key(row.key, row.syntax, declared, row.kind))
        except arrays.Mismatch as error:
            raise BadKey(str(error)) from None
        self.names = declared | names_in(self.key)
        self.kind = row.kind or shape_of(self.key)
        wide = row.tolerance
        tolerance = Tolerance(wide.relative, wide.absolute) if wide else None
        self.setting = Setting(
            domain=Domain(row.assume),
            deadline=Deadline(row.deadline_ms * PLANNED),
            tolerance=tolerance,
            vectors=row.kind == "matrix",
            up_to=frozenset(row.up_to),
            variable=row.variable,
            constant_required=row.constant == "required",
        )

    def read(self, text: str) -> Node | Unreadable:
        """The tree of an answer."""
        from touchstone.maths.reader import Read, read

        found = read(text, syntax=self.row.syntax, names=self.names, expect=self.kind)
        return found.tree if isinstance(found, Read) else found

    def judge(self, answer: Node) -> Outcome:
        """The outcome of an answer that could be read."""
        finding = compare(self.key, answer, self.setting)
        if finding.equal:
            return outcome.correct(finding.step)
        if finding.undecided:
            return outcome.undecided(finding.step)
        return outcome.incorrect(finding.step, self._why(answer, finding))

    def _why(self, answer: Node, finding: Finding) -> str | None:
        if finding.step == "kind":
            asked, typed = WORDS[self.kind], WORDS[shape_of(answer)]
            if asked != typed:
                return f"This question asks for {asked}; you typed {typed}."
        return finding.note


def _mark_choice(row: GradeRow) -> Outcome:
    if row.kind == "choice":
        key, answer = (
            value[0] if isinstance(value, list) and value else value for value in (row.key, row.answer)
        )
        same = isinstance(key, str) and isinstance(answer, str) and choices.same_choice(key, answer)
        return outcome.correct("choice") if same else outcome.incorrect("choice")
    key_set, answer_set = choices.chosen(row.key), choices.chosen(row.answer)
    share = choices.credit(key_set, answer_set)
    if key_set == answer_set:
        return outcome.correct("choice")
    reason = "Some of your choices are right." if share else outcome.INCORRECT
    return outcome.partial(float(share), reason, "choice")


def latex_of(node: Node) -> str | None:
    """How an answer was read, in LaTeX."""
    from touchstone.maths.latex import to_latex

    return to_latex(node)
