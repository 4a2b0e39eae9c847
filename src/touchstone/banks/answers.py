"""How a part of a question is marked: the key and its kind, listed mistakes, options, simulations."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from touchstone.banks.expressions import Expression, as_expression, as_list
from touchstone.banks.params import ParamName
from touchstone.core.ids import KebabId
from touchstone.core.validate import Content

Says = Annotated[str, StringConstraints(min_length=1, max_length=800)]

Arguments: TypeAlias = Annotated[tuple[Expression, ...], BeforeValidator(as_list)]
AnswerKind: TypeAlias = Literal[
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
    "probability",
]
Form: TypeAlias = Literal[
    "expanded",
    "factored",
    "lowest_terms",
    "single_fraction",
    "partial_fractions",
    "completed_square",
    "same",
    "scientific",
    "exact",
    "percent",
    "decimal",
    "solved",
    "worked_out",
]
UpTo: TypeAlias = Literal["renaming", "scale", "sign", "column_order", "span", "basis"]
Assumption: TypeAlias = Literal["positive", "nonnegative", "real", "integer", "complex"]


class Tolerance(Content):
    """How far from the key an answer may be: relative (0.01 is one percent), absolute, or either of both."""

    relative: float | None = Field(default=None, gt=0, le=0.5)
    absolute: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _some(self) -> Tolerance:
        if self.relative is None and self.absolute is None:
            raise ValueError("a tolerance is `relative`, `absolute` or both")
        return self


class Answer(Content):
    """The key, and how an answer is compared with it.

    Every field but `value` and `unit` goes to the grader as it is.
    """

    value: Expression
    kind: AnswerKind | None = Field(default=None, description="From the key's shape when left out.")
    tolerance: Tolerance | None = Field(default=None, description="Exact when left out.")
    form: Form | None = None
    over: Literal["rationals", "reals"] | None = Field(
        default=None, description="Over which numbers `factored` is meant; the rationals when left out."
    )
    significant_figures: int | None = Field(default=None, ge=1, le=15)
    decimal_places: int | None = Field(default=None, ge=0, le=12)
    up_to: tuple[UpTo, ...] = ()
    assume: dict[ParamName, Assumption] = Field(default_factory=dict)
    variable: ParamName | None = None
    constant: Literal["required", "optional"] | None = None
    deadline_ms: int | None = Field(default=None, ge=100, le=10_000)
    unit: Annotated[str, StringConstraints(min_length=1, max_length=30)] | None = Field(
        default=None, description="Shown after the field; `none` where a number has no unit."
    )

    @model_validator(mode="before")
    @classmethod
    def _value_by_its_name(cls, given: Any) -> Any:
        if isinstance(given, str | int | float | list):
            shown = str(as_expression(given))
            raise ValueError(f"the key is the field `value`: write answer: {{value: {shown}}}")
        return given

    @model_validator(mode="after")
    def _over_what_is_factored(self) -> Answer:
        if self.over is not None and self.form != "factored":
            raise ValueError("`over` belongs to `form: factored`: it says over which numbers")
        return self

    def row(self) -> dict[str, Any]:
        """The fields of a grading row, without key and answer."""
        return self.model_dump(mode="json", exclude_defaults=True, exclude={"value", "unit"})


class Mistake(Content):
    """A wrong answer that people often give, what it is worth, and what to tell them."""

    name: KebabId
    value: Expression
    credit: float = Field(
        default=0.0, ge=0, lt=1, description="Share of the points, 0 up to (not including) 1."
    )
    says: Says


class Option(Content):
    """One option of a choice question. `right` may be an expression, true or false on the drawn numbers."""

    text: Says
    right: bool | Expression = False
    why: Says


class Simulate(Content):
    """A random experiment that must agree with the key.

    `draw` says what one trial draws; `value` is worked out for each trial; the key must be its mean (or the
    named statistic) over all trials in which `given` holds.
    """

    draw: dict[ParamName, dict[str, Arguments]] = Field(min_length=1)
    let: dict[ParamName, Expression] = Field(default_factory=dict)
    given: Expression | None = None
    value: Expression
    statistic: Literal["mean", "variance", "stdev", "median", "covariance", "correlation"] = "mean"
    quantile: float | None = Field(default=None, gt=0, lt=1)
    against: Expression | None = Field(
        default=None, description="The second value, for covariance and correlation."
    )
    trials: int = Field(default=200_000, ge=10_000, le=2_000_000)
