"""The unit that a field's label names, typed all the same: right, and no part of the number."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

# What people write for a unit that a question names. A unit with a factor ("thousand EUR") has no other name
# than its own: "EUR" alone is another amount.
ALSO = {
    "EUR": ("€", "euro", "euros"),
    "USD": ("$", "US$", "dollars"),
    "GBP": ("£", "pounds"),
    "%": ("\\%", "percent", "per cent", "pct"),
    "percentage points": ("pp", "%", "points", "percentage point"),
    "ms": ("msec", "milliseconds"),
    "s": ("sec", "secs", "seconds", "second"),
    "min": ("mins", "minutes", "minute"),
    "minutes": ("min", "mins"),
    "h": ("hours", "hour", "hrs"),
    "days": ("d",),
}
# A word or a sign at the end, behind a number or a bracket; what is a number by itself is no unit.
_TAIL = re.compile(
    r"(?<=[\d)\]}\s])\s*([^\W\d_€$£%\\][^\d()\[\]{}=<>+*^,;]*(?:\^[23])?|[€$£%]|\\%|US\$)[\s.]*$"
)
_IN_LATEX = re.compile(r"\\(?:text|mathrm)\s*\{([^{}]*)\}\s*$")
_HEAD = re.compile(r"^\s*([-−+]?)\s*(€|\$|£|US\$|EUR|USD|GBP)\s*(?=[-−+]?\s*[\d.])")
_NUMBERS = {"pi", "e", "i", "oo", "π", "inf", "infinity"}


@dataclass(frozen=True)
class OtherUnit:
    """The answer ends in a word that is not the unit: nothing is guessed, and it costs nothing."""

    reason: str


def plain_number(raw: str) -> str | OtherUnit:
    """An answer where a number without a unit is asked for: words behind it would be read as products."""
    found = _TAIL.search(_IN_LATEX.sub(r" \1", raw))
    if not found or not raw[: found.start()].strip():
        return raw
    typed = found[1].strip()
    if typed in _NUMBERS or typed in ("%", "\\%") or not typed[0].isalpha() or len(typed) == 1:
        return raw
    return OtherUnit(f"A number without a unit is asked for; you typed “{typed[:30]}” behind it.")


def without_unit(raw: str, unit: str, names: Collection[str] = ()) -> str | OtherUnit:
    """The answer without the unit that the part names; `names` are the letters of the question itself."""
    raw = _IN_LATEX.sub(r" \1", raw)
    known = {_plain(one) for one in (unit, *ALSO.get(unit, ()))}
    if found := _HEAD.match(raw):
        if _plain(found[2]) in known:
            return found[1] + raw[found.end() :]
        return OtherUnit(f"The answer is asked for in {unit}; you typed {found[2]}.")
    found = _TAIL.search(raw)
    if not found or not raw[: found.start()].strip():
        return raw
    typed = found[1].strip()
    if _plain(typed) in known:
        return raw[: found.start()]
    letter = typed.split("^")[0]
    if letter in _NUMBERS or letter in names or (names and len(letter) == 1):
        return raw
    return OtherUnit(f"The answer is asked for in {unit}; you typed “{typed[:30]}” behind the number.")


def _plain(unit: str) -> str:
    plain = unit.casefold().replace("^2", "²").replace(" ", "").rstrip(".")
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") else plain
