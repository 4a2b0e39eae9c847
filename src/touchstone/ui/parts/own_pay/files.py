"""What is taken away of one's own people's pay: asked of the service at the click, by whoever clicks then.

A window may stand open for days: since it was drawn, the right may have been taken away, or the set erased.
"""

from __future__ import annotations

from collections.abc import Callable

from touchstone.access.people import Person
from touchstone.own_pay.exports import gap_row, position_row, to_csv
from touchstone.own_pay.service import OwnPay, Refused
from touchstone.salaries.benchmark import Benchmarks
from touchstone.ui.parts.downloads import Download, Gone

NOT_NOW = "This set is no longer kept, or no longer yours to see. Load the page again."


def files(
    service: OwnPay, look: Callable[[], Person | None], set_id: str, benchmarks: Benchmarks, rate: float
) -> list[Download]:
    """Everybody beside the market, and the gaps; `look` says who clicks. They raise Gone for who may not."""

    def person() -> Person:
        found = look()
        if found is None:
            raise Gone(NOT_NOW)
        return found

    def everybody() -> str:
        found = service.positions(person(), set_id, benchmarks, rate=rate)
        if isinstance(found, Refused):
            raise Gone(NOT_NOW)
        return to_csv([position_row(one, found.pay_as_of) for one in found.positions])

    def apart() -> str:
        found = service.gaps(person(), set_id)
        if isinstance(found, Refused):
            raise Gone(NOT_NOW)
        return to_csv([gap_row(one, found.pay_as_of) for one in found.groups])

    def may() -> bool:
        asking = look()
        sets = service.sets(asking) if asking else ()
        return not isinstance(sets, Refused) and any(one.id == set_id for one in sets)

    return [
        Download("Everybody (CSV)", "csv", everybody, "text/csv", may),
        Download("Pay gap (CSV)", "gap.csv", apart, "text/csv", may),
    ]
