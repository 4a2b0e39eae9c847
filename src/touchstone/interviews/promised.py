"""What a certificate promises of its form, as readers see it: all requests, and what gave way."""

from __future__ import annotations

from dataclasses import dataclass

from touchstone.interviews.certificate import Certificate
from touchstone.interviews.eased import told


def all_met(certificate: Certificate) -> str:
    """Whether a form has all that was wished, what gave way, and what it lacks, with the reason."""
    missing = [item for item in certificate.met if not item.met]
    eased = certificate.gave_way
    if not missing and not eased:
        return "All requests met."
    said = []
    if missing:
        listed = "; ".join(f"{item.request} (wanted {item.wanted}, found {item.found})" for item in missing)
        said.append(f"NOT met: {listed}. Look at it in another interview.")
    if eased:
        said.append(f"Wishes that gave way. {what_gave_way(certificate)}")
    return " ".join([*said, "All other requests met."])


def what_gave_way(certificate: Certificate) -> str:
    """The wishes that gave way with what the form has of each; "" when none did."""
    return told(certificate.gave_way, {item.request: item.found for item in certificate.met})


@dataclass(frozen=True)
class Row:
    """One request as a reader sees it; `said` is `yes`, `no`, or `eased` where less holds than was wished."""

    request: str
    wanted: str
    found: str
    met: bool
    said: str


def rows(certificate: Certificate) -> list[Row]:
    """All requests, with what was wished at first where it gave way."""
    eased = {one.request: one for one in certificate.gave_way}
    found = []
    for item in certificate.met:
        one = eased.pop(item.request, None)
        wanted = f"{one.wished}, eased to {item.wanted}" if one else item.wanted
        said = "no" if not item.met else "eased" if one else "yes"
        found.append(Row(item.request, wanted, item.found, item.met, said))
    return found + [Row(one.request, one.wished, one.instead, True, "eased") for one in eased.values()]
