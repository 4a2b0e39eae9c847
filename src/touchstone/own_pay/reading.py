"""Reads an organisation's own file through a mapping: every row, or what is wrong with which cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from touchstone.core.letters import one_line
from touchstone.core.money import Period
from touchstone.core.problems import Problem, did_you_mean
from touchstone.own_pay import cells
from touchstone.own_pay.doubts import Markets, full_hours, misread, unlikely, unread_columns
from touchstone.own_pay.equal_work import plain_name
from touchstone.own_pay.glance import Glance, glance
from touchstone.own_pay.mapping import ColumnMapping, Unmapped, cell, codec, unmapped, unread
from touchstone.own_pay.model import Field, PaidPerson, Sex
from touchstone.own_pay.numbers import amount
from touchstone.own_pay.words import BASES, CONTRACTS, TAXES, written_out
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers.base import NotThisFormat, Progress, quiet
from touchstone.salaries.importers.sheets import stream
from touchstone.salaries.importers.xlsx import Number
from touchstone.salaries.regions import Region, Regions

W = TypeVar("W")
MAX_BYTES = 50_000_000
MAX_ROWS = 200_000  # a payroll, not a market; a warehouse takes more
MOST_PROBLEMS = 500
MOST_HOURS = 8784  # all hours of a leap year
# Of a full-time year: 48 hours a week is the most that Directive 2003/88/EC (art. 6) lets anybody work.
MOST_FULL_HOURS = 48 * 52
LEAST_YEAR, MOST_YEAR = 1, Decimal(10) ** 12  # of any currency: beyond, nothing can be counted with it


@dataclass(frozen=True)
class Known:
    """What words in a file may mean: places by name, roles by name or id (None: no such role), currencies.

    `roles` are the titles that a person is told, `units_per_usd` is about what a dollar costs, `markets` what
    is paid for a role, level and place.
    """

    regions: Regions
    find_role: Callable[[str], str | None]
    roles: tuple[str, ...]
    currencies: frozenset[str]
    units_per_usd: Callable[[str], float | None] = lambda currency: None
    markets: Markets = lambda role, level, place: None


@dataclass(frozen=True)
class Payroll:
    """The good rows, the problems of the others, and what is hard to believe of good rows and of columns.

    `whole` is False where reading stopped at so many problems.
    """

    file: str
    people: tuple[PaidPerson, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()
    whole: bool = True

    @property
    def rows(self) -> int:
        """How many rows were read, good and bad."""
        return len({one.number for one in self.people} | {one.line for one in self.problems})


def read(path: Path, mapping: ColumnMapping, known: Known, progress: Progress = quiet) -> Payroll | Unmapped:
    """Every row of a CSV, workbook or zip of either. Raises NotThisFormat for another or a hostile file."""
    small(path)
    people: list[PaidPerson] = []
    problems: list[Problem] = []
    encoding, wanted = codec(mapping.encoding), frozenset(mapping.columns.values())
    seen = glance(path, mapping)
    with stream(path, columns=wanted, progress=progress, encoding=encoding, alone=True) as table:
        lacking = unmapped(mapping, table.header)
        if lacking is not None:
            return lacking
        for made in table.rows:
            found = made if isinstance(made, Problem) else _Row(made, mapping, known, seen).read()
            if isinstance(found, PaidPerson):
                people.append(found)
            else:
                problems += [found] if isinstance(found, Problem) else found
            if len(people) > MAX_ROWS:
                raise NotThisFormat(f"{table.file} has more than {MAX_ROWS:,} rows; ask a warehouse instead")
            if len(problems) >= MOST_PROBLEMS:
                break
    whole = len(problems) < MOST_PROBLEMS
    problems += _twice(table.file, people)
    doubts = (
        *unread_columns(table.file, mapping, table.header),
        *misread(table.file, people, mapping.encoding),
        *full_hours(table.file, people),
        *unlikely(table.file, people, known.units_per_usd, known.markets),
    )
    left = unread(mapping, table.header)
    return Payroll(table.file, tuple(people), tuple(problems), doubts, left, whole)


def small(path: Path) -> None:
    """Raises NotThisFormat for a file that is larger than a payroll."""
    if path.stat().st_size > MAX_BYTES:
        raise NotThisFormat(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB")


def _twice(file: str, people: Iterable[PaidPerson]) -> list[Problem]:
    """Somebody who stands twice would count twice."""
    first: dict[str, int] = {}
    found: list[Problem] = []
    for one in people:
        who = plain_name(one.person)
        if who and who in first:
            said = f"the person {one.person!r} stands twice; first in row {first[who]}"
            found.append(Problem(file, one.number, 1, said))
        first.setdefault(who, one.number)
    return found


@dataclass(frozen=True)
class _Row:
    line: Line
    mapping: ColumnMapping
    known: Known
    column: Glance

    def read(self) -> PaidPerson | list[Problem]:
        """The row, or every problem in it."""
        readers: Mapping[str, tuple[Field, Callable[[str], Any]]] = {
            "person": (Field.PERSON, cells.word),
            "group": (Field.GROUP, cells.word),
            "role": (Field.ROLE, self._role),
            "level": (Field.LEVEL, cells.level),
            "region": (Field.PLACE, self._place),
            "pay": (Field.PAY, self._amount),
            "currency": (Field.CURRENCY, self._currency),
            "period": (Field.PERIOD, cells.period),
            "months_paid": (Field.MONTHS, cells.months),
            "hours_a_year": (Field.HOURS, self._hours),
            "fte": (Field.FTE, self._share),
            "sex": (Field.SEX, self._sex),
            "tax": (Field.TAX, self._stated(Field.TAX, TAXES)),
            "basis": (Field.BASIS, self._stated(Field.BASIS, BASES)),
            "contract": (Field.CONTRACT, self._stated(Field.CONTRACT, CONTRACTS)),
        }
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, (ours, reader) in readers.items():
            try:
                values[name] = reader(cell(self.mapping, self.line.cells, ours))
            except ValueError as error:
                problems.append(self._problem(ours, str(error)))
        problems += self._unconverted(values)
        if problems:
            return problems
        person = PaidPerson(number=self.line.number, **values)
        year = person.yearly.amount
        if not LEAST_YEAR <= year < MOST_YEAR:
            return [
                self._problem(Field.PAY, f"it makes {float(year):.3g} {person.currency} a full-time year")
            ]
        return person

    def _problem(self, ours: Field, said: str) -> Problem:
        column = self.mapping.columns.get(ours, "")
        return self.line.problem(column, f"{one_line(column) or ours}: {said}")

    def _unconverted(self, values: Mapping[str, Any]) -> list[Problem]:
        """A month's or an hour's pay says nothing of a year's until it is known how often it is paid."""
        period = values.get("period")
        if period is Period.MONTH and values.get("months_paid", 0) is None:
            return [self._problem(Field.MONTHS, "a month's pay needs how many are paid a year: 12, 13 or 14")]
        if period is Period.HOUR and values.get("hours_a_year", 0) is None:
            return [self._problem(Field.HOURS, "an hour's pay needs how many hours are paid a year")]
        share, hours = values.get("fte"), values.get("hours_a_year")
        if period is Period.HOUR and share and hours and share < 1 and hours / share > MOST_FULL_HOURS:
            said = (
                f"{hours:,.0f} hours at a share of {share:.2g} make {hours / share:,.0f} of full time; give "
                "the hours that this person is paid, or no share of full time"
            )
            return [self._problem(Field.HOURS, said)]
        return []

    def _mapped(self, ours: Field) -> bool:
        return ours in self.mapping.columns or ours in self.mapping.constants

    def _share(self, text: str) -> Decimal:
        """Full time where no column says otherwise; an empty cell in such a column is no answer."""
        return cells.share(text, in_percent=self.column.in_percent) if self._mapped(Field.FTE) else Decimal(1)

    def _stated(self, ours: Field, words: Mapping[str, W]) -> Callable[[str], W | None]:
        """What kind of pay it is, where a column says so; there an empty cell is no answer, either."""

        def read(text: str) -> W | None:
            if not self._mapped(ours):
                return None
            if text.casefold() not in words:
                known = " or ".join(dict.fromkeys(str(word) for word in words.values()))
                raise ValueError(f"found {text[:40]!r}, expected {known}; map your own word to one")
            return words[text.casefold()]

        return read

    def _role(self, text: str) -> str:
        found = self.known.find_role(text)
        if found is None:
            raise ValueError(
                f"no role is called {text[:60]!r}; {did_you_mean(written_out(text), self.known.roles)}"
            )
        return found

    def _place(self, text: str) -> str:
        found = self.known.regions.resolve(text)
        if not isinstance(found, Region):
            raise ValueError(str(found))
        return found.id

    def _currency(self, text: str) -> str:
        code = text.upper()
        if code not in self.known.currencies:
            hint = did_you_mean(code, self.known.currencies, list_when_at_most=0)
            raise ValueError(f"no currency is called {text[:20]!r}" + (f"; {hint}" if hint else ""))
        return code

    def _amount(self, text: str) -> Decimal:
        code = cell(self.mapping, self.line.cells, Field.CURRENCY).upper()
        found = amount(text, self.mapping.decimal, typed=self._typed(Field.PAY, text), currency=code)
        if isinstance(found, str):
            raise ValueError(found)
        return found

    def _hours(self, text: str) -> Decimal | None:
        if not text:
            return None
        found = amount(text, self.mapping.decimal, typed=self._typed(Field.HOURS, text))
        if isinstance(found, str):
            raise ValueError(found.replace("an amount", "hours a year"))
        if not 1 <= found <= MOST_HOURS:
            raise ValueError(f"found {text[:20]!r}, expected hours a year between 1 and {MOST_HOURS}")
        return found

    def _sex(self, text: str) -> Sex | None:
        if self.column.says_h and text.casefold() == "m":
            raise ValueError(f"{text!r} beside 'H' may be a mujer or a man: map both to woman or man")
        return cells.sex(text)

    def _typed(self, ours: Field, text: str) -> bool:
        """Whether somebody wrote it: a workbook's text cells, too, and what the mapping says."""
        held = self.line.cells.get(self.mapping.columns.get(ours, ""), "")
        return not (isinstance(held, Number) and held == text)
