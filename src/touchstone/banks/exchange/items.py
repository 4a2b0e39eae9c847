"""A question as learning systems know it: fixed numbers, no proof. What stands between a format and the bank.

All texts are Markdown with `$LaTeX$`. Two items are equal when they ask and mark the same; where they stood
in their file doesn't count.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

Kind: TypeAlias = Literal["choice", "truefalse", "number", "text", "essay", "calculated"]
Scale: TypeAlias = Literal["absolute", "relative"]

MOST_ITEMS = 5_000  # in one file: more than any bank we know, and read in seconds
MOST_ANSWERS = 200  # of one question: a choice with more is none
LONGEST_TEXT = 6_000  # characters of one prompt: what a bank takes
# What a bank says of an option of which nobody said why: its `why` must not be empty.
NO_REASON = {True: "This is right.", False: "This is not right."}


@dataclass(frozen=True)
class Chosen:
    """One option: its text, its share of the points (-1 to 1), and what is said to who chooses it."""

    text: str
    share: float = 0.0
    feedback: str = ""


def by_chance(choice: Chosen) -> str:
    """An order by chance that an option's own text decides: it stays the same when a file comes back."""
    return hashlib.sha256(choice.text.encode()).hexdigest()


@dataclass(frozen=True)
class Accepted:
    """One answer that earns points (a share of 0 to 1): a number, words, or a formula over variables.

    `tolerance` is how far a number may be off; None where the value is words.
    """

    value: str
    share: float = 1.0
    tolerance: float | None = None
    scale: Scale = "absolute"
    feedback: str = ""


@dataclass(frozen=True)
class Variable:
    """A wild card of a calculated question: its range and decimals, and the values that were drawn."""

    name: str
    low: float
    high: float
    decimals: int = 0
    values: tuple[float, ...] = ()


@dataclass(frozen=True)
class Item:
    """One question with fixed texts. Which fields count depends on `kind`.

    `choices` for choice and truefalse (`single`: one may be chosen; `shuffle`: in any order), `accepted` for
    number, text and calculated, `variables` for calculated. `explanation` is shown afterwards, `notes` only
    to markers. `ident` and `tags` travel along. `line` is where it stood in its file.
    """

    name: str
    kind: Kind
    prompt: str
    choices: tuple[Chosen, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    variables: tuple[Variable, ...] = ()
    single: bool = True
    shuffle: bool = True
    case: bool = False
    explanation: str = ""
    notes: str = ""
    ident: str = ""
    tags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # as a bank file holds it
