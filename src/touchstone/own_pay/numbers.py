"""Amounts as people type them in spreadsheets of several countries, without guessing."""

from __future__ import annotations

import re
from decimal import Decimal

from touchstone.core.numerals import decimal_of

_SPACES = re.compile(r"[\s'’]")
_GAP = re.compile(r"\d[\s'’]+\d")
_IN_THREES = re.compile(r"\D*\d{1,3}([\s'’]\d{3})+([.,]\d+)?\D*")
_NO_CENTS = re.compile(r"(?<=\d)[.,][-–—]{1,2}(?=\D*$)")  # 85.000,- says that there are no cents
_PARTS = re.compile(r"([^\d+-]*)([+-]?\d[\d.,]*(?:[eE][+-]?\d+)?)(\D*)")

# What stands beside an amount in which currencies, in small letters. A code always may stand beside its own.
SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",), "eur": ("EUR",), "euro": ("EUR",), "£": ("GBP",), "zł": ("PLN",), "zl": ("PLN",),
    "kč": ("CZK",), "kc": ("CZK",), "ft": ("HUF",), "lei": ("RON",), "₹": ("INR",), "rs": ("INR",),
    "rs.": ("INR",), "₪": ("ILS",), "₩": ("KRW",), "₺": ("TRY",), "₴": ("UAH",), "฿": ("THB",),
    "r$": ("BRL",), "r": ("ZAR",), "fr.": ("CHF",), "sfr.": ("CHF",), "¥": ("JPY", "CNY"), "元": ("CNY",),
    "円": ("JPY",), "kr": ("SEK", "NOK", "DKK", "ISK"), "kr.": ("SEK", "NOK", "DKK", "ISK"),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "CLP", "COP", "ARS"),
    "us$": ("USD",), "c$": ("CAD",), "ca$": ("CAD",), "a$": ("AUD",), "au$": ("AUD",), "nz$": ("NZD",),
    "s$": ("SGD",), "hk$": ("HKD",), "mx$": ("MXN",), "nt$": ("TWD",),
}  # fmt: skip


def amount(text: str, decimal: str, *, typed: bool, currency: str = "") -> Decimal | str:
    """The amount, or a sentence why it can't be read.

    `decimal` is the sign before the cents, `.` or `,`. `typed`: a person wrote it, so `85.000` may mean two
    things, and is refused where it is doubtful; a workbook's own numbers never are. Beside the digits only
    the sign or code of `currency` may stand: `100k`, `45/h` and an amount in other money are not that many.
    """
    if _GAP.search(text) and not _IN_THREES.fullmatch(text):
        return f"found {text[:40]!r}, expected an amount; spaces part its digits in threes or not at all"
    plain = _NO_CENTS.sub("", _SPACES.sub("", text))
    parts = _PARTS.fullmatch(plain)
    if parts is None:
        return f"found {text[:40]!r}, expected an amount"
    for beside in (parts[1], parts[3]):
        if beside and not _agrees(beside.casefold(), currency):
            said = f" in {currency}" if currency else ""
            return (
                f"found {text[:40]!r}, expected an amount{said} in full and alone: not sure what "
                f"{beside[:20]!r} beside it means"
            )
    plain = parts[2]
    if not typed:
        return _read(plain, text)
    other = "," if decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}{re.escape(decimal)}\d{{3}}", plain):
        whole, _, rest = plain.partition(decimal)
        return f"{text!r} may be {whole}{rest} or {whole}.{rest}: write it without separators"
    if other in plain:
        if not re.fullmatch(rf"\d{{1,3}}({re.escape(other)}\d{{3}})+({re.escape(decimal)}\d+)?", plain):
            return f"found {text!r}, expected an amount with {decimal!r} before the cents"
        plain = plain.replace(other, "")
    return _read(plain.replace(decimal, "."), text)


def _agrees(beside: str, currency: str) -> bool:
    return beside == currency.casefold() or currency in SIGNS.get(beside, ())


def _read(plain: str, text: str) -> Decimal | str:
    try:
        found = decimal_of(plain)
    except ValueError:
        return f"found {text[:40]!r}, expected an amount"
    if not 0 < found < Decimal(10) ** 12:
        return f"found {text[:40]!r}, expected an amount above 0{' and below 10^12' if found > 0 else ''}"
    return found
