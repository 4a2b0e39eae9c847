"""What people type for a place, and what Enter gives them: a case a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.table import load_tables
from touchstone.ui.parts.searching import found, ordered, place_names

BENCHMARKS = Benchmarks(load_tables(Path(__file__).parents[2] / "salary_data"))
REGIONS = BENCHMARKS.tables.regions
NAMES = place_names(BENCHMARKS.places, REGIONS)


def entered(typed: str) -> str | None:
    """As Streamlit's box does it: the first name in sight that holds the letters, else the text itself."""
    order = ordered(tuple(NAMES.items()))
    holding = next((one for one in order if typed.casefold() in NAMES[one].casefold()), None)
    return holding or found(typed, NAMES, REGIONS.named)[0]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Germany", "DE"), ("germ", "DE"), ("Deutschland", "DE"), ("DE", "DE"), ("UK", "GB"), ("gb", "GB"),
        ("US", "US"), ("USA", "US"), ("CA", "CA"), ("PL", "PL"), ("NYC", "US-NYC"), ("US-CA", "US-CA"),
        ("CBSA-35620", "CBSA-35620"), ("sao", "BR-SAO-PAULO"), ("Zürich", "CH-ZURICH"), ("India", "IN"),
        ("Kansas", "US-KS"), ("kan", "US-KS"), ("Virginia", "US-VA"), ("DC", "US-DC"), ("Bayern", "DE-BY"),
        ("New York", "US-NY"), ("xyzzy", None), ("", "IN"), ("Londn", None), ("[a](http://b)", None),
    ],
)  # fmt: skip
def test_enter_takes_the_one_place_that_fits_best(typed: str, place: str | None) -> None:
    assert entered(typed) == place if typed else entered(typed) in NAMES


@pytest.mark.parametrize(
    ("typed", "meant"), [("Londn", "London, United Kingdom"), ("Frankfrut", "Frankfurt")]
)
def test_a_slip_of_the_keys_gets_the_nearest_name(typed: str, meant: str) -> None:
    one, others = found(typed, NAMES, REGIONS.named)
    assert one is None
    assert NAMES[others[0]].startswith(meant)


def test_ordering_loses_and_doubles_no_place() -> None:
    order = ordered(tuple(NAMES.items()))
    assert sorted(order) == sorted(NAMES)


def test_a_place_to_move_to_is_searched_in_the_same_way_and_the_same_place_stays_first(
    open_page: Any,
) -> None:
    offered = list(open_page("salaries", region="US").selectbox(key="choice-to").options)
    assert offered[0] == "the same place"
    assert next(name for name in offered if "uk" in name.casefold()) == "United Kingdom (GB, UK)"


def test_what_is_typed_becomes_the_place_and_what_is_unknown_is_said(open_page: Any) -> None:
    app = open_page("salaries", region="US")
    app.multiselect(key="choice-region").set_value(["US", "Deutschland", "`Atlantys`"]).run()
    assert app.query_params["region"] in ("US,DE", ["US,DE"])
    assert [one.value for one in app.warning if "Atlantys" in one.value]
