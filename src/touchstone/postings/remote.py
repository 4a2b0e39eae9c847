"""From where remote work may be done: the places whose laws hold, too, and what a reader is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from touchstone.postings.employer import Employer
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity
from touchstone.postings.places import Atlas, Place
from touchstone.postings.words import listed

WORD = "remote"  # what people type where a place is asked for
REMOTE = ("yes", "choice")  # wholly from home, or as one likes; hybrid work is done near the site
PARTLY = (*REMOTE, "hybrid")


@dataclass(frozen=True)
class Areas:
    """The places that `remote_from` names, those that are not known apart; `names` are all, for readers."""

    known: tuple[Place, ...] = ()
    names: tuple[str, ...] = ()
    doubts: tuple[Finding, ...] = ()


def areas(atlas: Atlas, employer: Employer) -> Areas:
    """Where the person may sit who works from home; nothing when none of the work is."""
    if employer.remote not in PARTLY:
        return Areas()
    known, names, doubts = [], [], []
    for name in employer.remote_from:
        found = atlas.find(name)
        if isinstance(found, Place):
            known.append(found)
            names.append(found.name)
        else:
            names.append(name)
            doubts.append(unknown_place(found))
    return Areas(tuple(known), tuple(names), tuple(doubts))


def unknown_place(why: str) -> Finding:
    """A place that nobody knows: which laws hold there is not known either."""
    said = f"{why} Its laws were not checked."
    return Finding("unknown-place", Kind.LAW, Severity.WARN, said, source="salary_data/regions.csv and laws/")


def check_remote(employer: Employer, places: Sequence[str]) -> Iterator[Finding]:
    """A posting that lets people work from home has to say from where: that decides whose law holds."""
    if employer.remote_from and employer.remote not in PARTLY:
        named, work = listed(employer.remote_from), "on site" if employer.remote == "no" else "not said to be"
        work = work if employer.remote == "no" else f"{work} from home"
        said = (
            f"'remote_from' names {named}, but the work is {work}: their laws were not checked. "
            "Say 'remote: yes', 'choice' or 'hybrid', or leave 'remote_from' out."
        )
        yield Finding("remote-from", Kind.COMPLETENESS, Severity.WARN, said, source=OUR_OWN)
    if employer.remote not in REMOTE or employer.remote_from:
        return
    if employer.remote == "yes" and places:
        return
    where = " beside those of the place of work" if places else ""
    said = (
        "The work may be done from home, but nothing says from which countries. Name them: "
        f"until then no other laws were checked{where}, and people can't tell whether they may apply."
    )
    yield Finding("remote-from", Kind.COMPLETENESS, Severity.WARN, said, source=OUR_OWN)


def located(employer: Employer, words: Sequence[str], from_: Sequence[str]) -> tuple[Employer, list[str]]:
    """The employer and the places that a list of places means in which `remote` stands.

    `remote` beside a place lets people choose, alone it means fully remote; `from_` is from where.
    """
    places = [word for word in words if word.strip().casefold() != WORD]
    said: dict[str, object] = {"remote_from": tuple(from_)} if from_ else {}
    if len(places) < len(words):
        said["remote"] = "choice" if places else "yes"
    elif from_ and employer.remote not in PARTLY:
        said["remote"] = "choice" if places or employer.places else "yes"
    return (employer.model_copy(update=said) if said else employer), places
