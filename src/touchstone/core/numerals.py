"""Numbers as people and files write them.

Python's own readers take `8_5` for 85, and `nan`, `inf` and `1e999` for numbers: a slip of the keyboard would
become somebody's pay.
"""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite

_NUMERAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")


def decimal_of(text: str) -> Decimal:
    """The number, exact. Raises ValueError for anything but digits with a point or an exponent."""
    if not _NUMERAL.fullmatch(text.strip()):
        raise ValueError(f"expected a number, found {text[:40]!r}")
    return Decimal(text.strip())


def ungrouped(text: str) -> str:
    """The numeral without the commas that part its thousands: `1,234,567.5`.

    Raises ValueError for a comma anywhere else: `12,50` is twelve and a half to half of the world.
    """
    text = text.strip()
    if "," in text and not _GROUPED.fullmatch(text):
        raise ValueError(f"expected commas between thousands alone, found {text[:40]!r}")
    return text.replace(",", "")


def float_of(text: str) -> float:
    """The number as a float. Raises ValueError for anything else, and for one beyond a float's range."""
    found = float(decimal_of(text))
    if not isfinite(found):
        raise ValueError(f"expected a number, found {text[:40]!r}")
    return found


def whole_of(text: str) -> int:
    """The whole number. Raises ValueError for anything but digits with a sign."""
    if not re.fullmatch(r"[+-]?\d+", text.strip()):
        raise ValueError(f"expected a whole number, found {text[:40]!r}")
    return int(text)
