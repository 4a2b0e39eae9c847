"""The time zones of the states of countries that have several, by the id of the state.

United States: 49 CFR part 71 (standard time zone boundaries, law.cornell.edu/cfr/text/49/part-71, read
2026-11-29). Canada and Australia: the remarks in zone.tab of the tz database (2026; in the public domain). A
state with a boundary inside it has each of its zones.
"""

from __future__ import annotations

_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC = (
    f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles")
)
_WHOLE = {
    _EASTERN: "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    _CENTRAL: "AL AR IA IL LA MN MO MS OK WI",
    _MOUNTAIN: "CO MT NM UT WY",
    _PACIFIC: "CA WA",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
}
_PARTED = {
    (_EASTERN, _CENTRAL): "FL IN KY MI TN",
    (_CENTRAL, _MOUNTAIN): "KS ND NE SD TX",
    (_MOUNTAIN, _PACIFIC): "ID NV OR",
    ("America/Phoenix", _MOUNTAIN): "AZ",  # the Navajo Nation has summer time
    ("America/Anchorage", "America/Adak"): "AK",
}
_ELSEWHERE = {
    "CA-AB": ("America/Edmonton",),
    "CA-BC": tuple(
        f"America/{city}" for city in ("Vancouver", "Creston", "Dawson_Creek", "Fort_Nelson", "Edmonton")
    ),
    "CA-MB": ("America/Winnipeg",),
    "CA-NB": ("America/Moncton",),
    "CA-NL": ("America/St_Johns", "America/Goose_Bay"),
    "CA-NS": ("America/Halifax", "America/Glace_Bay"),
    "CA-NT": ("America/Inuvik", "America/Edmonton"),
    "CA-NU": tuple(
        f"America/{city}" for city in ("Iqaluit", "Atikokan", "Resolute", "Rankin_Inlet", "Cambridge_Bay")
    ),
    "CA-ON": ("America/Toronto", "America/Atikokan", "America/Winnipeg"),
    "CA-PE": ("America/Halifax",),
    "CA-QC": ("America/Toronto", "America/Blanc-Sablon"),
    "CA-SK": ("America/Regina", "America/Swift_Current", "America/Edmonton"),
    "CA-YT": ("America/Whitehorse", "America/Dawson"),
    "AU-ACT": ("Australia/Sydney",),
    "AU-NSW": ("Australia/Sydney", "Australia/Broken_Hill", "Australia/Lord_Howe"),
    "AU-NT": ("Australia/Darwin",),
    "AU-QLD": ("Australia/Brisbane", "Australia/Lindeman"),
    "AU-SA": ("Australia/Adelaide",),
    "AU-TAS": ("Australia/Hobart", "Antarctica/Macquarie"),
    "AU-VIC": ("Australia/Melbourne",),
    "AU-WA": ("Australia/Perth", "Australia/Eucla"),
}
ZONES: dict[str, tuple[str, ...]] = {
    **{f"US-{state}": (zone,) for zone, states in _WHOLE.items() for state in states.split()},
    **{f"US-{state}": zones for zones, states in _PARTED.items() for state in states.split()},
    **_ELSEWHERE,
}
