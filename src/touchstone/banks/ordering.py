"""Keys that choose rows by their order: the ORDER BY says which, or what they return is chance.

Rows that it leaves level may come in any order, in answers too; but where a LIMIT cuts between them, none of
the results is more right than others. So the key is run again with all of its columns as further terms, up
and down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from touchstone.banks import walk
from touchstone.banks.question import Question
from touchstone.banks.service import Maths
from touchstone.banks.variant import Variant
from touchstone.maths.kinds.sql_text import ordered_further, outer_order

MOST_COLUMNS = 12  # of a result; further terms than it has columns can't be run, and say nothing


def undecided_order(question: Question, variants: Sequence[Variant], maths: Maths) -> Iterator[str]:
    """Where a LIMIT of the key cuts between rows that its order leaves level."""
    for _, part_id, task in walk.tasks(question):
        if task.query is None or outer_order(task.query.value) is None:
            continue
        for variant in variants[:1]:  # the tables of a query are the same on every seed
            row = {**variant.part(part_id).row, "mistakes": []}
            asked = [{**row, "answer": text} for text in decided(task.query.value)]
            verdicts = [verdict for verdict in maths.grade_many(asked) if verdict["outcome"] != "unreadable"]
            if any(verdict["outcome"] != "correct" for verdict in verdicts):
                yield (
                    "the key leaves some rows level and cuts between them: another right query may return "
                    "others; sort by one more column, and say so in the prompt"
                )


def decided(query: str) -> Iterator[str]:
    """The query with one column more in its ORDER BY, two, and so on; each rising and falling."""
    for direction in ("ASC", "DESC"):
        for count in range(1, MOST_COLUMNS + 1):
            further = ordered_further(query, count, direction)
            if further is not None:
                yield further


def without_order(query: str) -> str | None:
    """The query without its ORDER BY, or None when it has none."""
    order = outer_order(query)
    return None if order is None else f"{query[: order.start]} {query[order.end :]}"
