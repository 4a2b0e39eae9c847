"""What comes out when a text is read for a statement: it is made, over, doubtful, or left unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from touchstone.postings.phrases import Span


@dataclass(frozen=True)
class Stated:
    """The text states it, in these words. `denied`: that there is none; `about` is the whole paragraph."""

    words: str
    span: Span
    denied: bool = False
    about: str = ""


@dataclass(frozen=True)
class Over:
    """The text names a day that is over."""

    words: str
    span: Span
    day: date


@dataclass(frozen=True)
class Doubtful:
    """Words stand there that may state it; whether they do is for a person to see."""

    words: str
    span: Span
    sentence: str


@dataclass(frozen=True)
class Unsaid:
    """Words about it stand there, and leave it unsaid: `why` in words, such as `leaves it open`."""

    words: str
    span: Span
    why: str


Reading: TypeAlias = Stated | Over | Doubtful | Unsaid
Readings: TypeAlias = Mapping[str, Reading]
