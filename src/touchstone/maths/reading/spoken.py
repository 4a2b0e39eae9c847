"""Words of sentences and units, which as products of letters nobody means."""

from __future__ import annotations

import re

from touchstone.maths.reading.tokens import ENDS_VALUE, Context
from touchstone.maths.unreadable import Refusal

ADVICE: dict[str, str] = {
    **dict.fromkeys(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("half", "hundred", "thousand", "million", "billion"),
        ),
        "Write numbers in digits.",
    ),
    **dict.fromkeys(("const", "constant"), "Write a constant as a letter: C."),
    **dict.fromkeys(("if", "then"), "Write “implies” between statements."),
    **dict.fromkeys(("plus", "over"), "Write signs between values: + and /."),
    "to": "Write a range as an interval: [12.3, 15.7].",
    "but": "Write “and” between statements that hold together.",
    **dict.fromkeys(("oder", "lub"), "Write “or” between solutions."),
    **dict.fromkeys(("und", "oraz"), "Write “and” between statements that hold together."),
}
"""Words that are no product of letters, and what to write in their place."""

NO_UNIT = "Leave out the unit: give the number alone."
UNITS = frozenset(
    (
        *("cm", "mm", "km", "kg", "mg", "ms", "ml", "min", "Hz", "kHz", "MHz", "GHz", "rad", "mol", "dB"),
        *("kB", "MB", "GB", "TB", "GiB", "MiB", "bit", "bits", "nat", "nats", "kJ", "kW", "kWh", "kPa", "eV"),
        *("unit", "day", "days", "hrs", "USD", "EUR", "euro", "mph", "lbs"),
    )
)
"""What stands behind a value and is no product of letters that the question has."""

UNITS_APART = frozenset(("ft", "hr", "yd", "oz"))
"""Units only with a blank before them: without one they are products more often."""

NO_NAME = "“{}” is not a name in this question; give the mathematics alone, without words or units."
ENGLISH = frozenset(
    (
        *("for", "when", "with", "only", "since", "using", "the", "that", "this", "thus", "such", "than"),
        *("also", "both", "each", "any", "per", "from", "are", "was", "has", "have", "of", "so", "let"),
        *("get", "got", "can", "more", "less", "most", "must", "will", "yes", "no", "ans", "real"),
    )
)
"""Words of sentences, which would be read as products of letters, or as sin and letters."""

_CONSTANTS = frozenset("ei")
_SPEED = re.compile(r"(?<=[0-9])(?:\s|\\[,;])*+([kcm]?m\s?/\s?(?:s|h|min))(?![A-Za-z0-9_(])")


def refuse_speed(text: str) -> None:
    """`12 m/s`, where the question has no letters."""
    if (found := _SPEED.search(text)) is not None:
        raise Refusal(NO_UNIT, *found.span(1))


def refuse_word(context: Context, run: str, start: int, end: int, spaced: bool) -> None:
    """`5 cm`, where the question has neither c nor m; `for x > 0`, where f, o or r is none of its names.

    e and i are names in every question: `are^(kt)` is a product where a and r are known.
    """
    if _unit(context, run, spaced=spaced) and not context.declared & {run, *run}:
        raise Refusal(NO_UNIT, start, end)
    if run[0].lower() + run[1:] in ENGLISH and not _CONSTANTS | context.declared >= {*run}:
        raise Refusal(NO_NAME.format(run), start, end)


def _unit(context: Context, run: str, *, spaced: bool) -> bool:
    before = context.tokens[-1].kind if context.tokens else ""
    counted = before in ("number", "endgroup")
    if run in UNITS:
        return counted or (spaced and before in ENDS_VALUE)
    return run in UNITS_APART and spaced and counted
