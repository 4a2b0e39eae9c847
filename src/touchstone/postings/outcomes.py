"""What a posting says, as a law hears it, and what comes out: a duty is met, not met, or not known to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from touchstone.postings.pay_marks import NO_MARKS, Marks
from touchstone.postings.readings import Readings, Stated
from touchstone.postings.word_rules import Worded


@dataclass(frozen=True)
class Doubt:
    """An amount of which it can't be told whether it is the pay, in its own words and where it stands.

    `place`: the text states it for this place, which is not the one in question.
    """

    words: str
    span: tuple[int, int]
    place: str | None = None


@dataclass(frozen=True)
class Said:
    """What a posting says: the text as it reads (None: not known), what is stated in lines that are not the
    employer's fields, its notice about AI (None: there is none), the day from which it stands there, and
    where the words stand that keep people from applying.

    `pay_doubt`: an amount that may be its pay where none is sure to be; `marks`: what the words say it is.
    """

    posted: date
    text: str | None = None
    stated: Readings = field(default_factory=dict)
    notice: str | None = None
    worded: Worded = field(default_factory=dict)
    pay_doubt: Doubt | None = None
    marks: Marks = NO_MARKS


@dataclass(frozen=True)
class Met:
    """The posting does what the law asks for; `by` are the words that were taken so, when they were read."""

    by: Stated | None = None


@dataclass(frozen=True)
class Unmet:
    """It does not; `why` says what is missing or wrong, `add` what to do where that is not the usual."""

    why: str
    span: tuple[int, int] | None = None
    add: str | None = None


@dataclass(frozen=True)
class Unknown:
    """We can't tell; `why` says what is not known, `add` what to do where that is not the usual."""

    why: str
    add: str | None = None
    span: tuple[int, int] | None = None


Outcome: TypeAlias = Met | Unmet | Unknown
