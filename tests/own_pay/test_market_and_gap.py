"""Own pay beside the market by hand; the gap with an interval that covers what it says; and who may see
it."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from math import exp
from pathlib import Path
from statistics import fmean, variance
from typing import Any

import pytest
from tests.support.own_pay import HR, ORGANISER, MemoryPay, paid

from touchstone.core.clock import SystemClock
from touchstone.core.problems import Problem
from touchstone.own_pay.exports import gap_row, gap_text, percent, position_row, to_csv
from touchstone.own_pay.gap import Gap, Verdict, gaps
from touchstone.own_pay.kinds import unlike
from touchstone.own_pay.market import groups, positions
from touchstone.own_pay.model import PaidPerson, PaySet
from touchstone.own_pay.ratio import DRAWN_AS, fieller, ratio_interval
from touchstone.own_pay.reading import Payroll
from touchstone.own_pay.service import NO_SET, NOT_YOURS, Beside, OwnPay, Refused
from touchstone.salaries.bands import Band
from touchstone.salaries.benchmark import Benchmarks
from touchstone.salaries.model import Level
from touchstone.salaries.table import load_tables
from touchstone.salaries.what_if import standing

pytestmark = pytest.mark.filterwarnings("ignore")
DAY = date(2025, 11, 23)


@pytest.fixture(scope="module")
def benchmarks() -> Benchmarks:
    return Benchmarks(load_tables(Path(__file__).resolve().parents[2] / "salary_data"))


def test_positions_by_hand(benchmarks: Benchmarks) -> None:
    low, high, half = positions(
        benchmarks, [paid(2, "150000"), paid(3, "270000"), paid(4, "100000", fte=Decimal("0.5"))], DAY
    )
    band = low.band
    assert isinstance(band, Band)
    assert (band.minimum, band.midpoint, band.maximum) == (170_000, 202_500, 235_000)
    assert low.compa_ratio == pytest.approx(150_000 / 202_500)
    assert low.penetration == pytest.approx(-20_000 / 65_000)
    assert (low.between, high.between, half.between) == ("p10 to p25", "above p90", "p25 to p50")
    assert half.compa_ratio == pytest.approx(200_000 / 202_500)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"region": "PL"}, "no source has a figure|level"),
        ({"currency": "EUR"}, "paid in EUR, the range is in USD; no rate is put between them"),
        ({"level": Level.JUNIOR, "role": "ml_product_manager"}, "says nothing about junior"),
        ({"tax": "net"}, "paid net, the market's figure is gross; one is not turned into the other"),
        ({"basis": "total"}, "paid total, the market's figure is of advertised ranges, which don't say"),
        ({"contract": "b2b"}, "paid b2b, the market's figure is employment"),
        ({"tax": "gross", "basis": "base", "contract": "b2b"}, "paid b2b"),
    ],
)
def test_where_there_is_no_range_it_says_why(
    benchmarks: Benchmarks, other: dict[str, object], said: str
) -> None:
    found = positions(benchmarks, [paid(**other)], DAY)[0]
    assert (found.band, found.compa_ratio, found.penetration, found.between) == (None,) * 4
    assert re.search(said, found.reason)


@pytest.mark.parametrize(
    ("said", "figure", "reason"),
    [
        ({}, {"pay": "advertised", "tax": None, "contract": None}, ""),
        ({"tax": "gross", "basis": "base"}, {"pay": "base", "tax": None, "contract": "employment"}, ""),
        ({"tax": "net"}, {"tax": None}, "paid net, the market's figure doesn't say"),
        ({}, {"pay": "total"}, "paid base, the market's figure is total"),
        ({"basis": "total"}, {"pay": "total"}, ""),
        ({"contract": "b2b"}, {"contract": None}, "paid b2b, the market's figure doesn't say"),
        ({}, {"tax": "net"}, "paid gross, the market's figure is net"),
    ],
)
def test_kinds_of_pay_never_mix(
    benchmarks: Benchmarks, said: dict[str, Any], figure: dict[str, Any], reason: str
) -> None:
    band = positions(benchmarks, [paid()], DAY)[0].band
    assert band is not None
    found = unlike(paid(**said), replace(band.figure, **figure))
    assert found.startswith(reason)
    assert bool(found) == bool(reason)


def test_groups_have_a_middle(benchmarks: Benchmarks) -> None:
    found = list(groups(positions(benchmarks, [paid(n, f"{150 + n}000") for n in range(5)], DAY)))
    assert [(g.n, g.median_pay, g.median_compa) for g in found] == [(5, 152_000, 152_000 / 202_500)]
    assert found[0].interval is None, "five people hold no median with 95 %"
    six = list(groups(positions(benchmarks, [paid(n, f"{150 + n}000") for n in range(6)], DAY)))
    assert six[0].interval == (150_000, 155_000)


def test_below_the_lowest_known_percentile(benchmarks: Benchmarks) -> None:
    figure = positions(benchmarks, [paid()], DAY)[0].band.figure  # type: ignore[union-attr]
    assert standing(figure, 1.0, "USD") == "below p10"


def team(women: list[float], men: list[float], **other: object) -> list[PaidPerson]:
    everyone = [*(("woman", pay) for pay in women), *(("man", pay) for pay in men)]
    return [paid(at, f"{pay:.2f}", sex=sex, **other) for at, (sex, pay) in enumerate(everyone)]


def gap(women: list[float], men: list[float]) -> Gap:
    return gaps(team(women, men)).groups[0]


def around(middle: float, spread: float, n: int) -> list[float]:
    return [middle + spread * (2 * at / (n - 1) - 1) for at in range(n)]


@pytest.mark.parametrize(
    ("women", "men", "verdict"),
    [
        (around(90, 1, 20), around(100, 1, 20), Verdict.REACHED),
        (around(100, 1, 20), around(90, 1, 20), Verdict.REACHED),
        (around(94, 30, 20), around(100, 30, 20), Verdict.REACHED_UNSURE),
        (around(98, 30, 20), around(100, 30, 20), Verdict.BELOW_UNSURE),
        (around(99, 1, 20), around(100, 1, 20), Verdict.BELOW),
        ([95.0] * 10, [100.0] * 10, Verdict.REACHED),
        (around(90, 1, 9), around(100, 1, 50), Verdict.TOO_FEW),
    ],
)
def test_what_is_said_of_a_gap(women: list[float], men: list[float], verdict: Verdict) -> None:
    found = gap(women, men)
    assert found.verdict is verdict
    assert (found.gap is None) == (verdict is Verdict.TOO_FEW)
    if found.gap is None:
        assert (found.mean_women, found.mean_men, found.interval) == (None, None, None)
    else:
        assert found.gap == pytest.approx(1 - (sum(women) / len(women)) / (sum(men) / len(men)))


def test_a_gap_compares_full_time_pay_within_equal_work_and_one_currency() -> None:
    part_time = [paid(at, "50000", sex="woman", fte=Decimal("0.5")) for at in range(10)]
    full_time = [paid(at, "100000", sex="man") for at in range(10)]
    others = [paid(at, "10", sex="man", currency="EUR") for at in range(10)]
    unknown = [paid(at, "10") for at in range(10)]
    found = gaps([*part_time, *full_time, *others, *unknown])
    assert [(g.currency, g.women, g.men, g.gap, g.unstated) for g in found.groups] == [
        ("USD", 10, 10, 0.0, 10),
        ("EUR", 0, 10, None, 0),
    ]
    apart = gaps([*team([90.0] * 10, [90.0] * 10, group="A"), *team([50.0] * 10, [100.0] * 10, group="B")])
    assert [(g.group, g.gap) for g in apart.groups] == [("B", 0.5), ("A", 0.0)]
    assert apart.notes == ()


def test_everybody_stands_in_one_group_so_no_total_tells_of_a_thin_one(benchmarks: Benchmarks) -> None:
    """A total less its shown groups would be the pay of the ones who are held back."""
    thin = team([90.0] * 3, [100.0] * 12, group="A")
    everyone = [*thin, *team([90.0] * 12, [100.0] * 12, group="B"), paid(sex="other", group="B")]
    shown = gaps(everyone).groups
    assert sum(one.women + one.men + one.others + one.unstated for one in shown) == len(everyone)
    assert {one.group: (one.mean_women, one.mean_men) for one in shown} == {
        "A": (None, None),
        "B": (90.0, 100.0),
    }
    together = groups(positions(benchmarks, everyone, date(2026, 11, 23)))
    assert sum(one.n for one in together) == len(everyone)


def with_group(*groups: str, **more: Any) -> list[PaidPerson]:
    return [paid(at, sex="woman", group=group, **more) for at, group in enumerate(groups)]


@pytest.mark.parametrize(
    ("people", "groups", "notes"),
    [
        (with_group("A", "A", "a", " A ", "Ａ"), [("A", 5)], ["several ways and counted as one group: “A”,"]),
        (with_group("Team  one", "team one", "Team one"), [("Team one", 3)], ["“Team one”, “team one”"]),
        (
            with_group("A", "", " ", "B"),
            [("A", 1), ("B", 1), ("machine_learning_engineer, senior", 2)],
            ["2 people have no group: role and level stand in for it."],
        ),
        (
            [*with_group("A"), *with_group("a", currency="EUR"), *with_group("A", tax="net")],
            [("A", 1)] * 3,
            ["several ways", "The group is counted apart by currency or kind of pay (“paid in”)"],
        ),
        (
            [*with_group("A", "A"), paid(7, group="A"), paid(8, group="A", sex="other"), paid(9, group="C")],
            [("A", 2), ("C", 0)],
            ["3 of 5 people are in no average: of 2 the file doesn't say woman or man, 1 are neither."],
        ),
        ([paid(1), paid(2, sex="other")], [], []),
    ],
)  # fmt: skip
def test_nobody_leaves_a_gap_unsaid(
    people: list[PaidPerson], groups: list[tuple[str, int]], notes: list[str]
) -> None:
    found = gaps(people)
    assert [(one.group, one.women) for one in found.groups] == groups
    assert len(found.notes) == len(notes), found.notes
    assert all(said in note for said, note in zip(notes, found.notes, strict=True)), found.notes
    assert sum(one.women + one.men + one.others + one.unstated for one in found.groups) in (0, len(people))


@pytest.mark.parametrize(
    ("sizes", "spreads", "rare", "times_as_much"),
    [  # normal Fieller holds 96, 92, 92, 90, 83, 80, 88 and 83 of 100 of these
        ((12, 15), (0.25, 0.25), 0.0, 1),
        ((10, 60), (0.5, 0.3), 0.0, 1),
        ((200, 12), (0.3, 0.6), 0.0, 1),
        ((10, 60), (0.2, 0.2), 0.1, 2),
        ((30, 300), (0.15, 0.15), 0.05, 3),
        ((30, 300), (0.15, 0.15), 0.05, 4),
        ((40, 400), (0.15, 0.15), 0.05, 3),
        ((300, 30), (0.15, 0.15), 0.05, 3),
    ],
)
def test_the_interval_covers_a_known_gap_as_often_as_it_says(
    sizes: tuple[int, int], spreads: tuple[float, float], rare: float, times_as_much: int
) -> None:
    """The long run is `python -m bench pay_gap`. Where 95 % hold, 600 draws show less than 93 % twice in 100
    runs; the seed is fixed, so this one never does."""
    chance, inside, times = random.Random(7), 0, 600
    for _ in range(times):
        women, men = (
            [
                chance.lognormvariate(0, spread) * (times_as_much if chance.random() < rare else 1)
                for _ in range(size)
            ]
            for size, spread in zip(sizes, spreads, strict=True)
        )
        ends = ratio_interval(women, men)
        inside += ends is None or ends[0] <= exp((spreads[0] ** 2 - spreads[1] ** 2) / 2) <= ends[1]
    assert inside / times >= 0.93


@pytest.mark.parametrize("n", [10, 29, 30, 400])
def test_one_scale_of_pay_moves_the_interval_with_it_and_alike_people_have_none_to_speak_of(n: int) -> None:
    pay = [1000.0 + 7 * at for at in range(n)]
    ends = ratio_interval(pay, [2 * one for one in pay])
    assert ends is not None
    assert ends[0] < 0.5 < ends[1]
    assert ratio_interval([5.0] * n, [4.0] * n) == (1.25, 1.25)


def test_a_few_people_who_happen_to_earn_alike_are_not_taken_for_sure() -> None:
    """Ten women at one pay exactly say nothing of how women's pay spreads; thirty do."""
    men = [80_000.0 + 1_000 * at for at in range(41)]
    few, many = ratio_interval([100_000.0] * 10, men), ratio_interval([100_000.0] * 30, men)
    assert few is not None
    assert many is not None
    assert few[1] - few[0] > 1.5 * (many[1] - many[0])


def test_whom_thirty_may_only_have_missed_widens_their_interval_and_another_spread_of_pay_does_not() -> None:
    """Of men one in twenty is paid three times as much, of thirty women by chance nobody; where the pay of
    all men lies further apart, thirty women would show it, and their own spread counts."""
    women = [100_000.0 + 1_000 * (at - 15) for at in range(30)]
    some = [(300_000.0 if at % 20 == 0 else 100_000.0) + 1_000 * (at % 30 - 15) for at in range(300)]
    apart = [100_000.0 + 5_000 * (at % 30 - 15) for at in range(300)]
    for men, widened in ((some, True), (apart, False)):
        own = fieller(
            [variance(pay) / fmean(pay) ** 2 for pay in (women, men)], (len(women), len(men)), DRAWN_AS
        )
        ends = ratio_interval(women, men)
        assert own is not None
        assert ends is not None
        drawn = (own[1] - own[0]) * fmean(women) / fmean(men)
        assert (ends[1] - ends[0] > 2 * drawn) is widened
        assert widened or ends[1] - ends[0] == pytest.approx(drawn)


def test_means_too_unsure_have_no_interval() -> None:
    assert ratio_interval([1.0, 2.0], [0.001, 1000.0]) is None
    assert gap([*[1.0] * 9, 2.0], [*[0.001] * 9, 1e9]).interval is None


@pytest.mark.parametrize(
    ("day", "rate", "said", "warned"),
    [
        (date(2025, 1, 31), 0.0, ["describes 2025-01-31, the market's figures 2025-01-19."], False),
        (date(2026, 1, 19), 0.0, ["the market's figures 2025-01-19."], False),  # 365 days
        (date(2026, 1, 20), 0.0, ["2025-01-19.", "up to 12 months apart", "pay has moved in between"], True),
        (date(2021, 10, 31), 0.0, ["2025-01-19.", "up to 39 months apart"], True),
        (
            date(2021, 10, 31),
            0.03,
            ["2025-01-19.", "moved to 2021-10-31 at 3.0% a year, by assumption"],
            False,
        ),
    ],
)
def test_an_old_payroll_and_the_market_say_their_days(
    benchmarks: Benchmarks, day: date, rate: float, said: list[str], warned: bool
) -> None:
    service = own()
    kept = service.keep(HR, "x", day, Payroll("pay.csv", (paid(),), ()))
    assert isinstance(kept, PaySet)
    found = service.positions(HR, kept.id, benchmarks, rate=rate)
    assert isinstance(found, Beside)
    notes = " ".join(found.notes)
    assert all(part in notes for part in said), notes
    assert ("apart" in notes) == warned
    (one,) = found.positions
    row = position_row(one, found.pay_as_of)
    assert (row["pay_as_of"], row["market_as_of"]) == (day.isoformat(), "2025-01-19")
    assert one.band is not None
    assert (one.band.midpoint < 202_500) == bool(rate), "moved back in time the market is lower"
    assert bool(row["market_moved"]) == bool(rate) == ("by assumption" in one.band.source_line)


def own() -> OwnPay:
    ids = iter(f"{n}" for n in range(99))
    return OwnPay(MemoryPay(), SystemClock(), lambda: next(ids))


def test_who_has_no_right_to_pay_sees_and_does_nothing(benchmarks: Benchmarks) -> None:
    service = own()
    kept = service.keep(HR, " Payroll  October ", DAY, Payroll("pay.csv", (paid(),), ()))
    assert isinstance(kept, PaySet)
    assert (kept.name, kept.rows, kept.imported_by) == ("Payroll October", 1, "hr")
    for refused in (
        service.keep(ORGANISER, "x", DAY, Payroll("pay.csv", (paid(),), ())),
        service.sets(ORGANISER),
        service.people(ORGANISER, kept.id),
        service.positions(ORGANISER, kept.id, benchmarks),
        service.gaps(ORGANISER, kept.id),
        service.forget(ORGANISER, kept.id),
    ):
        assert refused == NOT_YOURS
    assert service.people(HR, kept.id) == [paid()]
    assert service.gaps(HR, "none") == NO_SET
    assert service.forget(HR, kept.id) is True
    assert service.forget(HR, kept.id) is False
    assert service.people(HR, kept.id) == NO_SET


def test_the_same_payroll_is_kept_once_and_none_of_a_day_to_come() -> None:
    service, payroll = own(), Payroll("pay.csv", (paid(), paid(2)), ())
    assert isinstance(service.keep(HR, "October", DAY, payroll), PaySet)
    again = service.keep(HR, "copy", DAY, payroll)
    assert isinstance(again, Refused)
    assert "“October” of" in again.sentence
    assert isinstance(service.keep(HR, "a year on", DAY.replace(year=DAY.year - 1), payroll), PaySet)
    raised = Payroll("pay.csv", (paid(), paid(2, "1")), ())
    assert isinstance(service.keep(HR, "mended", DAY, raised), PaySet)
    early = service.keep(HR, "x", date(2999, 1, 1), payroll)
    assert isinstance(early, Refused)
    assert "still to come" in early.sentence


def test_half_a_payroll_is_not_kept() -> None:
    bad = Payroll("pay.csv", (paid(),), (Problem("pay.csv", 3, 1, "x"),))
    for payroll in (bad, Payroll("pay.csv", (), ())):
        assert isinstance(own().keep(HR, "x", DAY, payroll), Refused)


def test_exports_hold_no_formula(benchmarks: Benchmarks) -> None:
    rows = [position_row(p, DAY) for p in positions(benchmarks, [paid(person="=cmd|' /C calc'!A0")], DAY)]
    assert "'=cmd|' /C calc'!A0" in to_csv(rows)
    assert to_csv([]) == ""
    assert gap_row(gap([1.0], [1.0]), DAY)["quality"] == "suppressed"


def test_moments_are_kept_with_their_zone() -> None:
    kept = own().keep(HR, "x", DAY, Payroll("pay.csv", (paid(),), ()))
    assert isinstance(kept, PaySet)
    assert kept.imported_at.tzinfo == UTC
    assert kept.imported_at <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.0496, "4.96 %"), (0.04996, "4.996 %"), (0.05, "5.0 %"), (0.0504, "5.0 %"), (-0.0496, "-4.96 %"),
        (0.0499996, "4.99996 %"), (-0.04999999, "-4.999999 %"),
        (-0.05, "-5.0 %"), (0.0, "0.0 %"), (-0.0, "0.0 %"), (-0.0001, "0.0 %"), (0.073, "7.3 %"), (None, ""),
    ],
)  # fmt: skip
def test_a_percentage_is_shown_on_its_own_side_of_five(share: float | None, shown: str) -> None:
    assert percent(share) == shown


def test_the_gap_and_its_verdict_agree_to_the_eye() -> None:
    group = ("a", "USD", 20, 20, 95.04, 100.0)
    gap = Gap(*group, 0.0496, (0.0491, 0.0499), Verdict.BELOW, low=True)
    assert gap_text(gap) == "4.96 % (4.9 to 4.99)"


@pytest.mark.parametrize(
    ("share", "kept"),
    [(0.0499996, 0.0499996), (0.04996, 0.04996), (0.05, 0.05), (0.07341, 0.0734), (None, None)],
)
def test_a_file_keeps_a_gap_on_its_own_side_of_five(share: float | None, kept: float | None) -> None:
    one = Gap("a", "USD", 20, 20, 95.0, 100.0, share, None, Verdict.BELOW_UNSURE, low=True)
    assert gap_row(one, DAY)["gap"] == kept


def test_a_file_holds_no_minus_zero() -> None:
    one = Gap("a", "USD", 20, 20, 95.0, 95.0, -0.0, (-0.000001, 0.1), Verdict.BELOW_UNSURE, low=True)
    assert [str(gap_row(one, DAY)[name]) for name in ("gap", "gap_low")] == ["0.0", "0.0"]


def test_amounts_that_are_hard_to_believe_are_kept_by_who_is_sure() -> None:
    service = own()
    doubtful = Payroll("pay.csv", (paid(),), (), (Problem("pay.csv", 2, 1, "12 USD is hard to believe"),))
    refused = service.keep(HR, "x", DAY, doubtful)
    assert isinstance(refused, Refused)
    assert "row 2: 12 USD is hard to believe" in refused.sentence
    assert isinstance(service.keep(HR, "x", DAY, doubtful, sure=True), PaySet)


def test_a_mended_file_takes_the_place_of_the_one_before() -> None:
    service = own()
    first = service.keep(HR, "x", DAY, Payroll("pay.csv", (paid(),), ()))
    assert isinstance(first, PaySet)
    mended = Payroll("pay.csv", (paid(pay="210000"),), ())
    assert service.keep(HR, "x", DAY, mended, replaces="nobody") == NO_SET
    assert service.keep(ORGANISER, "x", DAY, mended, replaces=first.id) == NOT_YOURS
    same = service.keep(HR, "x", DAY, Payroll("pay.csv", (paid(),), ()), replaces=first.id)
    assert isinstance(same, Refused)
    assert service.sets(HR) == [first], "what is refused erases nothing"
    second = service.keep(HR, "x", DAY, mended, replaces=first.id)
    assert service.sets(HR) == [second]


def test_a_file_of_another_century_is_asked_about() -> None:
    service, payroll = own(), Payroll("pay.csv", (paid(),), ())
    refused = service.keep(HR, "x", date(1026, 10, 31), payroll)
    assert isinstance(refused, Refused)
    assert "Is the year right?" in refused.sentence
