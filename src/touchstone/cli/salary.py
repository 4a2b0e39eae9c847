"""`touchstone salary`: compare pay between places, import public sources, and set your own pay beside
them."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import Any

import click

from touchstone.bootstrap import services
from touchstone.cli.choices import Day, Named, Number
from touchstone.cli.salary_import import import_command
from touchstone.cli.salary_own import own_command
from touchstone.cli.salary_text import as_text, bands_text
from touchstone.cli.salary_warehouse import warehouse_command
from touchstone.core.numerals import float_of
from touchstone.core.problems import did_you_mean
from touchstone.salaries.ageing import DAYS_A_YEAR, MOST_PERCENT, MOST_YEARS, RATE_DIGITS, Ageing
from touchstone.salaries.band_rows import band_rows, bands_of
from touchstone.salaries.band_shapes import SHAPES, USUAL
from touchstone.salaries.benchmark import Benchmarks, Query
from touchstone.salaries.blending import Share
from touchstone.salaries.exports import to_csv
from touchstone.salaries.figure import Lens
from touchstone.salaries.joining import joined
from touchstone.salaries.model import Level
from touchstone.salaries.regions import Region

UNDER: dict[str, click.Command] = {
    "import": import_command,
    "own": own_command,
    "warehouse": warehouse_command,
}


class Salary(click.Command):
    """`salary ROLE …` compares; `salary import …`, `own …` and `warehouse …` stand under the same word."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args and args[0] in UNDER:
            return UNDER[args[0]].make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, context: click.Context) -> Any:
        return super().invoke(context) if context.command is self else context.command.invoke(context)


def today(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date:
    """The day given, or the clock's."""
    return value.date() if value else services().clock.now().date()


@click.command(
    cls=Salary,
    epilog="Example: touchstone salary machine_learning_engineer --level senior --region CBSA-35620 "
    "--region PL --currency USD. To read new data in: touchstone salary import --help. "
    "Your own people's pay: touchstone salary own --help",
)
@click.argument("role")
@click.option("--level", type=Named("level", [level.value for level in Level]), required=True)
@click.option(
    "--region", "regions", multiple=True, required=True, metavar="ID",
    help="A place: PL, US-CA, CBSA-35620, or a name. May be repeated.",
)  # fmt: skip
@click.option(
    "--currency",
    help="Convert to this currency (three capitals), at the rates of each figure's year or the nearest "
    "known.",
)
@click.option(
    "--lens", type=click.Choice([lens.value for lens in Lens]), default="nominal", show_default=True,
    help="nominal: amounts as the tables hold them; ppp: what they buy at US prices; rpp: at average US "
    "prices, US only; "
    "labour: at the average US cost of labour, US only.",
)  # fmt: skip
@click.option(
    "--age", "rate", type=Number(-MOST_PERCENT, MOST_PERCENT), metavar="PERCENT",
    help="Move figures to the day of --as-of at this yearly rate. An assumption; off by default.",
)  # fmt: skip
@click.option(
    "--blend", "weights", multiple=True, metavar="SOURCE=WEIGHT",
    help="Add a line that joins sources with these weights. May be repeated; off by default.",
)  # fmt: skip
@click.option(
    "--as-of", type=Day(), callback=today, metavar="DATE",
    help="Use only figures and rates known by this day. Default: today. With --age a day to come, too.",
)  # fmt: skip
@click.option(
    "--band", "band", type=Named("band", list(SHAPES)), default=USUAL, show_default=True,
    help="Make the pay band for a posting from these percentiles, or so wide around the median: "
    f"{', '.join(SHAPES)}.",
)  # fmt: skip
@click.option(
    "--format", "shape", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
def command(
    role: str,
    level: str,
    regions: tuple[str, ...],
    currency: str | None,
    lens: str,
    rate: float | None,
    weights: tuple[str, ...],
    as_of: date,
    band: str,
    shape: str,
) -> None:
    """Compare what ROLE pays in one or more places, by each source apart, with a pay band for each place.

    A figure that is not known stays empty (null in JSON). Below 10 observations nothing is shown, below 30,
    or where the median is known worse than to 10 %, the quality is "low". Exit 1: some tables have problems,
    each named on stderr.
    """
    benchmarks = services().content.benchmarks
    now = services().clock.now().date()
    _not_too_far(as_of, now, rate)
    rate = round(rate or 0.0, RATE_DIGITS)
    query = Query(
        role=find_role(benchmarks, role),
        level=Level(level),
        regions=tuple(dict.fromkeys(find_region(benchmarks, region) for region in regions)),
        as_of=min(as_of, now),
        currency=find_currency(benchmarks, currency, Lens(lens)),
        lens=Lens(lens),
        ageing=Ageing(as_of, rate / 100) if rate else None,
        blend=find_shares(benchmarks, weights),
    )
    _answer(benchmarks, query, band, shape)
    for problem in benchmarks.tables.problems:
        click.echo(str(problem), err=True)
    sys.exit(1 if benchmarks.tables.problems else 0)


def _not_too_far(as_of: date, now: date, rate: float | None) -> None:
    """Ends the command over a day that nothing can be said of."""
    said = ""
    if as_of > now and not rate:
        said = f"{as_of} is still to come; only figures moved by --age look ahead"
    elif (as_of - now).days > MOST_YEARS * DAYS_A_YEAR:
        said = f"no rate of rise holds for more than {MOST_YEARS} years; found {as_of}"
    if said:
        raise click.BadParameter(said, param_hint="--as-of")


def _answer(benchmarks: Benchmarks, query: Query, band: str, shape: str) -> None:
    """Prints the figures, with a band of a shape for each place."""
    figures, tables = benchmarks.benchmark(query), benchmarks.tables
    asked = (query.role,), (query.level,), query.regions
    found = bands_of(benchmarks, *asked, query.as_of, shape=band, ageing=query.ageing)
    bands = band_rows(found, benchmarks)
    if shape == "json":
        told = {"rows": [figure.as_json() for figure in figures], "bands": bands}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif shape == "csv":
        click.echo(to_csv(figures, tables, bands), nl=False)
    else:
        click.echo(as_text(joined(figures), query, tables))
        click.echo(bands_text(found))


def find_role(benchmarks: Benchmarks, name: str) -> str:
    """The id of a role given by id, title or short name."""
    roles = benchmarks.tables.roles
    key = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if key in roles:
        return key
    profile = services().content.catalogue.find(name)
    if profile is not None and profile.id in roles:
        return profile.id
    hint = did_you_mean(key, roles)
    raise click.BadParameter(f"there is no role {name!r}; {hint}", param_hint="ROLE")


def find_region(benchmarks: Benchmarks, text: str) -> str:
    """The id of a place given by id or name."""
    found = benchmarks.tables.regions.resolve(text)
    if not isinstance(found, Region):
        raise click.BadParameter(str(found), param_hint="--region")
    return found.id


def find_shares(benchmarks: Benchmarks, weights: tuple[str, ...]) -> tuple[Share, ...]:
    """The sources and weights of a blend, out of `SOURCE=WEIGHT`; none, or at least two."""
    pay = benchmarks.tables.pay_sources
    found: list[Share] = []
    for text in weights:
        name, _, weight = text.partition("=")
        if name not in pay:
            hint = did_you_mean(name, pay)
            raise click.BadParameter(f"there is no pay source {name!r}; {hint}", param_hint="--blend")
        try:
            found.append(Share(name, float_of(weight)))
        except ValueError:
            said = f"expected SOURCE=WEIGHT with a weight above 0, found {text!r}"
            raise click.BadParameter(said, param_hint="--blend") from None
    if weights and len({share.source for share in found}) < max(2, len(weights)):
        raise click.UsageError("A blend joins at least two sources, each named once: repeat --blend.")
    return tuple(found)


def find_currency(benchmarks: Benchmarks, currency: str | None, lens: Lens) -> str | None:
    """The currency, where it is known and fits the lens."""
    if currency is None:
        return None
    code, known = currency.strip().upper(), benchmarks.rates.currencies()
    if lens is Lens.PPP or (lens in (Lens.RPP, Lens.LABOUR) and code != "USD"):
        unit = "international dollars" if lens is Lens.PPP else "US dollars"
        raise click.UsageError(f"The lens {lens} speaks in {unit}: leave --currency out.")
    if code not in known:
        hint = did_you_mean(code, known, list_when_at_most=40)
        raise click.BadParameter(
            f"no exchange rate is known for {currency!r}; {hint}", param_hint="--currency"
        )
    return code
