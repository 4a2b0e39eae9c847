"""`touchstone`: loads a command's module only when that command is called, so that each starts fast."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from touchstone import __version__
from touchstone.cli.output import unwritten
from touchstone.cli.streams import fill_closed

# name → (module, what --help says in the list). A module holds one click command or group named `command`.
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("touchstone.cli.serve", "Open the app."),
    "check": ("touchstone.cli.check", "Load all content and print every problem."),
    "prove": ("touchstone.cli.prove", "Prove the answer keys of question banks."),
    "grade": ("touchstone.cli.grade", "Grade rows of JSON, one a line."),
    "bank": ("touchstone.cli.bank", "Exposure of the questions; import and export."),
    "role": ("touchstone.cli.role", "List, show and compare role profiles."),
    "posting": ("touchstone.cli.posting", "Compose and check a posting."),
    "interview": ("touchstone.cli.interview", "Assemble interview sets, kits and briefs."),
    "handover": ("touchstone.cli.handover", "Begin, check and print hand-over contracts."),
    "admin": ("touchstone.cli.admin", "Let people in by links, and shut them out."),
    "salary": ("touchstone.cli.salary", "Compare pay between regions."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from touchstone.core.problems import did_you_mean

            hint = did_you_mean(args[0], COMMANDS, list_when_at_most=20)
            raise click.UsageError(f"There is no command {args[0]!r}" + (f"; {hint}" if hint else "."))
        return super().resolve_command(ctx, args)


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=LazyGroup, context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="touchstone")
def touchstone() -> None:
    """Hiring and skills assessment for data science and machine learning.

    Results go to stdout, messages to stderr. Exit 0: done and all well; 1: done, and something is wrong
    with the content; 2: the call itself was wrong.
    """


def main() -> None:
    """The entry point: no bad input, full disk, closed pipe or stream ends in a traceback."""
    fill_closed()
    try:
        try:
            touchstone(prog_name="touchstone")
        finally:
            sys.stdout.flush()  # what is left in the buffer would fail after everything that could say so
    except OSError as error:
        stop(error)


def stop(error: OSError) -> NoReturn:
    """Exit 1 with a sentence for what could not be read or written; quietly when a pipe was closed."""
    if error.errno != errno.EPIPE:  # `touchstone … | head` has what it wants
        with suppress(OSError):  # the disk that stderr goes to may be full as well
            click.echo(f"Error: {unwritten(error)}", err=True)
    for stream in (sys.stdout, sys.stderr):  # Python flushes both once more on its way out
        with suppress(OSError, ValueError):
            os.dup2(_nowhere(), stream.fileno())
    sys.exit(1)


def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)
