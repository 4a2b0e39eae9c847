"""What there is to say about the pay of a posting beyond the law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from touchstone.postings.employer import Pay
from touchstone.postings.findings import Finding, Kind, Severity
from touchstone.postings.places import Place
from touchstone.postings.words import listed, listed_places

OPEN_RANGES = "laws/: New Jersey, British Columbia"
_OWN = "The pay is the employer's own figure; nothing stands behind it but the employer."


def check_pay(pay: Pay | None, places: Sequence[Place] = ()) -> Iterator[Finding]:
    """An open range, a currency that no place of the work has, and where a figure comes from."""
    if pay is None:
        return
    yield from _currency(pay.currency, places)
    if pay.minimum is None or pay.maximum is None:
        said = "The range is open: state where it begins and where it ends. Several laws refuse open ranges."
        yield Finding("open-range", Kind.PAY, Severity.WARN, said, source=OPEN_RANGES)
    said = f"The pay comes from a benchmark: {pay.source}." if pay.source else _OWN
    yield Finding(
        "pay-source", Kind.PAY, Severity.INFO, said, source=pay.source or "the employer's own figure"
    )


def _currency(stated: str, places: Sequence[Place]) -> Iterator[Finding]:
    """Nothing where the currency of a place is not known: it may be the one that is stated."""
    own = list(dict.fromkeys(place.currency for place in places if place.currency))
    if not own or stated in own or not all(place.currency for place in places):
        return
    where, used = listed_places([place.name for place in places]), listed(own, "or")
    said = f"The pay is stated in {stated}, but the currency of {where} is {used}. State it in {used}."
    yield Finding("pay-currency", Kind.PAY, Severity.WARN, said, source="salary_data/regions.csv")
