"""Places: countries, states and provinces, US metro areas, cities. A name leads to an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from touchstone.core.validate import Cells
from touchstone.salaries.namesakes import NAMESAKES


class Region(Cells):
    """A place. `parent` is the next larger one; `also_in` names further states that a metro area lies in."""

    id: str
    kind: Literal["country", "state", "metro", "city"]
    name: str
    parent: str = ""
    also_in: str = ""
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    aliases: str = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None

    @property
    def states(self) -> tuple[str, ...]:
        """The states of a metro area, the main one first."""
        return (self.parent, *filter(None, self.also_in.split("|")))


REGION_COLUMNS = tuple(Region.model_fields)


@dataclass(frozen=True)
class Ambiguous:
    """Several places bear the name."""

    text: str
    candidates: tuple[Region, ...]

    def __str__(self) -> str:
        listed = "; ".join(f"{r.id} ({r.name}, {r.kind})" for r in self.candidates)
        return f"{self.text!r} may mean several places: {listed}. Give the id."


@dataclass(frozen=True)
class UnknownPlace:
    """No place bears the name; `nearest` are those that come close."""

    text: str
    nearest: tuple[Region, ...]

    def __str__(self) -> str:
        if not self.nearest:
            return f"No place is called {self.text!r}. Give an ISO code such as PL or US-CA, or CBSA-35620."
        listed = ", ".join(f"{r.id} ({r.name})" for r in self.nearest)
        return f"No place is called {self.text!r}. Nearest: {listed}."


class Regions:
    """All places, found by id or by name."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.by_id = {region.id: region for region in regions}
        self._ids = {id_.casefold(): id_ for id_ in self.by_id}
        self._ids |= {id_[5:]: id_ for id_ in self.by_id if id_.startswith("CBSA-")}

    @cached_property
    def _names(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Ids by name: names that places bear, and names that count only where no place bears them."""
        first: dict[str, set[str]] = {}
        second: dict[str, set[str]] = {}
        states = {plain(r.name): r.id for r in self.by_id.values() if r.kind == "state"}
        for region in self.by_id.values():
            for name in own_names(region):
                first.setdefault(plain(name), set()).add(region.id)
            for name in first_city_names(region):
                # California, MD is no reason to ask which California is meant.
                if states.get(plain(name), region.parent) in region.states:
                    first.setdefault(plain(name), set()).add(region.id)
            for name in other_city_names(region):
                second.setdefault(plain(name), set()).add(region.id)
        return first, second

    def __getitem__(self, region_id: str) -> Region:
        return self.by_id[region_id]

    def __contains__(self, region_id: object) -> bool:
        return region_id in self.by_id

    def resolve(self, text: str) -> Region | Ambiguous | UnknownPlace:
        """The place with this id or name. An id wins over a name: `CA` is Canada, `US-CA` California."""
        found = self._ids.get(text.strip().casefold())
        if found:
            return self.by_id[found]
        key = plain(text)
        for names in self._names:
            ids = self._with_namesake(key, sorted(names.get(key, ())))
            if len(ids) == 1:
                return self.by_id[ids[0]]
            if ids:
                return Ambiguous(text, tuple(self.by_id[i] for i in ids))
        return self._in_larger(text) or UnknownPlace(text, self._nearest(text, key))

    def _with_namesake(self, key: str, ids: list[str]) -> list[str]:
        """The ids of a name; of a metro area also the place that holds another city of the name."""
        other = NAMESAKES.get(key)
        metros = bool(ids) and all(self.by_id[one].kind == "metro" for one in ids)
        return [*ids, other] if metros and other in self.by_id else ids

    def _in_larger(self, text: str) -> Region | UnknownPlace | None:
        """The one place of a name in a larger one, as `label` and people write it: `Berlin, Germany`."""
        name, comma, larger = text.rpartition(",")
        over = self._bearing(larger) if comma else set()
        found = {one for one in self._bearing(name) if over & {region.id for region in self.chain(one)[1:]}}
        own = {one for one in found if self.by_id[one].kind != "metro"} or found  # New York is a state first
        if len(own) == 1:
            return self.by_id[own.pop()]
        nearest = sorted(over, key=lambda one: self.by_id[one].kind != "country")
        return UnknownPlace(text, tuple(self.by_id[one] for one in nearest)) if over else None

    def _bearing(self, text: str) -> set[str]:
        """All places with this id or name."""
        code = self._ids.get(text.strip().casefold())
        named = (names.get(plain(text), set()) for names in self._names)
        return {code} if code else next((ids for ids in named if ids), set())

    def named(self, text: str) -> str | None:
        """The id of the one place with this id or name, or None."""
        found = self.resolve(text)
        return found.id if isinstance(found, Region) else None

    def chain(self, region_id: str) -> list[Region]:
        """The place itself, then each larger one up to its country."""
        found, seen = [], set()
        while region_id in self.by_id and region_id not in seen:
            seen.add(region_id)
            found.append(self.by_id[region_id])
            region_id = self.by_id[region_id].parent
        return found

    def country(self, region_id: str) -> Region | None:
        """The country that a place lies in."""
        chain = self.chain(region_id)
        return chain[-1] if chain and chain[-1].kind == "country" else None

    def label(self, region_id: str) -> str:
        """The name as people write it: `Berlin, Germany`, `New York metro, NY`."""
        region = self.by_id[region_id]
        if region.kind == "metro":
            return metro_label(region)
        if region.kind == "country":
            return region.name
        country = self.country(region_id)
        return f"{region.name}, {country.name}" if country else region.name

    def _nearest(self, text: str, key: str) -> tuple[Region, ...]:
        codes = get_close_matches(text.strip().casefold(), list(self._ids), n=3, cutoff=0.75)
        ids = [self._ids[code] for code in codes]
        first, second = self._names
        names = get_close_matches(key, [*first, *second], n=4, cutoff=0.7)
        ids += [i for name in names for i in sorted(first.get(name) or second.get(name, set()))]
        return tuple(self.by_id[i] for i in dict.fromkeys(ids))[:5]


def plain(text: str) -> str:
    """A name without case, accents, punctuation and the longer words for a metro area."""
    if not text.isascii():
        text = text.replace("ł", "l").replace("Ł", "L").replace("ß", "ss").replace("ø", "o").replace("Ø", "O")
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()
    return re.sub(r"\bmetro(politan)?( statistical)? area$|\bmetropolitan$", "metro", text)


def own_names(region: Region) -> list[str]:
    """The names that a place bears in its own right."""
    names = [region.name, *filter(None, region.aliases.split("|"))]
    if region.kind != "metro":
        return names
    return [*names, *(f"{name} metro" for name in names), region.name.rsplit(", ", 1)[0]]


def first_city_names(region: Region) -> list[str]:
    """The names that a metro area has from its first city: `New York`, `New York metro`, `New York NY`."""
    if region.kind != "metro":
        return []
    places, states = region.name.rsplit(", ", 1)
    city, state = _cities(places)[0], states.split("-")[0]
    return [city, f"{city} metro", f"{city} {state}", f"{city} {state} metro", metro_label(region)]


def metro_label(region: Region) -> str:
    """`New York metro, NY` for New York-Newark-Jersey City, NY-NJ-PA."""
    places, states = region.name.rsplit(", ", 1)
    return f"{_cities(places)[0]} metro, {states.split('-')[0]}"


def other_city_names(region: Region) -> list[str]:
    """The other cities in a metro area's name, which count only where no place bears the name itself."""
    if region.kind != "metro":
        return []
    places, states = region.name.rsplit(", ", 1)
    return [
        form
        for city in _cities(places)[1:]
        for form in (city, f"{city} metro", *(f"{city} {state}" for state in states.split("-")))
    ]


def _cities(places: str) -> list[str]:
    return [city for city in re.split(r"--|-|/", places) if city]
