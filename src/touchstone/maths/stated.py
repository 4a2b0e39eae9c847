"""The value that an answer gives, as marking reads it, in the words of keys: for later parts that use it."""

from __future__ import annotations

from collections.abc import Mapping

from touchstone.maths import arrays
from touchstone.maths.functions import FUNCTIONS
from touchstone.maths.keys import BadKey
from touchstone.maths.kinds import collections, listed_values, named, named_operations, otherwise
from touchstone.maths.kinds.shape import is_statement
from touchstone.maths.plain import to_plain
from touchstone.maths.question import Question
from touchstone.maths.row import InvalidRow, read_row
from touchstone.maths.traits import names_in, traits
from touchstone.maths.tree import Matrix, Node
from touchstone.maths.unreadable import Unreadable

NO_VALUE: dict[str, object] = {"ok": False}
"""What is no mathematics, can't be read or stands beside a key that can't be used."""


def stated(row: Mapping[str, object]) -> dict[str, object]:
    """`{"ok": True, "text", "strange"}` for the answer of a row.

    `strange` are names, constants and functions in it of which its question says nothing.
    """
    try:
        checked = read_row(row)
        if checked.kind in ("choice", "choices", "sql", "text"):
            return NO_VALUE
        question = Question(checked)
        value = _value(question, str(checked.answer))
    except (InvalidRow, BadKey, arrays.Mismatch):
        return NO_VALUE
    if value is None:
        return NO_VALUE
    functions = {called.split("^")[0].rstrip("'") for called in traits(value).functions - FUNCTIONS.keys()}
    strange = (names_in(value) | traits(value).constants | functions) - question.names
    return {"ok": True, "text": to_plain(value), "strange": sorted(strange)}


def _value(question: Question, text: str) -> Node | None:
    unnamed = named_operations.without_name(str(question.row.key), text)
    read = question.read(unnamed[0] if unnamed is not None and unnamed[1] else text)
    if isinstance(read, Unreadable):
        return None
    key, answer = question.key, question.as_asked(read, arrays.resolve(read))
    labelled = None if is_statement(key) else named.labelled(question.kind, answer)
    answer = answer if labelled is None else labelled[1]
    if question.unordered:
        answer = listed_values.plain(answer)
    answer = listed_values.numbered(answer, question.names | names_in(key))
    answer = named.plain(key, answer, unordered=question.unordered, asked=question.row.kind is not None)
    answer = collections.in_brackets_of(key, answer, question.setting)
    return next(otherwise.matrices(answer, key), answer) if isinstance(key, Matrix) else answer
