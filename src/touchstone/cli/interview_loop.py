"""`touchstone interview … --loop`: all interviews of a candidate, shown before they are made."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from touchstone.bootstrap import services
from touchstone.cli.interview_again import refusal
from touchstone.cli.interview_asked import Asked, whose
from touchstone.cli.interview_made import the_plan
from touchstone.cli.interview_options import FACTS, known, occasion
from touchstone.cli.output import write
from touchstone.cli.stored import stored
from touchstone.core.ids import file_name
from touchstone.core.problems import did_you_mean
from touchstone.interviews.calendar import working_day
from touchstone.interviews.hindrance import Hindered
from touchstone.interviews.loop_panel import NAMELESS
from touchstone.interviews.proposal import LoopAsked, Proposal, Ready, Unassembled
from touchstone.interviews.request import Request
from touchstone.interviews.scorecard import Refused
from touchstone.interviews.sitting import Sitting

FIRST_HOUR = time(9, 0)
_ONLY_HERE = {
    *("loop", "seats", "called", "starts", "pause", "hide_names", "until", "address", "calendar", "yes"),
}
_ALSO_HERE = {
    *(
        "role",
        "level",
        "forms",
        "number",
        "seed",
        "exclude",
        "candidate",
        "despite",
        "shape",
        "output",
        "place",
    ),
    *FACTS,
}


def for_the_loop_alone() -> None:
    """Raises click.UsageError for an option that means nothing without --loop."""
    for name, option in _given().items():
        if name in _ONLY_HERE:
            raise click.UsageError(f"{option} is for --loop.")


def whole_loop(what: Asked) -> NoReturn:
    """Shows what would be made, and with --yes makes it: all of it or nothing."""
    _sensible(what)
    profile, level = whose(what)
    known("--exclude", what.exclude)
    planned = the_plan(profile, level)
    titles = {item.stage.id: item.stage.title for item in planned.stages}
    asked = LoopAsked(
        profile,
        planned,
        Request(level, forms=what.forms, seed=what.seed, exclude=what.exclude),
        what.candidate or "",
        what.starts or _in_a_week(),
        occasion(what.place, what.facts),
        interviewers=_seats(what.seats, titles),
        called=what.called,
        pause_minutes=what.pause,
        form=(what.number or 1) - 1,
        hide_names=what.hide_names,
        despite=what.despite,
        until=what.until.date() if what.until else None,
        address=what.address.rstrip("/"),
    )
    with stored("Interviews can't be kept."):
        viewer = services().machine.people.local()
        readying = services().readying
        outcome = readying.make_ready(viewer, asked) if what.yes else readying.proposed(viewer, asked)
    _tell(what, outcome)
    sys.exit(1 if isinstance(outcome, Refused) else 0)


def _tell(what: Asked, outcome: Ready | Proposal | Refused) -> None:
    if isinstance(outcome, Refused):
        _refuse(what, _why(outcome))
        return
    made = outcome if isinstance(outcome, Ready) else None
    proposal = outcome.proposal if isinstance(outcome, Ready) else outcome
    if made and what.calendar is not None:
        _calendars(what.calendar, made)
    for sentence in filter(None, (proposal.says, *proposal.eased)):
        click.echo(sentence, err=True)
    told = _data(proposal, made, what.address) if what.shape == "json" else _summary(proposal, made, what)
    write(_json(told) if isinstance(told, dict) else "\n".join(told), what.output)
    if made is None and proposal.waiting:
        hindered = _why(proposal.hindered) if proposal.hindered else []
        for sentence in hindered or ["Nothing is set up yet: add --yes."]:
            click.echo(sentence, err=True)


def _refuse(what: Asked, said: Sequence[str]) -> None:
    if what.shape == "json":
        code = what.candidate
        write(_json({"candidate": code, "made": False, "stages": [], "infeasible": list(said)}), what.output)
        return
    for sentence in said:
        click.echo(sentence, err=True)


def _why(refused: Refused) -> list[str]:
    if isinstance(refused, Unassembled):
        return list(refusal(refused.missed))
    more = ["Here the reason goes with --despite."] if isinstance(refused, Hindered) else []
    if refused == NAMELESS:
        more = ["Here your name goes with --called."]
    return [*refused.sentences, *more]


def _summary(proposal: Proposal, made: Ready | None, what: Asked) -> Iterator[str]:
    """The loop as lines of Markdown; links are told once, here."""
    first, last = proposal.stages[0], proposal.stages[-1]
    yield f"# Interview loop: {first.form.certificate.blueprint.title}, {proposal.candidate}"
    yield ""
    yield f"{first.starts.astimezone():%A, %-d %B %Y}, until {last.ends.astimezone():%H:%M %Z}."
    yield ""
    yield "| Interview | When | Who interviews | Questions | |"
    yield "| --- | --- | --- | --- | --- |"
    for one in proposal.stages:
        asks = f"{len(one.form.form.questions)} ({one.form.form.id})"
        state = "set up before" if one.already else "set up" if made else "to set up"
        when = f"{one.starts.astimezone():%-d %b %H:%M}, {one.minutes} min"
        yield f"| {one.planned.stage.title} | {when} | {_cell(one.names)} | {asks} | {state} |"
    yield ""
    yield from _asked(proposal)
    if made is None and proposal.invited:
        yield f"Who gets a link of their own: {', '.join(proposal.invited)}."
    for name, link, until in _links(made, what.address):
        yield f"Send this link to {name}, and to nobody else. It is shown only now, and opens until {until}:"
        yield from ("", f"    {link}", "")


def _asked(proposal: Proposal) -> Iterator[str]:
    titles = {question.id: question.title for question in services().content.bank.questions.values()}
    for one in proposal.waiting:
        yield from (f"## {one.planned.stage.title}", "")
        yield from (f"- {titles.get(q.id, q.id)} ({q.minutes:g} min)" for q in one.form.form.questions)
        yield ""


def _cell(names: Sequence[str]) -> str:
    return ", ".join(names).replace("|", "\\|")


def _data(proposal: Proposal, made: Ready | None, address: str) -> dict[str, Any]:
    sittings: Mapping[str, Sitting] = made.sittings if made else {}
    return {
        "candidate": proposal.candidate,
        "made": made is not None,
        "stages": [
            {
                "id": one.id,
                "title": one.planned.stage.title,
                "starts": one.starts.isoformat(timespec="minutes"),
                "minutes": one.minutes,
                "interviewers": list(one.names),
                "form": one.form.form.id,
                "questions": [question.id for question in one.form.form.questions],
                "interview": sittings[one.id].id if one.id in sittings else None,
                "before": one.already is not None,
            }
            for one in proposal.stages
        ],
        "links": [
            {"name": name, "link": link, "until": until.isoformat()}
            for name, link, until in _links(made, address)
        ],
        "infeasible": list(proposal.hindered.sentences) if proposal.hindered else [],
    }


def _json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def _links(made: Ready | None, address: str) -> Iterator[tuple[str, str, date]]:
    """Who gets a link, the link with its token, and the last day on which it opens."""
    for draft in made.links if made else ():
        new = draft.invited
        yield new.person.name, f"{address.rstrip('/')}/scorecards?seat={new.token}", new.until


def _calendars(folder: Path, made: Ready) -> None:
    blueprint = made.proposal.stages[0].form.certificate.blueprint
    name, today = ["loop", blueprint.title, made.proposal.candidate], services().clock.now().date()
    for ending, text in (("interviewers.ics", made.for_interviewers), ("candidate.ics", made.for_candidate)):
        path = folder / file_name(name, ending, today)
        write(text.encode(), path)
        click.echo(f"Calendar: {path}", err=True)


def _in_a_week() -> datetime:
    """Nine o'clock by this machine's clock, on a working day a week from now."""
    day = working_day(services().clock.now().astimezone().date() + timedelta(days=7))
    return datetime.combine(day, FIRST_HOUR).astimezone()


def _seats(seats: Sequence[str], titles: Mapping[str, str]) -> dict[str, str]:
    """`technical=Ana, me` as names by stage; names without a stage are for all others."""
    own: dict[str, list[str]] = {}
    everywhere: list[str] = []
    for seat in seats:
        stage, equals, names = seat.partition("=")
        if not equals:
            everywhere.append(seat)
        elif stage.strip() in titles:
            own.setdefault(stage.strip(), []).append(names)
        else:
            hint = did_you_mean(stage.strip(), titles)
            said = f"the loop of this role has no interview {stage.strip()!r}" + (
                f"; {hint}" if hint else "."
            )
            raise click.BadParameter(f"{said} It has {', '.join(titles)}.", param_hint="--seat")
    return {stage: ",".join(own.get(stage, everywhere)) for stage in titles}


def _sensible(what: Asked) -> None:
    """Ends the command where its options can't be meant together, or nothing could be written afterwards."""
    for name, option in _given().items():
        if name not in _ONLY_HERE | _ALSO_HERE:
            raise click.UsageError(f"--loop makes a candidate's interviews ready: leave out {option}.")
    if what.candidate is None:
        raise click.UsageError("--loop is for one candidate: name them by a code with --for.")
    if what.shape not in ("md", "json"):
        raise click.UsageError(
            f"--loop is told as md or json, not as {what.shape}. Kits are on the scorecards."
        )
    if what.number is not None and what.number > what.forms:
        raise click.BadParameter(f"there are {what.forms} forms, found {what.number}", param_hint="--form")
    if what.calendar is not None and not what.yes:
        raise click.UsageError("--calendar is for a loop that is made: add --yes.")
    for folder, option in ((what.calendar, "--calendar"), (what.output and what.output.parent, "--output")):
        if folder is not None and not folder.is_dir():  # links are told once: a place for them comes first
            raise click.BadParameter(f"there is no folder {str(folder)!r}", param_hint=option)


def _given() -> dict[str, str]:
    """The names of what was typed, each with how it is typed."""
    context = click.get_current_context()
    return {
        parameter.name or "": parameter.opts[0] if isinstance(parameter, click.Option) else "a role"
        for parameter in context.command.params
        if context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    }
