"""What there is to say about the pay of a posting beyond the law."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.postings.employer import Pay
from touchstone.postings.findings import Finding, Kind, Severity

_OWN = "The pay is the employer's own figure; nothing stands behind it but the employer."


def check_pay(pay: Pay | None) -> Iterator[Finding]:
    """An open range, and where a figure comes from."""
    if pay is None:
        return
    if pay.minimum is None or pay.maximum is None:
        said = "The range is open: state where it begins and where it ends. Several laws refuse open ranges."
        yield Finding(
            "open-range", Kind.PAY, Severity.WARN, said, source="laws/: New Jersey, British Columbia"
        )
    said = f"The pay comes from a benchmark: {pay.source}." if pay.source else _OWN
    yield Finding("pay-source", Kind.PAY, Severity.INFO, said, source=pay.source)
