"""Who works with interviews and what they may do. A person comes in by a link of their own.

The link holds a random token; the database holds only its hash, so a copy of the database opens nothing.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from touchstone.core.clock import Clock

TOKEN_BYTES = 24  # 192 random bits: not to be guessed at any rate of trying
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
LONGEST_NAME = 80
KEYS_ALONE = "Keys are shown only to people who set up interviews."


class Right(StrEnum):
    """What a person may do."""

    ORGANISE = "organise"  # set up interviews, invite, record decisions
    INTERVIEW = "interview"  # score candidates they were put down for
    PAY = "pay"  # see and keep what the organisation's own people are paid


@dataclass(frozen=True)
class Person:
    """Somebody by name, with what they may do. `id` never changes, the name may."""

    id: str
    name: str
    rights: frozenset[Right]

    def may(self, right: Right) -> bool:
        """Whether the person has a right."""
        return right in self.rights


# Whoever sits at their own machine: its data are theirs, so there is nothing to sign in to.
LOCAL = Person("local", "You", frozenset(Right))

# Whoever runs Touchstone and its database, at the command line: a panel never counts them among its people.
OPERATOR = Person("operator", "Whoever runs Touchstone", frozenset(Right))


@dataclass(frozen=True)
class Known:
    """A person as kept: with the hash of their token, and when they were let in and shut out."""

    person: Person
    token_hash: str | None
    since: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class Invited:
    """A person and the token of their link. It is shown once: nobody can look it up later."""

    person: Person
    token: str


@dataclass(frozen=True)
class Denied:
    """Why something about people was not done, a sentence."""

    sentence: str


class PeopleStore(Protocol):
    """What keeps people. `keep` adds or replaces by id."""

    def person(self, person_id: str) -> Known | None: ...

    def by_token(self, token_hash: str) -> Known | None: ...

    def everyone(self) -> Sequence[Known]: ...

    def keep(self, known: Known) -> None: ...


@dataclass(frozen=True)
class People:
    """Invites people and knows them again.

    `beside` says whether two people (ids) score a candidate together now: then neither gets the other's link,
    since it opens the other's scorecard.
    """

    store: PeopleStore
    clock: Clock
    new_id: Callable[[], str]
    beside: Callable[[str, str], bool]

    def local(self) -> Person:
        """The person at their own machine, under the name that they gave themselves."""
        found = self.store.person(LOCAL.id)
        return LOCAL if found is None else replace(LOCAL, name=found.person.name)

    def by_token(self, token: str) -> Person | None:
        """Whose link it is; None for a token that nobody has, or no longer."""
        if not _TOKEN.fullmatch(token):
            return None
        found = self.store.by_token(token_hash(token))
        return None if found is None or found.revoked_at else found.person

    def names(self) -> dict[str, str]:
        """What everybody who ever had a place is called, by id."""
        held = {known.person.id: known.person.name for known in self.store.everyone()}
        return {LOCAL.id: LOCAL.name, **held}

    def with_links(self) -> dict[str, tuple[str, ...]]:
        """Ids of those whose link opens something, by name without case; namesakes stand together."""
        found: dict[str, tuple[str, ...]] = {}
        for person in self._open():
            name = person.name.casefold()
            found[name] = (*found.get(name, ()), person.id)
        return found

    def let_in(self) -> frozenset[str]:
        """Ids of all who can come in now: by a link that opens, or because they sit at the machine."""
        return frozenset({LOCAL.id, *(person.id for person in self._open())})

    def _open(self) -> list[Person]:
        return [one.person for one in self.store.everyone() if one.token_hash and not one.revoked_at]

    def rename(self, person: Person, name: str) -> Person | Denied:
        """Keeps another name for oneself; refused to who was shut out, and where somebody has that name."""
        said = _name(name)
        if isinstance(said, Denied):
            return said
        found = self.store.person(person.id)
        if found is None and person.id == LOCAL.id:
            found = Known(LOCAL, None, self.clock.now())
        if found is None or found.revoked_at:
            return Denied("Your link opens nothing any more, so its name stays as it is.")
        if any(
            other != person.id and said.casefold() == held.casefold() for other, held in self.names().items()
        ):
            return Denied(f"Somebody else is called {said!r} already: readers could not tell you apart.")
        changed = replace(found.person, name=said)
        self.store.keep(replace(found, person=changed))
        return changed

    def invite(self, by: Person, name: str, rights: frozenset[Right]) -> Invited | Denied:
        """A new person with a link; refused to who may not organise or has not the rights, and without a
        name."""
        if not by.may(Right.ORGANISE):
            return Denied("Only who sets up interviews invites people.")
        if not rights - {Right.INTERVIEW} <= by.rights:  # to organise is to say who interviews
            return Denied("Nobody gives away a right that they don't have.")
        said = _name(name)
        if isinstance(said, Denied):
            return said
        return self._let_in(Person(self.new_id(), said, rights))

    def renew(self, by: Person, person_id: str, *, also: frozenset[Right] = frozenset()) -> Invited | Denied:
        """A new link for somebody, who then may `also` do more; the old one opens nothing any more."""
        if not by.may(Right.ORGANISE):
            return Denied("Only who sets up interviews renews a link.")
        found = self.store.person(person_id)
        if found is None or person_id == LOCAL.id:
            return Denied("There is no such person with a link.")
        rights = found.person.rights | also
        if not rights - {Right.INTERVIEW} <= by.rights:
            return Denied("Nobody gives away a right that they don't have.")
        if self.beside(by.id, person_id):
            return Denied(
                "You score a candidate together, and their link would open their scorecard to you. "
                "Ask another person who sets up interviews, or use `touchstone admin renew`."
            )
        return self._let_in(replace(found.person, rights=rights))

    def allow(self, by: Person, person_id: str, right: Right, *, given: bool) -> Person | Denied:
        """Gives somebody a right or takes it back; their link stays as it is."""
        if not by.may(Right.ORGANISE):
            return Denied("Only who sets up interviews says what others may do.")
        if right not in by.rights:
            return Denied("Nobody gives away a right that they don't have.")
        found = self.store.person(person_id)
        if found is None or person_id == LOCAL.id:
            return Denied("There is no such person with a link.")
        if given and found.revoked_at:
            return Denied("Their link opens nothing any more; give them a new one first.")
        rights = found.person.rights | {right} if given else found.person.rights - {right}
        changed = replace(found.person, rights=rights)
        self.store.keep(replace(found, person=changed))
        return changed

    def revoke(self, by: Person, person_id: str) -> Person | Denied:
        """Takes somebody's link away. What they wrote stays."""
        found = self.store.person(person_id)
        if not by.may(Right.ORGANISE) or found is None or found.token_hash is None:
            return Denied("There is no such link, or it is not yours to take away.")
        self.store.keep(replace(found, revoked_at=self.clock.now()))
        return found.person

    def _let_in(self, person: Person) -> Invited:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.store.keep(Known(person, token_hash(token), self.clock.now()))
        return Invited(person, token)


def token_hash(token: str) -> str:
    """Under what a token is kept. It is random and long, so a plain SHA-256 can't be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _name(name: str) -> str | Denied:
    said = " ".join(name.split())
    if not said:
        return Denied("A person needs a name.")
    if len(said) > LONGEST_NAME:
        return Denied(f"A name has at most {LONGEST_NAME} characters, found {len(said)}.")
    return said
