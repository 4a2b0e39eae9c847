"""Checks rows: their cells against a model, their keys against each other, their names against the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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


def known_names(
    rows: Iterable[tuple[Line, M]], names: Mapping[str, Listed[Any]], problems: list[Problem]
) -> list[tuple[Line, M]]:
    """The rows whose source, series, place and flags exist; a problem for each name that doesn't.

    A row that means a broken entry is left out without a word: the entry has its problem. Where the file that
    lists the names is missing or an id in it can't be read, its names go unchecked, which `unchecked` says.
    """
    kept: list[tuple[Line, M]] = []
    for line, row in rows:
        unknown = [
            line.problem(column, f"unknown {column} {value!r}", did_you_mean(value, known.written or ()))
            for column, known in names.items()
            if (value := getattr(row, column, None)) and known.lacks(value)
        ]
        unknown += [
            line.problem("flags", f"unknown flag {code!r}", did_you_mean(code, SENTENCES))
            for code, _ in parse_flags(getattr(row, "flags", ""))
            if code not in SENTENCES
        ]
        problems.extend(unknown)
        if not unknown and all(_usable(row, column, known) for column, known in names.items()):
            kept.append((line, row))
    return kept


def known_currencies(
    rows: Iterable[tuple[Line, PayRow]], known: Collection[str], problems: list[Problem]
) -> Iterator[tuple[Line, PayRow]]:
    """The rows in a currency that some place uses or some rate converts; a problem for each other."""
    for line, row in rows:
        if row.currency in known:
            yield line, row
        else:
            said = f"no place uses the currency {row.currency!r} and no exchange rate is known for it"
            problems.append(line.problem("currency", said, did_you_mean(row.currency, known)))


_WHEN = ("as_of", "start", "year")  # the column that says, in each kind of table, when its time begins


def begun(
    rows: Iterable[tuple[Line, M]], today: date | None, problems: list[Problem]
) -> Iterator[tuple[Line, M]]:
    """The rows of a time that has begun by `today` (None: all); a problem for each of a time to come."""
    for line, row in rows:
        column, said = next((name, at) for name in _WHEN if (at := getattr(row, name, None)) is not None)
        begins = said if isinstance(said, date) else date(said, 1, 1)
        if today is None or begins <= today:
            yield line, row
        else:
            problems.append(line.problem(column, f"{said} is still to come on {today}"))
