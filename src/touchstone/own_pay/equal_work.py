"""Who does equal work with whom, and what is to be said of how the groups came about."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from touchstone.core.counts import are
from touchstone.core.letters import JOINERS
from touchstone.own_pay.model import PaidPerson

NAMED = 5  # groups in one sentence


@dataclass(frozen=True)
class EqualWork:
    """The group of each person, in their order, by the name that is written most often; and notes."""

    groups: tuple[str, ...]
    notes: tuple[str, ...]


def equal_work(people: Sequence[PaidPerson]) -> EqualWork:
    """Groups as the file names them, whatever their case and spaces; where it names none, role and level."""
    written: dict[str, Counter[str]] = {}
    for person in people:
        if person.group.strip():
            written.setdefault(plain_name(person.group), Counter())[" ".join(person.group.split())] += 1
    names = {plain: spellings.most_common(1)[0][0] for plain, spellings in written.items()}
    found = tuple(
        names[plain_name(one.group)] if one.group.strip() else f"{one.role}, {one.level}" for one in people
    )
    return EqualWork(found, tuple(_notes(people, written)))


def plain_name(text: str) -> str:
    """`Ａ`, `a ` and `A` are one group, and one person's reference, whether letters are joined or not."""
    text = "".join(one for one in text if one not in JOINERS)
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _notes(people: Sequence[PaidPerson], written: dict[str, Counter[str]]) -> Iterable[str]:
    several = [list(spellings) for spellings in written.values() if len(spellings) > 1]
    if several:
        listed = "; ".join(", ".join(f"“{one}”" for one in spellings[:3]) for spellings in several[:NAMED])
        yield f"Written in several ways and counted as one group: {listed}{_more(several)}."
    without = sum(not one.group.strip() for one in people)
    if written and without:
        yield f"{_people(without)} no group: role and level stand in for it."


def apart_said(together: Iterable[tuple[str, str, str]]) -> Iterable[str]:
    """How many groups are counted apart, out of (group, currency, kind of pay)."""
    ways = Counter(group for group, _, _ in together)
    split = sum(count > 1 for count in ways.values())
    if split:
        which = f"{split:,} of {len(ways):,} groups {are(split)}" if len(ways) > 1 else "The group is"
        yield (
            f"{which} counted apart by currency or kind of pay (“paid in”), since nothing is converted "
            "between averages."
        )


def nowhere_said(people: Sequence[PaidPerson]) -> Iterable[str]:
    """Who is in no average."""
    others, unstated = (sum(one.sex == sex for one in people) for sex in ("other", None))
    parts = [f"of {unstated:,} the file doesn't say woman or man"] if unstated else []
    parts += [f"{others:,} are neither"] if others else []
    if parts:
        yield f"{others + unstated:,} of {len(people):,} people are in no average: {', '.join(parts)}."


def _people(count: int) -> str:
    return "1 person has" if count == 1 else f"{count:,} people have"


def _more(listed: Sequence[object]) -> str:
    return f" and {len(listed) - NAMED:,} more" if len(listed) > NAMED else ""
