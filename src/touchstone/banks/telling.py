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
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z–(\\])|\n\n")
_LONGEST = 60  # digits: a longer run is no figure for people, and slow to work with
_PERCENT = re.compile(r"%|per ?cent")


# "Half of it is 12" tells 24.
_SHARES = {
    "half": Fraction(2),
    "halved?": Fraction(2),
    "third": Fraction(3),
    "quarter": Fraction(4),
    "tenth": Fraction(10),
    "twice": Fraction(1, 2),
    "doubled?": Fraction(1, 2),
}
_SAYS = re.compile(
    r"\b(?:it|answer|result|value|key|solution)\b[^.]*?\b(?:is|are|equals|comes? to|gives)\b", re.IGNORECASE
)
_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_BY_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: number for number, word in enumerate(_TO_NINETEEN.split())}
_TENS = {word: 10 * number for number, word in enumerate(_BY_TENS.split(), 2)}
_WORDS = re.compile(
    rf"\b(?:({'|'.join(_TENS)})(?:[- ]({'|'.join(list(_ONES)[1:10])}))?|({'|'.join(_ONES)}))\b"
)


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
    """The keys that the worked solution never arrives at, to the digits in which they are marked, or leaves
    again for another number."""
    for part in variant.parts:
        text = part.solution if len(variant.parts) > 1 and part.solution.strip() else variant.solution
        if not text.strip():
            continue  # the linter asks for one
        if part.key is not None and _as_formula(part.key) in "".join(text.split()):
            continue
        entries = _entries(part.key, part.row)
        told = numbers_shown(text)
        times = (1, 100) if _PERCENT.search(text) else (1,)
        missed = [e for e in entries if e and not any(_arrives(e, one, part.row, times) for one in told)]
        if missed:
            yield f"the worked solution of {part.id} never shows the key, {float(missed[0]):.10g}"
        elif entries and not _ends_in(entries, text, part.row, times):
            yield f"the worked solution of {part.id} ends in another number than the key"


def _ends_in(entries: Sequence[Fraction], text: str, row: Mapping[str, Any], times: tuple[int, ...]) -> bool:
    """Whether the last sentence with a number has the key, or one of its entries, in it."""
    last = [told for one in _SENTENCE.split(text.replace("$", "")) if (told := numbers_shown(one))]
    return not last or any(_arrives(entry, one, row, times) for entry in entries for one in last[-1])


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
    """Whether a number of the text is this entry, with its sign; in percent it is told as well."""
    for times in factors:
        room = times * _width(entry, row)
        if shown.half <= times * _coarsest(entry, row):
            room = max(room, shown.half)
        if abs(entry * times - shown.value) <= room:
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
    """The hints that print the key on every variant, or a half of it, where the prompt doesn't print it."""
    for index, part in enumerate(variants[0].parts if variants else ()):
        keys = [_alone(variant.parts[index]) for variant in variants]
        if None in keys:
            continue
        by_chance = len(set(keys)) < FEW
        pairs = [(variant, key) for variant, key in zip(variants, keys, strict=True) if key is not None]
        for number in range(len(_hints(variants[0], part))):
            if all(_prints(variant, index, number, key, by_chance=by_chance) for variant, key in pairs):
                yield f"hint {number + 1} of {part.id} prints the key"


def _alone(part: VariantPart) -> Fraction | None:
    entries = _entries(part.key, part.row)
    return entries[0] if len(entries) == 1 else None


def _hints(variant: Variant, part: VariantPart) -> tuple[str, ...]:
    return part.hints if len(variant.parts) > 1 else tuple(dict.fromkeys((*variant.hints, *part.hints)))


def _prints(variant: Variant, index: int, number: int, key: Fraction, *, by_chance: bool) -> bool:
    """Whether a hint tells the key; a key that hardly varies only where it is said to be the answer."""
    part = variant.parts[index]
    hints = _hints(variant, part)
    asked = numbers_shown(f"{variant.prompt}\n{part.prompt}")
    if number >= len(hints) or any(_arrives(key, one, part.row) for one in asked):
        return False
    return any(
        _arrives(key, Shown(times * shown.value, times * shown.half), part.row)
        for said in _SENTENCE.split(hints[number])
        if not by_chance or _SAYS.search(said)
        for times in _shares(said)
        for shown in numbers_shown(in_digits(said))
    )


def _shares(said: str) -> list[Fraction]:
    """What the numbers of a sentence may have to be multiplied by, where it speaks of a half or a third."""
    found = [times for word, times in _SHARES.items() if re.search(rf"\b{word}\b", said, re.IGNORECASE)]
    return [Fraction(1), *found]


def in_digits(text: str) -> str:
    """A text with the numbers up to ninety-nine that it writes in words as digits."""
    return _WORDS.sub(lambda m: str(_TENS.get(m[1], 0) + _ONES.get(m[2] or m[3] or "", 0)), text.lower())
