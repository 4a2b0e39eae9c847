"""Where the employer's people are: the places that `employees_in` names, as laws know them."""

from __future__ import annotations

from touchstone.postings.employer import Employer
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity
from touchstone.postings.places import Atlas, Place


def staffed(atlas: Atlas, employer: Employer) -> tuple[Employer, list[Finding]]:
    """The employer with the ids of those places, and a finding for each name that is not known.

    A place that is named twice, by name and by id, has as many people as the larger figure says.
    """
    numbers: dict[str, int] = {}
    doubts = []
    for name, count in employer.employees_in.items():
        found = atlas.find(name)
        if isinstance(found, Place):
            numbers[found.id] = max(count, numbers.get(found.id, 0))
        else:
            said = f"'employees_in' names a place that is not known. {found} They are not counted."
            doubts.append(Finding("unknown-place", Kind.LAW, Severity.WARN, said, source=OUR_OWN))
    return employer.model_copy(update={"employees_in": numbers}), doubts
