"""`touchstone check`: every problem in content, each with its file, line and column."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from touchstone.cli.contents import (
    NOTHING,
    WHERE,
    check_everything,
    check_paths,
    counted,
    holding_nothing,
    left_out,
)
from touchstone.core.content import content_root
from touchstone.core.problems import Problem, shown_path


@click.command(epilog="Example: touchstone check question_banks/probability.yaml")
@click.argument("path", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, for programs.")
def command(path: tuple[Path, ...], as_json: bool) -> None:
    """Load all content, or the named files and folders, and print every problem.

    Banks, roles, laws, templates and salary tables are known by the folder they lie in, or else by what is
    in them. Exit 0: no problem; 1: at least one; 2: a named folder holds no
    content.
    """
    root = content_root()
    problems = check_paths(path, root) if path else check_everything(root)
    if not problems and (empty := holding_nothing(path)):
        raise click.UsageError(f"{shown_path(empty[0])} holds nothing that Touchstone knows; {WHERE}.")
    if as_json:
        click.echo(json.dumps([problem.as_json() for problem in problems], indent=2, ensure_ascii=False))
    else:
        _print(problems, counted(path, root))
    for sentence in left_out(root):
        click.echo(sentence, err=True)
    sys.exit(1 if problems else 0)


def _print(problems: list[Problem], looked_at: str) -> None:
    for problem in problems:
        click.echo(str(problem))
    if problems:
        files = len({problem.file for problem in problems})
        known = "" if looked_at == NOTHING else f", of {looked_at}"  # files that nobody could read
        click.echo(f"{_counted(len(problems), 'problem')} in {_counted(files, 'file')}{known}.", err=True)
    else:
        click.echo(f"No problems in {looked_at}.", err=True)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
