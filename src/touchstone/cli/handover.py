"""`touchstone handover`: a contract from a data scientist to a machine-learning engineer."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from touchstone.bootstrap import services
from touchstone.cli.choices import Day, Named
from touchstone.cli.output import refuse_terminal, warn_of_boxes, write
from touchstone.core.counts import count
from touchstone.core.problems import Problem
from touchstone.handover.contract import load_contract
from touchstone.handover.measured import beside
from touchstone.handover.names import Task
from touchstone.handover.service import Checked, counted
from touchstone.handover.skeleton import skeleton

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
DAY = Day()
AS_OF = click.option("--as-of", type=DAY, help="The day that counts as today, such as 2026-11-23.")
OUTPUT = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to stdout."
)


@click.group(epilog="Example: touchstone handover validate examples/handover/contract.yaml")
def command() -> None:
    """Begin, check and print hand-over contracts."""


@command.command(
    epilog="Example: touchstone handover new --name 'Churn model' --task binary -o contract.yaml"
)
@click.option("--name", default="New model", show_default=True, help="What the model is called.")
@click.option(
    "--task", type=Named("task", [task.value for task in Task]), default="binary", show_default=True
)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@OUTPUT
def new(name: str, task: str, file: Path | None, output: Path | None) -> None:
    """An empty contract with a remark at each field, into FILE or to stdout."""
    output = file or output
    if output is not None and output.exists():
        raise click.BadParameter(f"{output} exists already; name a new file", param_hint="--output")
    write(skeleton(name.strip() or "New model", Task(task)), output)


@command.command(epilog="Example: touchstone handover validate examples/handover/contract.yaml --json")
@FILE
@AS_OF
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def validate(file: Path, as_of: object, as_json: bool) -> None:
    """Recompute the figures of a contract from its files, and name every defect.

    The files that it names lie beside it. Exit 1 when a defect must be mended.
    """
    contract, located, problems = load_contract(file)
    handovers, find, day = services().content.handovers, beside(file.parent), _day(as_of)
    checked = (
        handovers.check(contract, located, find=find, as_of=day)
        if contract is not None
        else handovers.check_rest(located, problems, find=find, as_of=day)
    )
    if checked is None:
        _unread(problems)
    if as_json:
        click.echo(json.dumps(checked.as_json(), indent=2, ensure_ascii=False))
    else:
        _print(checked, len(problems))
    sys.exit(0 if checked.valid else 1)


@command.command(epilog="Example: touchstone handover document contract.yaml --format pdf -o contract.pdf")
@FILE
@AS_OF
@click.option(
    "--format", "shape", type=click.Choice(["md", "html", "docx", "pdf"]), default="md", show_default=True
)
@click.option(
    "--sample", is_flag=True, help="Leave out what the check found: a work sample for an interview."
)
@OUTPUT
def document(file: Path, as_of: object, shape: str, sample: bool, output: Path | None) -> None:
    """The contract as a document to sign, with what the check found. Exit 1 when a defect must be mended."""
    refuse_terminal(shape, output)
    checked = _checked(file, as_of)
    text = services().content.handovers.markdown(checked, as_sample=sample)
    if not isinstance(text, str):
        for problem in text:
            click.echo(str(problem), err=True)
        sys.exit(1)
    write(_shaped(checked, text, shape), output)
    sys.exit(0 if checked.valid or sample else 1)


def _checked(file: Path, as_of: object) -> Checked:
    contract, located, problems = load_contract(file)
    if contract is None:
        _unread(problems)
    find = beside(file.parent)
    return services().content.handovers.check(contract, located, find=find, as_of=_day(as_of))


def _unread(problems: Sequence[Problem]) -> NoReturn:
    """Nothing of the contract can be used: why, and no more."""
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(1)


def _day(as_of: object) -> date:
    return as_of.date() if isinstance(as_of, datetime) else services().clock.now().date()


def _shaped(checked: Checked, text: str, shape: str) -> str | bytes:
    if shape == "md":
        return text
    from touchstone.documents.files import contract_file

    made = contract_file(checked, text, shape)
    return warn_of_boxes(made) if shape == "pdf" and isinstance(made, bytes) else made


def _print(checked: Checked, unread: int = 0) -> None:
    for figure in checked.figures:
        if figure.stated is not None and figure.found is not None:
            where = f" where {figure.column} = {figure.equals}" if figure.column else ""
            mark = "agrees with" if figure.agrees else "differs from"
            click.echo(
                f"{figure.title}{where}: stated {figure.stated:g} {mark} {figure.found:.4g}, "
                f"recomputed from {count(figure.n or 0, 'row')}"
            )
    for defect in checked.defects:
        click.echo(str(defect))
    errors, warnings = counted(checked.defects)
    said = f"{errors} to mend, {warnings} to talk about." if checked.defects else "No defects."
    if unread:
        lines, them = (
            ("1 of them is a line", "it") if unread == 1 else (f"{unread} of them are lines", "them")
        )
        said = f"{said} {lines} that can't be read: what hangs on {them} was not checked."
    click.echo(said, err=True)
