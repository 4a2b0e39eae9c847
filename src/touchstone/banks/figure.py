"""Charts and tables that are generated from a question's parameters."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from touchstone.banks.expressions import Expression
from touchstone.core.validate import Content

Label = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class Column(Content):
    """One column of the data: numbers from an expression, or fixed words."""

    title: Label
    values: Expression | None = Field(default=None, description="A list in the maths language.")
    words: tuple[Label, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Column:
        if (self.values is None) == (not self.words):
            raise ValueError("a column has either `values` (an expression) or `words`")
        return self


class Figure(Content):
    """A table or chart shown with the prompt; the first column is the horizontal axis."""

    kind: Literal["table", "bars", "line", "points"]
    title: Label
    columns: tuple[Column, ...] = Field(min_length=1, max_length=6)
    alternative: Annotated[str, StringConstraints(min_length=10, max_length=600)] = Field(
        description="What a person who can't see the chart needs to know; the table is always added."
    )
