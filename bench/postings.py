"""One posting composed and checked, and pasted postings checked one after another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench.figures import Figure, quantile
from touchstone.bootstrap import services
from touchstone.documents.html import page
from touchstone.documents.posting_files import SHAPES
from touchstone.postings.drafted import Draft
from touchstone.postings.employer import Employer, load_employer
from touchstone.postings.places import Place
from touchstone.roles.profile import Level

TITLE = "postings: compose and check one; check pasted ones"
EMPLOYER = Path(__file__).parents[1] / "examples" / "employer.yaml"
DAY = date(2026, 11, 23)
PLACES = ("US-CO", "US-NYC", "CA-ON", "PL")
GOAL_MS = 50.0
PDF_GOAL_MS = 300.0


def run(quick: bool) -> Iterator[Figure]:
    """Every role and level at an employer in four places; then their texts as if somebody had pasted them."""
    desk, profiles = services().content.desk, services().content.catalogue.profiles.values()
    places = [place for name in PLACES if isinstance(place := desk.atlas.find(name), Place)]
    employer = _employer()
    asked = [(profile, level) for profile in profiles for level in profile.advertised]

    def compose(number: int) -> Draft:
        profile, level = asked[number % len(asked)]
        made = desk.draft(profile, Level(level), employer, as_of=DAY, places=places)
        assert isinstance(made, Draft)
        return made

    texts = [compose(number).markdown for number in range(len(asked))]  # and warms everything
    times = _timed(compose, 50 if quick else 300)
    yield Figure("compose and check, median", quantile(times, 0.5), "ms", GOAL_MS)
    yield Figure("compose and check, slowest of a hundred", quantile(times, 0.99), "ms")
    count = 100 if quick else 1_000
    spent = sum(_timed(lambda n: desk.review(texts[n % len(texts)], as_of=DAY, places=places), count))
    yield Figure(f"check {count:,} pasted postings", count / (spent / 1000), "a second")
    pages = _timed(lambda n: page(texts[n % len(texts)], title="Posting"), 50)
    yield Figure("as a web page, median", quantile(pages, 0.5), "ms")
    drafts = [compose(number) for number in range(len(asked))]
    for shape, goal in (("pdf", PDF_GOAL_MS), ("docx", None)):
        SHAPES[shape].make(drafts[0])  # warms the writer
        made = _timed(lambda n, shape=shape: SHAPES[shape].make(drafts[n % len(drafts)]), 10 if quick else 40)
        yield Figure(f"as {SHAPES[shape].label}, median", quantile(made, 0.5), "ms", goal)


def _timed(work: Callable[[int], object], count: int) -> list[float]:
    found = []
    for number in range(count):
        started = time.perf_counter()
        work(number)
        found.append(1000 * (time.perf_counter() - started))
    return found


def _employer() -> Employer:
    employer, problems = load_employer(EMPLOYER)
    if employer is None:
        raise SystemExit("\n".join(map(str, problems)))
    return employer
