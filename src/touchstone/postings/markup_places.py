"""The rules of a JobPosting on where the work is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from touchstone.postings.markup_values import Data, list_of, mapping_of, text_of
from touchstone.postings.words import listed


def no_location(data: Data, _: date) -> Iterator[str]:
    """Somewhere to work, or from home."""
    if not data.get("jobLocation") and data.get("jobLocationType") != "TELECOMMUTE":
        yield "jobLocation is missing: name the place where the person reports to work."


def location(data: Data, _: date) -> Iterator[str]:
    """The place has an address."""
    places = list_of(data.get("jobLocation"))
    if any(mapping_of(mapping_of(place).get("address")).get("@type") != "PostalAddress" for place in places):
        yield "jobLocation must be a Place with a PostalAddress."


def country(data: Data, _: date) -> Iterator[str]:
    """Every address names its country."""
    for place in list_of(data.get("jobLocation")):
        if not text_of(mapping_of(mapping_of(place).get("address")).get("addressCountry")):
            yield "addressCountry is missing in jobLocation."


def address(data: Data, _: date) -> Iterator[str]:
    """An address in full is found more easily."""
    wanted = {
        "streetAddress": "a street",
        "addressLocality": "a town",
        "addressRegion": "a region",
        "postalCode": "a postal code",
    }
    addresses = [mapping_of(mapping_of(place).get("address")) for place in list_of(data.get("jobLocation"))]
    missing = [said for name, said in wanted.items() if any(name not in address for address in addresses)]
    if missing:
        them = "it" if len(missing) == 1 else "them"
        yield f"Search engines find on-site work better with {listed(missing)}: name {them}."


def telecommute(data: Data, _: date) -> Iterator[str]:
    """Wholly from home is one word."""
    if "jobLocationType" in data and data["jobLocationType"] != "TELECOMMUTE":
        yield "jobLocationType is TELECOMMUTE or absent; hybrid work leaves it out."


def says_remote(data: Data, _: date) -> Iterator[str]:
    """The description says so, too."""
    remote = data.get("jobLocationType") == "TELECOMMUTE"
    if remote and not re.search(
        r"fully remote|100 ?% remote", text_of(data.get("description")), re.IGNORECASE
    ):
        yield "The description must say that the job is fully remote."


def applicants(data: Data, _: date) -> Iterator[str]:
    """Where those may live who work from home."""
    areas = list_of(data.get("applicantLocationRequirements"))
    if data.get("jobLocationType") == "TELECOMMUTE" and not data.get("jobLocation") and not areas:
        yield "A remote job names at least one country, state or city in applicantLocationRequirements."
    kinds = ("Country", "State", "City", "AdministrativeArea")
    if any(mapping_of(a).get("@type") not in kinds or not mapping_of(a).get("name") for a in areas):
        yield "applicantLocationRequirements holds something that is not a named area."
