"""Where the work may be done: a place by id or name, and the laws that reach it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from touchstone.postings.gazetteer import Gazetteer
from touchstone.postings.statutes import Law
from touchstone.salaries.regions import Ambiguous, Region, Regions, UnknownPlace

# Cities that are a state or a province of their own (ISO 3166-2): an address there has a locality.
CITY_STATES = {"DE-BE": "Berlin", "DE-HH": "Hamburg", "US-DC": "Washington"}


@dataclass(frozen=True)
class Place:
    """A place, the larger ones that hold it, and the smaller ones in it that have laws of their own.

    `country` is an ISO 3166-1 code, `region` what follows it in an ISO 3166-2 code, `locality` a city's name,
    `currency` an ISO 4217 code where the table of places holds one.
    """

    id: str
    name: str
    country: str | None
    region: str | None
    locality: str | None
    around: frozenset[str]
    within: frozenset[str]
    currency: str | None = None

    def under(self, law: Law) -> bool:
        """Whether work in this place may fall under the law: it lies there, or a part of it does."""
        return not (self.around.isdisjoint(law.places) and self.within.isdisjoint(law.places))


class Atlas:
    """Finds places for postings: regions of the salary tables, and the jurisdictions of the laws."""

    def __init__(self, regions: Regions, laws: Mapping[str, Law]) -> None:
        self.regions = regions
        self._inside = {law.places[0]: law.inside for law in laws.values() if law.inside}
        self._names = {law.places[0]: law.name for law in laws.values() if law.inside and law.kind == "pay"}
        self._made: dict[tuple[str, str], Place] = {}
        self._all = {place for law in laws.values() for place in law.places}
        # Countries that a posting may name together: remote work from anywhere in the European Union.
        self._together = {law.together: law for law in laws.values() if law.together}

    @cached_property
    def names(self) -> dict[str, str]:
        """Every place that can be found, by id, with its name; those with laws of their own first."""
        own = {place: name for place, name in self._names.items() if place not in self.regions}
        ids = sorted(self.regions.by_id, key=lambda place: place not in self._all)
        together = {place: law.name for place, law in self._together.items()}
        return {**{place: self.regions.label(place) for place in ids}, **own, **together}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Finds the places that a text names."""
        return Gazetteer(self.regions, self._names, self._around)

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """Every currency that the table of places holds."""
        return tuple(sorted({region.currency for region in self.regions.by_id.values()} - {""}))

    def find(self, text: str) -> Place | str:
        """The place with this id or name, or a sentence that says why there is none and what comes near."""
        typed = text.strip().casefold()
        for name, law in self._together.items():
            if typed in (name.casefold(), law.name.casefold()):
                return self._union(name, law)
        own = next((i for i, name in self._names.items() if typed in (i.casefold(), name.casefold())), None)
        if own is not None and own not in self.regions:
            return self._place(own, self._names[own])
        found = self.regions.resolve(own or text)
        if isinstance(found, (Ambiguous, UnknownPlace)):
            return str(found)
        return self._place(found.id, self.regions.label(found.id))

    def named(self, text: str) -> str | None:
        """The id of the one place with this id or name, or None."""
        found = self.find(text)
        return found.id if isinstance(found, Place) else None

    def sites(self, names: Sequence[str], places: Sequence[Place]) -> list[Place]:
        """The places; for each that holds some of the employer's own (`names`) those: Berlin for Germany."""
        own = [place for name in names if isinstance(place := self.find(name), Place)]
        found = [[one for one in own if place.id in one.around] or [place] for place in places]
        return list({one.id: one for some in found for one in some}.values())

    def seat(self, names: Sequence[str], places: Sequence[Place]) -> Place | None:
        """Which of the places has the employer's street: that in the first of `names`, else the first of all.

        None where none of them lies there: a street in Berlin is no address in Colorado. Of a name that is
        not known by itself (`Passau, Germany`) the place that it names counts: Germany has the street.
        """
        if not names:
            return next(iter(places), None)
        first = self.find(names[0])
        if isinstance(first, str):
            over = self._over(names[0])
            return next((place for place in places if place.id in over), None)
        return next((place for place in places if first.id in {place.id, *place.around}), None)

    def _over(self, name: str) -> frozenset[str]:
        """The places that hold an address or a town which we don't know, by the last place that it names.

        A code alone tells nothing: `DE` is Germany and Delaware.
        """
        last = next((one for one in reversed(self.gazetteer.mentions(name)) if len(one.name) > 2), None)
        return self.gazetteer.around(next(iter(last.ids))) if last and len(last.ids) == 1 else frozenset()

    def _union(self, name: str, law: Law) -> Place:
        """Several countries as one place, in which the law of each may hold."""
        inside = [self._place(country, country) for country in law.places]
        within = frozenset(law.places).union(*(place.within for place in inside))
        return Place(name, law.name, None, None, None, frozenset({name}), within)

    def _place(self, place: str, name: str) -> Place:
        """Made once: which others lie in a place takes a look at every one that has a law."""
        if (place, name) not in self._made:
            self._made[place, name] = self._make(place, name)
        return self._made[place, name]

    def _make(self, place: str, name: str) -> Place:
        around = self._around(place)
        within = {
            other for other in self._all if place in self._around(other) or self._in_metro(other, place)
        }
        country = next((i for i in around if self._kind(i) == "country"), None)
        return Place(
            place,
            name,
            country,
            self._subdivision(place),
            self._locality(place),
            frozenset(around),
            frozenset(within - {place}),
            (self.regions[country].currency or None) if country else None,
        )

    def _subdivision(self, place: str) -> str | None:
        """`CA` for California and its cities; the main state of a metro area."""
        region = self._region(place)
        state = place
        if place in self._inside:
            state = str(self._inside[place])
        elif region is not None and region.kind in ("metro", "city"):
            state = region.parent if region.kind == "metro" else self._state(region)
        return state.split("-", 1)[1] if "-" in state else None

    def _locality(self, place: str) -> str | None:
        if place in CITY_STATES:
            return CITY_STATES[place]
        region = self._region(place)
        if region is None or region.kind not in ("city", "metro"):
            return None
        return region.name if region.kind == "city" else re.split(r"--|-|/|,", region.name)[0]

    def _around(self, place: str) -> set[str]:
        """The place and the larger ones that hold it; of a metro area, every state it reaches into."""
        found = {place}
        region = self._region(place)
        if place in self._inside:
            larger = {self._inside[place]}
        elif region is None or not region.parent:
            larger = set()
        elif region.kind == "metro":
            larger = set(region.states)
        else:
            larger = {self._state(region)}
        for other in larger - {None}:
            found |= self._around(str(other))
        return found

    def _state(self, region: Region) -> str:
        """The next larger place; of a city in a metro area its state, since the area may span several."""
        parent = self._region(region.parent)
        if parent is None or parent.kind != "metro":
            return region.parent
        named = "-".join(region.id.split("-")[:2])
        return named if named in self.regions else parent.parent

    def _in_metro(self, other: str, place: str) -> bool:
        region = self._region(other)
        return region is not None and region.parent == place

    def _region(self, place: str) -> Region | None:
        return self.regions.by_id.get(place)

    def _kind(self, place: str) -> str | None:
        region = self._region(place)
        return region.kind if region else None
