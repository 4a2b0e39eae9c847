"""Whom names mean that somebody typed: people whose link opens, whose link ended, or who are new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from touchstone.access.people import Denied, Draft, People, Person, Right

APART = (
    "One of them changes their name first, on their own page of scorecards, so that it is clear who is meant."
)


@dataclass(frozen=True)
class Named:
    """Who a list of names means: ids of people whose link opens, ids by name of those whose link ended, and
    names that nobody has yet."""

    known: tuple[str, ...]
    ended: dict[str, str]
    new: tuple[str, ...]


def names_in(text: str) -> list[str]:
    """The names of a list that are separated by commas."""
    return [name for part in text.split(",") if (name := " ".join(part.split()))]


def who_is_named(people: People, names: Sequence[str]) -> Named | Denied:
    """The people that names mean, where each name is one person."""
    known, ended = people.with_links(), people.with_ended_links()
    if same := [name for name in names if len(known.get(name.casefold(), ())) > 1]:
        return Denied(f"{len(known[same[0].casefold()])} people are called {same[0]}. {APART}")
    ids = [found[0] for name in names if (found := known.get(name.casefold()))]
    once_each = {name.casefold(): name for name in reversed(names)}  # `Eve` and `eve` are one new person
    others = [name for folded, name in reversed(once_each.items()) if not known.get(folded)]
    once = {name: ended[name.casefold()][0] for name in others if len(ended.get(name.casefold(), ())) == 1}
    return Named(tuple(ids), once, tuple(name for name in others if name not in once))


def links_for(people: People, by: Person, named: Named, until: date | None) -> list[Draft] | Denied:
    """A link for each who has none that opens, not kept yet; the first refusal where there is one."""
    drafts: list[Draft] = []
    for name in (*named.ended, *named.new):
        if name in named.ended:
            made = people.renewal(by, named.ended[name], until=until)
        else:
            made = people.invitation(by, name, frozenset({Right.INTERVIEW}), until=until)
        if isinstance(made, Denied):
            return made
        drafts.append(made)
    return drafts
