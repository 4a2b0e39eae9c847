"""Whether the words around an amount affirm it, in the present, as the pay of this job; and if not, why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from touchstone.postings import pay_cues as cues
from touchstone.postings.pay_tied import FAR, PAY, column_above, heading_above
from touchstone.postings.pay_vocabulary import states


class Why(StrEnum):
    """Why an amount is not taken as the pay; each ends the sentence `'…' is not taken as the pay: …`."""

    DENIED = "the words around it deny it"
    PAST = "the words around it speak of another time"
    OTHERS = "the words around it speak of what others pay or what applicants ask for"
    UNSURE = "it could not be told whether it is the pay of this job"


NEAR = 400  # characters on each side in which the sentence is looked for
_ENDS = re.compile(r"[.!?](?=[\"”')\]]*(?:\s|\Z))|\n")
_SHORTENED = re.compile(
    r"(?:\b(?:approx|incl|excl|min|max|ca|vs|e\.g|i\.e|p\.a|etc|z\.\s?b|bzw|inkl|exkl|zzgl|no|st|inc|ltd|"
    r"u\.s|"
    r"u\.k|env|aprox|cca)|\b[a-z])\Z",
    re.IGNORECASE,
)
_APART = re.compile(
    r"[;|•·]|[,:()]|\s[–—-]\s|—|\b(?:but|while|whereas|(?:al)?though|sondern|aber|mais|sino)\b"
)
_STRONG = re.compile(r"[;|•·]|\w+")
_MARKED = re.compile(r"[ ]{0,3}(?P<level>#{1,6})\s+(?P<words>[^\n]*)")
_LIST = re.compile(r"\s*(?:[-*+•·–]|\d{1,2}[.)])\s|[ ]{0,3}#|\s*\||[^\n:]{2,40}:\s|\s*\Z|\s*>")
_IF = re.compile(r"\W*(?:if|once|provided|assuming|unless)\b", re.IGNORECASE)
_LONG = 40  # characters of a line from which on the next one may be its rest
# Words before an amount that tie it to nothing else: `Data engineer, $120k`, `we offer $120k a year`.
_BARE = re.compile(
    r"\W*(?:(?:we|you|and|also|will|['’]ll|can|get|gets?|offer\w*|receive|have|from|between|at|for|of|a|an|"
    r"the|"
    r"in|is|are|up|to|plus|around|about|approx\w*|circa|ca|role|position|job|this|here|full[ -]time|remote|"
    r"annual\w*|yearly|monthly|hourly|expected?|starting|start|expect|usd|us|minimum|min|maximum|max)\W+|"
    r"[A-Z0-9][\w.&/+-]*\W+)*\Z"
)


@dataclass(frozen=True)
class _Clause:
    """Words between two marks; `strong`: a strong mark parts it from the amount."""

    words: str
    strong: bool = False


@dataclass(frozen=True)
class _Sentence:
    """What stands before an amount, the nearest last; what stands behind it; and the sentences beside."""

    before: tuple[_Clause, ...]
    behind: tuple[_Clause, ...]
    previous: str
    following: str
    asks: bool


def flowing(text: str) -> str:
    """The text with a blank for each line break inside a sentence, so that wrapped lines are one."""
    lines = text.split("\n")
    for n in range(len(lines) - 1, 0, -1):
        above, line = lines[n - 1].rstrip(), lines[n]
        if not above or not line:
            lines[n] = "\n" + line
            continue
        small = re.match(r"\s{0,3}[a-zäöüßéèà(]", line) is not None
        wrapped = len(above) >= _LONG and above[-1] not in ".!?:;|" and not above.startswith("#")
        if above[-1] != "|" and (small or wrapped) and (small or not _LIST.match(line)):
            lines[n] = ("\n" if _MARKED.match(above) else " ") + line
        else:
            lines[n] = "\n" + line
    return "".join(lines)


def why_not(
    text: str, span: tuple[int, int], year: int | None, title: frozenset[str], *, alone: bool = False
) -> Why | None:
    """Why the amount at `span` is not stated as the pay of this job; None where it is.

    `year` is the present one: an earlier one beside the amount makes it a thing of the past. `title` are the
    words of the posting's title. `alone`: the text is known to be about pay, so that no words need to tie the
    amount to it.
    """
    found = _sentence(text, *span)
    heads = list(_headings(text, span[0]))
    governing = _governing(found.before)
    tied = any(PAY.search(one.words) for one in (*governing, *found.behind[:1]))
    own = "".join([*(one.words for one in governing), " ~ ", found.behind[0].words])
    why = _cue(own, year) or _beside(found, governing, tied, year)
    why = why or next(filter(None, (_heading_cue(head, year) for head in heads)), None)
    why = why or _neighbour(found, tied, year)
    ahead = cues.harmless_left_out("".join(one.words for one in governing))
    if why is None and (found.asks or not states(ahead, found.behind[0].words, title)):
        why = Why.UNSURE
    if why is None and not (tied or alone or any(map(PAY.search, heads))):
        why = None if _BARE.fullmatch(found.before[-1].words) else Why.UNSURE
    return why


def _cue(words: str, year: int | None) -> Why | None:
    """What the words say that keeps an amount beside them from being the pay."""
    plain = cues.harmless_left_out(words)
    if cues.DENIES.search(plain):
        return Why.PAST if cues.PAST.search(plain) else Why.DENIED
    if cues.PAST.search(plain) or _over(plain, year):
        return Why.PAST
    if cues.OTHERS.search(plain):
        return Why.OTHERS
    return Why.UNSURE if cues.HYPOTHETICAL.search(plain) else None


def _over(words: str, year: int | None) -> bool:
    years = [int(found["year"]) for found in cues.YEAR.finditer(words)]
    return year is not None and bool(years) and max(years) < year


def _governing(before: Sequence[_Clause]) -> Sequence[_Clause]:
    """The clauses from the nearest that speaks of pay up to the amount.

    When none does, the nearest alone, with its label: `You ask for: $90,000`.
    """
    for n in range(len(before) - 1, -1, -1):
        if PAY.search(before[n].words):
            return before[n:]
    labelled = len(before) > 1 and not before[-1].words.strip() and before[-2].words.endswith(":")
    return before[-2:] if labelled else before[-1:]


def _beside(found: _Sentence, governing: Sequence[_Clause], tied: bool, year: int | None) -> Why | None:
    """What other clauses of the sentence say of the amount: only those that take it up or speak of pay."""
    ahead = found.before[: len(found.before) - len(governing)]
    for clause in (*ahead, *found.behind[1:]):
        if clause in ahead and clause.strong and tied:
            continue
        if cues.BARE_NO.fullmatch(clause.words):
            return Why.DENIED
        takes_up = bool(cues.TAKES_UP.search(clause.words))
        why = _cue(clause.words, year)
        if why is Why.DENIED and (takes_up or PAY.search(clause.words)):
            return Why.UNSURE
        apart = why is Why.OTHERS and clause.strong and clause not in ahead  # `…; competitors pay less`
        short = cues.SHORT.fullmatch(clause.words) and not apart
        if why in (Why.PAST, Why.OTHERS) and (takes_up or short):
            return why
        if why is Why.PAST and PAY.search(clause.words):
            return Why.UNSURE
        if why is Why.UNSURE and (
            cues.SHORT.fullmatch(clause.words) or PAY.search(clause.words) or _IF.match(clause.words)
        ):
            return why
    return None


def _heading_cue(heading: str, year: int | None) -> Why | None:
    why = _cue(heading, year)
    if why in (Why.DENIED, Why.UNSURE) and not (PAY.search(heading) or cues.TAKES_UP.search(heading)):
        return None  # `We use no AI`, `Example projects`
    return why


def _neighbour(found: _Sentence, tied: bool, year: int | None) -> Why | None:
    """What the sentence before says of an amount that has no words of its own, and the one behind of any."""
    if not tied or re.search(r"\b(?:following|below|next|folgende\w*)\b", found.previous, re.IGNORECASE):
        why = _cue(found.previous, year)
        if why in (Why.PAST, Why.OTHERS) or (why and cues.TAKES_UP.search(found.previous)):
            return why
        if why and PAY.search(found.previous):
            return why
    if cues.TAKEN_BACK.match(found.following):
        return Why.DENIED
    follows = cues.FOLLOWS.match(found.following)
    if follows is None:
        return None
    why = _cue(found.following, year)
    if why is Why.DENIED and not cues.NOT_OURS.search(follows["rest"]):
        return None
    return Why.UNSURE if why else None


def _intro(above: str) -> str:
    """The line with a colon over the list or table in which an amount stands; nothing outside of one."""
    *lines, row = above.split("\n")
    if not re.match(r"\s*(?:\||[-*+•·–]\s|\d{1,2}[.)]\s)", row):
        return ""
    others = (
        line for line in reversed(lines) if line.strip() and not re.match(r"\s*(?:\||[-*+•·–]\s|\d)", line)
    )
    line = next(others, "").rstrip()
    return line if line.endswith(":") else ""


def _sentence(text: str, start: int, end: int) -> _Sentence:
    low, high = max(0, start - NEAR), min(len(text), end + NEAR)
    stops = [low, *_stops(text, low, start)]
    nexts = [*_stops(text, end, high), high]
    following = text[nexts[0] : high].strip().split("\n\n")[0] if nexts[0] < high else ""
    previous = _previous(text, stops)
    before = tuple(_clauses(text[stops[-1] : start], ahead=True))
    behind = tuple(_clauses(text[end : nexts[0]], ahead=False))
    asks = text[end : nexts[0]].rstrip().endswith("?")
    return _Sentence(before, behind, previous, following[:200], asks)


def _previous(text: str, stops: Sequence[int]) -> str:
    """The last sentence before the one that begins at the last stop."""
    for n in range(len(stops) - 1, 0, -1):
        if (words := text[stops[n - 1] : stops[n]]).strip(" \n.#*-"):
            return words
    return ""


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    for found in _ENDS.finditer(text, start, end):
        if found.group() != "." or not _SHORTENED.search(text[max(0, found.start() - 8) : found.start()]):
            yield found.end()


def _clauses(text: str, *, ahead: bool) -> Iterator[_Clause]:
    """The parts of a text between marks; each is strong when any mark between it and the amount is."""
    marks = list(_APART.finditer(text))
    edges = [0, *(mark.end() for mark in marks), len(text)]
    strong = [_STRONG.fullmatch(mark.group()) is not None for mark in marks]
    for n, (begin, stop) in enumerate(pairwise(edges)):
        yield _Clause(text[begin:stop], any(strong[n:] if ahead else strong[:n]))


def _headings(text: str, start: int) -> Iterator[str]:
    """The headings over an amount: the nearest line that may be one, and those marked so, but no title."""
    above = text[max(0, start - FAR) : start]
    yield heading_above(above)
    yield column_above(above)
    yield _intro(above)
    deepest = 7
    for found in reversed(list(_MARKED.finditer(above))):
        level = len(found["level"])
        if level < deepest and (found.start() == 0 or above[found.start() - 1] == "\n"):
            deepest = level
            if level > 1 or PAY.search(found["words"]):
                yield found["words"]
