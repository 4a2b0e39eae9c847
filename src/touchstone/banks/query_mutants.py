"""Plants slips into the key of a query: a join of the other kind, a bound that is left out, a null forgotten.

A slip that returns what the key returns, on all of the question's tables, would be marked right when a
candidate makes it: the tables are too weak.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from touchstone.banks import walk
from touchstone.banks.drawing import draw_many
from touchstone.banks.mutation import Mutation, Survivor
from touchstone.banks.ordering import without_order
from touchstone.banks.query import Query
from touchstone.banks.question import Question
from touchstone.banks.service import Maths
from touchstone.banks.variant import Variant

AS_TEXT = "numbers sorted as text"


def _moved(match: re.Match[str]) -> str:
    """A condition on rows, asked of groups."""
    condition, grouped, having = match.groups()
    return f"{grouped} having {condition}" + (f" and {having}" if having else "")


def _not_in(match: re.Match[str]) -> str:
    """Rows that don't exist, asked as values not in a list: a null in it makes all of them unknown."""
    table, column, outer, more = match.groups()
    rest = f" where {more}" if more else ""
    return f"{outer} not in (select {column} from {table}{rest})"  # noqa: S608  it runs walled in


# What is looked for, what stands there instead, and what to call it.
_SLIPS: tuple[tuple[str, str | Callable[[re.Match[str]], str], str], ...] = (
    (r">=", ">", "bound left out"),
    (r"<=", "<", "bound left out"),
    (r">(?!=)", ">=", "bound taken in"),
    (r"(?<!>)<(?![=>])", "<=", "bound taken in"),
    (r"\b([a-z_.]+) >= (\S+) and \1 < ([^\s;)]+)", r"\1 between \2 and \3", "between takes both ends in"),
    (
        r"\b([a-z_.]+) between (\S+) and ([^;)]+?)(?= (?:group|order|and|or)\b|[;)]|$)",
        r"\1 > \2 and \1 < \3",
        "ends left out",
    ),
    (r"\bleft join\b", "join", "inner join"),
    (r"(?<!left )\bjoin\b", "left join", "left join"),
    (
        r"(\bleft join [^;()]*? on [^;()]*?) and ([^;()]*?)(?=\bgroup by\b|\border by\b|;|$)",
        r"\1 where \2 ",
        "condition in where",
    ),
    (r"\bdistinct\b", "", "repeated rows"),
    (r"\bsum\(", "avg(", "average for sum"),
    (r"\bavg\(", "sum(", "sum for average"),
    (r"\bavg\(([a-z_.]+)\)", r"sum(\1) / count(*)", "average counts nulls"),
    (r"\bmin\(", "max(", "largest for smallest"),
    (r"\bmax\(", "min(", "smallest for largest"),
    (r"\bcount\(\*\)", "count(distinct 1)", "rows not counted"),
    (r"\bcount\((?!\*|distinct)[^()]+\)", "count(*)", "rows counted for values"),
    (r"\bcount\(distinct ", "count(", "repeated values counted"),
    (r"\b(\d+)\.0\b", r"\1", "whole-number division"),
    (r"\bcast\(([^()]+|\w+\([^()]*\)) as real\)", r"\1", "whole-number division"),
    (r"\band\b", "or", "or for and"),
    (r"\bor\b", "and", "and for or"),
    (r"\bdesc\b", "asc", "order turned round"),
    (r"\border by ([a-z_.]+)(?![\w.(])", r"order by \1 || ''", AS_TEXT),
    (r"(\border by [^;()]+?), [^;(),]+(?=[;)]|$)", r"\1", "last term of the order forgotten"),
    (r"\bis not null\b", "is null", "null turned round"),
    (r"\bis null\b", "is not null", "null turned round"),
    (r"\bis not (?!null|distinct)", "<> ", "null never differs"),
    (r"\bis (?!not|null|distinct)", "= ", "null never equals"),
    (r"\bunion all\b", "union", "union for union all"),
    (r"\bunion\b(?! all)", "union all", "union all for union"),
    (r"\bpartition by [a-z_.]+", "", "partition forgotten"),
    (r"\b(?:dense_)?rank\(\)", "row_number()", "row number for rank"),
    (r"\blag\(", "lead(", "next for previous"),
    (r"\blead\(", "lag(", "previous for next"),
    (r"\brows (?=between|unbounded)", "range ", "frame by value"),
    (r"= '(\w+)'", r"like '%\1'", "part of a word"),
    (r"= '(\w+)'", r"like '\1%'", "part of a word"),
    (r"= '(\w+)'", r"like '%\1%'", "part of a word"),
    (r"\b(group by) [a-z_.]+, ", r"\1 ", "grouping by the name only"),
    (r"\bcoalesce\(([a-z_.]+), 0\)", r"\1", "null not replaced"),
    (r"\blimit (\d+)", r"limit \1 + 1", "one row more"),
    (r"\bhaving\b.*?(?=\border by\b|\blimit\b|\)|;|$)", "", "groups not filtered"),
    (r"\bwhere\b.*?(?=\bgroup by\b|\border by\b|\)|;|$)", "", "rows not filtered"),
    (
        r"\bwhere ([^();]+?)\s(group by [^();]+?)\s*(?:having ([^;]+))?(?=;|$)",
        _moved,
        "rows filtered after grouping",
    ),
    (
        r"\bnot exists \(select \S+ from (\w+) where ([a-z_.]+) = ([a-z_.]+)(?: and ([^()]+))?\)",
        _not_in,
        "null among what is not in",
    ),
)


def slips(query: str, numbers: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Each wrong query with the name of its slip; one place is changed at a time.

    `numbers` are the columns that hold numbers: sorted as text, others stay as they are.
    """
    query = query if "--" in query else " ".join(query.split())
    for pattern, instead, name in _SLIPS:
        for match in re.finditer(pattern, query, re.IGNORECASE):
            if name == AS_TEXT and match[1].rpartition(".")[2] not in numbers:
                continue
            wrong = match.expand(instead) if isinstance(instead, str) else instead(match)
            changed = query[: match.start()] + wrong + query[match.end() :]
            if changed != query:
                yield name, changed


def _numbers(query: Query) -> frozenset[str]:
    """The columns of any table that hold a number."""
    return frozenset(
        column
        for table in query.tables.values()
        for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=False)
        if any(isinstance(cell, int | float) for cell in cells)
    )


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
            planted = list(_planted(task.query, str(task.proof)))
            row = {**variant.part(part_id).row, "mistakes": []}
            verdicts = maths.grade_many([{**row, "answer": wrong} for _, wrong in planted]) if planted else ()
            for (name, wrong), verdict in zip(planted, verdicts, strict=True):
                total += _judged(question.id, part_id, name, wrong, str(verdict["outcome"]))
    return total


def _planted(query: Query, proof: str) -> Iterator[tuple[str, str]]:
    """Slips in the key and in the other way to write it, which candidates take as well."""
    numbers = _numbers(query)
    yield from slips(query.value, numbers)
    yield from slips(proof, numbers)
    unsorted = without_order(query.value) if query.ordered else None
    if unsorted is not None:
        yield "order forgotten", unsorted


def _judged(question_id: str, part_id: str, slip: str, wrong: str, outcome: str) -> Mutation:
    if outcome == "unreadable":
        return Mutation()
    if outcome == "correct":
        shown = " ".join(wrong.split())
        survivor = Survivor(question_id, part_id, slip, "key", shown, "the tables can't tell it from the key")
        return Mutation(planted=1, survivors=(survivor,))
    return Mutation(planted=1, caught=1)
