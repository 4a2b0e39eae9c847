"""`touchstone salary import`: reads public sources' own file formats into salary_data/."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace as altered
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
from touchstone.salaries.renewal import Changed, begin, commit, give_up
from touchstone.salaries.sources import Step
from touchstone.salaries.table import RECIPE, Tables, load_tables

ALL = "all"
LISTED = "\b\n" + "\n".join(f"{importer.name}: {importer.wants}" for importer in IMPORTERS.values())


@click.command(
    "import",
    help="Read FILE of SOURCE into the pay tables. Rows take the place of older rows with the same keys; "
    "ai-jobs, lca and stack-overflow are rolled up, and a new file takes the place of all older rows of "
    f"that source.\n\n{LISTED}\n"
    f"{ALL}: FILE is a folder; everything that {RECIPE} names is read, in its order: all tables are "
    "renewed, or none",
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
    today = services().clock.now().date()
    if source == ALL:
        sys.exit(0 if _everything(file, _Into(folder, folder, today, replace)) else 1)
    if source not in IMPORTERS:
        hint = did_you_mean(source, [*IMPORTERS, ALL])
        raise click.BadParameter(f"there is no source {source!r}; {hint}", param_hint="SOURCE")
    with _alone(folder):
        done = _one(
            Step(source=source, file="-", as_of=_day(as_of), year=year),
            file,
            _Into(folder, folder, today, replace),
        )
    sys.exit(1 if done.problems or not done.written else 0)


@dataclass(frozen=True)
class _Into:
    """Where tables are written, and what that place is called: the new ones may still lie beside the old."""

    folder: Path
    shown: Path
    today: date
    replace: bool


@dataclass(frozen=True)
class _Done:
    """How a file ended: bad rows, and whether its table was written."""

    problems: int
    written: bool


def _day(asked: datetime | None) -> date | None:
    return asked.date() if asked else None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While nobody else imports into the folder."""
    with turn(folder) as ours:
        if not ours:
            said = f"another import is writing in {folder}; try again when it is done"
            raise click.BadParameter(said, param_hint="FILE")
        yield


def _everything(files: Path, into: _Into) -> bool:
    """Follows the recipe; whether all went well. All tables are renewed, or none."""
    if not files.is_dir():
        raise click.BadParameter(f"{files} is no folder", param_hint="FILE")
    if not (into.folder / RECIPE).is_file():
        said = f"{into.folder} holds no {RECIPE}; copy the folder of pay tables there first, lists and all"
        raise click.BadParameter(said, param_hint="--into")
    with _alone(into.folder):
        stage = begin(into.folder)
        try:
            ends = list(_followed(files, altered(into, folder=stage.place)))
            if whole := all(end.written for end in ends):
                commit(stage)
        except Changed as error:
            said = f"somebody wrote to {', '.join(error.args)} meanwhile; nothing is written: import again"
            raise click.BadParameter(said, param_hint="FILE") from error
        finally:
            give_up(stage)
    if whole:
        click.echo(f"All tables in {into.shown} are renewed.")
    else:
        click.echo(f"Nothing is written: all tables in {into.shown} are as they were.", err=True)
    return whole and not any(end.problems for end in ends)


def _followed(files: Path, into: _Into) -> Iterator[_Done]:
    """How each step of the recipe ends."""
    for found in steps(into.shown / RECIPE, files):
        if isinstance(found, Problem):
            click.echo(str(found), err=True)
            yield _Done(1, False)
        elif found.step.source not in IMPORTERS:
            hint = did_you_mean(found.step.source, IMPORTERS)
            click.echo(f"{into.shown / RECIPE}: there is no source {found.step.source!r}; {hint}", err=True)
            yield _Done(1, False)
        else:
            yield _one(found.step, found.path, into)


def _one(step: Step, file: Path, into: _Into) -> _Done:
    """Imports one file."""
    if file.is_dir():
        raise click.BadParameter(f"{file} is a folder, expected a file", param_hint="FILE")
    if step.as_of and step.as_of > into.today:
        said = f"{step.as_of} is still to come; expected the day that the file describes"
        raise click.BadParameter(said, param_hint="--as-of")
    tables = load_tables(into.folder)
    try:
        with progress(step.source) as heard:
            request = Request(file, tables, step.as_of, step.year, heard, into.today)
            imported = IMPORTERS[step.source].read(request)
    except (NotThisFormat, UnicodeDecodeError, OSError) as error:
        raise click.BadParameter(str(error), param_hint="FILE") from error
    return _written(imported, tables, file, into)


def _written(imported: Imported, tables: Tables, file: Path, into: _Into) -> _Done:
    """Puts the rows into their table, or says why not."""
    target, problems = into.shown / imported.target, len(imported.problems)
    for said in (*map(str, imported.problems), *imported.notes):
        click.echo(said, err=True)
    if not imported.rows:
        click.echo(f"No row of {file.name} could be used; {target} is as it was.")
        return _Done(problems, False)
    _refuse_untrue(imported, into.today)
    slips = [] if into.replace else list(doubts(tables, imported))
    instead = "If the file is right, add --replace."
    if torn := [one for one in tables.problems if Path(one.file).name == target.name]:
        slips, instead = [str(one) for one in torn], "Mend these first: what can't be read would be lost."
    if slips:
        for said in (*slips, f"Nothing is written; {target} is as it was. {instead}"):
            click.echo(said, err=True)
        return _Done(problems, False)
    merged = merge(into.folder, tables, imported)
    word = "into" if into.folder == into.shown else "for"  # a table among others is not written yet
    click.echo(f"{count(merged.came, 'row')} read {word} {target}; {merged}.")
    return _Done(problems, True)


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
