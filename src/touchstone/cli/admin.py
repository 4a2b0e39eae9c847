"""`touchstone admin`: people and their links, for whoever runs Touchstone."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import click

from touchstone.access.people import LINK_DAYS, LOCAL, OPERATOR, Denied, Invited, People, Right
from touchstone.bootstrap import services
from touchstone.cli.admin_weights import weights
from touchstone.cli.choices import Day
from touchstone.core.problems import did_you_mean

_address = click.option(
    "--address",
    default="http://127.0.0.1:8501",
    envvar="TOUCHSTONE_ADDRESS",
    show_envvar=True,
    show_default=True,
    help="Where the app is served.",
)
_until = click.option(
    "--until",
    type=Day(),
    help=f"The last day (UTC) on which the link opens. Default: {LINK_DAYS} days from now.",
)
_pay = click.option("--pay", is_flag=True, help="May see and keep what your own people are paid.")


@click.group(epilog="Example: touchstone admin invite 'Ana Silva' --organise")
def command() -> None:
    """People and their links; what weighs in debriefs. For whoever runs Touchstone."""


command.add_command(weights)


@command.command(
    epilog="Example: touchstone admin invite 'Ana Silva' --organise --address https://hire.example.org"
)
@click.argument("name")
@click.option("--organise", is_flag=True, help="May set up interviews and see the question banks.")
@_pay
@_until
@_address
def invite(name: str, organise: bool, pay: bool, until: datetime | None, address: str) -> None:
    """Let a person in by a link of their own. The link is printed once and can't be looked up."""
    rights = {Right.INTERVIEW} | ({Right.ORGANISE} if organise else set()) | _given(pay)
    _print(_people().invite(OPERATOR, name, frozenset(rights), until=_day(until)), address)


@command.command(epilog="Example: touchstone admin renew 'Ana Silva'")
@click.argument("person")
@_pay
@_until
@_address
def renew(person: str, pay: bool, until: datetime | None, address: str) -> None:
    """Make a new link for a person (a name, or an id of `admin people`); the old one opens nothing more.

    The person may do what they could before, and with --pay that as well.
    """
    _print(_people().renew(OPERATOR, _known(person), also=_given(pay), until=_day(until)), address)


@command.command(epilog="Example: touchstone admin extend 'Ana Silva' --until 2027-03-31")
@click.argument("person")
@click.option("--until", type=Day(), required=True, help="The last day (UTC) on which the link opens.")
def extend(person: str, until: datetime) -> None:
    """Let a person's link open until another day, later or sooner. The link stays as it is."""
    outcome = _people().keep_open(OPERATOR, _known(person), until.date())
    if isinstance(outcome, Denied):
        raise click.ClickException(outcome.sentence)
    click.echo(f"The link of {outcome.name} opens until {until:%Y-%m-%d}.")


@command.command(epilog="Example: touchstone admin allow 'Ana Silva' --pay")
@click.argument("person")
@click.option("--pay/--no-pay", required=True, help="May see and keep what your own people are paid, or not.")
def allow(person: str, pay: bool) -> None:
    """Let a person (a name, or an id of `admin people`) see own pay, or no longer. Their link stays."""
    outcome = _people().allow(OPERATOR, _known(person), Right.PAY, given=pay)
    if isinstance(outcome, Denied):
        raise click.ClickException(outcome.sentence)
    click.echo(f"{outcome.name} may: {', '.join(sorted(outcome.rights)) or 'nothing'}.")


@command.command(epilog="Example: touchstone admin revoke 'Ana Silva'")
@click.argument("person")
def revoke(person: str) -> None:
    """Take a person's link away. What they wrote stays."""
    outcome = _people().revoke(OPERATOR, _known(person))
    if isinstance(outcome, Denied):
        raise click.ClickException(outcome.sentence)
    click.echo(f"The link of {outcome.name} opens nothing any more.", err=True)


@command.command(epilog="Example: touchstone admin people --json")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def people(as_json: bool) -> None:
    """List who has or had a link, by name, and what each may do: interview, organise, pay."""
    now = services().clock.now()
    rows: list[dict[str, Any]] = [
        {
            "id": known.person.id,
            "name": known.person.name,
            "rights": sorted(known.person.rights),
            "since": known.since.isoformat(timespec="seconds"),
            "revoked": known.revoked_at is not None,
            "until": known.last_day.isoformat() if known.last_day else None,
            "open": known.opens(now),
        }
        for known in _people().store.everyone()
        if known.person.id != LOCAL.id
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        state = "open" if row["open"] else "taken away" if row["revoked"] else "ended"
        until = "" if row["revoked"] or not row["until"] else f", until {row['until']}"
        click.echo(f"{row['id']}  {row['name']}  {', '.join(row['rights'])}  {state}{until}")


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _given(pay: bool) -> frozenset[Right]:
    return frozenset({Right.PAY}) if pay else frozenset()


def _people() -> People:
    try:
        return services().machine.people
    except Exception as error:
        from touchstone.store.database import StoreError

        if isinstance(error, StoreError):
            raise click.ClickException(str(error)) from None
        raise


def _known(person: str) -> str:
    """The id of who is meant by a name or an id."""
    found = _people().store.everyone()
    if any(known.person.id == person for known in found):
        return person
    same = [known.person for known in found if known.person.name.casefold() == person.strip().casefold()]
    if len(same) > 1:
        ids = ", ".join(one.id for one in same)
        raise click.ClickException(f"{len(same)} people are called {person!r}. Say which by id: {ids}.")
    if not same:
        hint = did_you_mean(person, [known.person.name for known in found])
        raise click.ClickException(f"There is no such person: {person!r}" + (f"; {hint}" if hint else "."))
    return same[0].id


def _print(outcome: Invited | Denied, address: str) -> None:
    if isinstance(outcome, Denied):
        raise click.ClickException(outcome.sentence)
    rights = outcome.person.rights
    click.echo(f"For {outcome.person.name} and nobody else; it is shown only now:", err=True)
    click.echo(f"With it one may: {', '.join(sorted(rights))}.", err=True)
    click.echo(f"It opens until {outcome.until} (UTC).", err=True)
    if Right.PAY in rights:
        click.echo("Own pay opens by the same link, on the page Salaries.", err=True)
    click.echo(f"{address.rstrip('/')}/scorecards?seat={outcome.token}")
