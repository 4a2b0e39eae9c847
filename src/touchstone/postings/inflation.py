"""Demands that grew beyond the work: degrees without another way in, and more years than there can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice

from touchstone.postings.findings import Finding, Kind, Span
from touchstone.postings.patterns import Groups
from touchstone.postings.phrases import Phrases, Text, phrases, whole_text
from touchstone.postings.wording import DegreeRule, YearsRule
from touchstone.postings.writing import doubles
from touchstone.postings.year_counts import about as _about
from touchstone.postings.year_counts import is_asked

MOST_SHOWN = 100  # findings of one rule: nobody reads more
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_IN_WORDS = {word: n for n, word in enumerate(_WORDS, start=2)} | {"fifteen": 15, "twenty": 20}
_YEARS = re.compile(
    rf"(?<![\d.,\w])(\d{{1,2}}|{'|'.join(_IN_WORDS)})\s?\+?\s?(?:-|–|to)?\s?(\d{{1,2}})?\+?\s*"
    r"(?:(?:or more|or over|or greater|plus) )?(?:years?|yrs?)\b"
    r"|\b(?P<decades>an?|one|two|three) (?:full )?decades?\b(?! (?:ago|old))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]{1,2000}")
_NEXT = re.compile(r"[.!?][ \t]+([^.!?\n]{1,300})")


def check_degree(rule: DegreeRule, groups: Groups, text: str) -> Iterator[Finding]:
    """Words that demand a degree where neither their sentence nor the next opens another way."""
    known = tuple((name, tuple(words)) for name, words in groups.items())
    demand, opening, bare = _demands(rule.find, known), _demands(rule.unless, known), phrases(rule.write_for)
    if not demand.within(whole_text(text)):
        return
    for sentence in _SENTENCE.finditer(text):
        said_here, behind = Text(sentence.group()), _NEXT.match(text, sentence.end())
        if opening.within(said_here) or (behind and opening.within(Text(behind[1]))):
            continue
        for start, end in demand.spans(said_here):
            span = (sentence.start() + start, sentence.start() + end)
            found = text[span[0] : span[1]]
            alone = bare.spans(Text(found)) == [(0, len(found))] and doubles(text, span, rule.write) is None
            write = rule.write if alone else None
            said = f"'{found}'. {rule.why}"
            yield Finding("degree", Kind.LANGUAGE, rule.severity, said, None, None, span, rule.source, write)


@lru_cache(maxsize=8)
def _demands(found: tuple[str, ...], groups: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrases:
    """The phrases with their groups, made ready once."""
    return Phrases(found, dict(groups))


def check_years(rule: YearsRule, text: str, today: date) -> Iterator[Finding]:
    """Many different counts of years, more than a technology has, very many, and many of a junior."""
    counts = list(islice(_YEARS.finditer(text), MOST_SHOWN))
    distinct = {_number(match) for match in counts}
    if len(distinct) > rule.most_counts:
        said = f"{len(distinct)} different counts of years. {rule.why}"
        yield _finding("years-count", rule, said, counts[0])
    junior, leads = _names_junior(rule, text), phrases(rule.lead).within(Text(title_of(text)))
    for before, match, after in zip([None, *counts], counts, [*counts[1:], None], strict=False):
        about = _about(text, before, match, after)
        impossible = _impossible(rule, about, match, today)
        if impossible is not None:
            yield impossible
        elif is_asked(text, match, about, phrases(rule.unless)):
            yield from _many(rule, about, match, junior=junior, leads=leads)


def years_asked(rule: YearsRule, text: str) -> list[tuple[int, Span]]:
    """The counts of years that are asked of who applies, each with its place."""
    counts = list(islice(_YEARS.finditer(text), MOST_SHOWN))
    each = zip([None, *counts], counts, [*counts[1:], None], strict=False)
    return [
        (_number(match), match.span())
        for before, match, after in each
        if is_asked(text, match, _about(text, before, match, after), phrases(rule.unless))
    ]


def _number(match: re.Match[str]) -> int:
    if match["decades"]:
        return 10 * _IN_WORDS.get(match["decades"].lower(), 1)
    return _IN_WORDS.get(match.group(1).lower()) or int(match.group(1))


def _impossible(rule: YearsRule, about: str, match: re.Match[str], today: date) -> Finding | None:
    """More years than there has been the technology that they are asked of."""
    for release in rule.released:
        named = phrases(release.names).spans(Text(about))
        if named and _number(match) > today.year - release.year:
            since = f"{about[slice(*named[0])]}, which there has been since {release.year} only"
            said = f"'{match.group()}' of {since}. {rule.why}"
            return _finding("years-impossible", rule, said, match, release.source)
    return None


def _many(
    rule: YearsRule, about: str, match: re.Match[str], *, junior: str | None, leads: bool
) -> Iterator[Finding]:
    if junior is not None and _number(match) >= rule.junior_many:
        said = f"'{match.group()}' are asked of a role that is called “{junior}”. {rule.why}"
        yield _finding("years-junior", rule, said, match)
    elif _number(match) >= (rule.lead_many if leads else rule.many):
        said = f"'{match.group()}'{_of(about)}. {rule.why}"
        yield _finding("years-many", rule, said, match)


def _of(about: str) -> str:
    found = re.match(r"['’]?\s*((?:of|in|with) [\w-]+(?: [\w-]+)?)", about)
    return f" {found[1]}" if found else ""


def _names_junior(rule: YearsRule, text: str) -> str | None:
    """The word by which the title, or a sentence about the role, calls the role a junior one."""
    for words, where in ((rule.junior, Text(title_of(text))), (rule.junior_role, whole_text(text))):
        spans = phrases(words).spans(where) if words else []
        if spans:
            return where.plain[slice(*spans[0])]
    return None


def title_of(text: str) -> str:
    """The first line with words in it."""
    return next((line for line in text.splitlines() if any(map(str.isalnum, line))), "")[:120]


def _finding(rule: str, years: YearsRule, said: str, at: re.Match[str], source: str | None = None) -> Finding:
    return Finding(rule, Kind.LANGUAGE, years.severity, said, None, None, at.span(), source or years.source)
