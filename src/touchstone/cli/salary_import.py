"""`touchstone salary import`: reads public sources' own file formats into salary_data/."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from touchstone.bootstrap import services
from touchstone.cli.choices import Day, Whole
from touchstone.core.content import content_root
from touchstone.core.problems import Problem, did_you_mean
from touchstone.salaries.importers.base import NotThisFormat, Progress, Request, quiet
from touchstone.salaries.importers.recipe import steps
from touchstone.salaries.importers.registry import IMPORTERS, contradictions, merge
from touchstone.salaries.model import PayRow
from touchstone.salaries.table import RECIPE, load_tables

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
def import_command(
    source: str, file: Path, into: Path | None, as_of: datetime | None, year: int | None
) -> None:
    """Read one source's file into its table, or a folder of files into all of them."""
    folder = into or content_root().salaries
    if source == ALL:
        sys.exit(1 if _everything(file, folder) else 0)
    if source not in IMPORTERS:
        hint = did_you_mean(source, [*IMPORTERS, ALL])
        raise click.BadParameter(f"there is no source {source!r}; {hint}", param_hint="SOURCE")
    problems = _one(source, file, folder, as_of.date() if as_of else None, year)
    sys.exit(1 if problems else 0)


def _everything(files: Path, folder: Path) -> int:
    """Follows the recipe; the number of problems."""
    if not files.is_dir():
        raise click.BadParameter(f"{files} is no folder", param_hint="FILE")
    count = 0
    for found in steps(folder / RECIPE, files):
        if isinstance(found, Problem):
            click.echo(str(found), err=True)
            count += 1
        elif found.step.source not in IMPORTERS:
            hint = did_you_mean(found.step.source, IMPORTERS)
            click.echo(f"{folder / RECIPE}: there is no source {found.step.source!r}; {hint}", err=True)
            count += 1
        else:
            count += _one(found.step.source, found.path, folder, found.step.as_of, found.step.year)
    return count


def _one(source: str, file: Path, folder: Path, as_of: date | None, year: int | None) -> int:
    """Imports one file; the number of problems in it."""
    if file.is_dir():
        raise click.BadParameter(f"{file} is a folder, expected a file", param_hint="FILE")
    tables, today = load_tables(folder), services().clock.now().date()
    if as_of and as_of > today:
        said = f"{as_of} is still to come; expected the day that the file describes"
        raise click.BadParameter(said, param_hint="--as-of")
    try:
        with progress(source) as heard:
            imported = IMPORTERS[source].read(Request(file, tables, as_of, year, heard, today))
    except (NotThisFormat, UnicodeDecodeError, OSError) as error:
        raise click.BadParameter(str(error), param_hint="FILE") from error
    for problem in imported.problems:
        click.echo(str(problem), err=True)
    for note in imported.notes:
        click.echo(note, err=True)
    if not imported.rows:
        click.echo(f"No row of {file.name} could be used; {folder / imported.target} is as it was.")
        return max(1, len(imported.problems))
    if torn := contradictions(imported):
        said = (
            f"{torn:,} rows contradict others about the same place, job, level and date; nothing is written"
        )
        raise click.BadParameter(said, param_hint="FILE")
    days = [row.as_of for row in imported.rows if isinstance(row, PayRow)]
    if any(day > today for day in days):
        said = f"it describes {max(days)}, a day still to come; nothing is written"
        raise click.BadParameter(said, param_hint="FILE")
    merged = merge(folder, tables, imported)
    click.echo(f"{merged.came:,} rows read into {folder / imported.target}; {merged}.")
    return len(imported.problems)


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
