"""`touchstone salary import`: reads public sources' own file formats into salary_data/."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from touchstone.authoring.turns import turn
from touchstone.bootstrap import services
from touchstone.cli.choices import Day, Whole
from touchstone.core.content import content_root
from touchstone.core.counts import count
from touchstone.core.problems import Problem, did_you_mean
from touchstone.salaries.importers.base import Imported, NotThisFormat, Progress, Request, quiet
from touchstone.salaries.importers.editions import doubts
from touchstone.salaries.importers.recipe import steps
from touchstone.salaries.importers.registry import IMPORTERS, contradictions, merge
from touchstone.salaries.model import PayRow
from touchstone.salaries.table import RECIPE, Tables, load_tables

ALL = "all"
LISTED = "\b\n" + "\n".join(f"{importer.name}: {importer.wants}" for importer in IMPORTERS.values())


@click.command(
    "import",
    help="Read FILE of SOURCE into the pay tables. Rows take the place of older rows with the same keys; "
    "ai-jobs, lca and stack-overflow are rolled up, and a new file takes the place of all older rows of "
    f"that source.\n\n{LISTED}\n"
    f"{ALL}: FILE is a folder; everything that {RECIPE} names is read, in its order",
    epilog="Example: touchstone salary import ecb eurofxref-hist.zip",
)
@click.argument("source")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Folder. Default: salary_data/."
)
@click.option("--as-of", type=Day(), help="The day that the file describes, when it doesn't say.")
@click.option("--year", type=Whole(1990, 2100), help="First year to read; its average rates are used.")
@click.option(
    "--replace",
    is_flag=True,
    help="Write also what looks like a slip: far fewer rows than the edition that they replace, an older "
    "edition, or a file whose rows can mostly not be read.",
)
def import_command(
    source: str, file: Path, into: Path | None, as_of: datetime | None, year: int | None, replace: bool
) -> None:
    """Read one source's file into its table, or a folder of files into all of them."""
    folder = into or content_root().salaries
    if source == ALL:
        sys.exit(1 if _everything(file, folder, replace) else 0)
    if source not in IMPORTERS:
        hint = did_you_mean(source, [*IMPORTERS, ALL])
        raise click.BadParameter(f"there is no source {source!r}; {hint}", param_hint="SOURCE")
    problems = _one(source, file, folder, as_of.date() if as_of else None, year, replace)
    sys.exit(1 if problems else 0)


def _everything(files: Path, folder: Path, replace: bool) -> int:
    """Follows the recipe; the number of problems."""
    if not files.is_dir():
        raise click.BadParameter(f"{files} is no folder", param_hint="FILE")
    problems = 0
    for found in steps(folder / RECIPE, files):
        if isinstance(found, Problem):
            click.echo(str(found), err=True)
            problems += 1
        elif found.step.source not in IMPORTERS:
            hint = did_you_mean(found.step.source, IMPORTERS)
            click.echo(f"{folder / RECIPE}: there is no source {found.step.source!r}; {hint}", err=True)
            problems += 1
        else:
            step = found.step
            problems += _one(step.source, found.path, folder, step.as_of, step.year, replace)
    return problems


def _one(source: str, file: Path, folder: Path, as_of: date | None, year: int | None, replace: bool) -> int:
    """Imports one file while nobody else writes in the folder; the number of problems in it."""
    if file.is_dir():
        raise click.BadParameter(f"{file} is a folder, expected a file", param_hint="FILE")
    today = services().clock.now().date()
    if as_of and as_of > today:
        said = f"{as_of} is still to come; expected the day that the file describes"
        raise click.BadParameter(said, param_hint="--as-of")
    with turn(folder) as ours:
        if not ours:
            said = f"another import is writing in {folder}; try again when it is done"
            raise click.BadParameter(said, param_hint="FILE")
        tables = load_tables(folder)
        try:
            with progress(source) as heard:
                imported = IMPORTERS[source].read(Request(file, tables, as_of, year, heard, today))
        except (NotThisFormat, UnicodeDecodeError, OSError) as error:
            raise click.BadParameter(str(error), param_hint="FILE") from error
        return _written(imported, tables, file, folder, today, replace)


def _written(imported: Imported, tables: Tables, file: Path, folder: Path, today: date, replace: bool) -> int:
    """Puts the rows into their table, or says why not; the number of problems."""
    target, problems = folder / imported.target, len(imported.problems)
    for said in (*map(str, imported.problems), *imported.notes):
        click.echo(said, err=True)
    if not imported.rows:
        click.echo(f"No row of {file.name} could be used; {target} is as it was.")
        return max(1, problems)
    _refuse_untrue(imported, today)
    slips = [] if replace else list(doubts(tables, imported))
    instead = "If the file is right, add --replace."
    if torn := [one for one in tables.problems if Path(one.file).name == target.name]:
        slips, instead = [str(one) for one in torn], "Mend these first: what can't be read would be lost."
    if slips:
        for said in (*slips, f"Nothing is written; {target} is as it was. {instead}"):
            click.echo(said, err=True)
        return max(1, problems)
    merged = merge(folder, tables, imported)
    click.echo(f"{count(merged.came, 'row')} read into {target}; {merged}.")
    return problems


def _refuse_untrue(imported: Imported, today: date) -> None:
    """Ends the command over rows that can't all be true."""
    if torn := contradictions(imported):
        contradict = "row contradicts" if torn == 1 else "rows contradict"
        said = f"{torn:,} {contradict} others about the same place, job, level and date; nothing is written"
        raise click.BadParameter(said, param_hint="FILE")
    days = [row.as_of for row in imported.rows if isinstance(row, PayRow)]
    if any(day > today for day in days):
        said = f"it describes {max(days)}, a day still to come; nothing is written"
        raise click.BadParameter(said, param_hint="FILE")


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Rows counted on stderr while a person watches; nothing where it goes to a file."""
    if not sys.stderr.isatty():
        yield quiet
        return

    def heard(rows: int) -> None:
        click.echo(f"\r{what}: {rows:,} rows", nl=False, err=True)

    yield heard
    click.echo("\r\x1b[K", nl=False, err=True)
