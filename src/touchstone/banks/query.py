"""Questions that are answered with a query: the key in SQL, and the small tables that it runs on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from touchstone.core.counts import count
from touchstone.core.ids import SnakeId
from touchstone.core.validate import Content

Sql: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Cell: TypeAlias = int | float | Annotated[str, StringConstraints(max_length=200)] | None

MOST_ROWS, MOST_COLUMNS = 40, 10  # of one table: more is not read in an interview


class DataTable(Content):
    """A small table: the names of its columns, and its rows. `null` is an empty cell."""

    columns: tuple[SnakeId, ...] = Field(min_length=1, max_length=MOST_COLUMNS)
    rows: tuple[tuple[Cell, ...], ...] = Field(max_length=MOST_ROWS)

    @model_validator(mode="after")
    def _rectangular(self) -> DataTable:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {number} has {count(len(row), 'cell')} for {count(len(self.columns), 'column')}"
                )
        return self

    def markdown(self, name: str) -> str:
        """The table as a candidate sees it."""
        head = "| " + " | ".join(self.columns) + " |\n|" + " --- |" * len(self.columns)
        rows = ["| " + " | ".join(map(_shown, row)) + " |" for row in self.rows]
        return f"Table `{name}`:\n\n" + "\n".join([head, *rows])


Tables: TypeAlias = dict[SnakeId, DataTable]


class Query(Content):
    """The key as a query, marked by what it returns: columns' names and, unless `ordered`, the order of rows
    don't count.

    Candidates see `tables`. A right answer must also return what the key does on each of `also`, other
    contents of the same tables, so that none is right by accident.
    """

    value: Sql
    tables: Tables = Field(min_length=1, max_length=5)
    also: tuple[Tables, ...] = Field(default=(), max_length=6)
    ordered: bool = Field(default=False, description="Whether the order of the rows counts.")

    @model_validator(mode="after")
    def _same_shape(self) -> Query:
        for number, other in enumerate(self.also, 1):
            if _shape(other) != _shape(self.tables):
                raise ValueError(f"the tables of `also` number {number} have other names or columns")
        return self

    def row(self) -> dict[str, Any]:
        """The fields of a grading row, without answer and mistakes."""
        sets = [_plain(tables) for tables in (self.tables, *self.also)]
        return {"kind": "sql", "key": self.value, "data": sets, "ordered": self.ordered}

    def shown(self) -> str:
        """The key as code."""
        return f"```sql\n{self.value.strip()}\n```"

    def markdown(self) -> str:
        """The tables as a candidate sees them."""
        return "\n\n".join(table.markdown(name) for name, table in self.tables.items())


def _shape(tables: Tables) -> dict[str, tuple[str, ...]]:
    return {name: table.columns for name, table in tables.items()}


def _plain(tables: Mapping[str, DataTable]) -> dict[str, Any]:
    return {
        name: {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}
        for name, table in tables.items()
    }


def _shown(cell: Cell) -> str:
    if cell is None:
        return "*null*"
    return str(cell).replace("|", "\\|")
