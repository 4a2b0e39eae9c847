"""Plants slips into the key of a query: a join of the other kind, a bound that is left out, a null forgotten.

A slip that returns what the key returns, on all of the question's tables, would be marked right when a
candidate makes it: the tables are too weak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from touchstone.banks import walk
from touchstone.banks.drawing import draw_many
from touchstone.banks.mutation import Mutation, Survivor
from touchstone.banks.ordering import without_order
from touchstone.banks.question import Question
from touchstone.banks.service import Maths
from touchstone.banks.variant import Variant

# What is looked for, what stands there instead, and what to call it.
_SLIPS: tuple[tuple[str, str, str], ...] = (
    (r">=", ">", "bound left out"),
    (r"<=", "<", "bound left out"),
    (r">(?!=)", ">=", "bound taken in"),
    (r"(?<!>)<(?![=>])", "<=", "bound taken in"),
    (r"\bleft join\b", "join", "inner join"),
    (r"(?<!left )\bjoin\b", "left join", "left join"),
    (r"\bdistinct\b", "", "repeated rows"),
    (r"\bsum\(", "avg(", "average for sum"),
    (r"\bavg\(", "sum(", "sum for average"),
    (r"\bmin\(", "max(", "largest for smallest"),
    (r"\bmax\(", "min(", "smallest for largest"),
    (r"\bcount\(\*\)", "count(distinct 1)", "rows not counted"),
    (r"\band\b", "or", "or for and"),
    (r"\bor\b", "and", "and for or"),
    (r"\bdesc\b", "asc", "order turned round"),
    (r"\bis not null\b", "is null", "null turned round"),
    (r"\bis null\b", "is not null", "null turned round"),
    (r"\bunion all\b", "union", "union for union all"),
    (r"\bpartition by [a-z_.]+", "", "partition forgotten"),
    (r"= '(\w+)'", r"like '%\1'", "part of a word"),
    (r"\b(group by) [a-z_.]+, ", r"\1 ", "grouping by the name only"),
    (r"\bcoalesce\(([a-z_.]+), 0\)", r"\1", "null not replaced"),
    (r"\bhaving\b.*?(?=\border by\b|\blimit\b|\)|;|$)", "", "groups not filtered"),
    (r"\bwhere\b.*?(?=\bgroup by\b|\border by\b|\)|;|$)", "", "rows not filtered"),
)


def slips(query: str) -> Iterator[tuple[str, str]]:
    """Each wrong query with the name of its slip; one place is changed at a time."""
    for pattern, instead, name in _SLIPS:
        for match in re.finditer(pattern, query, re.IGNORECASE | re.DOTALL):
            changed = query[: match.start()] + match.expand(instead) + query[match.end() :]
            if changed != query:
                yield name, changed


def mutate_query(question: Question, maths: Maths) -> Mutation:
    """Plants every slip in the queries of a question; those that can't be run don't count."""
    total = Mutation()
    if question.kind != "sql":
        return total
    variants = [one for one in draw_many(question, [0], maths) if isinstance(one, Variant)]
    for variant in variants:
        for _, part_id, task in walk.tasks(question):
            if task.query is None:
                continue
            planted = list(slips(task.query.value))
            unsorted = without_order(task.query.value) if task.query.ordered else None
            planted += [("order forgotten", unsorted)] if unsorted is not None else []
            row = {**variant.part(part_id).row, "mistakes": []}
            verdicts = maths.grade_many([{**row, "answer": wrong} for _, wrong in planted]) if planted else ()
            for (name, wrong), verdict in zip(planted, verdicts, strict=True):
                total += _judged(question.id, part_id, name, wrong, str(verdict["outcome"]))
    return total


def _judged(question_id: str, part_id: str, slip: str, wrong: str, outcome: str) -> Mutation:
    if outcome == "unreadable":
        return Mutation()
    if outcome == "correct":
        shown = " ".join(wrong.split())
        survivor = Survivor(question_id, part_id, slip, "key", shown, "the tables can't tell it from the key")
        return Mutation(planted=1, survivors=(survivor,))
    return Mutation(planted=1, caught=1)
