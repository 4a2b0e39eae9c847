"""A figure is shown with as many digits as it deserves, and no interval narrower than it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from touchstone.core.money import Period
from touchstone.salaries.blending import Share, blended
from touchstone.salaries.figure import Figure, Quality
from touchstone.salaries.model import PERCENTILES, Level
from touchstone.salaries.precision import outward, shown, step
from touchstone.salaries.table import Tables

KNOWN = Figure(
    "data_scientist", Level.MID, "GB", "GB", "ai_jobs_posted", n=35, as_of=date(2025, 1, 19), currency="USD",
    period=Period.YEAR, quality=Quality.OK, median_interval=(55_169.0, 80_528.0),
    amounts={"p10": 45_235.0, "p25": 55_000.0, "p50": 63_736.0, "p75": 97_400.0, "p90": 122_512.0},
)  # fmt: skip
PRINTED = replace(KNOWN, median_interval=None)


@pytest.mark.parametrize(
    ("interval", "by", "drawn"),
    [
        ((55_169.0, 80_528.0), 1_000, (55_000, 81_000)),  # half 12,680: two digits
        ((63_000.0, 64_000.0), 100, (63_000, 64_000)),  # half 500: one digit; ends on a step stay
        ((63_001.0, 63_999.0), 100, (63_000, 64_000)),
        ((60_200.0, 67_280.0), 100, (60_200, 67_300)),  # half 3,540
        ((60_200.0, 67_300.0), 1_000, (60_000, 68_000)),  # half 3,550
        ((20_000.0, 150_000.0), 1_000, (20_000, 150_000)),  # never more than 5 % of the lowest percentile
        ((63_736.0, 63_736.0), 1, (63_736, 63_736)),
        ((63_735.4, 63_736.2), 1, (63_735, 63_737)),
    ],
)
def test_an_interval_is_rounded_outward(
    interval: tuple[float, float], by: float, drawn: tuple[float, float]
) -> None:
    figure = replace(KNOWN, median_interval=interval)
    assert step(figure) == by
    assert outward(figure, interval) == drawn


def test_no_interval_that_ships_is_shown_narrower_than_it_is_nor_much_wider(tables: Tables) -> None:
    cells = [row for row in tables.pay if row.p50_low and row.p50_high]
    assert len(cells) > 100
    for row in cells:
        amounts = {name: getattr(row, name) for name in PERCENTILES}
        ends = (row.p50_low or 0.0, row.p50_high or 0.0)
        figure = replace(KNOWN, amounts=amounts, median_interval=ends)
        low, high = outward(figure, ends)
        assert low <= ends[0] <= ends[1] <= high
        assert high - low <= 1.25 * (ends[1] - ends[0])
        drawn = [shown(figure, figure[name]) or 0.0 for name in PERCENTILES]
        assert drawn == sorted(drawn)
        assert all(
            abs(at - (figure[name] or 0)) <= 0.025 * (figure[name] or 0)
            for at, name in zip(drawn, PERCENTILES, strict=True)
        )


@pytest.mark.parametrize(
    ("figure", "by"),
    [
        (PRINTED, 1),  # as it is printed
        (PRINTED.noted("rate: converted"), 100),  # 63,736 to three digits
        (replace(PRINTED, amounts={"p10": 81_000.0, "p50": 132_400.0}).noted("aged: moved"), 1_000),
        (replace(PRINTED, amounts={"mean": 39_812.0}).noted("rate: converted"), 100),
        (replace(PRINTED, amounts={"p50": 40.0}).noted("rate: converted"), 1),
        (replace(PRINTED, amounts={"unstated": 117_458.0}).noted("kind_not_stated: unsaid"), 1_000),
        (replace(PRINTED, amounts={"p50": 117_458.0}).noted("n_unknown: unsaid"), 1_000),
        (PRINTED.noted("n_unpublished: unsaid"), 1),
        (replace(PRINTED, amounts={}), 1),
    ],
)
def test_the_step_of_figures_without_an_interval(figure: Figure, by: float) -> None:
    assert step(figure) == by


def test_a_blend_is_known_as_its_coarsest_part_is() -> None:
    other = replace(PRINTED, source="bls_oews").noted("aged: moved")
    found = blended([KNOWN, other], (Share("ai_jobs_posted", 1), Share("bls_oews", 1)), {})
    assert (step(KNOWN), step(other), step(found)) == (1_000, 100, 1_000)
    plain = blended(
        [KNOWN, replace(PRINTED, source="bls_oews")], (Share("ai_jobs_posted", 1), Share("bls_oews", 9)), {}
    )
    assert step(plain) == 1_000
