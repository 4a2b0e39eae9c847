"""Who works with interviews and what they may do. A person comes in by a link of their own.

The link holds a random token; the database holds only its hash, so a copy of the database opens nothing.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from touchstone.core.clock import Clock
from touchstone.core.letters import letters, unseen

TOKEN_BYTES = 24  # 192 random bits: not to be guessed at any rate of trying
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
LONGEST_NAME = 80
LINK_DAYS = 90  # a round of hiring with its decision; what lies about in an old mail opens nothing after it
MOST_DAYS = 366  # for who sets up interviews all year round
KEPT = "What you wrote is kept."
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
    """A person as kept: with the hash of their token, when they were let in, and when that ends or was ended.

    The link opens before `expires_at` (None: who needs no link).
    """

    person: Person
    token_hash: str | None
    since: datetime
    revoked_at: datetime | None = None
    expires_at: datetime | None = None

    def opens(self, now: datetime) -> bool:
        """Whether their link lets them in."""
        in_time = self.expires_at is None or now < self.expires_at
        return bool(self.token_hash) and self.revoked_at is None and in_time

    @property
    def last_day(self) -> date | None:
        """The last day (UTC) on which the link opens."""
        return None if self.expires_at is None else (self.expires_at - timedelta(microseconds=1)).date()


@dataclass(frozen=True)
class Invited:
    """A person, the token of their link, and the last day (UTC) on which it opens. The token is shown once:
    nobody can look it up later."""

    person: Person
    token: str
    until: date


@dataclass(frozen=True)
class Draft:
    """A link that was made and is not kept yet: it opens nothing before `known` is."""

    known: Known
    invited: Invited


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
        return None if found is None or not found.opens(self.clock.now()) else found.person

    def why_shut(self, token: str) -> str:
        """What to tell the bearer of a link that opened once and does so no more; "" to anybody else."""
        found = self.store.by_token(token_hash(token)) if _TOKEN.fullmatch(token) else None
        if found is None or found.opens(self.clock.now()):
            return ""
        day = found.revoked_at.date() if found.revoked_at else found.last_day
        did = "was taken away on" if found.revoked_at else "opened until"
        return f"Your link {did} {day:%-d %B %Y}. Ask who sets up interviews for a new one. {KEPT}"

    def last_day(self, person_id: str) -> date | None:
        """The last day on which somebody's link opens; None for who needs none."""
        found = self.store.person(person_id)
        return None if found is None or not found.token_hash else found.last_day

    def everyone(self, by: Person) -> list[Known]:
        """All who have or had a link, by name, for who sets up interviews; nobody else learns of them."""
        if not self._organises(by):
            return []
        return [known for known in self.store.everyone() if known.token_hash]

    def names(self) -> dict[str, str]:
        """What everybody who ever had a place is called, by id."""
        held = {known.person.id: known.person.name for known in self.store.everyone()}
        return {LOCAL.id: LOCAL.name, **held}

    def with_links(self) -> dict[str, tuple[str, ...]]:
        """Ids of those whose link opens something, by name without case; namesakes stand together."""
        return _by_name(self._open())

    def with_ended_links(self) -> dict[str, tuple[str, ...]]:
        """The same of those whose link ended by itself: who comes again is the same person, not a new one."""
        now = self.clock.now()
        held = [one for one in self.store.everyone() if one.token_hash and not one.revoked_at]
        return _by_name([one.person for one in held if not one.opens(now)])

    def let_in(self) -> frozenset[str]:
        """Ids of all who can come in now: by a link that opens, or because they sit at the machine."""
        return frozenset({LOCAL.id, *(person.id for person in self._open())})

    def _organises(self, by: Person) -> bool:
        """Whether somebody sets up interviews and can come in now: links end between a look and a click."""
        return by.may(Right.ORGANISE) and by.id in {*self.let_in(), OPERATOR.id}

    def _open(self) -> list[Person]:
        now = self.clock.now()
        return [one.person for one in self.store.everyone() if one.opens(now)]

    def rename(self, person: Person, name: str) -> Person | Denied:
        """Keeps another name for oneself; refused to who was shut out, and where somebody has that name."""
        changed = self.renamed(person, name)
        if isinstance(changed, Denied):
            return changed
        self.store.keep(changed)
        return changed.person

    def renamed(self, person: Person, name: str) -> Known | Denied:
        """Somebody under another name, not kept yet; refused as `rename` is."""
        said = _name(name)
        if isinstance(said, Denied):
            return said
        found = self.store.person(person.id)
        if found is None and person.id == LOCAL.id:
            found = Known(LOCAL, None, self.clock.now())
        if found is None or not (person.id == LOCAL.id or found.opens(self.clock.now())):
            return Denied("Your link opens nothing any more, so its name stays as it is.")
        if any(
            other != person.id and said.casefold() == held.casefold() for other, held in self.names().items()
        ):
            return Denied(f"Somebody else is called {said!r} already: readers could not tell you apart.")
        return replace(found, person=replace(found.person, name=said))

    def invite(
        self, by: Person, name: str, rights: frozenset[Right], *, until: date | None = None
    ) -> Invited | Denied:
        """A new person with a link that opens `until` a day (None: `LINK_DAYS` from now); refused to who may
        not organise or has not the rights, without a name, and where somebody has that name."""
        return self._kept(self.invitation(by, name, rights, until=until))

    def invitation(
        self, by: Person, name: str, rights: frozenset[Right], *, until: date | None = None
    ) -> Draft | Denied:
        """What `invite` would keep, not kept yet; refused as it is."""
        if not self._organises(by):
            return Denied("Only who sets up interviews invites people.")
        if not rights - {Right.INTERVIEW} <= by.rights:  # to organise is to say who interviews
            return Denied("Nobody gives away a right that they don't have.")
        said = _name(name)
        if isinstance(said, Denied):
            return said
        if namesake := self._namesake(said):
            return namesake
        return self._draft(Person(self.new_id(), said, rights), until)

    def _namesake(self, name: str) -> Denied | None:
        """Says who else has a name, but for those who were shut out: who comes back needs no other one."""
        others = [
            *self.with_links().get(name.casefold(), ()),
            *self.with_ended_links().get(name.casefold(), ()),
        ]
        if not others:
            return None
        known = {one.person.id: one for one in self.store.everyone()}
        now = self.clock.now()
        state = [
            f"{other}, whose link {'opens' if known[other].opens(now) else 'has ended'}" for other in others
        ]
        return Denied(
            f"Somebody is called {name!r} already ({'; '.join(state)}). If it is the same person, give them "
            "a new link; if not, add to the name what tells the two apart."
        )

    def renew(
        self, by: Person, person_id: str, *, also: frozenset[Right] = frozenset(), until: date | None = None
    ) -> Invited | Denied:
        """A new link for somebody, who then may `also` do more; the old one opens nothing any more."""
        return self._kept(self.renewal(by, person_id, also=also, until=until))

    def renewal(
        self, by: Person, person_id: str, *, also: frozenset[Right] = frozenset(), until: date | None = None
    ) -> Draft | Denied:
        """What `renew` would keep, not kept yet; refused as it is."""
        if not self._organises(by):
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
        return self._draft(replace(found.person, rights=rights), until)

    def keep_open(self, by: Person, person_id: str, until: date) -> Person | Denied:
        """Lets somebody's link open until another day, later or sooner. One that is shut stays so: whoever
        holds it may not be who it was sent to."""
        if not self._organises(by):
            return Denied("Only who sets up interviews says how long a link opens.")
        found = self.store.person(person_id)
        if found is None or person_id == LOCAL.id:
            return Denied("There is no such person with a link.")
        if not found.opens(self.clock.now()):
            return Denied("Their link opens nothing any more; give them a new one.")
        ends = self._ends(until)
        if isinstance(ends, Denied):
            return ends
        self.store.keep(replace(found, expires_at=ends))
        return found.person

    def allow(self, by: Person, person_id: str, right: Right, *, given: bool) -> Person | Denied:
        """Gives somebody a right or takes it back; their link stays as it is."""
        if not self._organises(by):
            return Denied("Only who sets up interviews says what others may do.")
        if right not in by.rights:
            return Denied("Nobody gives away a right that they don't have.")
        found = self.store.person(person_id)
        if found is None or person_id == LOCAL.id:
            return Denied("There is no such person with a link.")
        if given and not found.opens(self.clock.now()):
            return Denied("Their link opens nothing any more; give them a new one first.")
        rights = found.person.rights | {right} if given else found.person.rights - {right}
        changed = replace(found.person, rights=rights)
        self.store.keep(replace(found, person=changed))
        return changed

    def revoke(self, by: Person, person_id: str) -> Person | Denied:
        """Takes somebody's link away. What they wrote stays."""
        found = self.store.person(person_id)
        if not self._organises(by) or found is None or found.token_hash is None:
            return Denied("There is no such link, or it is not yours to take away.")
        self.store.keep(replace(found, revoked_at=self.clock.now()))
        return found.person

    def usual_day(self) -> date:
        """The last day of a new link for which nobody names another."""
        return (self.clock.now() + timedelta(days=LINK_DAYS)).astimezone(UTC).date()

    def _draft(self, person: Person, until: date | None) -> Draft | Denied:
        day = until or self.usual_day()
        ends = self._ends(day)
        if isinstance(ends, Denied):
            return ends
        token = secrets.token_urlsafe(TOKEN_BYTES)
        known = Known(person, token_hash(token), self.clock.now(), expires_at=ends)
        return Draft(known, Invited(person, token, day))

    def _kept(self, draft: Draft | Denied) -> Invited | Denied:
        if isinstance(draft, Denied):
            return draft
        self.store.keep(draft.known)
        return draft.invited

    def _ends(self, until: date) -> datetime | Denied:
        """The moment after the day `until`, in UTC."""
        today = self.clock.now().astimezone(UTC).date()
        last = today + timedelta(days=MOST_DAYS)
        if not today <= until <= last:
            return Denied(f"A link opens until a day from {today} to {last}; found {until}.")
        return datetime.combine(until + timedelta(days=1), time(), tzinfo=UTC)


def _by_name(people: Sequence[Person]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for person in people:
        name = person.name.casefold()
        found[name] = (*found.get(name, ()), person.id)
    return found


def token_hash(token: str) -> str:
    """Under what a token is kept. It is random and long, so a plain SHA-256 can't be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _name(name: str) -> str | Denied:
    said = " ".join(name.split())
    if not letters(said):
        return Denied("A person needs a name.")
    if strange := unseen(said):
        return Denied(f"A name has letters that can be read; found the character U+{ord(strange):04X}.")
    if len(said) > LONGEST_NAME:
        return Denied(f"A name has at most {LONGEST_NAME} characters, found {len(said)}.")
    return said
