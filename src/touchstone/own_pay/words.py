"""What people write in a payroll for what we know: sex, the kind of pay, the period. In small letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from touchstone.core.money import Period
from touchstone.own_pay.model import Basis, Contract, Field, Sex, Tax

SEXES: dict[str, Sex] = {
    "woman": "woman", "female": "woman", "f": "woman", "w": "woman", "man": "man", "male": "man", "m": "man",
    "other": "other", "diverse": "other", "d": "other", "x": "other", "nonbinary": "other",
    "frau": "woman", "weiblich": "woman", "mann": "man", "männlich": "man", "divers": "other",
    "femme": "woman", "homme": "man", "mujer": "woman", "hombre": "man",
    "kobieta": "woman", "mężczyzna": "man",
}  # fmt: skip
TAXES: dict[str, Tax] = {
    "gross": "gross", "brutto": "gross", "brut": "gross", "bruto": "gross",
    "net": "net", "netto": "net", "neto": "net",
}  # fmt: skip
BASES: dict[str, Basis] = {
    "base": "base", "base pay": "base", "basic": "base", "fixed": "base", "fix": "base",
    "grundgehalt": "base", "total": "total", "total pay": "total", "total cash": "total",
    "total compensation": "total", "gesamt": "total", "gesamtvergütung": "total",
}  # fmt: skip
CONTRACTS: dict[str, Contract] = {
    "employment": "employment", "employee": "employment", "employed": "employment", "permanent": "employment",
    "fixed-term": "employment", "fixed term": "employment", "temporary": "employment",
    "unbefristet": "employment", "befristet": "employment", "cdi": "employment", "cdd": "employment",
    "umowa o pracę": "employment", "uop": "employment", "full-time": "employment", "full time": "employment",
    "part-time": "employment", "part time": "employment", "vollzeit": "employment", "teilzeit": "employment",
    "b2b": "b2b", "contractor": "b2b", "freelance": "b2b", "freelancer": "b2b", "self-employed": "b2b",
}  # fmt: skip
# Short forms in titles, written out so that the nearest role is the one that was meant.
SHORT = {
    "ml": "machine learning", "ai": "machine learning", "mle": "machine learning engineer",
    "ds": "data scientist", "de": "data engineer", "sci": "scientist", "eng": "engineer", "engr": "engineer",
    "dev": "developer", "pm": "product manager", "mgr": "manager", "sr": "senior", "jr": "junior",
    "snr": "senior", "jnr": "junior", "intermediate": "mid", "principal": "staff", "entry": "junior",
}  # fmt: skip


def written_out(text: str) -> str:
    """`ML Eng` as `machine learning engineer`: small letters, short forms in full."""
    return " ".join(SHORT.get(word, word) for word in re.findall(r"[^\W_]+", text.casefold()))


# Columns whose names say little: a `Tax` may hold a class of tax, a `Contract` a number.
KINDS: dict[Field, Mapping[str, object]] = {
    Field.TAX: TAXES,
    Field.BASIS: BASES,
    Field.CONTRACT: CONTRACTS,
}
PERIODS = {
    "hour": Period.HOUR, "hourly": Period.HOUR, "week": Period.WEEK, "weekly": Period.WEEK,
    "month": Period.MONTH, "monthly": Period.MONTH, "year": Period.YEAR, "yearly": Period.YEAR,
    "annual": Period.YEAR, "annually": Period.YEAR, "per hour": Period.HOUR, "per week": Period.WEEK,
    "per month": Period.MONTH, "per year": Period.YEAR, "per annum": Period.YEAR, "p.a.": Period.YEAR,
    "stunde": Period.HOUR, "stündlich": Period.HOUR, "woche": Period.WEEK, "wöchentlich": Period.WEEK,
    "monat": Period.MONTH, "monatlich": Period.MONTH, "jahr": Period.YEAR, "jährlich": Period.YEAR,
}  # fmt: skip
