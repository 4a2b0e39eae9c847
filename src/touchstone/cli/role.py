"""`touchstone role`: list, show and compare role profiles."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from touchstone.bootstrap import services
from touchstone.cli.choices import Named
from touchstone.cli.role_text import compared_text, listed_text, shown_text
from touchstone.core.located_yaml import load_file
from touchstone.core.problems import did_you_mean
from touchstone.roles.adapting import apart
from touchstone.roles.catalogue import Catalogue, read_profile
from touchstone.roles.comparison import Comparison, Row, compare, compare_levels
from touchstone.roles.profile import Level, Profile
from touchstone.roles.raci import Maturity, Raci

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
LEVEL = click.option("--level", type=Named("level", [level.value for level in Level]), help="One level only.")


@click.group(epilog="Example: touchstone role compare DS MLE --maturity mid")
def command() -> None:
    """List, show and compare role profiles."""


@command.command("list", epilog="Example: touchstone role list --json")
@AS_JSON
def list_roles(as_json: bool) -> None:
    """Every role with the levels that a posting may name."""
    catalogue = the_catalogue()
    rows = [
        {"id": p.id, "title": p.title, "levels": [level.value for level in p.advertised]}
        for p in catalogue.profiles.values()
    ]
    click.echo(json.dumps(rows, indent=2) if as_json else listed_text(catalogue))


@command.command(epilog="Example: touchstone role show data_engineer --level senior")
@click.argument("role")
@LEVEL
@AS_JSON
def show(role: str, level: str | None, as_json: bool) -> None:
    """One profile: duties, skills, tools, reporting line, success, codes and sources. A file is read, too."""
    profile = find(the_catalogue(), role)
    if as_json:
        found = {"hash": profile.hash, **profile.model_dump(mode="json")}
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        click.echo(shown_text(profile, Level(level) if level else None))


@command.command("compare", epilog="Example: touchstone role compare MLE --level mid --level senior")
@click.argument("role", nargs=-1, required=True)
@click.option(
    "--maturity", help="startup, mid, large, large_full_stack, or the number of people in the team."
)
@click.option(
    "--level",
    multiple=True,
    type=Named("level", [level.value for level in Level]),
    help="One level only; named twice or more of one role, its levels are compared.",
)
@AS_JSON
def compare_roles(role: tuple[str, ...], maturity: str | None, level: tuple[str, ...], as_json: bool) -> None:
    """Roles side by side, what they share and where they differ, with who does what; or levels of one role.

    ROLE is an id, a title or the file of a profile, such as one that was adapted on the Roles page.
    """
    catalogue = the_catalogue()
    profiles = apart([find(catalogue, name) for name in role])
    levels = [Level(one) for one in dict.fromkeys(level)]
    several = len({profile.id for profile in profiles}) > 1
    if len(levels) > 1:
        _compare_levels(profiles, levels, maturity, several=several, as_json=as_json)
        return
    if not several:
        said = "A comparison needs at least two different roles, or two levels of one"
        raise click.UsageError(f"{said}: --level mid --level senior.")
    comparison = compare(*profiles, level=levels[0] if levels else None)
    names = {profile.id: profile.title for profile in (*catalogue.profiles.values(), *profiles)}
    raci = services().content.raci.raci
    tables = [] if raci is None else maturities(raci, maturity)
    if as_json:
        click.echo(json.dumps(as_data(comparison, tables), indent=2, ensure_ascii=False))
    else:
        click.echo(compared_text(comparison, names, raci, tables))


def _compare_levels(
    profiles: list[Profile], levels: list[Level], maturity: str | None, *, several: bool, as_json: bool
) -> None:
    """Who does what goes by the role, not by its level, so that there is no table of it here."""
    if several:
        raise click.UsageError("Several roles are compared at one level; name one role to compare levels.")
    if maturity is not None:
        raise click.UsageError("--maturity is about roles: leave it out to compare levels of one.")
    comparison = compare_levels(profiles[0], levels)
    if as_json:
        click.echo(json.dumps(as_data(comparison, []), indent=2, ensure_ascii=False))
    else:
        click.echo(compared_text(comparison, {}, None, []))


def the_catalogue() -> Catalogue:
    """The catalogue; its problems go to stderr and the good profiles are used."""
    catalogue = services().content.catalogue
    for problem in catalogue.problems:
        click.echo(str(problem), err=True)
    return catalogue


def find(catalogue: Catalogue, name: str) -> Profile:
    """The profile named on the command line, an id, a title or a YAML file; else a UsageError.

    A file with mistakes ends the command with 1, each mistake on a line.
    """
    if name.lower().endswith((".yaml", ".yml")):
        return _in_file(Path(name))
    profile = catalogue.find(name)
    if profile is None:
        raise click.UsageError(catalogue.missing(name))
    return profile


def offered(profile: Profile, level: str) -> Level:
    """The level, where the role is sought at it: one that it refuses is a name that this role has not.

    Raises click.BadParameter (exit 2, in every command) with the profile's reason and the levels that it has.
    """
    if (reason := profile.refused.get(level)) is not None:
        raise not_offered(profile, level, reason)
    return Level(level)


def not_offered(profile: Profile, level: str, reason: str) -> click.BadParameter:
    """What a command says of a level that the role refuses."""
    said = f"{profile.title}, {level}: {reason} Levels of this role: {', '.join(profile.advertised)}."
    return click.BadParameter(said, param_hint="--level")


def _in_file(path: Path) -> Profile:
    if not path.exists():
        raise click.UsageError(f"There is no file {path}.")
    profile, problems = read_profile(load_file(path), topics=services().content.taxonomy.names, anywhere=True)
    for problem in problems:
        click.echo(str(problem), err=True)
    if profile is None:
        sys.exit(1)
    return profile


def maturities(raci: Raci, name: str | None) -> list[Maturity]:
    """The tables asked for: all of them, or the one of this id or this many people."""
    if name is None:
        return list(raci.maturities)
    found = raci.find(name)
    if found is None:
        hint = did_you_mean(name, [m.id for m in raci.maturities])
        said = "expected one of these names or the number of people in the team, 1 or more"
        raise click.BadParameter(f"there is no maturity {name!r}; {said}; {hint}", param_hint="--maturity")
    return [found]


def as_data(comparison: Comparison, tables: list[Maturity]) -> dict[str, Any]:
    """The comparison as JSON can carry it."""
    return {
        "roles": list(comparison.roles),
        "sections": [
            {
                "id": section.name,
                "title": section.title,
                "shared": [_row(row) for row in comparison.shared(section)],
                "different": [_row(row) for row in comparison.different(section)],
            }
            for section in comparison.sections
        ],
        "raci": [table.model_dump(mode="json") for table in tables],
    }


def _row(row: Row) -> dict[str, Any]:
    return {"id": row.key, "by": row.by}
