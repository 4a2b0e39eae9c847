"""One row to be graded, checked: what the question says of the answer, and the answer as typed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from touchstone.core.counts import count
from touchstone.core.problems import nearest
from touchstone.core.written import as_written

Kind = Literal[
    "number",
    "expression",
    "equation",
    "inequality",
    "interval",
    "set",
    "list",
    "tuple",
    "matrix",
    "system",
    "antiderivative",
    "logical",
    "choice",
    "choices",
    "probability",
    "sql",
    "text",
]
Assumption = Literal["positive", "nonnegative", "real", "integer", "complex"]
Form = Literal[
    "expanded",
    "factored",
    "lowest_terms",
    "single_fraction",
    "partial_fractions",
    "completed_square",
    "same",  # the order of `banks.answers.Form`: typing keeps one of two alike, whose order a schema shows
    "scientific",
    "exact",
    "percent",
    "decimal",
    "solved",
    "worked_out",
]
Numbers = Literal["rationals", "reals"]
Freedom = Literal["renaming", "scale", "sign", "column_order", "span", "basis"]


# What a tolerance may be written as: decimals, 1e-3, 1/8. Beyond these exponents nothing is measured, and
# Python would work out a number of a hundred million digits without looking up.
_DECIMAL = r"(\d{1,60}(\.\d{0,60})?|\.\d{1,60})(e[+-]?\d{1,3})?"
_QUOTIENT = r"\d{1,60}/0*[1-9]\d{0,59}"
_NUMBER = re.compile(rf"\s*[+-]?({_DECIMAL}|{_QUOTIENT})\s*", re.IGNORECASE | re.ASCII)


def _decimal(value: Any) -> Any:
    """0.01 as the hundredth that was written, not as the float next to it."""
    text = "" if isinstance(value, bool) or not isinstance(value, int | float | str) else str(value)
    if not _NUMBER.fullmatch(text):
        raise ValueError("expected a number such as 0.01")
    return Fraction(text)


def _no_truth(value: Any) -> Any:
    """Python counts with true and false; nobody who writes them here means 1 and 0."""
    if isinstance(value, bool):
        raise ValueError("expected a number")
    return value


Decimal = Annotated[Fraction, BeforeValidator(_decimal)]
Whole = Annotated[int, BeforeValidator(_no_truth)]
Real = Annotated[float, BeforeValidator(_no_truth)]
Text = Annotated[str, Field(max_length=100_000)]
# What somebody answered is never a reason to call the row invalid: the reader says that it is too long.
Typed = Annotated[str, Field(max_length=2_000_000)]
Short = Annotated[str, Field(max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Tolerance(_Strict):
    """How far from the key a number may lie: within either bound, `relative` to the key's own size."""

    relative: Decimal | None = Field(default=None, ge=0)
    absolute: Decimal | None = Field(default=None, ge=0)


def _together(value: Any) -> Any:
    """Several options as one text, as `choices` are typed."""
    several = isinstance(value, list) and value and all(isinstance(part, str) for part in value)
    return ", ".join(value) if several else value


class Mistake(_Strict):
    """A wrong value that is known, the credit it still earns (0 to 1) and what the candidate is told."""

    name: Short
    value: Annotated[Text, BeforeValidator(_together), BeforeValidator(as_written)]
    credit: Real = Field(default=0.0, ge=0, le=1)
    says: Text = ""


class Table(_Strict):
    """A small table of a query's data: the names of its columns, and its rows."""

    columns: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(min_length=1, max_length=100)
    rows: list[list[int | float | str | None]] = Field(max_length=10_000)

    @model_validator(mode="after")
    def _rectangular(self) -> Table:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                found = (
                    f"row {number} has {count(len(row), 'value')} for {count(len(self.columns), 'column')}"
                )
                raise ValueError(found)
        return self


Tables = dict[Annotated[str, Field(min_length=1, max_length=100)], Table]


class GradeRow(BaseModel):
    """A row of `touchstone grade`; the table of the command line says what each field means.

    `names` are words that the question declares as variables. A query (`sql`) runs on `data`, tables by name,
    or on each of a list of such, so that no answer is right by accident; `ordered` says that order counts.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, arbitrary_types_allowed=True)

    id: Any = None
    key: Text | list[Text]
    answer: Typed | list[Typed]
    kind: Kind | None = None
    syntax: Literal["plain", "latex", "auto"] = "auto"
    # Factories, since pydantic copies a `{}` or `[]` deeply for each row.
    assume: dict[Short, Assumption] = Field(default_factory=dict)
    tolerance: Tolerance | None = None
    significant_figures: Whole | None = Field(default=None, ge=1, le=60)
    decimal_places: Whole | None = Field(default=None, ge=0, le=60)
    form: Form | None = None
    over: Numbers | None = None
    up_to: list[Freedom] = Field(default_factory=list)
    variable: Short | None = None
    constant: Literal["required", "optional"] = "required"
    mistakes: list[Mistake] = Field(default_factory=list, max_length=50)
    deadline_ms: Real = Field(default=2000, ge=1, allow_inf_nan=False)
    names: list[Short] = Field(default_factory=list)
    data: Tables | Annotated[list[Tables], Field(max_length=10)] | None = None
    ordered: bool = False


class InvalidRow(Exception):
    """Why a row can't be graded: a sentence for who wrote it."""


FIELDS = GradeRow.model_fields.keys()
# Only what is nearly a known name is taken for a slip: a row may carry fields of its own.
SLIP = 0.8


def read_row(row: Mapping[str, object]) -> GradeRow:
    """The row, checked. Raises InvalidRow; null stands for a field left out."""
    if not isinstance(row, Mapping):
        raise InvalidRow("A row is a JSON object with 'key' and 'answer'.")
    given = {name: value for name, value in row.items() if value is not None}
    for name in ("key", "answer"):
        if name in given and type(given[name]) is not str:
            given[name] = _as_texts(given[name])
    for name in given.keys() - FIELDS:
        meant = meant_field(name)
        if meant is not None:
            raise InvalidRow(f"Unknown field {name!r}; did you mean {meant!r}?")
    try:
        checked = GradeRow.model_validate(given)
    except ValidationError as error:
        raise InvalidRow(_sentence(error)) from None
    if checked.over is not None and checked.form != "factored":
        raise InvalidRow("'over' says over which numbers to factor: it belongs to the form 'factored'.")
    return checked


def _as_texts(value: object) -> object:
    """`5` for 5, and `["1", "2"]` for [1, 2], as options of a choice are."""
    return [as_written(one) for one in value] if isinstance(value, list) else as_written(value)


@lru_cache(maxsize=1024)
def meant_field(name: str) -> str | None:
    """The field that a name was surely meant for, so that its row is invalid; None for one's own field."""
    from difflib import SequenceMatcher

    close = nearest(name, GradeRow.model_fields)
    return close if close and SequenceMatcher(None, name, close).ratio() >= SLIP else None


# What was expected, in words: pydantic's own speak of its types.
_EXPECTED = {
    "string_type": "text",
    "int": "a whole number",
    "float": "a number",
    "list": "a list",
    "dict": "an object",
    "model": "an object",
    "bool": "true or false",
}


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where, found = _where(first["loc"]), first["input"]
    if first["type"] == "missing":
        return f"The field {where!r} is missing."
    if first["type"] == "literal_error":
        hint = nearest(str(found), [word.strip("' ") for word in first["ctx"]["expected"].split(",")])
        also = f"; did you mean {hint!r}?" if hint else "."
        return f"{where!r} is {found!r}; expected {first['ctx']['expected']}{also}"
    if first["type"] == "extra_forbidden":
        return f"{where!r} is not known here."
    return f"{where!r} is {_shown(found)}; {_wanted(first)}."


# With a bracket, a hyphen or one of these names, a step of a place names one of several types.
_A_TYPE = re.compile(r".*[\[-].*|str|int|float")


def _where(steps: tuple[int | str, ...]) -> str:
    """The field, and the place in it."""
    return ".".join(str(step) for step in steps if not _A_TYPE.fullmatch(str(step))) or "the row"


def _wanted(first: Any) -> str:
    if first["loc"] in (("key", "constrained-str"), ("answer", "constrained-str")):
        return "expected text, a number, or a list of them"
    kind = str(first["type"])
    for name, expected in _EXPECTED.items():
        if kind.startswith(name):
            return f"expected {expected}"
    message = str(first["msg"]).removeprefix("Value error, ").replace("Input should be", "it has to be")
    return f"{message[0].lower()}{message[1:]}"


def _shown(value: object) -> str:
    """A value as JSON writes it, shortened."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except TypeError:
        text = repr(value)
    except ValueError:  # Python writes no whole number out that has more than 4,300 digits
        text = "longer than can be shown"
    return text if len(text) <= 60 else f"{text[:57]}…"
