"""Where asking for present or past pay is forbidden: lines for whoever interviews."""

from __future__ import annotations

from collections.abc import Iterable

from touchstone.postings.places import Place
from touchstone.postings.statutes import Law


def forbidden(laws: Iterable[Law], place: Place) -> tuple[str, ...]:
    """A line for each law in force there, or in a part of the place, that forbids the question.

    The day from which each ban holds is not on record, so a line tells when the law was last checked.
    """
    return tuple(
        f"Present or past pay: the law of this place forbids the question ({law.name}"
        f"{f', {law.statute}' if law.statute else ''}, as checked on {law.last_checked}). "
        "You may ask what somebody expects."
        for law in sorted(laws, key=lambda law: law.id)
        if law.kind == "pay" and law.status == "in_force" and law.salary_history_ban and place.under(law)
    )
