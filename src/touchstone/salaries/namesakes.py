"""Names of cities that the table of places holds in the United States alone and that others bear as well.

The table has every metro area of the United States and few cities elsewhere, so that of two cities of a name
it would know the American one only: an employer in Birmingham, England, was put in Alabama.
"""

from __future__ import annotations

# By the plain name: the place in the table that holds the other city.
NAMESAKES = {
    "alexandria": "EG",
    "birmingham": "GB",
    "carlisle": "GB",
    "dover": "GB",
    "florence": "IT",
    "hanover": "DE",
    "kingston": "JM",
    "lancaster": "GB",
    "lima": "PE",
    "lincoln": "GB",
    "naples": "IT",
    "norwich": "GB",
    "odessa": "UA",
    "oxford": "GB",
    "panama city": "PA",
    "reading": "GB",
    "salisbury": "GB",
    "st petersburg": "RU",
    "toledo": "ES",
    "warwick": "GB",
    "winchester": "GB",
    "worcester": "GB",
    "york": "GB",
}
