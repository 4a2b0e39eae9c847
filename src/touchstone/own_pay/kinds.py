"""Which pay may stand beside which figure: gross beside gross, base beside base, employees' beside theirs."""

from __future__ import annotations

from touchstone.own_pay.model import PaidPerson
from touchstone.salaries.figure import Figure

# What a payroll is taken for where it doesn't say. The middle of an advertised range is base pay, as far as
# anybody says what is in it.
USUAL = {"tax": "gross", "pay": "base", "contract": "employment"}
SAME = {"advertised": "base"}
NAMED = {"advertised": "of advertised ranges, which don't say what is in them"}


def unlike(person: PaidPerson, figure: Figure) -> str:
    """Why somebody's pay can't stand beside a figure: a sentence, or "" where it can."""
    own = {"tax": person.tax, "pay": person.basis, "contract": person.contract}
    for name, usual in USUAL.items():
        ours, named = own[name] or usual, getattr(figure, name)
        theirs = SAME.get(named or "", named)
        if theirs != ours and not (theirs is None and ours == usual):
            said = (
                f"the market's figure is {NAMED.get(named, named)}"
                if named
                else "the market's figure doesn't say"
            )
            return f"paid {ours}, {said}; one is not turned into the other"
    return ""
