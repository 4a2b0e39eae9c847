"""Checks rows: their cells against a model, their keys against each other, their names against the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from touchstone.core.expected import expected
from touchstone.core.problems import Problem, did_you_mean
from touchstone.salaries.csvs import Line
from touchstone.salaries.flags import SENTENCES, parse_flags
from touchstone.salaries.listed import Listed
from touchstone.salaries.model import PayRow, RateRow, UsPriceRow, WorldPriceRow

M = TypeVar("M", bound=BaseModel)


def checked(line: Line, model: type[M], columns: Sequence[str], problems: list[Problem]) -> M | None:
    """The row as a model, or None with a located problem for each bad cell."""
    cells = {name: cell for name, cell in line.cells.items() if name in columns and cell != ""}
    cells = {**dict.fromkeys(_texts(model), ""), **cells}
    try:
        return model.model_validate(cells)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            problems.append(_problem(line, found, cells))
        return None


def _texts(model: type[BaseModel]) -> list[str]:
    return [name for name, info in model.model_fields.items() if info.default == ""]


def _problem(line: Line, error: Any, cells: dict[str, str]) -> Problem:
    column = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "missing":
        return line.problem(column, f"the cell {column!r} is empty")
    if error["type"] == "value_error":
        return line.problem(column, str(error["ctx"]["error"]))
    if error["type"] in ("literal_error", "enum"):
        choices = error["ctx"]["expected"]
        known = [name.strip("' ") for name in choices.replace(" or ", ", ").split(", ")]
        hint = did_you_mean(cells.get(column, ""), known, list_when_at_most=0)
        return line.problem(column, f"{column}: found {cells.get(column)!r}, expected {choices}", hint)
    what = expected(error)
    message = f"expected {what}" if what else error["msg"][0].lower() + error["msg"][1:]
    return line.problem(column, f"{column}: {message}, found {cells.get(column)!r}")


def unique_rows(
    rows: Iterable[tuple[Line, M]], key: Callable[[Any], tuple[Any, ...]], problems: list[Problem]
) -> list[M]:
    """The rows whose key is new; a problem for each that repeats an earlier row's."""
    first: dict[tuple[Any, ...], Line] = {}
    kept: list[M] = []
    for line, row in rows:
        name = key(row)
        if name in first:
            other = first[name]
            message = "this row repeats an earlier one with the same keys"
            problems.append(
                Problem(line.file, line.number, 1, message, f"first at {other.file}:{other.number}")
            )
            continue
        first[name] = line
        kept.append(row)
    return kept


def _usable(row: Any, column: str, known: Listed[Any]) -> bool:
    value = getattr(row, column, None)
    return not value or value in known.good


def pay_key(row: PayRow) -> tuple[Any, ...]:
    """What makes a pay row the only one of its kind, whatever its currency: a figure is paid in one."""
    return row.source, row.as_of, row.region, row.series, row.level, row.period


def rate_key(row: RateRow) -> tuple[Any, ...]:
    """What makes an exchange rate the only one of its kind."""
    return row.source, row.currency, row.kind, row.start, row.end


def price_key(row: WorldPriceRow | UsPriceRow) -> tuple[Any, ...]:
    """What makes a price level the only one of its kind."""
    return row.source, row.region, row.year


_CURRENCY = re.compile(r"[A-Z]{3}")
_WHEN = ("as_of", "start", "year")  # the column that says, in each kind of table, when its time begins


@dataclass(frozen=True)
class Known:
    """What the rows of a table may name: in each of some columns, the `names` that are listed.

    `currencies` are those that some place uses or some rate converts; None when that can't be checked. Rows
    describe a time that has begun by `today`; None: any time.
    """

    names: Mapping[str, Listed[Any]]
    currencies: Collection[str] | None = None
    today: date | None = None


def usable(rows: Iterable[tuple[Line, M]], known: Known, problems: list[Problem]) -> list[tuple[Line, M]]:
    """The rows of a time that has begun whose names exist; every problem of each other row.

    A row that means a broken entry is left out without a word: the entry has its problem. Where the file that
    lists the names is missing or an id in it can't be read, its names go unchecked, which `unchecked` says.
    """
    kept: list[tuple[Line, M]] = []
    for line, row in rows:
        found = [*misnamed(line, known), *_to_come(line, row, known.today)]
        problems.extend(found)
        if not found and all(_usable(row, column, listed) for column, listed in known.names.items()):
            kept.append((line, row))
    return kept


def misnamed(line: Line, known: Known) -> Iterator[Problem]:
    """A problem for each name in a line that doesn't exist; the line may be broken elsewhere."""
    for column, listed in known.names.items():
        value = line.cells.get(column, "")
        if value and listed.lacks(value):
            yield line.problem(
                column, f"unknown {column} {value!r}", did_you_mean(value, listed.written or ())
            )
    for code, _ in parse_flags(line.cells.get("flags", "")):
        if code not in SENTENCES:
            yield line.problem("flags", f"unknown flag {code!r}", did_you_mean(code, SENTENCES))
    currency = line.cells.get("currency", "")
    if known.currencies is None or currency in known.currencies or not _CURRENCY.fullmatch(currency):
        return
    said = f"no place uses the currency {currency!r} and no exchange rate is known for it"
    yield line.problem("currency", said, did_you_mean(currency, known.currencies))


def _to_come(line: Line, row: BaseModel, today: date | None) -> Iterator[Problem]:
    whens = ((name, at) for name in _WHEN if (at := getattr(row, name, None)) is not None)
    column, said = next(whens, ("", None))
    if today is None or said is None:
        return
    if (said if isinstance(said, date) else date(said, 1, 1)) > today:
        yield line.problem(column, f"{said} is still to come on {today}")
