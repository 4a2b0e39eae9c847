"""A text that was written elsewhere beside the profile of a role at a level: skills, years, title, pay.

All of it is for a person to look at: a posting may differ from ours for good reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from touchstone.postings.employer import Pay
from touchstone.postings.existing import Review
from touchstone.postings.findings import BESIDE, OUR_OWN, Finding, Kind, Severity, ordered
from touchstone.postings.inflation import title_of, years_asked
from touchstone.postings.market import MarketPay
from touchstone.postings.pay_check import IN_A_YEAR
from touchstone.postings.pay_text import visible
from touchstone.postings.phrases import Text, phrases, whole_text
from touchstone.postings.places import Place
from touchstone.postings.wording import Language
from touchstone.postings.words import in_prose, listed, listed_places, pay_range, with_article
from touchstone.roles.profile import Level, Profile, Skill
from touchstone.roles.titles import tool_words

_HINT = re.compile(r"(?P<low>\d+)(?:–(?P<high>\d+)| or more)")


def beside(
    review: Review, profile: Profile, level: Level, language: Language, market: Sequence[MarketPay]
) -> Review:
    """The review with what the profile of the level and the pay of others say beside the text."""
    text = visible(review.text)
    found = [
        *_skills(text, profile, level, language),
        *_years(text, profile, level, language),
        *_level(text, profile, level, language),
        *_pay(review.paid, market),
    ]
    return replace(review, findings=tuple(ordered([*review.findings, *found])))


def called(profile: Profile, level: Level) -> str:
    """`a senior machine-learning engineer`."""
    return with_article(profile.levels.of(level).title, tool_words(profile))


def _skills(text: str, profile: Profile, level: Level, language: Language) -> Iterator[Finding]:
    looked_in = whole_text(text)
    there = [skill for skill in profile.must if phrases(_words(skill, language)).within(looked_in)]
    left = [skill.label for skill in profile.must if skill not in there]
    said = f"It names {len(there)} of the {len(profile.must)} must-haves of {called(profile, level)}."
    missing = f" Not found: {'; '.join(left)}. See whether the work needs them." if left else ""
    yield _told(said + missing)


def _words(skill: Skill, language: Language) -> tuple[str, ...]:
    """By which a skill is known in a text; of one that the language file lacks, the words of its name."""
    held = language.skills.get(skill.id)
    if held:
        return held
    parts = (part.strip() for part in re.split(r"[,;:()]| and | or | with ", skill.label))
    return tuple(dict.fromkeys(part for part in parts if part and any(map(str.isalnum, part))))


def _years(text: str, profile: Profile, level: Level, language: Language) -> Iterator[Finding]:
    hint = _HINT.fullmatch(profile.levels.of(level).years_hint or "")
    asked = years_asked(language.years, text)
    if hint is None or not asked:
        return
    number, span = max(asked)
    usual = f"{called(profile, level)} usually has {hint.group()}"
    if hint["high"] is not None and number > int(hint["high"]):
        yield _told(f"It asks for '{text[slice(*span)]}'; {usual}.", span)
    elif number < int(hint["low"]):
        yield _told(f"It asks for no more than '{text[slice(*span)]}'; {usual}.", span)


def _level(text: str, profile: Profile, level: Level, language: Language) -> Iterator[Finding]:
    """A title that says another level than the one it is held beside."""
    title = Text(title_of(text))
    said = {name: spans for name, words in language.levels.items() if (spans := phrases(words).spans(title))}
    if said and level not in said:
        word = title.plain[slice(*next(iter(said.values()))[0])]
        fits = f"choose {listed(list(said), 'or')} to see it beside its own"
        yield _told(f"Its title says “{word}”, and it is held beside {called(profile, level)}: {fits}.")


def _pay(paid: Sequence[tuple[Place, Pay | None]], market: Sequence[MarketPay]) -> Iterator[Finding]:
    for one in market:
        places = listed_places([in_prose(place) for place in one.places])
        if one.pay is None:
            yield _told(f"Pay of others in {places}: too little is known to compare.", kind=Kind.PAY)
            continue
        stated = dict.fromkeys(pay for place, pay in paid if pay is not None and place.name in one.places)
        others = f"what others pay, {one.where}: {one.range}, {one.median} ({one.pay['source']})"
        if not stated:
            yield _told(f"It states no pay for {places}. For comparison, {others}.", kind=Kind.PAY)
        for pay in stated:
            yield _told(f"The pay, {pay_range(pay)}, {_where(pay, one.pay)} {others}.", kind=Kind.PAY)


def _where(pay: Pay, band: Mapping[str, object]) -> str:
    """How the pay lies to a band of a year's pay."""
    if pay.currency != band["currency"]:
        return "is in another currency than"
    low, high = (None if end is None else end * IN_A_YEAR[pay.period] for end in (pay.minimum, pay.maximum))
    if high is not None and high < Decimal(str(band["minimum"])):
        return "lies below"
    if low is not None and low > Decimal(str(band["maximum"])):
        return "lies above"
    return "overlaps with"


def _told(said: str, span: tuple[int, int] | None = None, kind: Kind = Kind.COMPLETENESS) -> Finding:
    source = OUR_OWN if kind is Kind.COMPLETENESS else "salary_data/"
    return Finding(BESIDE, kind, Severity.INFO, said, span=span, source=source)
