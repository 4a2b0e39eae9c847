"""`touchstone salary own`: the organisation's own pay beside the market, kept in the store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from touchstone.bootstrap import services
from touchstone.cli.choices import Day, Number
from touchstone.cli.salary_import import progress
from touchstone.core.counts import count
from touchstone.core.letters import one_line
from touchstone.core.located_yaml import load_file
from touchstone.core.problems import Problem
from touchstone.core.validate import validate
from touchstone.own_pay.alike import alike
from touchstone.own_pay.exports import gap_row, gap_text, paid_in, percent, position_row, to_csv
from touchstone.own_pay.mapping import ColumnMapping, Unmapped
from touchstone.own_pay.market import Position
from touchstone.own_pay.proposing import proposed
from touchstone.own_pay.reading import Payroll, read
from touchstone.own_pay.service import Refused
from touchstone.salaries.ageing import MOST_PERCENT
from touchstone.salaries.importers.base import NotThisFormat
from touchstone.salaries.model import Level
from touchstone.salaries.table import Tables

T = TypeVar("T")
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
SHAPE = click.option(
    "--format", "shape", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)


class Stored(click.Group):
    """Commands that need the store: when it can't be used, a sentence says why."""

    def invoke(self, ctx: click.Context) -> Any:
        from touchstone.store.database import StoreError

        try:
            return super().invoke(ctx)
        except StoreError as error:
            said = str(error)
            raise click.UsageError(said[:1].upper() + said[1:]) from None


@click.group(
    "own", cls=Stored, epilog="Example: touchstone salary own import payroll.xlsx --as-of 2026-10-31"
)
def own_command() -> None:
    """What your own people are paid, beside the market. Kept in the store, for who may see it."""


@own_command.command("mapping", epilog="Example: touchstone salary own mapping payroll.xlsx > mapping.yaml")
@FILE
def mapping_command(file: Path) -> None:
    """Print the mapping that the column names of FILE suggest, to look at and change."""
    found = _readable(lambda: proposed(file))
    columns = ", ".join(map(one_line, found.columns))
    click.echo(f"# Columns of {one_line(file.name)}: {columns}")
    click.echo("# constants: what holds for every row; values: your words to ours, such as {L4: senior}")
    click.echo("# decimal: the sign before the cents; encoding: utf-8, windows-1252, windows-1250, utf-16")
    click.echo(_yaml(found.mapping))


@own_command.command("import", epilog="Example: touchstone salary own import pay.csv --as-of 2026-10-31")
@FILE
@click.option("--as-of", type=Day(), required=True, help="The day it describes.")
@click.option(
    "--mapping", "mapping_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file as `salary own mapping` prints. Default: by the columns' names.",
)  # fmt: skip
@click.option("--name", default="", help="What to call the set. Default: the file's name.")
@click.option("--sure", is_flag=True, help="What is hard to believe is right: keep it.")
@click.option("--check", is_flag=True, help="Only read and list problems; keep nothing.")
@click.option("--replace", metavar="SET", default="", help="Erase this set once the new one is kept.")
def import_own(
    file: Path, as_of: datetime, mapping_file: Path | None, name: str, sure: bool, check: bool, replace: str
) -> None:
    """Read FILE (CSV, workbook or a zip of one) and keep it.

    Exit 1, and nothing is kept: rows have problems or, without --sure, something is hard to believe.
    """
    mapping = _mapping(mapping_file) if mapping_file else _readable(lambda: proposed(file)).mapping
    held = services()
    with progress(file.name) as heard:
        payroll = _readable(lambda: read(file, mapping, held.own_words, heard))
    if isinstance(payroll, Unmapped):
        said = "\n".join(f"  {sentence}" for sentence in payroll.sentences)
        raise click.UsageError(f"The mapping doesn't fit {file.name}:\n{said}")
    if payroll.unread:
        click.echo(f"Not read: {', '.join(map(repr, payroll.unread))}.", err=True)
    asked = () if sure else payroll.doubts
    for found in alike((*payroll.problems, *asked)):
        click.echo(str(found), err=True)
    if check or payroll.problems or asked:
        click.echo(_not_kept(payroll, len(asked)))
        sys.exit(1 if payroll.problems or asked else 0)
    who, own = held.machine.people.local(), held.machine.own_pay
    with _traces_told():
        kept = _allowed(own.keep(who, name or file.name, as_of.date(), payroll, sure=sure, replaces=replace))
        instead = f" in place of {replace}" if replace else ""
        click.echo(f"{count(kept.rows, 'row')} kept as {kept.id}{instead}.")


@own_command.command("list", epilog="Example: touchstone salary own list")
def list_own() -> None:
    """The sets that are kept, the newest first."""
    machine = services().machine
    for one in _allowed(machine.own_pay.sets(machine.people.local())):
        kept = f"{one.imported_at:%Y-%m-%d %H:%M} UTC"
        click.echo(f"{one.id}  {one.as_of}  {one.rows:>7,} rows  kept {kept}  {one.name}")


@own_command.command("show", epilog="Example: touchstone salary own show SET --format csv > positions.csv")
@click.argument("set_id", metavar="SET")
@click.option(
    "--age", "rate", type=Number(-MOST_PERCENT, MOST_PERCENT), default=0.0, metavar="PERCENT",
    help="Move the market to the day of the set at this yearly rate. An assumption; off by default.",
)  # fmt: skip
@SHAPE
def show_own(set_id: str, rate: float, shape: str) -> None:
    """Everybody's compa-ratio, place in the range and position in the market.

    The set's day and the market's are said, and warned of where they lie more than a year apart.
    """
    held = services()
    machine, benchmarks = held.machine, held.content.benchmarks
    who = machine.people.local()
    found = _allowed(machine.own_pay.positions(who, set_id, benchmarks, rate=rate / 100))
    rows = [position_row(one, found.pay_as_of) for one in found.positions]
    reasons = list(dict.fromkeys(one.reason for one in found.positions if one.reason))
    table = [_position(one, benchmarks.tables, reasons) for one in found.positions]
    listed = [f"({number}) {reason}" for number, reason in enumerate(reasons, start=1)]
    listed += _ranges(found.positions)
    _print(rows, shape, lambda: table, [*(listed if shape == "table" else ()), *found.notes])


@own_command.command("gap", epilog="Example: touchstone salary own gap SET")
@click.argument("set_id", metavar="SET")
@SHAPE
def gap_own(set_id: str, shape: str) -> None:
    """The pay gap between women and men in each group of equal work, beside the 5 % of EU law.

    Exit 1: a group's gap is 5 % or more.
    """
    machine = services().machine
    found = _allowed(machine.own_pay.gaps(machine.people.local(), set_id))
    roles = services().content.benchmarks.tables.roles.values()
    names = {f"{role.id}, {level}": f"{role.title}, {level}" for role in roles for level in Level}
    _print([gap_row(one, found.pay_as_of) for one in found.groups], shape, lambda: [
        {"group": names.get(g.group, g.group), "paid in": paid_in(g),
         "women": f"{g.women}", "men": f"{g.men}", "not stated": f"{g.unstated}", "gap (95 %)": gap_text(g),
         "": g.verdict.value + (", low confidence" if g.low and g.gap is not None else "")}
        for g in found.groups
    ], found.notes)  # fmt: skip
    sys.exit(1 if any(g.verdict.value.startswith("5 %") for g in found.groups) else 0)


@own_command.command("forget", epilog="Example: touchstone salary own forget SET --yes")
@click.argument("set_id", metavar="SET")
@click.option("--yes", is_flag=True, help="Erase without asking.")
def forget_own(set_id: str, yes: bool) -> None:
    """Erase a set and everybody in it, from the disk too. Exit 1: traces are left while others read."""
    if not yes:
        click.confirm(f"Erase the set {set_id} for good?", abort=True, err=True)
    machine = services().machine
    with _traces_told():
        gone = _allowed(machine.own_pay.forget(machine.people.local(), set_id))
    if not gone:
        raise click.BadParameter(
            f"there is no set {set_id!r}; `salary own list` names them", param_hint="SET"
        )
    click.echo("Erased.")


@contextmanager
def _traces_told() -> Iterator[None]:
    """Ends with 1 where what was erased left traces."""
    from touchstone.store.database import TracesLeft

    try:
        yield
    except TracesLeft as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _position(one: Position, tables: Tables, reasons: Sequence[str]) -> dict[str, str]:
    """A line for people; why somebody has no range is a number, since a reason is longer than a line."""
    person, band = one.person, one.band
    return {
        "row": f"{person.number}",
        "person": person.person[:24],
        "role": tables.roles[person.role].title if person.role in tables.roles else person.role,
        "level": person.level.value,
        "place": tables.regions.label(person.region),
        "full-time year": f"{one.yearly:,.0f} {person.currency}",
        "range": f"{band.minimum:,.0f}–{band.maximum:,.0f}" if band else "",
        "range of": tables.regions.label(band.figure.region) if band else "",
        "midpoint": f"{band.midpoint:,.0f}" if band else "",
        "compa-ratio": "" if one.compa_ratio is None else f"{one.compa_ratio:.2f}",
        "in range": percent(one.penetration),
        "market": one.between or (f"no range ({reasons.index(one.reason) + 1})" if one.reason else ""),
    }


def _ranges(positions: Iterable[Position]) -> list[str]:
    """Where each range comes from, once, and below it what was done to it and what speaks against it."""
    bands = dict.fromkeys((one.band.source_line, one.band.said) for one in positions if one.band)
    return [
        line for source, said in bands for line in (f"Range: {source}", *(f"  - {text}" for text in said))
    ]


def _print(rows: Sequence[dict[str, Any]], shape: str, table: Any, notes: Sequence[str]) -> None:
    """Rows for a program or a table for people; notes go with them, beside a CSV to stderr."""
    if shape == "json":
        click.echo(json.dumps({"rows": rows, "notes": list(notes)}, indent=2, ensure_ascii=False))
        return
    if shape == "csv":
        click.echo(to_csv(rows), nl=False)
    else:
        click.echo(_columns(table()))
    for note in notes:
        click.echo(note, err=shape == "csv")


def _columns(rows: Sequence[dict[str, str]]) -> str:
    if not rows:
        return "Nobody is in it."
    lines = [tuple(rows[0]), *(tuple(row.values()) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _not_kept(payroll: Payroll, asked: int) -> str:
    """`16 rows read, 3 problems in 2 of them, 1 question; nothing is kept. …`: what there is to do."""
    said, todo = [f"{count(payroll.rows, 'row')} read"], []
    if payroll.problems:
        wrong = len({one.line for one in payroll.problems})
        said.append(f"{count(len(payroll.problems), 'problem')} in {wrong:,} of them")
        todo.append("Mend the problems." if payroll.whole else "Reading stopped there; mend the problems.")
    if asked:
        said.append(count(asked, "question"))
        todo.append("Where what is asked about is right, say --sure.")
    return " ".join([f"{', '.join(said)}; nothing is kept.", *todo])


def _mapping(path: Path) -> ColumnMapping:
    located = load_file(path)
    problems = [located] if isinstance(located, Problem) else []
    made: ColumnMapping | None = None
    if not isinstance(located, Problem):
        made, problems = validate(located, ColumnMapping)
    if made is None:
        raise click.BadParameter("\n".join(str(problem) for problem in problems), param_hint="--mapping")
    return made


def _yaml(mapping: ColumnMapping) -> str:
    import yaml

    data = mapping.model_dump(mode="json")
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True)).rstrip()


def _readable(read_it: Any) -> Any:
    try:
        return read_it()
    except (NotThisFormat, OSError) as error:
        raise click.BadParameter(str(error), param_hint="FILE") from error


def _allowed(found: T | Refused) -> T:
    if isinstance(found, Refused):
        raise click.UsageError(found.sentence)
    return found
