"""What single cells of an organisation's file say. Each reader raises ValueError with a sentence for what it
can't read."""

from __future__ import annotations

import re
from decimal import Decimal

from touchstone.core.letters import JOINERS, unseen
from touchstone.core.money import Period
from touchstone.own_pay.glance import LEAST_PERCENT, share_number
from touchstone.own_pay.model import Sex
from touchstone.own_pay.words import PERIODS, SEXES, written_out
from touchstone.salaries.model import Level

_WHITE = re.compile(r"[\t\r\n\u00a0\u2000-\u200a\u202f\u205f\u3000]")  # not the separators that are controls
_MONTHS = re.compile(r"1[234]([.,]0{1,9})?", re.ASCII)  # a program's `12.0`, too
_JOINED = dict.fromkeys(map(ord, JOINERS))
LEAST_SHARE = Decimal("0.01")  # of full time: half an hour a week; below it nobody is employed


def word(text: str) -> str:
    """A word for a person or a group in one line, of which nothing is hidden: no table shows a control
    character, and two that look alike are one. White space of any kind, as Excel has it, is a blank."""
    said = " ".join(_WHITE.sub(" ", text).split())
    hidden = unseen(said) or next((one for one in said.translate(_JOINED) if not one.isprintable()), "")
    if hidden:
        code = f"U+{ord(hidden):04X}"
        raise ValueError(f"found {text[:40]!r}, which holds a character that can't be shown ({code})")
    return said[:200]


def level(text: str) -> Level:
    """One of our levels."""
    try:
        return Level("mid" if text.casefold() in ("mid-level", "mid level") else text.casefold())
    except ValueError:
        known, meant = ", ".join(Level), written_out(text)
        hint = f"did you mean '{meant}'? " if meant in list(Level) else ""
        raise ValueError(f"found {text[:40]!r}, expected {known}; {hint}map your own word to one") from None


def period(text: str) -> Period:
    """What an amount is paid for."""
    if text.casefold() not in PERIODS:
        raise ValueError(f"found {text[:40]!r}, expected hour, week, month or year")
    return PERIODS[text.casefold()]


def months(text: str) -> int | None:
    """How many months are paid a year; None for an empty cell."""
    if text and not _MONTHS.fullmatch(text):
        raise ValueError(f"found {text[:20]!r}, expected 12, 13 or 14")
    return int(text[:2]) if text else None


def share(text: str, *, in_percent: bool) -> Decimal:
    """The share of full time: `0.8`, `0,8`, `80 %`; `80` where the column counts to 100."""
    found = share_number(text.replace("%", ""))
    if in_percent and "%" not in text and not (found is not None and LEAST_PERCENT <= found <= 100):
        said = f"expected a percentage of full time from {LEAST_PERCENT} to 100, as others of this column are"
        raise ValueError(f"found {text[:20]!r}, {said}")
    of_one = found / 100 if found is not None and ("%" in text or in_percent) else found
    if of_one is None or not LEAST_SHARE <= of_one <= 1 or text.count("%") > 1:
        raise ValueError(f"found {text[:20]!r}, expected a share of full time such as 0.8 or 80 %")
    return of_one


def sex(text: str) -> Sex | None:
    """Woman, man or other; None for an empty cell."""
    if not text:
        return None
    if text.casefold() not in SEXES:
        raise ValueError(f"found {text[:20]!r}, expected woman, man or other; map your own word to one")
    return SEXES[text.casefold()]
