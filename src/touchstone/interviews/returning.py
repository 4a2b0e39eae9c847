"""A candidate who comes again: a form without what they were shown before, where the bank has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, Protocol, TypeVar

from touchstone.interviews.derive import Ledger
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.hindrance import CURRENT
from touchstone.interviews.shown import Showings

TRIES = 12  # printings of this interview that are told apart; each is of other questions than those before


class Asking(Protocol):
    """A form as far as it matters here."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its questions."""
        ...


class WithForms(Protocol):
    """A set, or several."""

    @property
    def forms(self) -> Sequence[Asking]:
        """All its forms."""
        ...


Found = TypeVar("Found", bound=WithForms)


@dataclass(frozen=True)
class Fitted(Generic[Found]):
    """A set for one candidate, and what the record of what they were shown did to it; "" when nothing."""

    outcome: Found | Infeasible
    says: str = ""


def fitted(
    assemble: Callable[[tuple[str, ...]], Found | Infeasible],
    seen: Mapping[str, datetime],
    now: datetime,
) -> Fitted[Found]:
    """The set that `assemble` gives without the questions of earlier interviews (its argument), if any.

    A form whose questions were all shown in the last 30 days is this interview's, printed before: kit and
    brief are of one form. What is older, and what another form of these days asked, is left out.
    """
    out = {name for name, at in seen.items() if now - at >= CURRENT}
    for _ in range(TRIES):
        outcome = assemble(tuple(sorted(out)))
        if isinstance(outcome, Infeasible):
            return _known(assemble(()), seen) if out else Fitted(outcome)
        forms = [form.ids for form in outcome.forms]
        again = frozenset().union(*forms) & set(seen)
        if not again or any(form <= set(seen) for form in forms):
            break
        first = min(seen[name] for name in again)
        out |= {name for name, at in seen.items() if at == first}
    else:
        return _known(outcome, seen)
    left_out = f"{len(out)} of the bank's questions, which the candidate was shown before, are left out."
    return Fitted(outcome, left_out if out else "")


def for_candidate(
    make: Callable[[Ledger | None, tuple[str, ...]], Found | Infeasible],
    shown: Showings,
    code: str,
    now: datetime,
    ledger: Ledger | None,
) -> Fitted[Found]:
    """The very set that a candidate was shown before, whoever came in between, or a new one by `ledger`.

    `make` gives the set by a ledger and without the questions that are named.
    """
    for earlier in shown.earlier(code):
        found = fitted(partial(make, earlier.ledger), earlier.seen, earlier.at).outcome
        if isinstance(found, Infeasible):
            continue
        ids = {name for form in found.forms for name in form.ids}
        if ids and earlier.new <= ids <= earlier.new.union(earlier.seen):
            return Fitted(found)
    return fitted(partial(make, ledger), shown.seen(code), now)


def _known(outcome: Found | Infeasible, seen: Mapping[str, datetime]) -> Fitted[Found]:
    if isinstance(outcome, Infeasible):
        return Fitted(outcome)
    known = sorted({name for form in outcome.forms for name in form.ids} & set(seen))
    said = "The bank gives no such set without what the candidate was shown before. They know: "
    return Fitted(outcome, f"{said}{', '.join(known)}.")
