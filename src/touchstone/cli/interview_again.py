"""A refused request said again as it works: the words to type, with all else that was typed."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import datetime

import click
from click.core import ParameterSource

from touchstone.cli.choices import Day
from touchstone.interviews.blueprint import Need
from touchstone.interviews.forms import Infeasible
from touchstone.interviews.request import Request

PROGRAM = "touchstone interview"


def refusal(missed: Infeasible) -> tuple[str, ...]:
    """The reasons, then each request that works in place of the refused one, in words and as it is typed."""
    lines = list(missed.sentences if missed.instead else missed.told)
    for other in missed.instead:
        lines += [other.says, f"Try: {shlex.join([*PROGRAM.split(), *words(other.request)])}"]
    return tuple(lines)


def words(request: Request) -> list[str]:
    """What to type after the command's name for a request that takes the place of the one being run."""
    context = click.get_current_context()
    values = _values(context, request)
    typed: list[str] = []
    for parameter in context.command.params:
        name = parameter.name or ""
        given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        value = values[name] if name in values else context.params.get(name) if given else None
        if value in (None, (), False):
            continue
        for one in value if isinstance(value, tuple) else (value,):
            option = [] if isinstance(parameter, click.Argument) else [parameter.opts[0]]
            typed += [*option, *([] if one is True else [_typed(parameter, one)])]
    return typed


def _values(context: click.Context, request: Request) -> Mapping[str, object]:
    """The options that an offer may change; a swap names questions of the set that there is not."""
    number = context.params.get("number")
    return {
        "minutes": None if context.params.get("stage") or context.params.get("loop") else request.minutes,
        "forms": request.forms if request.forms > 1 else None,
        "needs": tuple(map(_need, request.needs)),
        "include": request.must_include,
        "exclude": request.exclude,
        "kinds": request.kinds,
        "tools": request.tools,
        "overlap": request.overlap or None,
        "swaps": None,
        "number": min(number, request.forms) if number else None,
    }


def _typed(parameter: click.Parameter, value: object) -> str:
    day = isinstance(parameter.type, Day) and isinstance(value, datetime)
    return f"{value:%Y-%m-%d}" if day else str(value)


def _need(need: Need) -> str:
    """`sql:senior=2`, as `--need` reads it."""
    return ":".join((*need.topics, *need.levels)) + f"={need.at_least}"
