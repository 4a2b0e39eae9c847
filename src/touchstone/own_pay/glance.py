"""What only a whole column says of its cells: whether 80 is a percentage, whether M is a man."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from touchstone.core.numerals import decimal_of
from touchstone.own_pay.mapping import ColumnMapping, cell, codec
from touchstone.own_pay.model import Field
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers.sheets import stream

LEAST_PERCENT = 5  # of full time; below it nobody is employed, and 1.05 or 2 is something else


@dataclass(frozen=True)
class Glance:
    """`in_percent`: the column of full-time shares counts to 100: somebody stands at 100, and more cells are
    5 to 100 than a share up to 1. A cell that is neither, a slip, says nothing of the others. A single 40
    or 37.5 is hours a week as likely; such a column never comes to 100.

    `says_h`: somebody's sex is `H`, as of a hombre beside a mujer, whatever the mapping makes of it.
    """

    in_percent: bool = False
    says_h: bool = False


def glance(path: Path, mapping: ColumnMapping) -> Glance:
    """One look through the file before its rows are read. Raises NotThisFormat."""
    looked_at = {mapping.columns[one] for one in (Field.FTE, Field.SEX) if one in mapping.columns}
    if not looked_at:
        return Glance()
    percents = shares = 0
    full = says_h = False
    with stream(path, columns=frozenset(looked_at), encoding=codec(mapping.encoding), alone=True) as table:
        for line in table.rows:
            if not isinstance(line, Line):
                continue
            sex = line.cells.get(mapping.columns.get(Field.SEX, ""), "")
            says_h = says_h or sex.strip().casefold() == "h"
            text = cell(mapping, line.cells, Field.FTE) if Field.FTE in mapping.columns else ""
            if text and "%" not in text:
                share = share_number(text) or Decimal(0)
                percents += LEAST_PERCENT <= share <= 100
                shares += 0 < share <= 1
                full = full or share == 100
    return Glance(full and percents > shares, says_h)


def share_number(text: str) -> Decimal | None:
    """The number in a cell of full-time shares, with a point or a comma; None for anything else."""
    with suppress(ValueError):
        return decimal_of(text.replace(",", "."))
    return None
