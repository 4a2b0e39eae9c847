"""An option that takes one of a few names and says which is nearest to what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from math import isfinite, nan
from typing import Any

import click

from touchstone.core.numerals import float_of, whole_of
from touchstone.core.problems import did_you_mean


class Named(click.Choice[str]):
    """One of `names`; `what` is what they are, as in “there is no level 'seniour'”."""

    def __init__(self, what: str, names: Iterable[str]) -> None:
        super().__init__(list(names))
        self.what = what

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself. Raises click.BadParameter with the nearest name, or all of them."""
        if value not in self.choices:
            hint = did_you_mean(value, self.choices)
            self.fail(f"there is no {self.what} {value!r}; {hint}", param, ctx)
        return value


class Whole(click.IntRange):
    """A whole number in a range, whose errors say what was found and what was expected."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises click.BadParameter with what was expected."""
        try:
            number = whole_of(str(value))
        except ValueError:
            number = None
        if number is None or not self._holds(number):
            self.fail(f"expected a whole number{self._bounds()}, found {value!r}", param, ctx)
        return number

    def _holds(self, number: int) -> bool:
        return (self.min is None or number >= self.min) and (self.max is None or number <= self.max)

    def _bounds(self) -> str:
        if self.min is None or self.max is None:
            return f" of at least {self.min:,}" if self.min is not None else ""
        return f" from {self.min:,} to {self.max:,}"


class Number(click.FloatRange):
    """A finite number between two bounds, whose errors say what was found and what was expected."""

    def __init__(self, least: float, most: float, *, above: bool = False) -> None:
        super().__init__(least, most, min_open=above)
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number. Raises click.BadParameter with what was expected."""
        try:
            number = float_of(str(value))
        except ValueError:
            number = nan
        if not isfinite(number) or not self._holds(number):
            least = f"above {self.least:g} and up" if self.min_open else f"from {self.least:g}"
            self.fail(f"expected a number {least} to {self.most:g}, found {value!r}", param, ctx)
        return number

    def _holds(self, number: float) -> bool:
        return self.least <= number <= self.most and not (self.min_open and number == self.least)


_LIKE, _DAY = "2026-11-23", re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Day(click.DateTime):
    """A day written as 2026-11-23."""

    name = "date"

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What stands in the help, in place of a pattern for programs."""
        return "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The day at midnight. Raises click.BadParameter with an example."""
        if isinstance(value, datetime):
            return value
        try:
            found = date.fromisoformat(value if _DAY.fullmatch(value) else "")  # not 2026-W48-1
        except ValueError:
            self.fail(f"expected a date such as {_LIKE}, found {value!r}", param, ctx)
        return datetime.combine(found, time())
