"""A posting as schema.org JobPosting (JSON-LD), as search engines for jobs read it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from touchstone.core.hashes import content_hash, short
from touchstone.core.ids import slug
from touchstone.core.money import Period
from touchstone.postings.employer import Employer, Pay
from touchstone.postings.places import Place
from touchstone.postings.places_time import end_of
from touchstone.postings.posting import Posting, Section

_EMPLOYMENT = {
    "full_time": "FULL_TIME",
    "part_time": "PART_TIME",
    "contractor": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "intern": "INTERN",
}
LONGEST_REFERENCE = 40  # what LinkedIn's feed takes (partnerJobId; its guide, read 2026-11-23)
_HIDDEN = {"scope", "lifecycle", "measures"}  # for colleagues only
# The headings that the guidelines ask a description to have, where ours are named otherwise.
_HEADINGS = {
    "duties_day": "Responsibilities: daily duties",
    "duties_week": "Responsibilities: weekly duties",
    "duties_month": "Responsibilities: monthly duties",
    "must": "Qualifications and skills: must have",
    "nice": "Qualifications and skills: nice to have",
    "background": "Education requirements and experience requirements",
    "employment": "Employment and working hours",
}


def job_posting(
    posting: Posting, places: Sequence[Place], areas: Sequence[Place] = (), *, seat: Place | None = None
) -> dict[str, Any]:
    """The JSON-LD of a posting; a property that is not known is left out.

    `areas` are the places from which remote work may be done (none: the places themselves), `seat` is the one
    of the places that has the employer's street. Work that is
    remote only for those who choose so is not marked as remote: Google asks that of wholly remote jobs alone.
    """
    employer = posting.employer
    remote = employer.remote == "yes"
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": description(posting),
        "identifier": {
            "@type": "PropertyValue",
            "name": employer.name,
            "value": reference(posting, places, areas),
        },
        "datePosted": posting.as_of.isoformat(),
        "validThrough": _valid_through(employer, (areas or places) if remote else (*places, *areas)),
        "hiringOrganization": _organisation(employer),
        "jobLocation": None if remote else [_location(place, employer, place == seat) for place in places],
        "jobLocationType": "TELECOMMUTE" if remote else None,
        "applicantLocationRequirements": [_area(place) for place in areas or places] if remote else None,
        "baseSalary": base_salary(employer.pay) if employer.pay else None,
        "employmentType": _EMPLOYMENT.get(employer.employment or ""),
        "workHours": employer.hours,
        "jobBenefits": _joined(employer.benefits),
        "incentiveCompensation": _joined(employer.other_pay),
        "responsibilities": _lines(posting, "duties_day", "duties_week", "duties_month"),
        "qualifications": _lines(posting, "must"),
        "skills": _lines(posting, "must", "nice"),
        # Where the text asks for a background, the markup can't say that there are no requirements.
        "educationRequirements": None if posting.section("background") else "no requirements",
        "occupationalCategory": list(posting.codes),
    }
    return {name: value for name, value in found.items() if value not in (None, [], "")}


def reference(posting: Posting, places: Sequence[Place], areas: Sequence[Place] = ()) -> str:
    """The employer's own reference, or one of role, level and place: `data-engineer-senior-de-be`.

    The same job has the same on every day and in whatever order its places stand; remote work goes by from
    where it may be done. Longer than boards take, its end is a hash.
    """
    employer = posting.employer
    if employer.reference:
        return employer.reference
    remote = employer.remote == "yes"
    at = (areas or places) if remote else places
    where = sorted(place.id for place in at) or sorted(posting.places)
    whole = [posting.role, posting.level.value, *(["remote"] if remote else []), *where]
    found = slug(" ".join(whole))
    if len(found) <= LONGEST_REFERENCE and " ".join(whole).isascii():
        return found
    end = short(content_hash(whole))[:7]
    begins = slug(f"{posting.role} {posting.level.value}")[: LONGEST_REFERENCE - len(end) - 1]
    return f"{begins.rstrip('-')}-{end}"


def description(posting: Posting) -> str:
    """The posting in p, ul and li alone, the tags that readers of JobPosting keep."""
    return "".join(_html(section) for section in posting.sections if section.id not in _HIDDEN)


def _html(section: Section) -> str:
    title = html.escape(_HEADINGS.get(section.id, section.title))
    lines = [html.escape(line.text) for line in section.lines]
    if section.listed:
        return f"<p>{title}</p><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    return f"<p>{title}</p><p>{' '.join(lines)}</p>"


def _organisation(employer: Employer) -> dict[str, Any]:
    found = {"@type": "Organization", "name": employer.name, "sameAs": employer.website}
    return {name: value for name, value in found.items() if value}


def _valid_through(employer: Employer, places: Sequence[Place]) -> str | None:
    if employer.deadline is None or employer.deadline == "rolling":
        return None
    return end_of(employer.deadline, places)


def base_salary(pay: Pay) -> dict[str, Any] | None:
    """The pay as MonetaryAmount; None for an open range, which the type can't say."""
    if pay.minimum is None or pay.maximum is None:
        return None
    unit = {period: period.value.upper() for period in Period}[pay.period]
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": unit}
    if pay.minimum == pay.maximum:
        value["value"] = float(pay.minimum)
    else:
        value |= {"minValue": float(pay.minimum), "maxValue": float(pay.maximum)}
    return {"@type": "MonetaryAmount", "currency": pay.currency, "value": value}


def _location(place: Place, employer: Employer, seat: bool) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": employer.street if seat else None,
        "postalCode": employer.postal_code if seat else None,
        "addressLocality": place.locality,
        "addressRegion": place.region,
        "addressCountry": place.country,
    }
    return {"@type": "Place", "address": {name: value for name, value in address.items() if value}}


def _area(place: Place) -> dict[str, Any]:
    if place.country is None:  # several countries together
        return {"@type": "AdministrativeArea", "name": place.name}
    kind = "City" if place.locality else "State" if place.region else "Country"
    return {"@type": kind, "name": place.name}


def _lines(posting: Posting, *names: str) -> str:
    sections = filter(None, map(posting.section, names))
    return " ".join(line.text for section in sections for line in section.lines)


def _joined(lines: Iterable[str]) -> str:
    return "; ".join(lines)
