"""Who interviews in which interview of a loop, by the names that somebody typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from touchstone.access.naming import links_for, names_in, who_is_named
from touchstone.access.people import LOCAL, Denied, Draft, Known, People, Person
from touchstone.interviews.scorecard import Refused

NAMELESS = Refused(
    ("You interview beside others, who read your name in the debrief: say what you are called.",)
)
ME = "me"  # what whoever asks may call themselves


@dataclass(frozen=True)
class LoopPanel:
    """Interviewers (ids) by stage, what everybody is called by id, and links that are not kept yet.

    `renamed` is whoever asks under the name that the others will read, or None.
    """

    seats: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    drafts: tuple[Draft, ...]
    renamed: Known | None

    @property
    def people(self) -> tuple[Known, ...]:
        """Everybody who is to be kept with the seats."""
        new = tuple(draft.known for draft in self.drafts)
        return (self.renamed, *new) if self.renamed else new


def loop_panel(
    people: People,
    by: Person,
    stages: Sequence[str],
    interviewers: Mapping[str, str],
    *,
    called: str = "",
    until: date | None = None,
) -> LoopPanel | Refused:
    """The people of each stage; one that names nobody is for whoever asks (`by`), who is `called` so."""
    typed = {stage: names_in(interviewers.get(stage, "")) or [ME] for stage in stages}
    called = " ".join(called.split())
    own = {ME, by.name.casefold(), called.casefold() or ME}
    others = [name for names in typed.values() for name in names if name.casefold() not in own]
    named = who_is_named(people, others)
    if isinstance(named, Denied):
        return Refused((named.sentence,))
    drafts = links_for(people, by, named, until)
    if isinstance(drafts, Denied):
        return Refused((drafts.sentence,))
    sits = any(name.casefold() in own for names in typed.values() for name in names)
    if sits and others and by.name == LOCAL.name and not called:
        return NAMELESS
    renamed = people.renamed(by, called) if called not in ("", by.name) and sits else None
    if isinstance(renamed, Denied):
        return Refused((f"{renamed.sentence} The others read your name in the debrief.",))
    ids = {name: held[0] for name, held in people.with_links().items()}
    ids |= {draft.invited.person.name.casefold(): draft.invited.person.id for draft in drafts}
    ids |= dict.fromkeys(own, by.id)
    seats = {
        stage: tuple(dict.fromkeys(ids[name.casefold()] for name in names)) for stage, names in typed.items()
    }
    mine = renamed.person.name if renamed else by.name
    names = {**people.names(), **{draft.invited.person.id: draft.invited.person.name for draft in drafts}}
    return LoopPanel(seats, {**names, by.id: mine}, tuple(drafts), renamed)
