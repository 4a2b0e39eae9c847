"""Small turns of phrase."""

import pytest

from touchstone.postings.words import capital, listed_places

CAPITALS = [
    ("leave of 30 days", "Leave of 30 days"),
    ("see www.harbour.example for more", "See www.harbour.example for more"),
    ("e.g. a bicycle", "E.g. a bicycle"),
    ("gym.", "Gym."),
    ("401(k) matching", "401(k) matching"),
    ("élan", "Élan"),
    ("www.harbour.example", "www.harbour.example"),
    ("a@harbour.example writes back", "a@harbour.example writes back"),
    ("https://harbour.example/jobs", "https://harbour.example/jobs"),
    ("harbour.example/benefits lists them", "harbour.example/benefits lists them"),
    ("iPhone of your own", "iPhone of your own"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "shown"), CAPITALS, ids=[typed for typed, _ in CAPITALS])
def test_a_sentence_begins_with_a_capital_and_an_address_does_not(typed: str, shown: str) -> None:
    assert capital(typed) == shown


@pytest.mark.parametrize(
    ("items", "reads"),
    [
        (["Berlin"], "Berlin"),
        (["Berlin, Germany"], "Berlin, Germany"),
        (["Germany", "France", "Italy"], "Germany, France or Italy"),
        (["Berlin, Germany", "Colorado, United States"], "Berlin, Germany; or Colorado, United States"),
        (
            ["Berlin, Germany", "France", "New York metro, NY"],
            "Berlin, Germany; France; or New York metro, NY",
        ),
    ],
)
def test_places_with_commas_are_set_apart(items: list[str], reads: str) -> None:
    assert listed_places(items, "or") == reads
