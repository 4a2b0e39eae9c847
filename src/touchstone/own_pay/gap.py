"""The pay gap between women and men who do equal work, with its uncertainty.

Directive (EU) 2023/970: the gap is the difference of average pay as a share of men's average (art. 3(1)(c));
from 5 % in a category of workers on, unexplained and not remedied within six months, a joint pay assessment
is due (art. 10(1)). The law looks at the figure itself; the interval says how far so few people can carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import fmean

from touchstone.own_pay.equal_work import apart_said, equal_work, nowhere_said
from touchstone.own_pay.model import PaidPerson
from touchstone.own_pay.ratio import ratio_interval
from touchstone.salaries.confidence import LOW_BELOW, SUPPRESSED_BELOW

# Directive (EU) 2023/970, art. 3(1)(a).
ALL_PARTS = (
    "Pay in the directive's sense is base pay and all variable and other parts (art. 3(1)(a)); the verdict "
    "is on what the file gives as pay, so where bonuses are not in it, on base pay alone."
)
THRESHOLD = 0.05  # art. 10(1)(a)
LEAST = SUPPRESSED_BELOW  # of either sex: below, an average tells who somebody is more than how they are paid


class Verdict(StrEnum):
    """What can be said of a group. `unsure`: the interval reaches over the threshold's other side."""

    BELOW = "below 5 %"
    BELOW_UNSURE = "below 5 %, unsure"
    REACHED_UNSURE = "5 % or more, unsure"
    REACHED = "5 % or more"
    TOO_FEW = "too few to say"


@dataclass(frozen=True)
class Gap:
    """One group's gap: above 0 men are paid more. None, with its interval, where either sex is under ten.

    `interval` holds the gap with 95 % confidence (`ratio`: Fieller's limits, widened for skewed pay).
    Amounts are full-time yearly averages in `currency`, None where the gap is. `stated` is what the file says
    of the kind of pay; `others` are neither woman nor man, of `unstated` the file doesn't say: both are in no
    average.
    """

    group: str
    currency: str
    women: int
    men: int
    mean_women: float | None
    mean_men: float | None
    gap: float | None
    interval: tuple[float, float] | None
    verdict: Verdict
    low: bool
    stated: str = ""
    others: int = 0
    unstated: int = 0


@dataclass(frozen=True)
class Gaps:
    """Each group's gap, the largest first, what is to be said of how the groups came about, and the day that
    the pay is of."""

    groups: tuple[Gap, ...]
    notes: tuple[str, ...] = ()
    pay_as_of: date | None = None


def gaps(people: Iterable[PaidPerson]) -> Gaps:
    """The gap of each group of equal work; none at all where nobody is said to be a woman or a man."""
    everyone = list(people)
    equal = equal_work(everyone)
    together: dict[tuple[str, str, str], list[PaidPerson]] = {}
    for person, group in zip(everyone, equal.groups, strict=True):
        together.setdefault((group, person.currency, person.stated), []).append(person)
    if not any(person.sex in ("woman", "man") for person in everyone):
        return Gaps(())
    found = [_gap(members, *key) for key, members in together.items()]
    found.sort(key=lambda one: (one.gap is None, -abs(one.gap or 0), one.group, one.currency, one.stated))
    return Gaps(tuple(found), (*equal.notes, *apart_said(together), *nowhere_said(everyone)))


def _gap(members: Sequence[PaidPerson], group: str, currency: str, stated: str) -> Gap:
    women = [float(one.yearly.amount) for one in members if one.sex == "woman"]
    men = [float(one.yearly.amount) for one in members if one.sex == "man"]
    others = sum(one.sex == "other" for one in members)
    unstated = sum(one.sex is None for one in members)
    if min(len(women), len(men)) < LEAST:
        return Gap(
            group, currency, len(women), len(men), None, None, None, None, Verdict.TOO_FEW, low=True,
            stated=stated, others=others, unstated=unstated,
        )  # fmt: skip
    gap = 1 - fmean(women) / fmean(men)
    interval = ratio_interval(women, men)
    ends = None if interval is None else (1 - interval[1], 1 - interval[0])
    low = min(len(women), len(men)) < LOW_BELOW
    return Gap(
        group, currency, len(women), len(men), fmean(women), fmean(men), gap, ends, _verdict(gap, ends), low,
        stated, others, unstated,
    )  # fmt: skip


def _verdict(gap: float, ends: tuple[float, float] | None) -> Verdict:
    """Either sex may be the one that is paid less."""
    reached = abs(gap) >= THRESHOLD - 1e-12
    if ends is None:
        return Verdict.REACHED_UNSURE if reached else Verdict.BELOW_UNSURE
    low, high = ends
    if reached:
        sure = low >= THRESHOLD or high <= -THRESHOLD
        return Verdict.REACHED if sure else Verdict.REACHED_UNSURE
    sure = low > -THRESHOLD and high < THRESHOLD
    return Verdict.BELOW if sure else Verdict.BELOW_UNSURE
