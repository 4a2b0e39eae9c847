"""Interview sets that were saved as JSON: proved again, or printed as they were."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NoReturn

import click

from touchstone.cli.interview_papers import Made, own_desk
from touchstone.cli.role import the_catalogue
from touchstone.core.files import read_bytes
from touchstone.core.problems import Problem
from touchstone.interviews.saved import MOST_BYTES, Rechecked, Unreadable, read_saved


def alone(with_: str, allowed: Collection[str]) -> None:
    """Raises click.UsageError for what was given beside an option that doesn't look at it."""
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if name in allowed or source is None or source.name != "COMMANDLINE":
            continue
        said = parameter.opts[0] if isinstance(parameter, click.Option) else "a role"
        raise click.UsageError(f"{with_} takes the set from its file: leave out {said}.")


def recheck(saved: Path) -> NoReturn:
    """Each form of a saved set on a line, or each thing that no longer holds; then whether its bank changed.

    Another bank alone doesn't fail the check: what the form asks is as it was.
    """
    found = _read(saved, "--check")
    for form in found:
        for problem in form.problems:
            click.echo(f"{form.form}: {problem}")
        if not form.problems:
            click.echo(f"{form.form}: {form.holds}")
        if form.another_bank:
            click.echo(f"{form.form}: {form.another_bank}")
    sys.exit(1 if any(form.problems for form in found) else 0)


def saved_forms(saved: Path, number: int | None) -> Made:
    """The forms of a saved set as they were; ends the command when one of them no longer holds."""
    found = _read(saved, "--from")
    wrong = [f"{form.form}: {problem}" for form in found for problem in form.problems]
    if wrong:
        for line in wrong:
            click.echo(line, err=True)
        click.echo("So it can't be printed as it was. Make a new set.", err=True)
        sys.exit(1)
    forms = tuple(form.held for form in found if form.held is not None)
    roles = {held.certificate.blueprint.role for held in forms}
    if len(roles) > 1:
        raise click.BadParameter(
            "The file holds forms of several roles; print one role.", param_hint="--from"
        )
    if number is not None:
        forms = tuple(held for held in forms if held.form.index == number)
        if not forms:
            raise click.BadParameter(f"the file holds no form {number}", param_hint="--form")
    for form in found:
        if form.held in forms and form.another_bank:
            click.echo(f"{form.form}: {form.another_bank}", err=True)
    return Made(the_catalogue().profiles[roles.pop()], forms)


def _read(saved: Path, option: str) -> Sequence[Rechecked]:
    profiles = {name: profile.hash for name, profile in the_catalogue().profiles.items()}
    content = read_bytes(saved, MOST_BYTES)
    if isinstance(content, Problem):
        raise click.BadParameter(f"{saved}: {content.message}", param_hint=option)
    found = read_saved(content, own_desk().recheck, profiles)
    if isinstance(found, Unreadable):
        raise click.BadParameter(found.sentence, param_hint=option)
    return found
