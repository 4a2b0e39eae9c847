"""Whether a posting holds words that a law forbids in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from touchstone.postings.findings import Span
from touchstone.postings.outcomes import Met, Outcome, Said, Unknown, Unmet
from touchstone.postings.phrases import whole_text
from touchstone.postings.statements import DENIES
from touchstone.postings.statutes import LawDuty
from touchstone.postings.words import listed

_AGE = r"\d{2}(?!\s?(?:%|m?s\b|sec|min|hour|day|week|month))"  # `#` in a law's words; not of data
_WORD = re.compile(r"\w+")
_SENTENCE_ENDS = re.compile(r"[.!?\n]")


def no_words(duty: LawDuty, said: Said) -> Outcome:
    """Whether a text keeps clear of the words, and the kinds of words, that a duty forbids."""
    text = said.text or ""
    if kept_out := _worded(duty.wording, said):
        return Unmet(f"The posting says {_quoted(kept_out, text)}.", kept_out[0])
    doubt: str | None = None
    for found in _standing(duty.vague, text):
        if _plainly_not_asked(text, found):
            continue
        if not DENIES.search(_sentence(text, found)):  # “no Canadian experience is needed” is allowed
            return Unmet(f"The posting says '{found.group()}'.", found.span())
        doubt = doubt or found.group()
    doubt = doubt or next((found.group() for found in _standing(duty.doubtful, text)), None)
    if doubt is None:
        return _no_doubtful_words(duty, said)
    return Unknown(f"The posting says '{doubt}'; whether it asks for that is for you to see.")


# `No Canadian experience is needed.`, `You don't need …`, `… is not required.`, with nothing behind it.
_NO = re.compile(
    r"(?:\A|[.!?;:\n])\W*(?:no|you (?:do not|don['’]t) need|(?:we|you) (?:do not|don['’]t|never|"
    r"need not) (?:ask for|require|"
    r"expect|need|have to have))\s(?:any\s|prior\s)?\Z",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:\A|[.!?;:\n])\W*(?:prior\s)?\Z", re.IGNORECASE)
_WORDS = r"(?:required|needed|necessary|asked for|expected|a requirement|mandatory|a condition)"
_ENDS = r"(?: and (?:value|welcome|accept|count|recogni[sz]e) [^.!?;\n]{1,80})?\W{0,3}(?:[.!?;\n]|\Z)"
_NEEDED = re.compile(rf"(?: (?:is |are )?{_WORDS})?{_ENDS}", re.IGNORECASE)
_NOT_NEEDED = re.compile(
    rf" (?:(?:is|are) (?:not|never) {_WORDS}|will not be (?:asked for|required|"
    rf"considered in our decisions?)){_ENDS}",
    re.IGNORECASE,
)

# `Not needed: a degree, Canadian experience, or previous transit knowledge.`
_LISTED_OUT = re.compile(
    rf"(?:\A|[.!?\n])\W*(?:not {_WORDS}|no need for|(?:what )?you (?:do not|don['’]t) need)\s?:[^.!?;:\n]*\Z",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:but|though|although|however|yet|preferred|preferably|ideally|asset|plus|advantage|helps?|helpful)\b",
    re.IGNORECASE,
)


def _plainly_not_asked(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence says of the words that they are not asked for, and nothing else."""
    before = text[max(0, found.start() - 60) : found.start()]
    if _LISTED_OUT.search(before):
        return not _TAKEN_BACK.search(_SENTENCE_ENDS.split(text[found.end() : found.end() + 300])[0])
    if _NO.search(before):
        return _NEEDED.match(text, found.end()) is not None
    return _BEGINS.search(before) is not None and _NOT_NEEDED.match(text, found.end()) is not None


def _no_doubtful_words(duty: LawDuty, said: Said) -> Outcome:
    spans = _worded(duty.doubtful_wording, said)
    if not spans:
        return Met()
    why = "It may be lawful where the work cannot be done otherwise: see whether that is so."
    return Unknown(f"The posting says {_quoted(spans, said.text or '')}. {why}", span=spans[0])


def _worded(kinds: Sequence[str], said: Said) -> list[Span]:
    """Where words of these kinds stand, in the order of the text."""
    return sorted(span for kind in kinds for span in said.worded.get(kind, ()))


_MOST_QUOTED = 5  # of one duty: the words have a finding of their own each


def _quoted(spans: Sequence[Span], text: str) -> str:
    each = list(dict.fromkeys(f"'{' '.join(text[slice(*span)].split())}'" for span in spans))
    more = [f"{len(each) - _MOST_QUOTED} more"] if len(each) > _MOST_QUOTED else []
    return listed([*each[:_MOST_QUOTED], *more])


def _standing(words: Sequence[str], text: str) -> Iterator[re.Match[str]]:
    needed = _needed(tuple(words))
    if "" not in needed and needed.isdisjoint(whole_text(text).words):
        return iter(())
    return _any_of(tuple(words)).finditer(text)


@lru_cache(maxsize=256)
def _needed(words: tuple[str, ...]) -> frozenset[str]:
    """The longest word of each, of which one stands in every text that holds any: a pattern is dear."""
    return frozenset(max(_WORD.findall(one.lower()), key=len, default="") for one in words)


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(re.escape(one).replace(r"\#", _AGE) for one in words)
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE)


def _sentence(text: str, found: re.Match[str]) -> str:
    """The sentence around a match, without the match: `not older than` denies nothing by itself."""
    before, after = text[max(0, found.start() - 300) : found.start()], text[found.end() : found.end() + 300]
    return _SENTENCE_ENDS.split(before)[-1] + " " + _SENTENCE_ENDS.split(after)[0]
