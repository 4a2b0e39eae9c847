"""Names lead to one place, to a list of several, or to the nearest ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.salaries.namesakes import NAMESAKES
from touchstone.salaries.regions import Ambiguous, Region, UnknownPlace
from touchstone.salaries.table import Tables

CASES = yaml.safe_load(Path(__file__).with_name("places.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[repr(case["text"]) for case in CASES])
def test_places(tables: Tables, case: dict[str, Any]) -> None:
    found = tables.regions.resolve(case["text"])
    if "is" in case:
        assert isinstance(found, Region)
        assert found.id == case["is"]
    elif "several" in case:
        assert isinstance(found, Ambiguous)
        assert [region.id for region in found.candidates] == case["several"]
        assert all(region.id in str(found) for region in found.candidates)
    else:
        assert isinstance(found, UnknownPlace)
        near = [region.id for region in found.nearest]
        assert case["near"] in near if case["near"] else near == []


def test_every_place_is_found_by_its_own_id_and_lies_in_a_country(tables: Tables) -> None:
    for region in tables.regions.by_id.values():
        assert tables.regions.resolve(region.id) == region
        country = tables.regions.country(region.id)
        assert country is not None, region.id


def test_larger_places(tables: Tables) -> None:
    def chain(region: str) -> list[str]:
        return [place.id for place in tables.regions.chain(region)]

    assert chain("US-NYC") == ["US-NYC", "CBSA-35620", "US-NY", "US"]
    assert chain("US-CA-CUPERTINO") == ["US-CA-CUPERTINO", "CBSA-41940", "US-CA", "US"]
    assert chain("DE-BE") == ["DE-BE", "DE"]
    assert tables.regions["CBSA-35620"].states == ("US-NY", "US-NJ", "US-PA")


def test_no_two_states_stand_on_one_point(tables: Tables) -> None:
    states = [place for place in tables.regions.by_id.values() if place.kind == "state" and place.latitude]
    assert len({(place.latitude, place.longitude) for place in states}) == len(states)


def test_a_circle_of_places_ends(tables: Tables) -> None:
    from touchstone.salaries.regions import Regions

    circle = Regions(
        [
            Region(id="A", kind="state", name="A", parent="B"),
            Region(id="B", kind="state", name="B", parent="A"),
        ]
    )
    assert [place.id for place in circle.chain("A")] == ["A", "B"]
    assert circle.country("A") is None


def test_cities_are_named_with_their_country(tables: Tables) -> None:
    assert tables.regions.label("DE-BE") == "Berlin, Germany"
    assert tables.regions.label("CBSA-35620") == "New York metro, NY"
    assert tables.regions.label("PL") == "Poland"


def test_every_label_leads_back_to_its_place(tables: Tables) -> None:
    labels = [tables.regions.label(region) for region in tables.regions.by_id]
    assert len(set(labels)) == len(labels)
    for region in tables.regions.by_id.values():
        if region.kind == "metro":
            assert tables.regions.resolve(tables.regions.label(region.id)) == region


@pytest.mark.parametrize(("name", "other"), sorted(NAMESAKES.items()))
def test_a_city_with_a_namesake_abroad_is_asked_about(tables: Tables, name: str, other: str) -> None:
    found = tables.regions.resolve(name.title())
    assert isinstance(found, Ambiguous)
    assert other in [region.id for region in found.candidates]
