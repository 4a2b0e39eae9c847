"""Checks a posting that was written elsewhere: what it lacks, what the law asks for, how it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from touchstone.postings.completeness import LIST, NEEDED
from touchstone.postings.compose import HEADINGS
from touchstone.postings.contradictions import check_work_mode
from touchstone.postings.employer import Employer, Pay
from touchstone.postings.findings import NO_PLACE, OUR_OWN, Finding, Kind, Severity, blocks, ordered
from touchstone.postings.gazetteer import Gazetteer
from touchstone.postings.language import MAX_TEXT, check_counts, check_language
from touchstone.postings.law import Considered, check_law, regions_of
from touchstone.postings.law_reach import Facts
from touchstone.postings.left_open import check_left_open
from touchstone.postings.named_places import NamedPlace, named_places, tell_named
from touchstone.postings.names import Names
from touchstone.postings.other_place import check_place, names_place
from touchstone.postings.own_level import check_level
from touchstone.postings.parts import PartsRead
from touchstone.postings.pay_found import PayFound
from touchstone.postings.pay_text import visible
from touchstone.postings.pay_words import read_pay
from touchstone.postings.phrases import whole_text
from touchstone.postings.places import Atlas, Place
from touchstone.postings.readings import Readings, Stated
from touchstone.postings.remote import REMOTE
from touchstone.postings.statutes import Law
from touchstone.postings.told_once import told_once
from touchstone.postings.tongues import check_tongue, unread
from touchstone.postings.wording import Language
from touchstone.postings.words import listed


@dataclass(frozen=True)
class Review:
    """What was found in an existing text. Spans count the characters of `text`.

    `paid` is the pay that it states for each place whose laws were looked at.
    """

    title: str
    text: str
    pay: Pay | None
    findings: tuple[Finding, ...]
    laws: tuple[Considered, ...]
    paid: tuple[tuple[Place, Pay | None], ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the text from being published."""
        return blocks(self.findings)

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone posting --json` prints; what a text can't give is null."""
        return {
            "title": self.title,
            "markdown": self.text,
            "jsonld": None,
            "profile_hash": None,
            "pay": None if self.pay is None else self.pay.model_dump(mode="json"),
            "findings": [finding.as_json() for finding in self.findings],
        }


def review(
    text: str,
    language: Language,
    laws: Sequence[Law],
    *,
    employer: Employer,
    places: Sequence[Place],
    atlas: Atlas,
    as_of: date,
) -> Review:
    """Check a text as it stands. Of the employer only the numbers of employees are used.

    `atlas` knows the places that the text may state pay for, or name as those of the work: the laws of these
    are looked at beside those of `places`.
    A part counts as present by its heading with something under it or by words of a sentence, and the
    words are shown. What laws ask for is read by whole sentences; what may be meant is never taken as met.
    """
    body, gazetteer = text[:MAX_TEXT], atlas.gazetteer
    shown = visible(body)
    named = named_places(shown, language.place_of_work, atlas, places)
    everywhere = [*places, *(one.place for one in named)]
    says = language.states(shown, as_of)
    parts = language.parts_of(shown)
    present = parts.spans.keys() | says.keys()  # statements by their sentences, doubtful ones included
    if "place" not in present and names_place(shown, language.place_of_work, gazetteer):
        present = present | {"place"}
    pay = _pay_of(body, everywhere, gazetteer, as_of)
    strange = unread(shown, language.tongues)
    at_home = employer.remote in REMOTE or _says_remote(language, shown)
    facts = _facts(body, language, says, pay, _from_home(employer) if at_home else employer, as_of)
    law = check_law(laws, facts)
    found = [
        *_cut(text),
        *_nowhere(everywhere, employer),
        *_elsewhere(shown, language, employer, places, named, gazetteer),
        *check_tongue(shown, strange, language.name or language.language),
        *(() if strange.whole else _missing(present, pay.pay)),
        *law.findings,
        *_taken(shown, parts),
        *check_left_open(body, language.left_open),
        *check_language(body, language, as_of, Names(gazetteer), regions_of(laws, everywhere)),
        *check_counts(language.limits, parts.points("must"), parts.points("nice"), 0),
        *check_work_mode(body, language, None),
        *check_level(shown),
        *pay.findings(),
    ]
    title = next((line.strip(" #*") for line in text.splitlines() if line.strip(" #*")), "Untitled")
    told = tuple(ordered(told_once(found, pasted=True)))
    paid = tuple((place, pay.at(place.id)[0]) for place in everywhere)
    return Review(title[:120], text, pay.pay, told, law.considered, paid)


def _pay_of(body: str, places: Sequence[Place], gazetteer: Gazetteer, as_of: date) -> PayFound:
    """The pay that the text states, read as one would read it in the first place."""
    country = places[0].country if places else None
    own = places[0].currency if places else None
    read = read_pay(body, country=country, currency=own, year=as_of.year, gazetteer=gazetteer)
    return PayFound(body, read, tuple(places), gazetteer)


def _facts(
    body: str, language: Language, says: Readings, pay: PayFound, employer: Employer, as_of: date
) -> Facts:
    """What the text tells of what laws ask for."""
    about = says.get("ai")
    return Facts(
        _as_stated(employer, pay.pay),
        pay.places,
        None,
        as_of,
        body,
        language.asks_history(body),
        language.names_sex(body),
        says,
        about.about if isinstance(about, Stated) else None,
        language.worded(body),
        pay.doubt,
        pay.at,
    )


def _as_stated(employer: Employer, pay: Pay | None) -> Employer:
    """The employer with the pay of the text, and nothing of what the file says in the text's place."""
    said: dict[str, Any] = {
        "pay": pay,
        "benefits": (),
        "other_pay": (),
        "deadline": None,
        "vacancy": None,
        "uses_ai": False if employer.uses_ai is False else None,
        "ai_statement": None,
        "ai_use": None,
    }
    return employer.model_copy(update=said)


def _says_remote(language: Language, text: str) -> bool:
    remote = next((mode.words for mode in language.work_modes if mode.id == "remote"), None)
    return remote is not None and bool(remote.within(whole_text(text)))


def _from_home(employer: Employer) -> Employer:
    return employer if employer.remote in REMOTE else employer.model_copy(update={"remote": "choice"})


def _elsewhere(
    text: str,
    language: Language,
    employer: Employer,
    places: Sequence[Place],
    named: Sequence[NamedPlace],
    gazetteer: Gazetteer,
) -> Iterator[Finding]:
    """Other places of work in the text, and where it names none of the chosen ones, unless from home."""
    other: list[Finding] = []
    if employer.remote not in REMOTE and not _says_remote(language, text):
        spans = {one.span for one in named}
        other += check_place(text, language.place_of_work, places, gazetteer, looked_at=spans)
    yield from other
    yield from tell_named(named, places, known=not other)


def _nowhere(places: Sequence[Place], employer: Employer) -> Iterator[Finding]:
    if not places:
        why = "no place of work is chosen: name it"
        if employer.remote in REMOTE:
            why = "nothing says from where people may work at home: name those places"
        said = f"No law was looked at, since {why}, and check again."
        yield Finding(NO_PLACE, Kind.LAW, Severity.WARN, said, source=OUR_OWN)


def _taken(text: str, parts: PartsRead) -> Iterator[Finding]:
    """Which words were taken for the parts of a posting: a word may stray by, so that a person looks."""
    read = ((name, parts.spans[name][0]) for name in parts.spans if name in _SHOWN)
    words = [f"'{text[slice(*span)]}' ({_PART_NAMES.get(name, name)})" for name, span in read]
    if words:
        said = f"Taken as parts of the posting: {listed(words)}. See whether each says enough."
        yield Finding("parts-read", Kind.COMPLETENESS, Severity.INFO, said, source=OUR_OWN)


_PART_NAMES = {name: title.lower() for name, (title, _) in HEADINGS.items()}


_LOOKED_FOR = {need.section for need in NEEDED} - {"nice", "equal"}  # these two no pasted text has to hold
# What our own postings must hold, by the founding article; one that was written elsewhere may do without.
_HOUSE_STYLE = {
    *("daily-duties", "weekly-duties", "monthly-duties", "reporting-structure"),
    *("goals", "mission", "purpose"),
}
_SHOWN = {*_LOOKED_FOR, "nice"}


def _missing(present: set[str], pay: Pay | None) -> Iterator[Finding]:
    for need in NEEDED:
        if need.section in _LOOKED_FOR - present:
            severity = Severity.WARN if need.rule in _HOUSE_STYLE else need.severity
            yield Finding(need.rule, Kind.COMPLETENESS, severity, need.message, source=need.source)
    if pay is None:
        said = "No pay is stated: add a range with its currency and period."
        yield Finding("pay-range", Kind.COMPLETENESS, Severity.WARN, said, source=LIST)


def _cut(text: str) -> Iterator[Finding]:
    if len(text) > MAX_TEXT:
        said = f"Only the first {MAX_TEXT:,} of {len(text):,} characters were checked: this is no posting."
        yield Finding("too-long", Kind.COMPLETENESS, Severity.ERROR, said, source=OUR_OWN)
