"""Which of the organisation's columns is which, and what its own words for roles and levels mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field as Described

from touchstone.core.problems import did_you_mean
from touchstone.core.validate import Content
from touchstone.own_pay.model import NEEDED, Field

# What such columns are called, in small letters without anything else. The first that a file has is taken.
NAMES: dict[Field, tuple[str, ...]] = {
    Field.PERSON: ("employeeid", "personnelnumber", "employee", "personid", "id", "name"),
    Field.ROLE: ("role", "jobtitle", "job", "title", "position", "jobfamily"),
    Field.LEVEL: ("level", "joblevel", "grade", "seniority", "band"),
    Field.PLACE: ("place", "location", "office", "city", "site", "country", "region"),
    Field.PAY: ("pay", "basesalary", "basepay", "salary", "annualsalary", "grosssalary", "base", "wage"),
    Field.CURRENCY: ("currency", "paycurrency", "salarycurrency", "cur"),
    Field.PERIOD: ("period", "payperiod", "frequency", "payfrequency", "per"),
    Field.MONTHS: ("monthspaid", "months", "salariesayear"),
    Field.HOURS: ("hoursayear", "annualhours", "hoursperyear"),
    Field.FTE: ("fte", "fulltimeequivalent", "parttime", "workload"),
    Field.GROUP: ("group", "paygroup", "workercategory", "category"),
    Field.SEX: ("sex", "gender"),
}


class ColumnMapping(Content):
    """`columns`: our field to their column. `constants`: what holds for every row. `values`: their words to
    ours.

    `decimal` is the sign before the cents where people typed amounts.
    """

    columns: dict[Field, str] = Described(default_factory=dict)
    constants: dict[Field, str] = Described(default_factory=dict)
    values: dict[Field, dict[str, str]] = Described(default_factory=dict)
    decimal: Literal[".", ","] = "."


@dataclass(frozen=True)
class Unmapped:
    """What a mapping lacks, a sentence each."""

    sentences: tuple[str, ...] = field(default=())


def suggested(header: Sequence[str]) -> ColumnMapping:
    """The mapping that the columns' names suggest; a person looks at it before anything is kept."""
    plain = {re.sub(r"[^a-z]", "", name.casefold()): name for name in header}
    columns: dict[Field, str] = {}
    for ours, names in NAMES.items():
        known = next((plain[name] for name in names if name in plain), None)
        if known is not None and known not in columns.values():
            columns[ours] = known
    return ColumnMapping(columns=columns)


def unmapped(mapping: ColumnMapping, header: Iterable[str]) -> Unmapped | None:
    """What is missing before a file can be read, or None."""
    names = list(header)
    said = [
        f"{ours}: the file has no column {theirs!r}; {did_you_mean(theirs, names, list_when_at_most=30)}"
        for ours, theirs in mapping.columns.items()
        if theirs not in names
    ]
    said += [
        f"{ours}: name its column, or give one value for all rows"
        for ours in NEEDED
        if ours not in mapping.columns and ours not in mapping.constants
    ]
    twice = [ours for ours in mapping.columns if ours in mapping.constants]
    said += [f"{ours}: has a column and a value for all rows; give one of them" for ours in twice]
    return Unmapped(tuple(said)) if said else None


def cell(mapping: ColumnMapping, cells: Mapping[str, str], ours: Field) -> str:
    """What a row says for a field, in our words where the mapping knows theirs; "" where it says nothing."""
    column = mapping.columns.get(ours)
    said = mapping.constants.get(ours, "") if column is None else cells.get(column, "")
    words = {theirs.casefold(): meant for theirs, meant in mapping.values.get(ours, {}).items()}
    return words.get(said.strip().casefold(), said.strip())
