"""Amounts as people type them in spreadsheets of several countries, without guessing."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_SIGNS = re.compile(r"^[^\d+-]{0,4}|[^\d]{0,4}$")  # € 85,000 or 85.000 zł


def amount(text: str, decimal: str, *, typed: bool) -> Decimal | str:
    """The amount, or a sentence why it can't be read.

    `decimal` is the sign before the cents, `.` or `,`. `typed`: a person wrote it, so `85.000` may mean two
    things, and is refused where it is doubtful; a workbook's own numbers never are.
    """
    plain = _SPACES.sub("", text)
    plain = _SIGNS.sub("", plain)
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


def _read(plain: str, text: str) -> Decimal | str:
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return f"found {text[:40]!r}, expected an amount"
    if not found.is_finite() or not 0 < found < Decimal(10) ** 12:
        return f"found {text[:40]!r}, expected an amount above 0"
    return found
