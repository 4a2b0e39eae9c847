"""Which of the organisation's columns is which, and what its own words for roles and levels mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field as Described

from touchstone.core.problems import did_you_mean
from touchstone.core.validate import Content
from touchstone.own_pay.model import NEEDED, Field

# What such columns are called, in small letters without anything else. The first that a file has is taken.
NAMES: dict[Field, tuple[str, ...]] = {
    Field.PERSON: (
        *(
            "employeeid",
            "employeeno",
            "personnelnumber",
            "employee",
            "personid",
            "person",
            "personalnummer",
            "personalnr",
        ),
        *("mitarbeiternummer", "mitarbeiterid", "mitarbeiter", "matricule", "id", "name"),
    ),
    Field.ROLE: (
        *("role", "jobtitle", "job", "title", "position", "jobfamily", "rolle", "stelle"),
        *("stellenbezeichnung", "jobtitel", "funktion", "tatigkeit", "taetigkeit", "beruf", "poste"),
        *("puesto", "stanowisko"),
    ),
    Field.LEVEL: (
        *("level", "joblevel", "grade", "seniority", "band", "stufe", "karrierestufe", "ebene"),
        *("niveau", "nivel", "poziom"),
    ),
    Field.PLACE: (
        *("place", "location", "office", "city", "site", "arbeitsort", "standort", "ort", "stadt"),
        *(
            "bundesland",
            "country",
            "region",
            "land",
            "officelocation",
            "worklocation",
            "joblocation",
            "ville",
            "pays",
            "ciudad",
            "pais",
            "miasto",
            "kraj",
        ),
    ),
    Field.PAY: (
        *(
            "pay",
            "monthlybase",
            "basesalary",
            "basepay",
            "salary",
            "annualsalary",
            "grosssalary",
            "base",
            "wage",
        ),
        *("gehalt", "grundgehalt", "bruttogehalt", "entgelt", "grundentgelt", "lohn", "vergutung"),
        *("verguetung", "salaire", "salairebrut", "salario", "wynagrodzenie", "pensja"),
    ),
    Field.CURRENCY: (
        *(
            "currency",
            "paycurrency",
            "salarycurrency",
            "curr",
            "cur",
            "wahrung",
            "waehrung",
            "devise",
            "moneda",
        ),
        "waluta",
    ),
    Field.PERIOD: (
        *(
            "period",
            "payperiod",
            "frequency",
            "payfrequency",
            "per",
            "zeitraum",
            "periode",
            "turnus",
            "zahlweise",
        ),
    ),
    Field.MONTHS: (
        *("monthspaid", "monthspaidayear", "months", "salariesayear", "monatsgehalter", "anzahlgehalter"),
        "monate",
    ),
    Field.HOURS: ("hoursayear", "paidhoursayear", "annualhours", "hoursperyear", "jahresstunden"),
    Field.FTE: (
        *("fte", "fulltimeequivalent", "parttime", "workload", "beschaftigungsgrad", "teilzeitgrad", "vza"),
        "beschaeftigungsgrad",
    ),
    Field.GROUP: (
        *("group", "paygroup", "jobgroup", "workercategory", "category", "entgeltgruppe", "vergleichsgruppe"),
        "tarifgruppe",
    ),
    Field.SEX: ("sex", "gender", "mf", "geschlecht", "sexe", "sexo", "plec"),
    Field.TAX: ("tax", "grossornet", "grossnet", "bruttonetto", "brutnet"),
    Field.BASIS: ("basis", "paykind", "paytype", "baseortotal", "entgeltart"),
    Field.CONTRACT: ("contract", "contracttype", "vertrag", "vertragsart", "typedecontrat", "umowa"),
}
# Columns of pay whose name says what the pay is for.
PAID_FOR = {
    "year": (
        *("annualsalary", "annualbasesalary", "yearlysalary", "yearlypay", "annualpay", "jahresgehalt"),
        *("bruttojahresgehalt", "jahresbruttogehalt", "jahresbrutto", "jahresgrundgehalt", "salaireannuel"),
    ),
    "month": (
        *(
            "monthlysalary",
            "monthlypay",
            "monthlybase",
            "monatsgehalt",
            "bruttomonatsgehalt",
            "monatsbruttogehalt",
        ),
        *("monatsbrutto", "salairemensuel"),
    ),
    "hour": ("hourlyrate", "hourlywage", "hourlypay", "stundenlohn", "stundensatz"),
}
# What a column is called that makes somebody's pay another than it looks, when it is not read.
CHANGES_PAY = (
    *("hours", "parttime", "fte", "workload", "workingtime", "worktime", "stunden", "teilzeit", "pensum"),
    *("arbeitszeit", "heures", "tempspartiel", "tempsdetravail", "horas", "jornada"),
)
# What a column of pay beside the base is called: parts of words, and words that are parts of others.
ADDS_PAY = (
    *("bonus", "bonif", "commission", "comision", "incentive", "allowance", "variable", "zulage"),
    *("provision", "pramie", "praemie", "tantieme", "premia", "prowizja"),
)
ADDS_PAY_ALONE = frozenset(["equity", "stock", "rsu", "rsus", "prime", "primes", "prima", "primas"])
Encoding = Literal["utf-8", "windows-1252", "windows-1250", "utf-16"]


def codec(encoding: str) -> str:
    """What Python calls it; a mark at the start of UTF-8 is no letter."""
    return "utf-8-sig" if encoding == "utf-8" else encoding


class ColumnMapping(Content):
    """`columns`: our field to their column. `constants`: what holds for every row. `values`: their words to
    ours.

    `decimal` is the sign before the cents where people typed amounts, `encoding` how a CSV's letters are
    written.
    """

    columns: dict[Field, str] = Described(default_factory=dict)
    constants: dict[Field, str] = Described(default_factory=dict)
    values: dict[Field, dict[str, str]] = Described(default_factory=dict)
    decimal: Literal[".", ","] = "."
    encoding: Encoding = "utf-8"


@dataclass(frozen=True)
class Unmapped:
    """What a mapping lacks, a sentence each."""

    sentences: tuple[str, ...] = field(default=())


def suggested(header: Sequence[str]) -> ColumnMapping:
    """The mapping that the columns' names suggest; a person looks at it before anything is kept.

    Of `Salary 2025` and `Salary 2026`, or `Base salary` and `Annual salary`, nobody knows which is meant:
    neither is suggested.
    """
    alike = _alike(header)
    plain = {name: theirs[0] for name, theirs in alike.items() if len(theirs) == 1}
    columns: dict[Field, str] = {}
    constants: dict[Field, str] = {}
    for ours, names in NAMES.items():
        known = next((plain[name] for name in (*names, *_paid(ours)) if name in plain), None)
        if _either(ours, header):
            continue
        if known is not None and known not in columns.values():
            columns[ours] = known
    pay = _plain(columns.get(Field.PAY, ""))
    for period, names in PAID_FOR.items():
        if pay in names and Field.PERIOD not in columns:
            constants[Field.PERIOD] = period
    return ColumnMapping(columns=columns, constants=constants)


def _plain(name: str) -> str:
    """`Währung (ISO)` as `wahrungiso`: letters without case and accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z]", "", letters)


def _alike(header: Iterable[str]) -> dict[str, list[str]]:
    """The columns by their name without digits, signs, case and accents."""
    found: dict[str, list[str]] = {}
    for name in header:
        found.setdefault(_plain(name), []).append(name)
    return found


def _paid(ours: Field) -> tuple[str, ...]:
    """The names of pay for a stated time."""
    return tuple(name for paid in PAID_FOR.values() for name in paid) if ours is Field.PAY else ()


def _either(ours: Field, header: Iterable[str]) -> str:
    """`; 'Salary 2025' or 'Salary 2026'?`: columns that may be it, of which nobody knows which; else "".

    Of other things than pay, columns of different names mostly say the same: `Sex` and `Gender`.
    """
    alike = _alike(header)
    groups = [alike[name] for name in dict.fromkeys((*NAMES[ours], *_paid(ours))) if name in alike]
    if ours is Field.PAY:
        groups = [[name for theirs in groups for name in theirs]]
    found = next((theirs for theirs in groups if len(theirs) > 1), [])
    return f"; {' or '.join(map(repr, found[:4]))}?" if found else ""


def unread(mapping: ColumnMapping, header: Iterable[str]) -> tuple[str, ...]:
    """The columns that stand for nothing of ours."""
    taken = set(mapping.columns.values())
    return tuple(name for name in header if name and name not in taken)


def changes_pay(name: str) -> bool:
    """Whether a column's name speaks of hours or part time."""
    return any(word in _plain(name) for word in CHANGES_PAY)


def adds_pay(name: str) -> bool:
    """Whether a column's name speaks of pay beside the base."""
    alone = {_plain(word) for word in re.split(r"[\W_]+", name)}
    return any(word in _plain(name) for word in ADDS_PAY) or bool(alone & ADDS_PAY_ALONE)


def unmapped(mapping: ColumnMapping, header: Iterable[str]) -> Unmapped | None:
    """What is missing before a file can be read, or None."""
    names = list(header)
    said = [] if mapping.columns else [_no_names(names)]
    said += [
        f"{ours}: the file has no column {theirs!r}; {did_you_mean(theirs, names, list_when_at_most=30)}"
        for ours, theirs in mapping.columns.items()
        if theirs not in names
    ]
    said += [
        f"{ours}: name its column, or give one value for all rows{_either(ours, names)}"
        for ours in NEEDED
        if ours not in mapping.columns and ours not in mapping.constants
    ]
    twice = [ours for ours in mapping.columns if ours in mapping.constants]
    said += [f"{ours}: has a column and a value for all rows; give one of them" for ours in twice]
    return Unmapped(tuple(said)) if said else None


def _no_names(header: Sequence[str]) -> str:
    """What to do where no column is known: often a title stands above the names."""
    listed = ", ".join(repr(name[:40]) for name in header[:6] if name)
    more = " …" if len(header) > 6 else ""
    return (
        f"row 1 must name the columns, and of a workbook the first sheet is read; found {listed}{more}. If "
        "the names stand further down, delete the rows above them"
    )


def cell(mapping: ColumnMapping, cells: Mapping[str, str], ours: Field) -> str:
    """What a row says for a field, in our words where the mapping knows theirs; "" where it says nothing."""
    column = mapping.columns.get(ours)
    said = mapping.constants.get(ours, "") if column is None else cells.get(column, "")
    words = {theirs.casefold(): meant for theirs, meant in mapping.values.get(ours, {}).items()}
    return words.get(said.strip().casefold(), said.strip())
