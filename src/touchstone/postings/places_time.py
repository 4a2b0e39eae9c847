"""When a day ends where the work is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from touchstone.postings.places import Place

_ANYWHERE = timezone(timedelta(hours=-12))  # a day has ended everywhere once it has ended here
# Zones of the tz database. Only countries and states (ISO 3166) that lie wholly in one zone, the small
# islands and exclaves with codes of their own apart; for the others nobody can say from the name alone.
_WHOLE = {
    "Europe/Berlin": "DE",
    "Europe/Vienna": "AT",
    "Europe/Zurich": "CH",
    "Europe/Paris": "FR",
    "Europe/Brussels": "BE",
    "Europe/Luxembourg": "LU",
    "Europe/Amsterdam": "NL",
    "Europe/Rome": "IT",
    "Europe/Warsaw": "PL",
    "Europe/Prague": "CZ",
    "Europe/Bratislava": "SK",
    "Europe/Budapest": "HU",
    "Europe/Ljubljana": "SI",
    "Europe/Zagreb": "HR",
    "Europe/Malta": "MT",
    "Europe/Copenhagen": "DK",
    "Europe/Stockholm": "SE",
    "Europe/Oslo": "NO",
    "Europe/Helsinki": "FI",
    "Europe/Tallinn": "EE",
    "Europe/Riga": "LV",
    "Europe/Vilnius": "LT",
    "Europe/Bucharest": "RO",
    "Europe/Sofia": "BG",
    "Europe/Athens": "GR",
    "Europe/London": "GB",
    "Europe/Dublin": "IE",
    "Asia/Kolkata": "IN",
    "Asia/Singapore": "SG",
    "Asia/Tokyo": "JP",
    "America/Bogota": "CO",
    "America/New_York": "US-CT US-DC US-DE US-MA US-MD US-ME US-NH US-NJ US-NY US-OH US-PA US-RI US-VA US-VT",
    "America/Chicago": "US-IL US-MN",
    "America/Denver": "US-CO",
    "America/Los_Angeles": "US-CA US-WA",
    "Pacific/Honolulu": "US-HI",
}
_ZONES = {code: zone for zone, codes in _WHOLE.items() for code in codes.split()}


def end_of(day: date, places: Sequence[Place]) -> str:
    """The last second of the day, with its offset: where it ends last of the places, or anywhere on Earth.

    Anywhere where no place is named or the zone of one is not known.
    """
    moments = [_end(day, place) for place in places]
    known = [moment for moment in moments if moment is not None]
    if not known or len(known) < len(moments):
        known = [datetime.combine(day, time(23, 59, 59), _ANYWHERE)]
    return max(known).isoformat()


def _end(day: date, place: Place) -> datetime | None:
    zone = _ZONES.get(f"{place.country}-{place.region}") or _ZONES.get(place.country or "")
    try:
        return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)) if zone else None
    except ZoneInfoNotFoundError:  # a machine without the tz database
        return None
