"""Percentiles of groups of single observations, as Ibis expressions.

The same code runs on embedded DuckDB and on a company's own PostgreSQL, and compiles for ClickHouse and
Databricks. Frames are pandas at the edge. Ibis is imported on first use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from touchstone.salaries.model import PERCENTILES

if TYPE_CHECKING:
    import pandas as pd

SHARES = {"p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90}
DIALECTS = ("duckdb", "postgres", "clickhouse", "databricks")
# `quantiles.median_ranks` in arithmetic that every database has: floor(n/2 + 1/2 - 0.98 √n), which falls one
# rank short of the exact binomial at these n (checked for each n up to 5,000; beyond, one rank is nothing).
HALF_WIDTH = 0.979981992
ONE_MORE = (
    *(17, 44, 67, 94, 138, 190, 267, 301, 396, 438, 551, 651, 846, 1001, 1100, 1708, 1837, 2062, 2109, 2156),
    *(2762, 2925, 3324, 3503, 3625, 3749, 3875, 4003, 4133, 4332, 4815, 4886),
)
LEAST_FOR_INTERVAL = 6


def percentiles(rows: Any, by: Sequence[str], value: str) -> Any:
    """n and the five percentiles of `value` in each group of an Ibis table, as an Ibis expression.

    All five in one aggregate: five aggregates would each hold the whole column.
    """
    together = rows.group_by(list(by)).aggregate(
        n=rows.count(), quantiles=rows[value].quantile(list(SHARES.values()))
    )
    apart = {name: together.quantiles[at] for at, name in enumerate(SHARES)}
    return together.select(*by, "n", **apart)


def summary(rows: Any, by: Sequence[str], value: str, *, least: int = 1) -> Any:
    """n, p10 … p90 and the median's interval (p50_low, p50_high: order statistics, 95 %) of each group.

    An Ibis expression. Groups under `least` keep their count alone: the figures never leave the database.
    Rows without a value, or without a word for one of the groups, don't count.
    """
    import ibis

    named, by = by, [f"group_{at}" for at in range(len(by))]  # a column of theirs may be called `rank` or `n`
    known = rows.filter(*(rows[name].notnull() for name in (value, *named)))
    known = known.select(
        value=known[value], **{ours: known[name] for ours, name in zip(by, named, strict=True)}
    )
    value = "value"
    groups = percentiles(known, by, value)
    window = ibis.window(group_by=list(by))
    order = ibis.window(group_by=list(by), order_by=known[value])
    ranked = known.mutate(rank=ibis.row_number().over(order) + 1, total=known.count().over(window))
    more = ranked.total.isin(ONE_MORE).ifelse(1, 0)
    first = (ranked.total / 2 + 0.5 - HALF_WIDTH * ranked.total.sqrt()).floor().cast("int64") + more
    ranked = ranked.mutate(first=first, last=ranked.total + 1 - first)
    ends = ranked.group_by(list(by)).aggregate(
        p50_low=ranked[value].max(where=ranked["rank"] == ranked["first"]),
        p50_high=ranked[value].max(where=ranked["rank"] == ranked["last"]),
    )
    joined = groups.join(ends, list(by))
    enough = dict.fromkeys(PERCENTILES, joined.n >= least)
    enough |= dict.fromkeys(("p50_low", "p50_high"), (joined.n >= least) & (joined.n >= LEAST_FOR_INTERVAL))
    shown = {
        name: when.ifelse(joined[name].cast("float64"), ibis.null("float64")) for name, when in enough.items()
    }
    theirs = {name: joined[ours] for ours, name in zip(by, named, strict=True)}
    return joined.select(**theirs, n=joined.n, **shown).order_by(list(named))


def sizes(rows: Any, by: Sequence[str]) -> Any:
    """How many rows each group has, those without a word for a column among them: an Ibis expression.

    Columns are called `0`, `1` … by their place in `by`, which may hold any name.
    """
    named = rows.select(**{f"group_{at}": rows[name] for at, name in enumerate(by)})
    counted = named.group_by(list(named.columns)).aggregate(n=named.count())
    return counted.select(**{f"{at}": counted[f"group_{at}"] for at in range(len(by))}, n=counted.n)


def sql(expression: Any, dialect: str) -> str:
    """The expression in a database's own language.

    ClickHouse's `quantiles` samples 8,192 rows at random, so it is replaced by the exact one that
    interpolates as all the others do. Raises ValueError for another dialect.
    """
    import ibis

    if dialect not in DIALECTS:
        raise ValueError(f"queries are known to be exact on {', '.join(DIALECTS)}, not on {dialect!r}")
    text = str(ibis.to_sql(expression, dialect=dialect))
    return _QUANTILES.sub(_exact, text) if dialect == "clickhouse" else text


# What stands in quotes is a name or a text of theirs, whatever it says.
_QUOTED = "|".join(rf"{q}(?:[^{q}\\]|\\.|{q}{q})*{q}" for q in ('"', "'", "`"))
_QUANTILES = re.compile(rf"({_QUOTED})|\bquantiles\(", re.DOTALL)


def _exact(found: re.Match[str]) -> str:
    return found[1] or "quantilesExactInclusive("


def rollup(frame: pd.DataFrame, by: Sequence[str], value: str) -> pd.DataFrame:
    """The summary of a frame's groups."""
    import ibis

    connection = ibis.duckdb.connect()
    connection.con.register("observations", frame)
    found: pd.DataFrame = connection.to_pandas(summary(connection.table("observations"), by, value))
    return found
