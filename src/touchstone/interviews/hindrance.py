"""What speaks against showing a candidate questions, by the record of what was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from touchstone.core.letters import letters
from touchstone.interviews.derive import EXPOSURE_CAP, Ledger
from touchstone.interviews.scorecard import LETTERS_OF_EVIDENCE, Refused
from touchstone.interviews.sitting import Record

CURRENT = timedelta(days=30)  # what was printed for a candidate in this time is of the interview to come


class Hindered(Refused):
    """A refusal that a written reason lifts."""


def hindrances(
    asked: Sequence[str], record: Record, *, code: str, now: datetime, titles: Mapping[str, str]
) -> list[str]:
    """Why a form with the questions `asked` is not for the candidate of a code, in sentences.

    A form that was printed for the candidate a short while ago is the one that they sit down to.
    """
    again = [name for name in asked if name in record.seen]
    printed = len(again) == len(asked) and all(now - record.seen[name] < CURRENT for name in again)
    said = []
    if again and not printed:
        said.append(f"{code} was shown {_named(again, titles)} before.")
    if used_up := full(asked, record):
        said.append(by_cap(used_up, titles))
    return said


def by_cap(used_up: Sequence[str], titles: Mapping[str, str]) -> str:
    """Which questions reached the exposure cap, a sentence; "" for none."""
    if not used_up:
        return ""
    return f"By the exposure cap of {EXPOSURE_CAP:.0%} nobody else sees {_named(used_up, titles)}."


def full(asked: Sequence[str], record: Record, *, planned: int = 1) -> list[str]:
    """The questions that no further candidate may see; `planned` candidates are still to come."""
    ledger = Ledger(dict(record.shown), record.candidates, EXPOSURE_CAP)
    return [name for name in asked if ledger.left(name, planned) == 0]


def way_out(reason: str) -> tuple[str, ...]:
    """What to do about it; what a `reason` lacks where one was given."""
    said = reason.strip()
    short = f"“{said[:40]}” is no reason yet: it needs {LETTERS_OF_EVIDENCE} letters or more." if said else ""
    return tuple(filter(None, (_WAY_OUT, short)))


_WAY_OUT = (
    "Take a form without these questions (leave them out on the Interviews page, or `touchstone interview "
    "--for CODE`), or write down why this one all the same."
)


def convinces(reason: str) -> bool:
    """Whether somebody wrote a reason, and not a row of dots."""
    return letters(reason) >= LETTERS_OF_EVIDENCE


def _named(names: Sequence[str], titles: Mapping[str, str]) -> str:
    *first, last = [f"“{titles.get(name, name)}”" for name in names]
    return f"{', '.join(first)} and {last}" if first else last
