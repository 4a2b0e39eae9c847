"""Draws a question's parameters: the same numbers for the same seed, on every machine and Python."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from touchstone.banks.params import (
    ChoiceParam,
    DecimalParam,
    IntegerParam,
    MatrixParam,
    MatrixSpec,
    NameParam,
    Param,
    SampleParam,
    SampleSpec,
    TextParam,
    TogetherParam,
    VectorParam,
)


@dataclass(frozen=True)
class Drawn:
    """One draw: values in the maths language by name, and words by name."""

    env: dict[str, str]
    words: dict[str, str]


class Stream:
    """Random numbers of our own: only `Random.random`, whose sequence Python promises to keep."""

    def __init__(self, *parts: object) -> None:
        text = "\x1f".join(str(part) for part in parts)
        digest = hashlib.sha256(text.encode()).digest()
        self._random = Random(int.from_bytes(digest, "big"))  # noqa: S311  chance for exercises, not for secrets

    def below(self, count: int) -> int:
        """A whole number from 0 up to (not including) `count`."""
        return int(self._random.random() * count)

    def pick(self, items: Any) -> Any:
        """One of the items."""
        return items[self.below(len(items))]

    def shuffled(self, items: Any) -> list[Any]:
        """The items in a random order (Fisher and Yates)."""
        order = list(items)
        for index in range(len(order) - 1, 0, -1):
            other = self.below(index + 1)
            order[index], order[other] = order[other], order[index]
        return order


def draw(params: Mapping[str, Param], stream: Stream) -> Drawn:
    """One draw of all parameters, in the order of the file."""
    env: dict[str, str] = {}
    words: dict[str, str] = {}
    for name, param in params.items():
        match param:
            case TextParam(text=texts):
                words[name] = stream.pick(texts)
            case TogetherParam(together=rows):
                _together(rows, stream.pick(rows), env, words)
            case _:
                env[name] = _value(param, stream)
    return Drawn(env, words)


def _together(rows: Any, row: Mapping[str, Any], env: dict[str, str], words: dict[str, str]) -> None:
    for key, value in row.items():
        if all(isinstance(other[key], Decimal) for other in rows):
            env[key] = _text(value)
        else:
            words[key] = str(value)


def _value(param: Param, stream: Stream) -> str:
    match param:
        case IntegerParam(integer=(low, high), step=step, exclude=exclude):
            return _text(
                _one(Decimal(low), Decimal(high), Decimal(step), [Decimal(n) for n in exclude], stream)
            )
        case DecimalParam(decimal=(low, high, step), exclude=exclude):
            return _text(_one(low, high, step, exclude, stream))
        case ChoiceParam(choice=values) | NameParam(name=values):
            return str(stream.pick(values))
        case SampleParam(sample=spec) | VectorParam(vector=spec):
            return "[" + ", ".join(_text(number) for number in _sample(spec, stream)) + "]"
        case MatrixParam(matrix=spec):
            return _matrix(spec, stream)
    raise AssertionError(f"no draw for {type(param).__name__}")


def _sample(spec: SampleSpec, stream: Stream) -> list[Decimal]:
    low, high = spec.size if isinstance(spec.size, tuple) else (spec.size, spec.size)
    size = low + stream.below(high - low + 1)
    numbers: list[Decimal] = []
    while len(numbers) < size:  # ends: the format refuses more distinct numbers than there are
        number = _entry(spec, stream)
        if not spec.distinct or number not in numbers:
            numbers.append(number)
    return sorted(numbers) if spec.sorted else numbers


def _matrix(spec: MatrixSpec, stream: Stream) -> str:
    rows = [[_entry(spec, stream) for _ in range(spec.columns)] for _ in range(spec.rows)]
    if spec.symmetric:
        rows = [[rows[min(i, j)][max(i, j)] for j in range(spec.columns)] for i in range(spec.rows)]
    return "[" + ", ".join("[" + ", ".join(_text(entry) for entry in row) + "]" for row in rows) + "]"


def _entry(spec: SampleSpec | MatrixSpec, stream: Stream) -> Decimal:
    return _one(*spec.steps, spec.exclude, stream)


def _one(low: Decimal, high: Decimal, step: Decimal, exclude: Any, stream: Stream) -> Decimal:
    steps = int((high - low) / step)
    while True:  # ends: the format refuses a range of which every value is excluded
        number = low + step * stream.below(steps + 1)
        if number not in exclude:
            return number


def _text(number: Decimal) -> str:
    """Without an exponent and without trailing zeros: 0.5, 12, 1000."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
