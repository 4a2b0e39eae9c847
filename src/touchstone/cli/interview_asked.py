"""The options of `touchstone interview`, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from touchstone.cli.choices import Day, Named, Whole
from touchstone.cli.interview_options import FACTS, Swap, read_needs, read_swaps
from touchstone.cli.interview_papers import SYSTEMS
from touchstone.cli.role import find, offered, the_catalogue
from touchstone.interviews.blueprint import DEFAULT_MINUTES, LONGEST, SHORTEST, Need
from touchstone.interviews.request import Request
from touchstone.interviews.service import Paper
from touchstone.roles.profile import Level, Profile

MOST_FORMS = 100


@dataclass(frozen=True)
class Asked:
    """All that was typed; `facts` is what only the team knows of the day."""

    role: str | None
    level: str | None
    minutes: int
    forms: int
    seed: int
    needs: tuple[Need, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    kinds: tuple[str, ...]
    tools: tuple[str, ...]
    overlap: int
    swaps: tuple[Swap, ...]
    stage: str | None
    candidate: str | None
    despite: str
    saved: Path | None
    source: Path | None
    kit: bool
    brief: bool
    number: int | None
    shape: str
    output: Path | None
    loop: bool
    seats: tuple[str, ...]
    called: str
    starts: datetime | None
    pause: int
    hide_names: bool
    until: datetime | None
    address: str
    calendar: Path | None
    yes: bool
    place: str
    facts: dict[str, str]

    @property
    def paper(self) -> Paper | None:
        """What is to be printed."""
        return "kit" if self.kit else "brief" if self.brief else None

    def request(self, level: str) -> Request:
        """The interview set that is asked for."""
        return Request(
            level,
            self.minutes,
            self.forms,
            self.seed,
            self.needs,
            self.kinds,
            self.tools,
            self.include,
            self.exclude,
            overlap=self.overlap,
        )


def asked(given: dict[str, Any]) -> Asked:
    """What click hands over, as one thing."""
    own = {field.name: given[field.name] for field in fields(Asked) if field.name != "facts"}
    return Asked(**own, facts={name: given[name] for name in FACTS})


def whose(what: Asked) -> tuple[Profile, str]:
    """The role and level that were typed. UsageError where one is missing."""
    if what.role is None or what.level is None:
        raise click.UsageError("Missing ROLE or --level. Both are needed unless a saved set is named.")
    profile = find(the_catalogue(), what.role)
    offered(profile, what.level)
    return profile, what.level


class Moment(click.ParamType[datetime]):
    """A day and time such as `2026-12-07 09:00`: by this machine's clock, unless it carries an offset."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment with its zone. Raises click.BadParameter with an example."""
        try:
            found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
            return found.astimezone()
        except (ValueError, OverflowError, OSError):
            self.fail(f"expected a day and time such as '2026-12-07 09:00', found {value!r}", param, ctx)


Command = TypeVar("Command", bound=Callable[..., None])


def asked_options(command: Command) -> Command:
    """All options but those on the day; the command gets them as `**given`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_LOOP = (
    click.option(
        "--loop",
        is_flag=True,
        help="Make the whole loop of the candidate that --for names ready: a form of each interview, "
        "scorecards for its interviewers, links for new ones, the calendar. Shows it first; --yes makes it.",
    ),
    click.option(
        "--seat",
        "seats",
        multiple=True,
        metavar="STAGE=NAMES",
        help="With --loop, who interviews: technical='Ana Silva, me'; without STAGE= in all. Else you.",
    ),
    click.option(
        "--called", default="", metavar="NAME", help="With --loop, your name as the others read it."
    ),
    click.option(
        "--starts",
        type=Moment(),
        metavar="TIME",
        help="With --loop, when the first interview begins: '2026-12-07 09:00'. Default: 9:00 in a week.",
    ),
    click.option(
        "--pause", type=Whole(0, 120), default=10, help="With --loop, minutes between two interviews."
    ),
    click.option("--hide-names", is_flag=True, help="With --loop, hide interviewers' names in the debrief."),
    click.option("--until", type=Day(), help="With --loop, the last day on which new links open."),
    click.option(
        "--address",
        default="http://127.0.0.1:8501",
        envvar="TOUCHSTONE_ADDRESS",
        show_envvar=True,
        help="With --loop, where the app is served.",
    ),
    click.option(
        "--calendar",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="With --loop --yes, write both calendar files (.ics) into this folder.",
    ),
    click.option("--yes", is_flag=True, help="With --loop, make what is shown."),
)
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("role", required=False),
    click.option("--level", type=Named("level", [level.value for level in Level])),
    click.option(
        "--minutes",
        type=Whole(SHORTEST, LONGEST),
        default=DEFAULT_MINUTES,
        show_default=True,
        help="Length of the whole interview; a tenth to a sixth of it is not for questions.",
    ),
    click.option("--forms", type=Whole(1, MOST_FORMS), default=1, show_default=True, help="Parallel forms."),
    click.option(
        "--seed", type=Whole(min=0), default=1, show_default=True, help="The same seed, the same set."
    ),
    click.option(
        "--need", "needs", multiple=True, callback=read_needs, help="At least so many: sql=2, sql:senior=1."
    ),
    click.option("--include", multiple=True, help="A question id that each form holds. Repeat it."),
    click.option("--exclude", multiple=True, help="A question id that no form holds. Repeat it."),
    click.option("--kind", "kinds", multiple=True, type=click.Choice(["maths", "choice", "sql", "spoken"])),
    click.option(
        "--tools",
        multiple=True,
        type=click.Choice(["closed", "open", "assistant"]),
        help="Only questions with these aids: none, documentation, an AI assistant.",
    ),
    click.option("--overlap", type=Whole(0, 10), default=0, help="Questions that two forms may share."),
    click.option(
        "--swap",
        "swaps",
        multiple=True,
        callback=read_swaps,
        help="Change a question by hand, keeping all requests: old-id=new-id, in a later form "
        "2:old-id=new-id.",
    ),
    click.option(
        "--stage",
        help="One interview of the role's loop (screen, technical, system or case, behavioural, manager), or "
        "all of them: then with the plan, and with what the forms leave out or ask twice.",
    ),
    click.option(
        "--for", "candidate", metavar="CODE", help="Count the questions as seen by this candidate (no name)."
    ),
    click.option(
        "--despite",
        default="",
        metavar="REASON",
        help="Why a candidate gets a saved set, or with --loop these forms, although a question reached its "
        "exposure cap; goes on record.",
    ),
    click.option(
        "--check",
        "saved",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Prove a saved set (JSON) again on today's bank and profiles; takes no role.",
    ),
    click.option(
        "--from",
        "source",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Print a saved set (JSON) as it was, instead of a new one; takes no role.",
    ),
    click.option("--kit", is_flag=True, help="Print the interviewer's kit, answers included."),
    click.option("--candidate", "brief", is_flag=True, help="Print the candidate's brief, without answers."),
    click.option("--form", "number", type=Whole(min=1), help="Kit or brief of this form only."),
    click.option(
        "--format",
        "shape",
        type=click.Choice(["md", "html", "docx", "pdf", "zip", "json", *SYSTEMS]),
        default="md",
        show_default=True,
        help="zip: a PDF of its own for each kit or brief.",
    ),
    click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to stdout."
    ),
    *_LOOP,
)
