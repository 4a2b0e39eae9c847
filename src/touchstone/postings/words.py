"""Small turns of phrase that several sections use."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from touchstone.core.money import Period
from touchstone.postings.articles import article
from touchstone.postings.employer import Pay
from touchstone.roles.titles import inside

_LOWERED = {"You", "Your", "The", "A", "An", "One", "Two"}  # openings that are no names


# `www.harbour.example`, `jobs@harbour.example`, `https://…`, `iPhone`: an address or a name of its own shape.
_AS_TYPED = re.compile(r"\S*(?:@|://|\w\.\w\w|[a-z][A-Z])")


def capital(text: str) -> str:
    """The text with its first letter large, unless it begins with an address; the rest as typed."""
    return text if _AS_TYPED.match(text) else text[:1].upper() + text[1:]


def stop(text: str) -> str:
    """The text with a full stop at its end, unless it has one."""
    return text if text.rstrip().endswith((".", "!", "?", ":")) else text.rstrip() + "."


def lowered(sentence: str) -> str:
    """`You own a service.` as `you own a service.`, to stand inside a sentence; names stay as they are."""
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first in _LOWERED else sentence


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    *first, end = items
    return f"{', '.join(first)} {last} {end}" if first else end


def listed_places(names: Sequence[str], last: str = "and") -> str:
    """`a, b and c`; where a name has a comma of its own, `Berlin, Germany; or Colorado, United States`.

    What stands behind the only comma of each is said once: `Berlin or Hamburg, Germany`.
    """
    *first, end = names
    heads, _, tails = zip(*(name.partition(", ") for name in names), strict=True)
    if first and tails[0] and set(tails) == {tails[0]} and ", " not in tails[0]:
        return f"{listed(heads, last)}, {tails[0]}"
    if first and any(", " in name for name in names):
        return f"{'; '.join(first)}; {last} {end}"
    return listed(names, last)


_WITH_THE = {
    *("European Union", "United States", "United Kingdom", "United Arab Emirates"),
    *("Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Seychelles"),
}


def in_prose(name: str) -> str:
    """`the Netherlands`, `Poland`: a place as it stands in a sentence."""
    return f"the {name}" if name in _WITH_THE else name


def with_article(title: str, names: Collection[str] = ()) -> str:
    """`a data engineer`, `an ML product manager`, `a Python engineer`. `names` keep their capital."""
    plain = inside(title, names)
    return f"{article(plain)} {plain}"


_POST = re.compile(
    r"\b(head|director|president|vp|chief|officer|lead|leader|manager|founder|principal|supervisor|c[a-z]o)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(the|a|an|our|your|my|one|its|their|whoever)\b", re.IGNORECASE)


def boss(title: str) -> str:
    """`Head of Data` as `the Head of Data`; a person's name and what has its article already stay."""
    post = re.split(r"[,(–—]", title, maxsplit=1)[0]
    return f"the {title}" if _POST.search(post) and not _OPENS.match(title) else title


def amount(value: Decimal, currency: str) -> str:
    """`USD 120,000`, with decimals only where there are any."""
    whole = value == value.to_integral_value()
    return f"{currency} {value:,.0f}" if whole else f"{currency} {value:,.2f}"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(value: int) -> str:
    """`two`, `12`, `1,200`: small numbers in words, as running text has them."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else f"{value:,}"


def per(period: Period) -> str:
    """`a year`, `an hour`."""
    return f"{'an' if period == Period.HOUR else 'a'} {period.value}"


def pay_range(pay: Pay) -> str:
    """`USD 120,000 to USD 150,000 a year`; an open range says so."""
    each = per(pay.period)
    if pay.minimum is None or pay.maximum is None:
        known = pay.minimum if pay.minimum is not None else pay.maximum
        end = "from" if pay.minimum is not None else "up to"
        return f"{end} {amount(known or Decimal(0), pay.currency)} {each}"
    if pay.minimum == pay.maximum:
        return f"{amount(pay.minimum, pay.currency)} {each}"
    return f"{amount(pay.minimum, pay.currency)} to {amount(pay.maximum, pay.currency)} {each}"


def day(value: date) -> str:
    """`23 November 2026`."""
    return f"{value.day} {value:%B %Y}"
