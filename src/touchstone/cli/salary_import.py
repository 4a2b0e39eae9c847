"""`touchstone salary import`: reads a public source's own file format into salary_data/."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from touchstone.core.content import content_root
from touchstone.core.problems import did_you_mean
from touchstone.salaries.importers.base import NotThisFormat, Request
from touchstone.salaries.importers.registry import IMPORTERS, merge
from touchstone.salaries.table import load_tables

LISTED = "\b\n" + "\n".join(f"{importer.name}: {importer.wants}" for importer in IMPORTERS.values())


@click.command(
    "import",
    help=f"Read FILE of SOURCE into the pay tables, in place of older rows with the same keys.\n\n{LISTED}",
    epilog="Example: touchstone salary import ecb eurofxref-hist.zip",
)
@click.argument("source")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Folder. Default: salary_data/."
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day that the file describes, when it doesn't say."
)
@click.option(
    "--year", type=click.IntRange(1990, 2100), help="First year to read; its average rates are used."
)
def import_command(
    source: str, file: Path, into: Path | None, as_of: datetime | None, year: int | None
) -> None:
    """Read one source's file into its table."""
    if source not in IMPORTERS:
        hint = did_you_mean(source, IMPORTERS)
        raise click.BadParameter(f"there is no source {source!r}; {hint}", param_hint="SOURCE")
    folder = into or content_root().salaries
    tables = load_tables(folder)
    try:
        imported = IMPORTERS[source].read(Request(file, tables, as_of.date() if as_of else None, year))
    except (NotThisFormat, UnicodeDecodeError, OSError) as error:
        raise click.BadParameter(str(error), param_hint="FILE") from error
    came, stayed = merge(folder, tables, imported)
    for problem in imported.problems:
        click.echo(str(problem), err=True)
    for note in imported.notes:
        click.echo(note, err=True)
    click.echo(f"{came:,} rows read into {folder / imported.target}; {stayed:,} older rows kept.")
    sys.exit(1 if imported.problems else 0)
