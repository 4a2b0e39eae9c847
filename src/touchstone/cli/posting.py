"""`touchstone posting`: compose and check a posting."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource

from touchstone.bootstrap import services
from touchstone.cli.choices import Day, Named
from touchstone.cli.output import refuse_terminal, warn_of_boxes, write
from touchstone.cli.posting_made import (
    asked,
    desk_in,
    drafted,
    employer_of,
    held_beside,
    place_of,
    reopened,
    reviewed,
    with_market,
)
from touchstone.cli.posting_told import tell
from touchstone.documents.posting_files import SHAPES
from touchstone.postings.drafted import Draft
from touchstone.postings.employer import Employer
from touchstone.postings.existing import Review
from touchstone.postings.remote import located
from touchstone.postings.render import DEFAULT_STYLE
from touchstone.roles.profile import Level
from touchstone.salaries.band_shapes import SHAPES as BANDS
from touchstone.salaries.band_shapes import USUAL

DAY = Day()


@click.command(
    epilog="Example: touchstone posting MLE --level senior --employer examples/employer.yaml -o job.md"
)
@click.argument("role", required=False)
@click.option("--level", type=Named("level", [level.value for level in Level]))
@click.option(
    "--employer",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML or JSON: name, goals, mission, employees, benefits, places, supervises, reports_to, pay.",
)
@click.option(
    "--location",
    multiple=True,
    help="Where the work may be done: an id such as US-CA, a name, EU, or 'remote'. Repeat it.",
)
@click.option(
    "--remote-from",
    multiple=True,
    help="From where one may work from home: a country, a state or EU; its laws count, too. Repeat it.",
)
@click.option(
    "--check",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Check this text (Markdown or plain), none is composed; with ROLE and --level beside their profile.",
)
@click.option(
    "--band",
    type=Named("band", list(BANDS)),
    default=USUAL,
    show_default=True,
    help=f"Where no pay is stated, suggest a band from: {', '.join(BANDS)}.",
)
@click.option("--language", default="en", show_default=True, help="Of the checked text: a file of language/.")
@click.option("--as-of", type=DAY, help="The day whose law holds, such as 2027-01-01. Default: today.")
@click.option("--style", default=DEFAULT_STYLE, show_default=True, help="A template of templates/postings.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(list(SHAPES)),
    default="md",
    show_default=True,
    help="ats: HTML of plain tags for applicant-tracking systems; yaml: to go on with (--saved); zip: all.",
)
@click.option(
    "--saved",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Go on with a posting that was saved with --format yaml; says what its profile has changed since.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to stdout."
)
@click.option("--json", "as_json", is_flag=True, help="Print posting, markup and findings as JSON.")
def command(
    role: str | None,
    level: str | None,
    employer: Path | None,
    location: tuple[str, ...],
    remote_from: tuple[str, ...],
    check: Path | None,
    band: str,
    language: str,
    as_of: datetime | None,
    style: str,
    shape: str,
    saved: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Compose a posting from a role profile and an employer file, and check it; or check a text.

    ROLE is an id, a title or the file of a profile. The posting goes to stdout, the findings to stderr. Exit
    1 when a finding keeps it from being published.
    """
    if check is not None:
        _refuse("With --check nothing is composed", NOT_IN_CHECKS if as_json else NOT_CHECKED)
    elif saved is not None:
        _refuse("A saved posting has its own employer, places and style", NOT_SAVED)
    if check is None and not as_json:
        refuse_terminal(shape, output)
    desk = services().content.desk
    day = as_of.date() if as_of else services().clock.now().date()
    who = employer_of(employer) if employer else None
    where, plain = located(who or Employer(name="The employer"), location, remote_from)
    who = where if who or check is not None else None
    homes = [place_of(desk, name, "--remote-from") for name in remote_from]
    at = [place_of(desk, name) for name in plain] + (homes if check is not None else [])
    places = list({place.id: place for place in at}.values()) if at or location else None
    made: Draft | Review
    if check is not None:
        looked_at = desk_in(language)
        review = reviewed(looked_at, check, day, places, who)
        made = held_beside(review, looked_at, role, level, day, band)
    elif saved is not None:
        made = with_market(*reopened(desk, saved, day, role, level), band)
    else:
        profile, rank, boss = asked(role, level, who)
        made = with_market(drafted(desk, profile, rank, boss, day, places, style), profile, rank, band)
    found = json.dumps(made.as_json(), indent=2, ensure_ascii=False) if as_json else _text(made, shape)
    if found:
        write(found, output)
    if not as_json:
        tell(made)
    sys.exit(1 if made.blocked else 0)


# What says nothing beside --check, and beside --saved: it would be left out without a word.
NOT_IN_CHECKS = ("saved", "style", "shape")
NOT_CHECKED = (*NOT_IN_CHECKS, "output")
NOT_SAVED = ("employer", "location", "remote_from", "style")


def _refuse(why: str, names: Sequence[str]) -> None:
    """Ends the call when one of these options was given."""
    context = click.get_current_context()
    for one in context.command.params:
        if one.name in names and context.get_parameter_source(one.name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{why}: leave out {max(one.opts, key=len)}.")


def _text(made: Draft | Review, shape: str) -> str | bytes:
    """What goes to stdout: the posting in the asked shape; of a text that was given, nothing."""
    if not isinstance(made, Draft):
        return ""
    found = SHAPES[shape].make(made)
    return warn_of_boxes(found) if shape == "pdf" and isinstance(found, bytes) else found
