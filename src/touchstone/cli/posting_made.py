"""The posting or the review that a call of `touchstone posting` asks for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from touchstone.bootstrap import services
from touchstone.cli.role import find, not_offered, the_catalogue
from touchstone.core.files import read_bytes
from touchstone.core.problems import Problem, did_you_mean
from touchstone.core.text_files import text_or_kind
from touchstone.postings.beside_profile import beside
from touchstone.postings.draft import Desk
from touchstone.postings.drafted import Draft
from touchstone.postings.employer import Employer, load_employer
from touchstone.postings.existing import Review
from touchstone.postings.market import NO_PLACE as NO_MARKET
from touchstone.postings.places import Place
from touchstone.postings.posting import NotAdvertised
from touchstone.postings.render import styles
from touchstone.postings.saved import load_saved
from touchstone.roles.profile import Level, Profile

MAX_BYTES = 2_000_000  # a posting of 200,000 characters is never read by anybody


def asked(role: str | None, level: str | None, employer: Employer | None) -> tuple[Profile, Level, Employer]:
    """What a posting is composed from, all of it named."""
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


def desk_in(language: str) -> Desk:
    """The desk of a language that there are rules for."""
    known = services().content.languages
    if language not in known:
        hint = did_you_mean(language, known)
        raise click.BadParameter(f"there are no rules for {language!r}; {hint}", param_hint="--language")
    return services().content.desk_in(language)


def reviewed(
    desk: Desk, path: Path, day: date, places: Sequence[Place] | None, employer: Employer | None
) -> Review:
    """What was found in the text of a file."""
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


def held_beside(
    review: Review, desk: Desk, role: str | None, level: str | None, day: date, band: str
) -> Review:
    """The review with what the profile of role and level says beside the text, where both are named."""
    language = desk.wording.language
    if role is None or language is None:
        return review
    profile = find(the_catalogue(), role)
    if level is None:
        known = ", ".join(profile.advertised)
        click.echo(f"Say --level, too, to have the text held beside that profile: {known}.", err=True)
        return review
    if level not in profile.advertised:
        raise not_offered(profile, Level(level), profile.refused[level])
    places = [place for place, _ in review.paid]
    market = services().content.market_pay(profile, Level(level), places, day, band)
    return beside(review, profile, Level(level), language, market)


def reopened(
    desk: Desk, path: Path, day: date, role: str | None, level: str | None
) -> tuple[Draft, Profile, Level]:
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
    if level not in (None, saved.level):
        said = f"this posting was made for the level '{saved.level}', not for '{level}'"
        raise click.BadParameter(said, param_hint="--level")
    return _made(desk.reopen(profile, saved, as_of=day), profile, saved.level), profile, saved.level


def place_of(desk: Desk, name: str, option: str = "--location") -> Place:
    """The place of a name or an id."""
    found = desk.atlas.find(name)
    if isinstance(found, str):
        raise click.BadParameter(found, param_hint=option)
    return found


def employer_of(path: Path) -> Employer:
    """The employer of a file; what is wrong with it ends the call."""
    employer, problems = load_employer(path)
    if employer is None:
        for problem in problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    return employer


def drafted(
    desk: Desk,
    profile: Profile,
    level: Level,
    employer: Employer,
    day: date,
    places: Sequence[Place] | None,
    style: str,
) -> Draft:
    """A posting in a style that there is."""
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


def with_market(draft: Draft, profile: Profile, level: Level, band: str) -> Draft:
    """The posting, with what others pay where it states no pay."""
    if draft.posting.pay is not None:
        return draft
    content = services().content
    places = content.desk.sites(draft)
    return draft.beside(content.market_pay(profile, level, places, draft.posting.as_of, band) or (NO_MARKET,))
