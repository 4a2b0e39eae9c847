"""The duties that questions serve, compared with those that the role profiles name."""

from __future__ import annotations

from collections.abc import Collection

from touchstone.banks.bank import Bank
from touchstone.core.problems import Problem, did_you_mean


def unknown_duties(bank: Bank, duties: Collection[str] | None) -> list[Problem]:
    """A problem for each duty in `serves` that no profile has; none when not all duties are known."""
    if duties is None:
        return []
    return [
        entry.places.problem(("serves", index), f"no role has the duty {name!r}", did_you_mean(name, duties))
        for entry in (*bank.entries.values(), *bank.broken)
        for index, name in enumerate(entry.question.serves)
        if name not in duties
    ]
