"""The random parameters of a question: how each is written in a bank file."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag, model_validator

from touchstone.banks.expressions import Expression
from touchstone.core.problems import did_you_mean
from touchstone.core.validate import Content

MAX_SIZE = 60  # numbers in one sample: more than anyone reads off a page
MAX_SIDE = 10  # rows or columns: the maths language's own bound

ParamName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]+(_[A-Za-z0-9]+)*$", max_length=30)]
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]$|^[a-z]{2,7}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=400)]


class _Range(Content):
    """Numbers to draw from: whole ones, or decimals in steps; evenly likely, both ends included."""

    integers: tuple[int, int] | None = Field(default=None, description="Lowest and highest whole number.")
    decimals: tuple[Decimal, Decimal, Decimal] | None = Field(
        default=None, description="Lowest, highest and step."
    )
    exclude: tuple[Decimal, ...] = Field(default=(), description="Numbers that are never drawn, such as 0.")

    @model_validator(mode="after")
    def _one_range(self) -> _Range:
        if (self.integers is None) == (self.decimals is None):
            raise ValueError("give either `integers: [low, high]` or `decimals: [low, high, step]`")
        check_range(*self.steps, self.exclude)
        return self

    @property
    def steps(self) -> tuple[Decimal, Decimal, Decimal]:
        """Lowest, highest and step."""
        if self.integers is not None:
            return Decimal(self.integers[0]), Decimal(self.integers[1]), Decimal(1)
        assert self.decimals is not None
        return self.decimals


class SampleSpec(_Range):
    """A list of numbers, such as a small data set or a vector."""

    size: int | tuple[int, int] = Field(description="How many numbers, or the lowest and highest count.")
    distinct: bool = Field(default=False, description="No number twice.")
    sorted: bool = Field(default=False, description="In rising order.")

    @model_validator(mode="after")
    def _size(self) -> SampleSpec:
        low, high = self.size if isinstance(self.size, tuple) else (self.size, self.size)
        if not 1 <= low <= high <= MAX_SIZE:
            raise ValueError(f"a sample has 1 to {MAX_SIZE} numbers, found size {self.size}")
        count = check_range(*self.steps, self.exclude)
        if self.distinct and high > count:
            raise ValueError(f"{high} distinct numbers can't be drawn from {count}")
        return self


class MatrixSpec(_Range):
    """A matrix of random entries."""

    rows: int = Field(ge=1, le=MAX_SIDE)
    columns: int = Field(ge=1, le=MAX_SIDE)
    symmetric: bool = Field(
        default=False, description="The entry in row i, column j equals that in row j, column i."
    )

    @model_validator(mode="after")
    def _square(self) -> MatrixSpec:
        if self.symmetric and self.rows != self.columns:
            raise ValueError("a symmetric matrix has as many rows as columns")
        return self


class IntegerParam(Content):
    """A whole number: `{integer: [2, 9]}`; both ends included."""

    integer: tuple[int, int]
    step: int = Field(default=1, ge=1)
    exclude: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _range(self) -> IntegerParam:
        check_range(*self.integer, self.step, self.exclude)
        return self


class DecimalParam(Content):
    """A decimal number in steps: `{decimal: [0.1, 0.9, 0.05]}`; both ends included."""

    decimal: tuple[Decimal, Decimal, Decimal]
    exclude: tuple[Decimal, ...] = ()

    @model_validator(mode="after")
    def _range(self) -> DecimalParam:
        check_range(*self.decimal, self.exclude)
        return self


class ChoiceParam(Content):
    """One of the listed values, each an expression: `{choice: [10, 100, 1/3]}`."""

    choice: tuple[Expression, ...] = Field(min_length=2)


class NameParam(Content):
    """A random letter for an unknown: `{name: [x, t, u]}`. It stays a symbol; it has no value."""

    name: tuple[Letter, ...] = Field(min_length=2)


class TextParam(Content):
    """One of the listed wordings, for prompts only: `{text: [a warehouse, a clinic]}`."""

    text: tuple[Words, ...] = Field(min_length=2)


class TogetherParam(Content):
    """Names that are drawn as one row: `{together: [{place: a clinic, n: 40}, {place: a shop, n: 90}]}`.

    A name whose values are all numbers may stand in expressions; any other is for prompts only.
    """

    together: tuple[dict[ParamName, Decimal | Words], ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _same_names(self) -> TogetherParam:
        names = set(self.together[0])
        for row in self.together:
            if set(row) != names:
                raise ValueError(f"every row names the same values; expected {', '.join(sorted(names))}")
        return self


class SampleParam(Content):
    """A list of random numbers: `{sample: {size: 5, integers: [1, 20]}}`."""

    sample: SampleSpec


class VectorParam(Content):
    """A vector of random entries: `{vector: {size: 3, integers: [-5, 5]}}`."""

    vector: SampleSpec


class MatrixParam(Content):
    """A matrix of random entries: `{matrix: {rows: 2, columns: 2, integers: [-5, 5]}}`."""

    matrix: MatrixSpec


KINDS: dict[str, type[Content]] = {
    "integer": IntegerParam,
    "decimal": DecimalParam,
    "choice": ChoiceParam,
    "name": NameParam,
    "text": TextParam,
    "together": TogetherParam,
    "sample": SampleParam,
    "vector": VectorParam,
    "matrix": MatrixParam,
}


def _kind_of(value: Any) -> str | None:
    """The tag of the one kind of parameter that the mapping names, or None."""
    if isinstance(value, Content):
        return next((f"a parameter: {name}" for name, model in KINDS.items() if type(value) is model), None)
    return next((f"a parameter: {name}" for name in KINDS if name in value), None)


def _known_kind(value: Any) -> Any:
    """Raises ValueError, with the nearest kind, for a mapping that names no kind of parameter."""
    if isinstance(value, Content):
        return value
    if not isinstance(value, dict) or not value:
        raise ValueError(f"a parameter says how it is drawn, such as {{integer: [1, 9]}}; found {value!r}")
    if not any(name in value for name in KINDS):
        first = str(next(iter(value)))
        hint = did_you_mean(first, KINDS) or "known: " + ", ".join(KINDS)
        raise ValueError(f"there is no kind of parameter {first!r}; {hint}")
    return value


# The tags carry a space, so that they can't be taken for a field in the path of an error.
Param: TypeAlias = Annotated[
    Annotated[IntegerParam, Tag("a parameter: integer")]
    | Annotated[DecimalParam, Tag("a parameter: decimal")]
    | Annotated[ChoiceParam, Tag("a parameter: choice")]
    | Annotated[NameParam, Tag("a parameter: name")]
    | Annotated[TextParam, Tag("a parameter: text")]
    | Annotated[TogetherParam, Tag("a parameter: together")]
    | Annotated[SampleParam, Tag("a parameter: sample")]
    | Annotated[VectorParam, Tag("a parameter: vector")]
    | Annotated[MatrixParam, Tag("a parameter: matrix")],
    Discriminator(_kind_of),
    BeforeValidator(_known_kind),
]


def check_range(
    low: Decimal | int, high: Decimal | int, step: Decimal | int, exclude: Iterable[Decimal | int] = ()
) -> int:
    """How many values there are to draw.

    Raises ValueError unless `low` < `high`, `step` > 0 divides their distance and a value is left.
    """
    if low >= high:
        raise ValueError(f"the lowest value comes first: found {low} and {high}")
    if step <= 0 or (high - low) % step != 0:
        raise ValueError(f"the step divides the range: {step} does not lead from {low} to {high}")
    out = {value for value in exclude if low <= value <= high and (value - low) % step == 0}
    count = int((high - low) / step) + 1 - len(out)
    if count < 1:
        raise ValueError("every value is excluded")
    return count


def text_names(params: dict[str, Param]) -> set[str]:
    """The names that stand for words: they may be shown and never computed with."""
    found: set[str] = set()
    for name, param in params.items():
        if isinstance(param, TextParam):
            found.add(name)
        elif isinstance(param, TogetherParam):
            found |= {key for key in param.together[0] if not _numeric(param, key)}
    return found


def value_names(params: dict[str, Param]) -> set[str]:
    """The names that have a value in the maths language (a random letter counts as one)."""
    found: set[str] = set()
    for name, param in params.items():
        if isinstance(param, TogetherParam):
            found |= {key for key in param.together[0] if _numeric(param, key)}
        elif not isinstance(param, TextParam):
            found.add(name)
    return found


def _numeric(param: TogetherParam, key: str) -> bool:
    return all(isinstance(row[key], Decimal) for row in param.together)
