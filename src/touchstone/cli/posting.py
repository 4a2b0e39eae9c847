"""`touchstone posting`: compose and check a posting."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from touchstone.bootstrap import services
from touchstone.cli.choices import Day, Named
from touchstone.cli.output import refuse_terminal, warn_of_boxes, write
from touchstone.cli.role import find, not_offered, the_catalogue
from touchstone.core.counts import count
from touchstone.core.files import read_bytes
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.text_files import text_or_kind
from touchstone.documents.posting_files import SHAPES
from touchstone.postings.draft import Desk, Draft
from touchstone.postings.employer import Employer, load_employer
from touchstone.postings.existing import Review
from touchstone.postings.findings import (
    NO_PLACE,
    NO_WAY_IN,
    Finding,
    Folded,
    Kind,
    Severity,
    errors_by_kind,
    folded,
    no_law,
    nobody_can_apply,
)
from touchstone.postings.market import NO_PLACE as NO_MARKET
from touchstone.postings.places import Place
from touchstone.postings.posting import NotAdvertised
from touchstone.postings.remote import located
from touchstone.postings.render import DEFAULT_STYLE, styles
from touchstone.postings.saved import load_saved
from touchstone.postings.tongues import PART_UNREAD, UNREAD
from touchstone.postings.words import listed
from touchstone.roles.profile import Level, Profile
from touchstone.salaries.band_shapes import SHAPES as BANDS
from touchstone.salaries.band_shapes import USUAL

MAX_BYTES = 2_000_000  # a posting of 200,000 characters is never read by anybody
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
    help="Check this text (Markdown or plain) instead of composing one; role and level are not needed.",
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
    if check is None and not as_json:
        refuse_terminal(shape, output)
    desk = services().content.desk
    day = as_of.date() if as_of else services().clock.now().date()
    who = _employer(employer) if employer else None
    where, plain = located(who or Employer(name="The employer"), location, remote_from)
    who = where if who or check is not None else None
    homes = [_place(desk, name, "--remote-from") for name in remote_from]
    at = [_place(desk, name) for name in plain] + (homes if check is not None else [])
    places = list({place.id: place for place in at}.values()) if at or location else None
    made: Draft | Review
    if check is not None:
        made = _review(_in(language), check, day, places, who)
    elif saved is not None:
        made = _beside(*_reopened(desk, saved, day, role), band)
    else:
        profile, rank, boss = _asked(role, level, who)
        drafted = _draft(desk, profile, rank, boss, day, places, style)
        made = _beside(drafted, profile, rank, band)
    found = json.dumps(made.as_json(), indent=2, ensure_ascii=False) if as_json else _text(made, shape)
    if found:
        write(found, output)
    if not as_json:
        _tell(made)
    sys.exit(1 if made.blocked else 0)


def _asked(role: str | None, level: str | None, employer: Employer | None) -> tuple[Profile, Level, Employer]:
    if role is None:
        raise click.UsageError("Name a role, or give a text with --check.")
    profile = find(the_catalogue(), role)
    if level is None:
        raise click.UsageError(f"Name a level with --level: {', '.join(profile.advertised)}.")
    if employer is None:
        raise click.UsageError(
            "Name an employer file with --employer; examples/employer.yaml is one to copy."
        )
    return profile, Level(level), employer


def _in(language: str) -> Desk:
    known = services().content.languages
    if language not in known:
        hint = did_you_mean(language, known)
        raise click.BadParameter(f"there are no rules for {language!r}; {hint}", param_hint="--language")
    return services().content.desk_in(language)


def _review(
    desk: Desk, path: Path, day: date, places: Sequence[Place] | None, employer: Employer | None
) -> Review:
    raw = read_bytes(path, MAX_BYTES)
    if isinstance(raw, Problem):
        raise click.BadParameter(f"{path}: {raw.message}", param_hint="--check")
    text, kind = text_or_kind(raw)
    if text is None:
        said = f"{path} is no text but {kind}. Save it as plain text or Markdown, or paste it on the page"
        raise click.BadParameter(said, param_hint="--check")
    if not text.strip():
        said = f"{path} is empty: there is no posting to check"
        raise click.BadParameter(said, param_hint="--check")
    found = desk.review(text, as_of=day, places=places or (), employer=employer)
    if isinstance(found, Review):
        return found
    for problem in found:
        click.echo(str(problem), err=True)
    sys.exit(1)


def _reopened(desk: Desk, path: Path, day: date, role: str | None) -> tuple[Draft, Profile, Level]:
    """The saved posting, its profile and its level.

    `role` names the profile where that stands in a file of its own.
    """
    saved, problems = load_saved(path)
    if saved is None:
        for problem in problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    if role is None and the_catalogue().find(saved.role) is None:
        said = f"this posting was made from the role {saved.role!r}, which is not among those in roles/"
        call = f"touchstone posting {saved.role}.yaml --saved {path.name}"
        raise click.BadParameter(f"{said}; name the file of its profile, as in {call}", param_hint="--saved")
    profile = find(the_catalogue(), role or saved.role)
    if profile.id != saved.role:
        said = f"this posting was made from the role {saved.role!r}, not from {profile.id!r}"
        raise click.BadParameter(said, param_hint="ROLE")
    return _made(desk.reopen(profile, saved, as_of=day), profile, saved.level), profile, saved.level


def _text(made: Draft | Review, shape: str) -> str | bytes:
    """What goes to stdout: the posting in the asked shape; of a text that was given, nothing."""
    if not isinstance(made, Draft):
        return ""
    found = SHAPES[shape].make(made)
    return warn_of_boxes(found) if shape == "pdf" and isinstance(found, bytes) else found


def _place(desk: Desk, name: str, option: str = "--location") -> Place:
    found = desk.atlas.find(name)
    if isinstance(found, str):
        raise click.BadParameter(found, param_hint=option)
    return found


def _employer(path: Path) -> Employer:
    employer, problems = load_employer(path)
    if employer is None:
        for problem in problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    return employer


def _draft(
    desk: Desk,
    profile: Profile,
    level: Level,
    employer: Employer,
    day: date,
    places: Sequence[Place] | None,
    style: str,
) -> Draft:
    if style not in styles(desk.templates):
        known = ", ".join(styles(desk.templates))
        raise click.BadParameter(f"there is no style {style!r}; known: {known}", param_hint="--style")
    draft = desk.draft(profile, level, employer, as_of=day, places=places, style=style)
    return _made(draft, profile, level)


def _made(draft: Draft | NotAdvertised | list[Problem], profile: Profile, level: Level) -> Draft:
    if isinstance(draft, NotAdvertised):
        raise not_offered(profile, level, draft.reason)
    if isinstance(draft, list):
        for problem in draft:
            click.echo(str(problem), err=True)
        sys.exit(1)
    return draft


def _beside(draft: Draft, profile: Profile, level: Level, band: str) -> Draft:
    """The posting, with what others pay where it states no pay."""
    if draft.posting.pay is not None:
        return draft
    content = services().content
    places = content.desk.sites(draft)
    return draft.beside(content.market_pay(profile, level, places, draft.posting.as_of, band) or (NO_MARKET,))


def _tell(made: Draft | Review) -> None:
    text = made.markdown if isinstance(made, Draft) else made.text
    each = folded(finding for finding in made.findings if finding.rule != NO_PLACE)  # the last line says it
    for one in each:
        click.echo(_line(one, text), err=True)
    told = [one.first for one in each]
    errors = sum(finding.severity is Severity.ERROR for finding in told)
    if errors:
        total = len(told)
        keep = "keeps" if errors == 1 else "keep"
        said = f"{errors} of {count(total, 'finding')} {keep} this posting from being published"
        said = f"{said}: {errors_by_kind(told)}."
        click.echo(f"{said}{_not_read(made.findings)}", err=True)
    elif nobody_can_apply(made.findings):
        said = f"{NO_WAY_IN}{_not_read(made.findings)}"
        click.echo(f"{said}{_left_to_see(told)}", err=True)
    else:
        some = "that was found " if _not_read(made.findings) or no_law(made.findings) else ""
        said = f"Nothing {some}keeps this posting from being published.{_not_read(made.findings)}"
        click.echo(f"{said}{_left_to_see(told)}", err=True)
    if (unread := no_law(made.findings)) is not None:
        click.echo(unread, err=True)


def _not_read(findings: Sequence[Finding]) -> str:
    """That nobody looked at the words of a text in another language, or at some of them."""
    rules = {finding.rule for finding in findings}
    if UNREAD in rules:
        return " The text was not read as a whole: it is in another language."
    return " A part of the text was not checked." if PART_UNREAD in rules else ""


def _left_to_see(findings: Sequence[Finding]) -> str:
    """How many warnings somebody has to look at, and how many of them speak of the law."""
    warnings = [one for one in findings if one.severity is Severity.WARN]
    if not warnings:
        return ""
    law = sum(finding.kind is Kind.LAW for finding in warnings)
    if len(warnings) == 1:
        return f" 1 warning{' about the law' if law else ''} is for you to look at."
    about = f", {law} of them about the law" if 0 < law < len(warnings) else ""
    all_ = " about the law" if law == len(warnings) else ""
    return f" {len(warnings)} warnings{all_} are for you to look at{about}."


_HOW = {  # what to do about it at the command line; the page has fields for it
    "remote-from": " Say --remote-from PLACE, or remote_from in the employer file.",
}


def _line(one: Folded, text: str) -> str:
    """A finding on a line: how bad, where, what, what to write instead, by which rule of which source."""
    finding = one.first
    at = [str(text.count("\n", 0, found.span[0]) + 1) for found in one.each if found.span]
    lines = list(dict.fromkeys(at))
    where = f"line{'s' * (len(lines) > 1)} {listed(lines)}: " if at else ""
    where = f"{len(at)} times, {where}" if len(at) > 1 else where
    how = _HOW.get(finding.rule, "")
    write = f" Write: {finding.replacement}." if finding.replacement else ""
    return (
        f"{finding.severity.value}: {where}{finding.message}{how}{write} [{finding.rule}; {finding.source}]"
    )
