"""Whether the words around an amount affirm it, in the present, as the pay of this job; and if not, why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from touchstone.postings import pay_cues as cues
from touchstone.postings.pay_around import Around, Clause, around, headings
from touchstone.postings.pay_behind import OTHER_MONEY, of_another_level, undercut
from touchstone.postings.pay_leads import doubtful
from touchstone.postings.pay_tied import PAY
from touchstone.postings.pay_vocabulary import states


class Why(StrEnum):
    """Why an amount is not taken as the pay; each ends the sentence `'…' is not taken as the pay: …`."""

    DENIED = "the words around it deny it"
    PAST = "the words around it speak of another time"
    OTHERS = "the words around it speak of what others pay or what applicants ask for"
    ELSEWHERE = "it is stated for another place"
    UNREAD = "amounts that are written so are not read"
    UNSURE = "it could not be told whether it is the pay of this job"


_PLACE_APART = re.compile(
    r"\s*elsewhere(?: in\b.*)?[).,;]?\s*", re.IGNORECASE
)  # `$90,000 (elsewhere in Texas)`
_IF = re.compile(r"\W*(?:if|once|provided|assuming|unless)\b", re.IGNORECASE)


def why_not(
    text: str, span: tuple[int, int], year: int | None, title: frozenset[str], *, alone: bool = False
) -> Why | None:
    """Why the amount at `span` is not stated as the pay of this job; None where it is.

    `year` is the present one: an earlier one beside the amount makes it a thing of the past. `title` are the
    words of the posting's title. `alone`: the text is a line about this job's pay, so that words that are not
    known leave no doubt.
    """
    found = around(text, *span)
    heads = list(headings(text, span[0]))
    governing = _governing(found.before)
    tied = any(PAY.search(one.words) for one in (*governing, *found.behind[:1]))
    own = "".join([*(one.words for one in governing), " ~ ", found.behind[0].words])
    why = _cue(own, year) or _beside(found, governing, tied, year)
    why = why or next(filter(None, (_heading_cue(head, year) for head in heads)), None)
    why = why or _neighbour(found, tied, year)
    behind = [one.words for one in found.behind]
    label = next((one.words for one in reversed(found.before) if one.words.strip(" -*+•|")), "")
    if why is None and (
        undercut(behind, found.following) or of_another_level(label, behind, found.following, title)
    ):
        return Why.UNSURE
    ahead = cues.harmless_left_out("".join(one.words for one in governing))
    if why is None and (found.asks or not (alone or states(ahead, found.behind[0].words, title))):
        why = Why.UNSURE
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


def _governing(before: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses from the nearest that speaks of pay up to the amount.

    When none does, the nearest alone, with its label: `You ask for: $90,000`.
    """
    for n in range(len(before) - 1, -1, -1):
        if PAY.search(before[n].words):
            return before[n:]
    labelled = len(before) > 1 and not before[-1].words.strip() and before[-2].words.endswith(":")
    return before[-2:] if labelled else before[-1:]


def _beside(found: Around, governing: Sequence[Clause], tied: bool, year: int | None) -> Why | None:
    """What other clauses of the sentence say of the amount: only those that take it up or speak of pay."""
    ahead = found.before[: len(found.before) - len(governing)]
    if doubtful(_lead(found, ahead)):
        return Why.UNSURE
    for clause in (*ahead, *(one for one in found.behind[1:] if not _PLACE_APART.fullmatch(one.words))):
        if clause in ahead and clause.strong and tied:
            continue
        if cues.BARE_NO.fullmatch(clause.words):
            return Why.DENIED
        takes_up = bool(cues.TAKES_UP.search(clause.words))
        why = _cue(clause.words, year)
        if why is Why.UNSURE and clause not in ahead and OTHER_MONEY.search(clause.words):
            continue  # `…; a bonus may be paid`
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


def _lead(found: Around, ahead: Sequence[Clause]) -> str:
    """What leads into the clause of the amount: the ones before it, or a line above that a colon ends."""
    own = "".join(one.words for one in ahead if not one.strong)
    return own or (found.previous if found.previous.rstrip().endswith(":") else "")


def _heading_cue(heading: str, year: int | None) -> Why | None:
    why = _cue(heading, year)
    if why in (Why.DENIED, Why.UNSURE) and not (PAY.search(heading) or cues.TAKES_UP.search(heading)):
        return None  # `We use no AI`, `Example projects`
    return why


def _neighbour(found: Around, tied: bool, year: int | None) -> Why | None:
    """What the sentence before says of an amount that has no words of its own, and the one behind of any."""
    if not tied or re.search(r"\b(?:following|below|next|folgende\w*)\b", found.previous, re.IGNORECASE):
        why = _cue(found.previous, year)
        if why in (Why.PAST, Why.OTHERS) or (why and cues.TAKES_UP.search(found.previous)):
            return why
        if why and PAY.search(found.previous):
            return why
    if cues.TAKEN_BACK.match(found.following):
        return Why.DENIED
    if cues.SETS_ASIDE.search(found.following):
        return Why.UNSURE
    follows = cues.FOLLOWS.match(found.following)
    if follows is None:
        return None
    why = _cue(found.following, year)
    if why is Why.DENIED and not cues.NOT_OURS.search(follows["rest"]):
        return None
    return Why.UNSURE if why else None
