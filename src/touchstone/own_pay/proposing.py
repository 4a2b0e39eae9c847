"""What a file suggests about itself: its columns, how its letters are written, its sign before the cents.

A person looks at it before anything is kept. Only what the file itself shows is suggested, never a custom of
the country that it may come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from touchstone.own_pay.mapping import ColumnMapping, Encoding, codec, suggested
from touchstone.own_pay.model import Field
from touchstone.own_pay.reading import small
from touchstone.own_pay.words import KINDS
from touchstone.salaries.csvs import Line
from touchstone.salaries.importers.sheets import stream, written_in
from touchstone.salaries.importers.xlsx import Number

LOOKED_AT = 2_000  # rows; one with cents is enough
_COMMA = re.compile(r"\d,\d{1,2}\D*|.*\d\.\d{3},\d+\D*")
_POINT = re.compile(r"\d\.\d{1,2}\D*|.*\d,\d{3}\.\d+\D*")


@dataclass(frozen=True)
class Proposal:
    """The file's columns, and the mapping that it suggests."""

    columns: tuple[str, ...]
    mapping: ColumnMapping


def proposed(path: Path, encoding: Encoding | None = None) -> Proposal:
    """What a CSV, workbook or zip of one suggests, read in an `encoding` or in its own. Raises
    NotThisFormat."""
    small(path)
    letters: Encoding = encoding or written_in(path)
    with stream(path, encoding=codec(letters), alone=True) as table:
        mapping = suggested(table.header).model_copy(update={"encoding": letters})
        lines = [made for made in islice(table.rows, LOOKED_AT) if isinstance(made, Line)]
        columns = {ours: name for ours, name in mapping.columns.items() if _says(ours, name, lines)}
        pay = columns.get(Field.PAY)
        decimal = _decimal(line.cells[pay] for line in lines) if pay else "."
        return Proposal(table.header, mapping.model_copy(update={"columns": columns, "decimal": decimal}))


def _says(ours: Field, name: str, lines: Iterable[Line]) -> bool:
    """Whether a column holds what its name suggests, where the name alone says little: one word that we know
    is enough, so that a word that we don't is asked for and nobody's contract is passed over."""
    words = KINDS.get(ours)
    return words is None or any(line.cells[name].strip().casefold() in words for line in lines)


def _decimal(cells: Iterable[str]) -> Literal[".", ","]:
    """A comma where amounts show cents after one and none after a point."""
    typed = [text[-40:] for text in cells if not isinstance(text, Number)]
    comma = any(_COMMA.fullmatch(_tail(text)) for text in typed)
    point = any(_POINT.fullmatch(_tail(text)) for text in typed)
    return "," if comma and not point else "."


def _tail(text: str) -> str:
    """From the last digit before the last sign on, or the whole where signs part thousands, too."""
    found = re.search(r"\d[.,]\d+\D*$", text)
    if re.search(r"\d[.,]\d{3}[.,]\d", text):
        return text
    return found[0] if found else text
