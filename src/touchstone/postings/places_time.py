"""When a day ends where the work is done: by the tz database, and by the zones of states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from importlib.resources import as_file, files
from types import MappingProxyType
from unicodedata import normalize
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from touchstone.core.files import read_text
from touchstone.postings.places import Place
from touchstone.postings.state_zones import ZONES

_ANYWHERE = timezone(timedelta(hours=-12))  # a day has ended everywhere once it has ended here
_MOST = 100_000  # bytes of zone.tab; it has 20,000


def end_of(day: date, places: Sequence[Place]) -> str:
    """The last second of the day, with its offset: where it ends last of the places, or anywhere on Earth.

    A city that names a zone has that one; a state with several zones, a place across several states and a
    country count with the last of theirs. Anywhere where no place is named or the zones of one are not known.
    """
    moments = [_end(day, place) for place in places]
    known = [moment for moment in moments if moment is not None]
    if not known or len(known) < len(moments):
        known = [datetime.combine(day, time(23, 59, 59), _ANYWHERE)]
    return max(known).isoformat()


def _end(day: date, place: Place) -> datetime | None:
    zones = _zones_of(place)
    try:
        return max((datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)) for zone in zones), default=None)
    except ZoneInfoNotFoundError:  # a table that is newer than the zones
        return None


def _zones_of(place: Place) -> tuple[str, ...]:
    of_country = _zones().get(place.country or "", ())
    named = tuple(zone for zone in of_country if place.locality and _tail(zone) == _plain(place.locality))
    states = {zone for state in place.around & ZONES.keys() for zone in ZONES[state]}
    return named or tuple(sorted(states)) or of_country


def _tail(zone: str) -> str:
    return _plain(zone.rpartition("/")[2].replace("_", " "))


def _plain(name: str) -> str:
    """Without accents, as the names of zones are."""
    return normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """The zones of each country (ISO 3166-1), as the pinned package tzdata has them."""
    try:
        with as_file(files("tzdata.zoneinfo") / "zone.tab") as path:
            text = read_text(path, _MOST)
    except ModuleNotFoundError:
        return MappingProxyType({})
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines() if isinstance(text, str) else ():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found[country] = (*found.get(country, ()), zone)
    return MappingProxyType(found)
