"""What a text states that laws ask for: by whole sentences and headings, never by a word that strays by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from touchstone.postings.days import Day, days_in
from touchstone.postings.phrases import Span, Text, masked, outside, phrases, whole_text
from touchstone.postings.readings import Doubtful, Over, Reading, Readings, Stated, Unsaid
from touchstone.postings.sentences import Sentence, sentences
from touchstone.postings.statement_page import Page
from touchstone.postings.statement_words import Pattern, StatementWords, UnsaidWords
from touchstone.postings.statutes import NoticePart

DENIES = re.compile(
    r"\b(?:no|not|cannot|never|without|neither|nor|none|irrelevant|unnecessary)\b|n['’]t\b", re.IGNORECASE
)
_CLAUSES = re.compile(r"[,;:()]|\s[–—-]\s|\b(?:and|but|which|that|who)\b", re.IGNORECASE)
AROUND_DAY = 60  # characters between the words of a deadline and its day
MOST_SHOWN = 120  # characters of a sentence that a finding quotes


def read_statements(
    text: str,
    known: Iterable[StatementWords],
    fillers: Iterable[str],
    today: date,
    unsaid: Iterable[UnsaidWords] = (),
) -> Readings:
    """What a text states: what is sure before what is over or left unsaid, and that before doubts.

    `fillers` are words that headings may hold beside those of a statement, `unsaid` those that leave it open.
    """
    small = frozenset(word.lower() for word in fillers)
    page = Page(whole_text(text), sentences(text), small, today, tuple(unsaid))
    read = ((one.id, _read(one, page)) for one in known)
    return {name: reading for name, reading in read if reading is not None}


def _read(known: StatementWords, page: Page) -> Reading | None:
    allowed = known.found["allow"].spans(page.text)
    over: Over | Unsaid | None = None
    doubt: Doubtful | None = None
    for pattern in known.says:
        for part, span in _places(known, pattern, page, allowed):
            reading = _judged(known, pattern, page, part, span)
            if isinstance(reading, Stated):
                return reading
            over = over or (reading if isinstance(reading, Over | Unsaid) else None)
            doubt = doubt or (reading if isinstance(reading, Doubtful) else None)
    return over or doubt or _doubts(known, page, allowed)


def _doubts(known: StatementWords, page: Page, allowed: Sequence[Span]) -> Doubtful | Unsaid | None:
    """The first words that may state it; what stands under a heading of such words may, whatever it says."""
    words = known.found["doubtful"]
    for part in (*page.all_under(known), *page.labelled(known)):
        if words.within(Text(f"{part.section}. {part.heading}")):
            whole = (part.start, part.start + len(part.text))
            return _left(page, part, whole)
    for span in outside(words.spans(page.text), allowed):
        at = page.at(span[0])
        if at is not None and not known.found["unless"].within(Text(at.text)):
            return _left(page, at, span)
    return None


def _left(page: Page, part: Sentence, span: Span) -> Doubtful | Unsaid:
    if _asks(part) and _answer(page, part) is None:
        return Unsaid(_said(part.text), _whole(part), _ASKS)
    return _unsaid(None, page, part, span) or _doubt(part, span)


def _places(
    known: StatementWords, pattern: Pattern, page: Page, allowed: Sequence[Span]
) -> Iterator[tuple[Sentence, Span]]:
    """The sentences to judge, each with the words in it; spans count from the beginning of the text."""
    if not pattern.find:
        for part in page.all_under(known):
            yield part, (part.start, part.start + len(part.text))
        return
    spans = pattern.words.spans(page.text)
    # Words that hold a term say more than it: `there is a bonus` beside `SQL is a bonus`.
    terms = [(a, z) for a, z in allowed if not any(b <= a and z <= e and e - b > z - a for b, e in spans)]
    for span in outside(spans, terms):
        if (at := page.at(span[0])) is not None:
            yield at, span


def _judged(
    known: StatementWords, pattern: Pattern, page: Page, part: Sentence, span: Span
) -> Reading | None:
    looked_in, headed = Text(part.text), page.under(known, part)
    if not headed and not pattern.along_in(looked_in):
        return None
    aside = known.found["never"].within(looked_in) or pattern.others.within(looked_in)
    if aside or (not headed and known.found["unless"].within(looked_in)):
        return _doubt(part, span)
    if (left := _unsaid(pattern, page, part, span)) is not None:
        return left
    answer = _answer(page, part) if _asks(part) else "yes"
    if answer is None:
        return Unsaid(_said(part.text), _whole(part), _ASKS)
    if pattern.day:
        return _dated(page, part, span)
    rest = part.text[: span[0] - part.start] + " " + part.text[span[1] - part.start :]
    denied = answer == "no" or DENIES.search(rest) is not None
    if denied and not pattern.denied:
        return _doubt(part, span)
    if denied and answer != "no" and _still_says(pattern, looked_in, headed):
        denied = False  # `our AI tool ranks applications and doesn't decide` denies something else
    return Stated(_said(part.text), _whole(part), denied, _paragraph(page, part, headed))


def _asks(part: Sentence) -> bool:
    return part.text.rstrip(" *_").endswith("?")


def _unsaid(pattern: Pattern | None, page: Page, part: Sentence, span: Span) -> Unsaid | Doubtful | None:
    """Whether the sentence leaves the statement unsaid: it says that it is not known, or no longer so."""
    soft = False
    ahead = Text(masked(part.text[: max(0, span[0] - part.start)]))
    around = Text(masked(f"{part.section}. {part.heading}. {page.around(part)}"))
    for words in page.unsaid:
        if not words.denials and pattern is not None and pattern.denied:
            continue
        if words.within(around, ahead):
            if not words.soft:
                return Unsaid(_said(part.text), _whole(part), words.why)
            soft = True
    return _doubt(part, span) if soft else None


_ASKS = "only asks"
_YES_OR_NO = re.compile(r"\W*(?P<word>yes|no)\b", re.IGNORECASE)


def _answer(page: Page, part: Sentence) -> str | None:
    """The `yes` or `no` behind a question; nothing where another sentence, or none, stands there."""
    behind = page.after(part)
    found = _YES_OR_NO.match(behind.text) if behind is not None else None
    return found["word"].lower() if found else None


def _dated(page: Page, part: Sentence, span: Span) -> Reading | None:
    own = (span[0] - part.start, span[1] - part.start)
    near = [one for one in days_in(part.text, page.today) if _apart(one.span, own) <= AROUND_DAY]
    if not near:
        return None
    day = near[0].span
    begin, end = min(own[0], day[0]), max(own[1], day[1])
    between = part.text[min(own[1], day[1]) : max(own[0], day[0])]
    beside = part.text[_clause(part.text, begin) : begin] + " " + _OUTSIDE.sub(" ", between)
    if DENIES.search(beside) or _NOT_IT.match(part.text, end):
        return _doubt(part, span)
    return _day(page, part, near[0])


_OUTSIDE = re.compile(r"\b(?:no|not) later than\b", re.IGNORECASE)
_NOT_IT = re.compile(r"[^,;.]{0,20}\b(?:is|was|are|were) (?:not|no)\b", re.IGNORECASE)


def _clause(text: str, position: int) -> int:
    """Where the clause begins that holds a position."""
    return max(text.rfind(mark, 0, position) for mark in (",", ":", "(", " – ", " - ", "\n\n")) + 1


def _day(page: Page, part: Sentence, found: Day) -> Reading:
    if found.meant and all(one >= page.today for one in found.meant):
        return Stated(_said(part.text), _whole(part))
    if found.meant and all(one < page.today for one in found.meant):
        return Over(_said(part.text), _whole(part), max(found.meant))
    return _doubt(part, (part.start + found.span[0], part.start + found.span[1]))


def _apart(one: Span, other: Span) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _still_says(pattern: Pattern, sentence: Text, headed: bool) -> bool:
    """Whether the clauses that deny nothing make the statement by themselves."""
    left = Text(affirmed(sentence.plain))
    return not headed and pattern.words.within(left) and pattern.along_in(left)


def affirmed(sentence: str) -> str:
    """The clauses of a sentence that deny nothing: of `we use AI, and no tool decides` the first one."""
    return " , ".join(clause for clause in _CLAUSES.split(sentence) if not DENIES.search(clause))


def _paragraph(page: Page, at: Sentence, headed: bool) -> str:
    """The sentences of the same paragraph; under a heading of the statement, all that stand there."""
    return " ".join(
        part.text
        for part in page.parts
        if part.paragraph == at.paragraph or (headed and part.heading == at.heading)
    )


def _doubt(part: Sentence, span: Span) -> Doubtful:
    begin, end = max(span[0], part.start) - part.start, min(span[1], part.start + len(part.text)) - part.start
    return Doubtful(_said(part.text[begin:end]), span, part.text.strip())


def _whole(part: Sentence) -> Span:
    left = len(part.text) - len(part.text.lstrip(_MARKS))
    return part.start + left, part.start + len(part.text.rstrip())


_MARKS = " \n\t-*+•–·#"


def _said(text: str) -> str:
    words = " ".join(text.strip(_MARKS).split())
    return words if len(words) <= MOST_SHOWN else words[: MOST_SHOWN - 1].rstrip() + "…"


def holds(part: NoticePart, sentence: Text) -> bool:
    """Whether a sentence says what a notice must hold."""
    said = Text(affirmed(sentence.plain)) if part.affirmed else sentence
    return all(phrases(group).within(said) for group in part.words)
