"""`touchstone salary warehouse`: percentiles of groups from a company's own database."""

from __future__ import annotations

import json
from typing import Any

import click

from touchstone.own_pay.exports import to_csv
from touchstone.salaries.rollup import DIALECTS
from touchstone.salaries.warehouse import Question, WarehouseError, asked, compiled, connect, dialect_of

VARIABLE = "TOUCHSTONE_PAY_WAREHOUSE"


@click.command(
    "warehouse",
    epilog="Example: touchstone salary warehouse --table pay --pay yearly --by role --by level",
)
@click.option("--table", required=True, help="The table or view to ask.")
@click.option("--pay", required=True, metavar="COLUMN", help="A column of yearly pay in one currency.")
@click.option("--by", multiple=True, required=True, metavar="COLUMN", help="Group by it. May be repeated.")
@click.option(
    "--url", envvar=VARIABLE, metavar="ADDRESS", show_envvar=True,
    help="postgresql://…, duckdb://…, clickhouse://… or databricks://…. The variable hides a password.",
)  # fmt: skip
@click.option(
    "--sql", "dialect", type=click.Choice(DIALECTS), help="Only print the question in this dialect."
)
@click.option("--format", "shape", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
def warehouse_command(
    table: str, pay: str, by: tuple[str, ...], url: str | None, dialect: str | None, shape: str
) -> None:
    """n, p10 to p90, the median's 95 % interval and quality of each group of a table of yours.

    Groups under ten come with their count alone: their figures never leave the database. So do the smallest
    others that would give one of them away beside a total; which column to leave out to see more is said.
    Nothing is written.
    """
    question = Question(table, pay, by)
    if pay in by or len(set(by)) < len(by):
        raise click.UsageError("Group by other columns than the pay, each named once.")
    if dialect:
        click.echo(compiled(question, dialect))
        said = "This question blanks groups under ten. Asked by this command, it holds back as well what a "
        click.echo(f"{said}total would give one away with; asked by yourself, it doesn't.", err=True)
        return
    if not url:
        raise click.UsageError(
            f"Say where the warehouse is: --url or {VARIABLE}. Or --sql prints the question."
        )
    try:
        dialect_of(url)
        answer = asked(connect(url), question)
        rows = [{name: _to_cents(value) for name, value in row.items()} for row in answer.rows]
    except WarehouseError as error:
        said = str(error)
        raise click.UsageError(said[:1].upper() + said[1:]) from None
    if shape == "json":
        click.echo(json.dumps({"rows": rows}, indent=2, ensure_ascii=False, default=str))
    else:
        click.echo(to_csv(rows), nl=False)
    if answer.advice:
        click.echo(answer.advice, err=True)


def _to_cents(value: Any) -> Any:
    """An amount without the digits that interpolation adds."""
    return round(value, 2) if isinstance(value, float) else value
