"""`touchstone admin weights`: what competencies weigh in a debrief, fixed before the first score is in."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from touchstone.access.people import OPERATOR
from touchstone.bootstrap import services
from touchstone.cli.choices import Named, Number
from touchstone.cli.role import find, offered, the_catalogue
from touchstone.cli.stored import stored
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.weighing import HEAVIEST, Weighing
from touchstone.roles.profile import Level

_WEIGHT = Number(0, HEAVIEST, above=True)


def _read(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    for value in values:
        name, sign, weight = value.rpartition("=")
        if not sign or not name.strip():
            said = f"found {value!r}, expected competency=weight, such as 'Communication=2'"
            raise click.BadParameter(said, context, option)
        found[name.strip()] = _WEIGHT.convert(weight.strip(), option, context)
    return found


@click.command(
    epilog="Example: touchstone admin weights DS --level senior --weight 'Communication=2' --reason 'Half of "
    "the week is spent explaining results' --by 'Kim Lead'"
)
@click.argument("role")
@click.option("--level", type=Named("level", [level.value for level in Level]), required=True)
@click.option(
    "--weight",
    "weights",
    multiple=True,
    callback=_read,
    help="A competency of the forms in use and its weight; those not named weigh 1. Repeat it.",
)
@click.option("--equal", is_flag=True, help="Let all competencies weigh the same again.")
@click.option("--reason", default="", help="Why the job needs other weights than equal ones.")
@click.option("--by", default="", help="The name of the person who fixes them.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def weights(
    role: str, level: str, weights: dict[str, float], equal: bool, reason: str, by: str, as_json: bool
) -> None:
    """Fix what competencies weigh in the debriefs of a role and level, or show what was fixed.

    They hold for everybody whose first scorecard is still to come. Exit 1, and nothing is changed, while
    somebody whose scorecards are in is undecided.
    """
    if weights and equal:
        raise click.UsageError("--weight and --equal can't be meant together.")
    if not (weights or equal) and (reason or by):
        raise click.UsageError("--reason and --by go with --weight or --equal.")
    profile = find(the_catalogue(), role)
    offered(profile, level)
    with stored("Weights can't be kept."):
        room = services().machine.weights
        if weights or equal:
            made = room.fix(OPERATOR, profile.id, level, weights, reason=reason, by=by)
            if isinstance(made, Refused):
                for sentence in made.sentences:
                    click.echo(sentence, err=True)
                sys.exit(1)
        found, known = room.fixed(profile.id, level), room.competencies(profile.id, level)
    if as_json:
        rows = [_row(one) for one in found]
        click.echo(json.dumps({"competencies": known, "fixed": rows}, indent=2, ensure_ascii=False))
        return
    for one in found:
        held = ", ".join(f"{name} {weight:g}" for name, weight in one.weights.items())
        click.echo(f"{one.at:%Y-%m-%d %H:%M} UTC, {one.by}: {held}. {one.reason}".rstrip())
    if not found:
        said = f" Competencies of the forms in use: {', '.join(known)}." if known else ""
        click.echo(f"Nothing is fixed for {profile.title}, {level}: competencies weigh equally.{said}")


def _row(one: Weighing) -> dict[str, Any]:
    at = one.at.isoformat(timespec="seconds")
    return {"at": at, "by": one.by, "weights": dict(one.weights), "reason": one.reason}
