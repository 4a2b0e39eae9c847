"""A question's chart: whole numbers across stay whole, words stay words."""

from __future__ import annotations

import pandas as pd
import pytest

from touchstone.banks.formats import cell
from touchstone.ui.parts.figure import chart


@pytest.mark.parametrize(
    ("values", "kind", "type_", "whole"),
    [
        ([1, 2, 3], "line", "quantitative", True),
        ([1.0, 2.0, 3.0], "points", "quantitative", True),
        ([0.1, 0.25, 0.5], "line", "quantitative", False),
        (["Jan", "Feb", "Mar"], "line", "nominal", False),
        ([1, 2, 3], "bars", "nominal", False),
    ],
)
def test_the_axis_across(values: list[object], kind: str, type_: str, whole: bool) -> None:
    frame = pd.DataFrame({"Month [1]": values, "Users": [5, 7, 6]})
    across = chart(frame, kind).to_dict()["encoding"]["x"]
    assert across["type"] == type_
    assert across["title"] == "Month [1]"
    assert (across.get("axis") == {"format": "d", "tickMinStep": 1}) is whole


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1.0, "1"), (12_000.0, "12,000"), (0.5, "0.5"), (-3.25, "-3.25"), (1 / 3, "0.333333"), ("May", "May")],
)
def test_a_cell_has_the_digits_that_it_needs(value: float | str, shown: str) -> None:
    assert cell(value) == shown
