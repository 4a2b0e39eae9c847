"""`touchstone bank`: is the bank large enough, and exchange of questions with learning systems."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from touchstone.cli.bank_exchange import export, import_command
from touchstone.cli.choices import Number, Whole
from touchstone.core.counts import count
from touchstone.core.problems import did_you_mean
from touchstone.interviews.blueprint import DEFAULT_MINUTES, LONGEST, SHORTEST
from touchstone.interviews.derive import EXPOSURE_CAP
from touchstone.interviews.exposure import LEVELS, Exposure


@click.group()
def command() -> None:
    """Question banks: exposure of their questions, import and export."""


command.add_command(import_command)
command.add_command(export)


@command.command(epilog="Example: touchstone bank exposure --role data_engineer --candidates 400")
@click.option("--role", "roles", multiple=True, help="Only this role; may be repeated.")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Only this level.")
@click.option(
    "--candidates",
    type=Whole(1, 10_000),
    default=100,
    show_default=True,
    help="Interviews for each role and level.",
)
@click.option("--minutes", type=Whole(SHORTEST, LONGEST), default=DEFAULT_MINUTES, show_default=True)
@click.option(
    "--cap",
    type=Number(0, 1, above=True),
    default=EXPOSURE_CAP,
    show_default=True,
    help="The largest share of candidates who may see one question.",
)
@click.option("--seed", type=Whole(min=0), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def exposure(
    roles: tuple[str, ...],
    levels: tuple[str, ...],
    candidates: int,
    minutes: int,
    cap: float,
    seed: int,
    as_json: bool,
) -> None:
    """Assemble a set for one candidate after another under the exposure cap, and print the margin.

    The margin is the cap over the lowest cap that the bank could serve for ever: 2.0 means that every
    question could be half as often seen. Exit 1 when a role and level runs dry.
    """
    from touchstone.bootstrap import services
    from touchstone.interviews.exposure import simulate

    content = services().content
    profiles = content.catalogue.profiles
    for name in roles:
        if name not in profiles:
            hint = did_you_mean(name, profiles, list_when_at_most=20)
            raise click.BadParameter(f"there is no role {name!r}; {hint}", param_hint="--role")
    asked = [(role, level) for role in roles or profiles for level in levels or LEVELS]
    found: list[Exposure] = []
    label = "Assembling sets"
    with click.progressbar(asked, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        for role, level in shown:
            one = simulate(
                content.bank,
                profiles[role],
                level,
                candidates=candidates,
                minutes=minutes,
                cap=cap,
                seed=seed,
            )
            found.append(one)
            if not as_json:
                click.echo(_line(one))
    if as_json:
        rows = [{**asdict(one), "margin": round(one.margin, 3), "ran_dry": one.ran_dry} for one in found]
        click.echo(json.dumps({"cap": cap, "minutes": minutes, "rows": rows}, indent=2, ensure_ascii=False))
    else:
        _sum_up(found)
    sys.exit(1 if any(one.ran_dry for one in found) else 0)


def _line(one: Exposure) -> str:
    state = "RAN DRY" if one.ran_dry else "served"
    tight = one.tightest
    return (
        f"{one.role} {one.level}: {one.served} of {one.candidates} {state}, margin {one.margin:.2f}, "
        f"most shown to {one.highest:.1%}, {count(one.questions, 'question')}; "
        f"tightest: {tight.label} ({tight.questions}, needs {tight.needed})"
    )


def _sum_up(found: list[Exposure]) -> None:
    dry = [one for one in found if one.ran_dry]
    least = min(found, key=lambda one: one.margin)
    click.echo(
        f"{len(found) - len(dry)} of {len(found)} never ran dry under a cap of {least.cap:.0%}. "
        f"Smallest margin {least.margin:.2f}: {least.role} {least.level}."
    )
