"""Every row of the tables: text, how it is read, what is said about it; or why it isn't and where."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.reader_tables import CASES, Row, options, rows

from touchstone.maths.latex import to_latex
from touchstone.maths.plain import to_plain
from touchstone.maths.reader import Read, read
from touchstone.maths.tree import Interval
from touchstone.maths.unreadable import Unreadable

TABLES = sorted(path.stem for path in CASES.glob("*.yaml"))
READ = [row for table in TABLES if table not in ("refused", "both") for row in rows(table)]
REFUSED = rows("refused")


def ids(row: Row) -> str:
    return str(row["text"])


def ask(row: Row, text: str | None = None, **other: Any) -> Read | Unreadable:
    return read(row["text"] if text is None else text, **{**options(row), **other})


@pytest.mark.parametrize("row", READ, ids=ids)
def test_reads_and_what_was_read_can_be_written_in_both_syntaxes(row: Row) -> None:
    found = ask(row)
    assert isinstance(found, Read), found
    assert to_plain(found.tree) == row["reads"]
    assert list(found.notes) == row.get("notes", [])
    told = {"expect": "interval"} if isinstance(found.tree, Interval) else {}
    for syntax, text in (("plain", to_plain(found.tree)), ("latex", to_latex(found.tree))):
        again = ask(row, text, syntax=syntax, **told)
        assert isinstance(again, Read), again
        assert again.tree == found.tree


@pytest.mark.parametrize("row", REFUSED, ids=ids)
def test_refuses_with_a_caret_under_what_the_reason_is_about(row: Row) -> None:
    found = ask(row)
    assert isinstance(found, Unreadable), found
    assert found.reason == row["says"]
    assert row["text"][found.span.start : found.span.end] == row["at"]
    line, below = found.caret().split("\n")
    assert below == " " * found.span.start + "^" * max(1, len(row["at"]))
    assert len(line) == len(row["text"])


@pytest.mark.parametrize("row", rows("both"), ids=lambda row: row["latex"])
def test_both_syntaxes_read_to_one_tree(row: Row) -> None:
    plain, latex = read(row["plain"], syntax="plain"), read(row["latex"], syntax="latex")
    assert isinstance(plain, Read), plain
    assert isinstance(latex, Read), latex
    assert plain.tree == latex.tree
