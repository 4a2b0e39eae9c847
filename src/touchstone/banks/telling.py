"""What a variant must tell in its worked solution, and must not tell in its hints: the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from touchstone.banks.values import Value
from touchstone.banks.variant import Variant, VariantPart

FEW = 4  # different keys: with fewer a hint may name one of them by chance
EXACTLY = Fraction(1, 10**9)
ROUNDED = ("tolerance", "decimal_places", "significant_figures")

_DIGITS = r"\d{1,3}(?:(?:,|\{,\}|\\,|\u202f| )\d{3})+(?!\d)|\d+"
_NUMBER = rf"(?P<sign>[-−+]\s*)?(?P<whole>{_DIGITS}|(?=\.\d))(?P<places>\.\d+)?(?:e(?P<power>[+-]?\d+))?"
_TEN = r"\s*\\(?:cdot|times)\s*10\^(?:\{(?P<ten>-?\d+)\}|(?P<digit>\d))"
_SHOWN = re.compile(rf"{_NUMBER}(?:{_TEN})?")
_FRACTION = re.compile(r"([-−]\s*)?\\[dt]?frac\{\s*(-?\d+)\s*\}\{\s*(\d+)\s*\}|([-−]\s*)?(\d+)\s*/\s*(\d+)")
_POWER = re.compile(r"(?<![\d.])(\d{1,3})\^(?:\{\s*(-?\d{1,3})\s*\}|(\d))")
_LONGEST = 60  # digits: a longer run is no figure for people, and slow to work with
_PERCENT = re.compile(r"%|per ?cent")


@dataclass(frozen=True)
class Shown:
    """A number in a text and half a unit of its last digit: what rounding may have taken from it."""

    value: Fraction
    half: Fraction


def numbers_shown(text: str) -> list[Shown]:
    """The numbers in a text of Markdown and LaTeX: fractions and powers as one number and as their parts,
    `1,205` as one number and as two."""
    found = [Shown(_ratio(match), Fraction(0)) for match in _FRACTION.finditer(text) if _below(match)]
    found += [Shown(_power(match), Fraction(0)) for match in _POWER.finditer(text) if int(match[1])]
    for match in _SHOWN.finditer(text):
        if len(match.group()) > _LONGEST:
            continue
        found.append(_decimal(match))
        if "," in match["whole"]:
            found += [Shown(Fraction(part), Fraction(1, 2)) for part in re.findall(r"\d+", match["whole"])]
    return found


def _power(match: re.Match[str]) -> Fraction:
    return Fraction(int(match[1])) ** int(match[2] or match[3])


def _below(match: re.Match[str]) -> int:
    digits = match[3] or match[6]
    return int(digits) if len(match.group()) <= 2 * _LONGEST else 0


def _ratio(match: re.Match[str]) -> Fraction:
    value = Fraction(int(match[2] or match[5]), _below(match))
    return -value if match[1] or match[4] else value


def _decimal(match: re.Match[str]) -> Shown:
    places = match["places"] or ""
    power = int(match["power"] or match["ten"] or match["digit"] or 0)
    power = max(-400, min(400, power))
    digits = re.sub(r"\D", "", match["whole"]) + places
    value = Fraction(digits if match["whole"] else f"0{digits}") * Fraction(10) ** power
    unit = Fraction(10) ** (power - max(len(places) - 1, 0))
    negative = (match["sign"] or "").strip() in ("-", "−")
    return Shown(-value if negative else value, unit / 2)


def untold(variant: Variant) -> Iterator[str]:
    """The keys that the worked solution never arrives at, to the digits in which they are marked."""
    told = numbers_shown(variant.solution)
    if not variant.solution.strip():
        return  # the linter asks for one
    plain = "".join(variant.solution.split())
    times = (1, 100) if _PERCENT.search(variant.solution) else (1,)
    for part in variant.parts:
        if part.key is not None and _as_formula(part.key) in plain:
            continue
        for entry in _entries(part.key, part.row):
            if entry and not any(_arrives(entry, one, part.row, times) for one in told):
                yield f"the worked solution of {part.id} never shows the key, {float(entry):.10g}"
                break


def _as_formula(key: Value) -> str:
    """The key's own LaTeX without spaces; never a bare number, which may be part of another."""
    return "".join(key.latex.split()) if "\\" in key.latex else "\\ "


def _entries(key: Value | None, row: Mapping[str, Any]) -> list[Fraction]:
    """The numbers that a key consists of; none for a key with letters or a set, nor for a root that must be
    given exactly, since it has many forms."""
    if key is None or isinstance(key.value, bool):
        return []
    exact = list(_flat(key.exact)) if key.exact is not None else []
    if exact and all(isinstance(one, Fraction) for one in exact):
        return exact
    if not any(row.get(name) is not None for name in ROUNDED):
        return []
    return [Fraction(key.value)] if isinstance(key.value, float) and abs(key.value) < 1e300 else []


def _flat(value: Any) -> Iterable[Any]:
    if isinstance(value, list):
        for inner in value:
            yield from _flat(inner)
    else:
        yield value


def _arrives(
    entry: Fraction, shown: Shown, row: Mapping[str, Any], factors: tuple[int, ...] = (1, 100)
) -> bool:
    """Whether a number of the text is this entry; in percent or without its sign it is told as well."""
    for times in factors:
        room = times * _width(entry, row)
        if shown.half <= times * _coarsest(entry, row):
            room = max(room, shown.half)
        if min(abs(entry * times - shown.value), abs(entry * times + shown.value)) <= room:
            return True
    return False


def _width(entry: Fraction, row: Mapping[str, Any]) -> Fraction:
    tolerance = row.get("tolerance") or {}
    absolute = Fraction(tolerance.get("absolute") or 0)
    relative = Fraction(tolerance.get("relative") or 0) * abs(entry)
    return max(absolute, relative, EXACTLY * abs(entry))


def _coarsest(entry: Fraction, row: Mapping[str, Any]) -> Fraction:
    """The half unit beyond which a number is rounded too far to be the answer."""
    if row.get("decimal_places") is not None:
        return Fraction(1, 10 ** int(row["decimal_places"])) / 2
    return max(_width(entry, row), abs(entry) / 1000)


def given_away(variants: Sequence[Variant]) -> Iterator[str]:
    """The hints that print the key on every variant, where the prompt doesn't print it itself."""
    for index, part in enumerate(variants[0].parts if variants else ()):
        keys = [_alone(variant.parts[index]) for variant in variants]
        if None in keys or len(set(keys)) < FEW:
            continue
        pairs = [(variant, key) for variant, key in zip(variants, keys, strict=True) if key is not None]
        for number in range(len(_hints(variants[0], part))):
            if all(_prints(variant, index, number, key) for variant, key in pairs):
                yield f"hint {number + 1} of {part.id} prints the key"


def _alone(part: VariantPart) -> Fraction | None:
    entries = _entries(part.key, part.row)
    return entries[0] if len(entries) == 1 else None


def _hints(variant: Variant, part: VariantPart) -> tuple[str, ...]:
    return part.hints if len(variant.parts) > 1 else tuple(dict.fromkeys((*variant.hints, *part.hints)))


def _prints(variant: Variant, index: int, number: int, key: Fraction) -> bool:
    part = variant.parts[index]
    hints = _hints(variant, part)
    asked = numbers_shown(f"{variant.prompt}\n{part.prompt}")
    if number >= len(hints) or any(_arrives(key, one, part.row) for one in asked):
        return False
    return any(_arrives(key, one, part.row) for one in numbers_shown(hints[number]))
