"""Options of `touchstone interview` that are written in a small language of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar

import click

from touchstone.bootstrap import services
from touchstone.core.problems import did_you_mean
from touchstone.interviews.blueprint import Need
from touchstone.interviews.kit import Occasion

Swap: TypeAlias = tuple[int, str, str]  # the form, from 1; the question that goes; the one that comes
_SWAP = re.compile(r"((?P<form>\d{1,3}):)?(?P<out>[^=:]+)=(?P<into>[^=:]+)")
_NEED = re.compile(r"(?P<topic>[a-z0-9_.]+)(:(?P<level>junior|mid|senior|staff))?=(?P<count>\d{1,2})")


def read_needs(context: click.Context, option: click.Parameter, values: Sequence[str]) -> tuple[Need, ...]:
    """`--need sql:senior=2` as what each form must hold."""
    topics = services().content.taxonomy.titles if values else {}
    return tuple(_need(value, topics, context, option) for value in values)


def _need(value: str, topics: dict[str, str], context: click.Context, option: click.Parameter) -> Need:
    read = _NEED.fullmatch(value)
    if read is None:
        said = f"found {value!r}, expected topic=count or topic:level=count, such as linear_algebra:senior=3"
        raise click.BadParameter(said, context, option)
    topic, level = read["topic"], read["level"]
    if level == "staff":  # no question is of a level of its own for staff: they get senior ones
        level = "senior"
    if topic not in topics:
        areas = [name for name in topics if "." not in name]
        hint = did_you_mean(topic, topics) or f"areas: {', '.join(areas)}"
        raise click.BadParameter(f"there is no topic {topic!r}" + f"; {hint}", context, option)
    return Need(
        _mid_sentence(topics[topic]), (topic,), (level,) if level else (), at_least=int(read["count"])
    )


def read_swaps(context: click.Context, option: click.Parameter, values: Sequence[str]) -> tuple[Swap, ...]:
    """`--swap 2:old-id=new-id` as form, out, in."""
    return tuple(_swap(value, context, option) for value in values)


def _swap(value: str, context: click.Context, option: click.Parameter) -> Swap:
    read = _SWAP.fullmatch(value)
    if read is None or read["form"] == "0":
        said = f"found {value!r}, expected old-id=new-id, or form:old-id=new-id with forms counted from 1"
        raise click.BadParameter(said, context, option)
    return int(read["form"] or 1), read["out"], read["into"]


def _mid_sentence(title: str) -> str:
    """`Linear algebra` as it stands inside a sentence; `SQL` stays."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


Command = TypeVar("Command", bound=Callable[..., None])
FACTS = {
    "interviewer": "Name on the kit's cover.",
    "people": "Who the candidate meets, on the brief.",
    "contact": "Whom the candidate asks.",
    "answer_by": "When an answer comes.",
    "data_kept": "How long notes are kept.",
}


def occasion_options(command: Command) -> Command:
    """The options for what only the team knows; the command gets them all as `facts`."""
    for name, said in reversed(FACTS.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, default="", metavar="TEXT", help=said)(
            command
        )
    return click.option(
        "--place", default="", metavar="PLACE", help="Of the work: adds what its law forbids to ask."
    )(command)


def occasion(place: str, facts: Mapping[str, str]) -> Occasion:
    """What is printed on kit and brief; BadParameter for an unknown place."""
    held = services()
    lines = held.content.red_lines(place) if place else ()
    if isinstance(lines, str):
        raise click.BadParameter(lines, param_hint="--place")
    today = held.clock.now().date()
    return Occasion(on=today, red_lines=tuple(lines), **facts)


def known(option: str, ids: Sequence[str]) -> None:
    """A slip here would ask the very question that was to be left out, or look for one that nobody wrote."""
    questions = services().content.bank.questions
    for name in ids:
        if name not in questions:
            hint = did_you_mean(name, questions)
            said = f"there is no question {name!r}" + (f"; {hint}" if hint else "")
            raise click.BadParameter(said, param_hint=option)
