"""What to ask for instead of a request that can't be met: what can be asked for and was seen to work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from touchstone.core.counts import count
from touchstone.interviews.blueprint import LENGTHS, Need, described
from touchstone.interviews.budget import OFFER_SECONDS, Budget
from touchstone.interviews.forms import Infeasible, Instead, Offer
from touchstone.interviews.request import Request

LONGER = 4  # lengths beside the one offered that are tried
SHARE = 0.4  # of the time left that one try may take: what works is mostly seen to work soon

# Whether a request works, within a budget.
Works = Callable[[Request, Budget], bool]


def instead(
    request: Request,
    missed: Infeasible,
    works: Works,
    *,
    fixed: bool,
    allowed: Callable[[], Budget] = lambda: Budget(OFFER_SECONDS),
) -> tuple[Instead, ...]:
    """At most two requests that work: the nearest one, and as many forms as there are of what was asked for.

    Each was tried. `fixed`: the interview's length can't be asked for. `allowed` bounds each search: an offer
    is what was seen to work within it, not always the most that does. Where neither is found, all that was
    asked for is taken off and put back piece by piece, as long as it works.
    """
    looking = _Looking(request, works, fixed, allowed())
    near, fewer = looking.near(missed.offer), looking.fewer(request)
    found = [held for held in (near, fewer) if held is not None]
    if fewer is not None and near is not None and _apart(request, near) > 1 and near.forms <= fewer.forms:
        found = [fewer]
    if not found:
        looking.budget = allowed()
        least = looking.from_nothing()
        found = [least] if least is not None else []
    return tuple(Instead(held, told(request, held)) for held in dict.fromkeys(found))


@dataclass
class _Looking:
    """One search for what works; it remembers what was tried."""

    request: Request
    works: Works
    fixed: bool
    budget: Budget
    tried: dict[Request, bool] = field(default_factory=dict)

    def does(self, other: Request) -> bool:
        """Whether a request was seen to work; nothing does once the time is up."""
        if other == self.request:
            return False
        if other not in self.tried:
            part = self.budget.part(SHARE)
            self.tried[other] = part.left > 0 and self.works(other, part)
        return self.tried[other]

    def near(self, hint: Offer | None) -> Request | None:
        """The nearest blueprint as a request, or in a somewhat longer interview."""
        if hint is None:
            return None
        asked = self._read(hint)
        lengths = (
            [asked.minutes, *self._longer(asked.minutes)] if asked.minutes != self.request.minutes else ()
        )
        return self._first(replace(asked, minutes=minutes) for minutes in lengths or [asked.minutes])

    def _read(self, hint: Offer) -> Request:
        """What of a blueprint can be asked for."""
        asked, own = hint.blueprint, self.request
        needs = asked.needs[len(asked.needs) - len(own.needs) :]
        return replace(
            own,
            forms=hint.forms,
            minutes=own.minutes if self.fixed else _length(asked.minutes),
            needs=tuple(need for need in needs if need.at_least),
            must_include=tuple(name for name in own.must_include if name in asked.must_include),
        )

    def _longer(self, minutes: int) -> list[int]:
        return [] if self.fixed else [length for length in LENGTHS if length > minutes][:LONGER]

    def _lengths(self) -> list[int]:
        """The own length, then the longer ones, then the shorter ones, the nearest first."""
        own = self.request.minutes
        if self.fixed:
            return [own]
        shorter = [length for length in LENGTHS if length < own]
        return [own, *(length for length in LENGTHS if length > own), *reversed(shorter)]

    def fewer(self, asked: Request) -> Request | None:
        """The same with the most forms that work below those asked for."""
        if self.request.forms == 1:
            return None
        return self._most(1, self.request.forms - 1, lambda forms: replace(asked, forms=forms))

    def from_nothing(self) -> Request | None:
        """One form on the role and level alone, then all that was asked for put back as long as it works."""
        own = self.request
        bare = replace(own, forms=1, needs=(), must_include=(), exclude=(), kinds=(), tools=())
        found = self._first(replace(bare, minutes=minutes) for minutes in self._lengths())
        if found is None:
            return None
        for name in own.must_include:
            found = self._named(found, name)
        for need in own.needs:
            found = self._need(found, need)
        for fields in (
            {"kinds": own.kinds, "tools": own.tools},
            {"kinds": own.kinds},
            {"tools": own.tools},
            {"exclude": own.exclude},
            {"minutes": own.minutes},
        ):
            found = self._if(found, **fields)
        return self.fewer(found) or found if own.forms > 2 else found

    def _named(self, now: Request, name: str) -> Request:
        """With the question of that name, in a longer interview rather than without it."""
        asked = replace(now, must_include=(*now.must_include, name))
        lengths = [now.minutes, *self._longer(now.minutes)]
        return self._first(replace(asked, minutes=minutes) for minutes in lengths) or now

    def _need(self, now: Request, need: Need) -> Request:
        """With as many of the questions as work."""

        def asking(least: int) -> Request:
            return replace(now, needs=(*now.needs, replace(need, at_least=least)))

        whole = asking(need.at_least)
        return whole if self.does(whole) else self._most(1, need.at_least - 1, asking) or now

    def _if(self, now: Request, **fields: Any) -> Request:
        """With the fields, where that works."""
        changed = replace(now, **fields)
        return changed if changed != now and self.does(changed) else now

    def _first(self, requests: Iterable[Request]) -> Request | None:
        return next((request for request in requests if self.does(request)), None)

    def _most(self, least: int, most: int, asking: Callable[[int], Request]) -> Request | None:
        """The greatest number that works, if the least does: what works is found sooner than what doesn't."""
        if most < least or not self.does(asking(least)):
            return None
        works, step = least, 1
        while works < most and step:
            if self.does(asking(min(most, works + step))):
                works, step = min(most, works + step), step * 2
            else:
                most = min(most, works + step) - 1
                step = max(1, (most - works) // 2) if works < most else 0
        return asking(works)


def _length(minutes: int) -> int:
    longer = [length for length in LENGTHS if length >= minutes]
    return longer[0] if longer else LENGTHS[-1]


def _apart(request: Request, other: Request) -> int:
    """In how many ways two requests differ."""
    return len(list(_changes(request, other)))


def told(request: Request, other: Request) -> str:
    """A sentence on what another request changes, with the figure that was asked for beside each."""
    *first, last = list(_changes(request, other)) or ["the same request"]
    return f"This would work: {', '.join(first)} and {last}." if first else f"This would work: {last}."


def _changes(request: Request, other: Request) -> Iterator[str]:
    if other.forms != request.forms:
        yield f"{count(other.forms, 'form')} instead of {request.forms}"
    if other.minutes != request.minutes:
        yield f"{other.minutes} minutes instead of {request.minutes}"
    kept = {_key(need): need.at_least for need in other.needs}
    for need in request.needs:
        least = kept.get(_key(need))
        if least is None:
            yield f"not asking for {described(need, need.at_least)}"
        elif least != need.at_least:
            yield f"{described(need, least)} instead of {need.at_least}"
    if dropped := [name for name in request.must_include if name not in other.must_include]:
        yield f"not asking for {_listed(map(repr, dropped))}"
    if request.kinds and not other.kinds:
        yield f"all kinds of question instead of {' or '.join(request.kinds)}"
    if request.tools and not other.tools:
        yield f"questions with any aids instead of {' or '.join(request.tools)}"
    if dropped := [name for name in request.exclude if name not in other.exclude]:
        yield f"not leaving out {_listed(map(repr, dropped))}"


def _key(need: Need) -> tuple[Sequence[str], ...]:
    return need.topics, need.levels, need.kinds


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
