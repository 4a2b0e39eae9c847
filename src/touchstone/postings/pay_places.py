"""Which places the words around an amount tie it to: its sentence, its row or column, the heading above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from touchstone.postings.gazetteer import Gazetteer, Mention
from touchstone.postings.pay_around import around, intro_above, sentence
from touchstone.postings.pay_place_words import (
    AMOUNT,
    AT_SEAT,
    BASED,
    BEHIND,
    BUT,
    ENGLISH,
    FIRM,
    HQ,
    LAW,
    LAW_OF,
    LIST,
    MARKED,
    MONEY,
    NO_PLACE,
    PAID_AT,
    REST,
    REST_ALONE,
    SAYS_WHERE,
    SEAT,
    SEGMENT,
    SMALL,
    TIES,
    UNKNOWN,
    ZONE,
)
from touchstone.postings.pay_tied import FAR, PAY, column_above, heading_above

Group = tuple[Mention, ...]


@dataclass(frozen=True)
class Tie:
    """The places that an amount is tied to. Of each group one must hold; `but` are those that are left out.

    Nothing in it: the amount is that of every place of the posting.
    """

    groups: tuple[Group, ...] = ()
    but: Group = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.but)

    def misses(self, gazetteer: Gazetteer, place: str) -> Mention | None:
        """The name by which the amount is not that of a place; None where it is. One without ids: unknown."""
        for group in self.groups:
            if not any(gazetteer.meets(one.ids, place) for one in group):
                return next((one for one in group if one.ids), group[0])
        over = gazetteer.around(place)
        return next((one for one in self.but if one.ids & over), None)


EVERYWHERE = Tie()


def tie(text: str, span: tuple[int, int], gazetteer: Gazetteer, title: frozenset[str]) -> Tie:
    """What ties the amount at `span` to places; `title` are the words of the posting's title."""
    low, high = sentence(text, *span)
    own = _in_sentence(text, low, span, high, gazetteer, title)
    above = text[max(0, span[0] - FAR) : span[0]]
    column = _counted(column_above(above), gazetteer)
    groups = [own, Tie((column,) if column else ())]
    found = around(text, *span)
    if not own and not column:
        groups.append(_heading(above, gazetteer))
    if not own:
        groups += [_said(found.previous, gazetteer)]
    groups.append(_said(found.following, gazetteer))
    return _together(groups)


def labelled(text: str, span: tuple[int, int], gazetteer: Gazetteer) -> bool:
    """Whether places or a zone alone stand before an amount in its line: `California: …; Texas: …`."""
    low, high = sentence(text, *span)
    lead = re.split(r"[;•]", text[low : span[0]])[-1]
    if _opens_part(text[low : span[0]], lead):
        behind = text[span[1] : high]
        return bool(_behind(behind, gazetteer, True) or REST_ALONE.match(behind))
    if ZONE.fullmatch(lead):
        return True
    rest = REST.search(lead)
    if rest is not None and not SMALL.sub("", lead.replace(rest.group(), " ")):
        return True
    return bool(_counted(lead, gazetteer))


def _opens_part(before: str, lead: str) -> bool:
    """Whether an amount opens its line, or a part of a line about pay: `Pay: … (Berlin); … (Munich)`."""
    if before.strip(" -*+|•") == "":
        return True
    return not lead.strip() and PAY.search(before) is not None and AMOUNT.search(before) is not None


def _together(ties: Sequence[Tie]) -> Tie:
    return Tie(tuple(g for one in ties for g in one.groups), tuple(m for one in ties for m in one.but))


def _in_sentence(
    text: str, low: int, span: tuple[int, int], high: int, gazetteer: Gazetteer, title: frozenset[str]
) -> Tie:
    """Sees each amount of the sentence in turn, since one without places has those of the one before."""
    before = [found.span() for found in AMOUNT.finditer(text, low, span[0])]
    amounts = [*_ranges(text, before), span]
    nexts = AMOUNT.search(text, span[1], high)
    stop, last, attached = low, Tie(), False
    for n, (start, end) in enumerate(amounts):
        limit = amounts[n + 1][0] if n + 1 < len(amounts) else nexts.start() if nexts else high
        lead = text[stop:start]
        if attached and (mark := re.search(r"[,;)|]|\band\b", lead)):
            lead = lead[mark.end() :]
        cut = re.split(r"[;•]", lead)
        ahead = _lead(cut[-1], gazetteer, title)
        behind = _behind(text[end:limit], gazetteer, limit == high)
        attached = bool(behind)
        rest = REST.search(cut[-1]) or REST_ALONE.match(text[end:limit])
        if rest is not None and not ahead.groups:
            others = tuple(gazetteer.mentions(text[max(0, stop - FAR) : start]))
            unknown = Mention(rest.group().strip(), rest.span(), frozenset())
            ahead = Tie((), others) if others else Tie(((unknown,),))
        found = _together([ahead, behind])
        if not found and last and len(cut) == 1 and n:
            found = last
        last, stop = found, end
    return last


def _ranges(text: str, amounts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Amounts that a dash or `to` joins, as one."""
    start: int | None = None
    for n, (begin, end) in enumerate(amounts):
        start = begin if start is None else start
        following = amounts[n + 1] if n + 1 < len(amounts) else None
        if following is not None and re.fullmatch(
            r"\s?(?:/\w+|per \w+|an? \w+)?\s?(?:-|–|—|~|to|bis|à|and)\s?", text[end : following[0]]
        ):
            continue
        yield start, end
        start = None


def _lead(words: str, gazetteer: Gazetteer, title: frozenset[str]) -> Tie:
    """The places in the words that lead to an amount, as far as they tie it to them."""
    counted: list[Mention] = []
    mentions = _real(words, gazetteer)
    blank = words
    for one in mentions:  # `Austin, TX` is one, though a comma stands in it
        blank = blank[: one.span[0]] + " " * (one.span[1] - one.span[0]) + blank[one.span[1] :]
    edges = [0, *(mark.end() for mark in SEGMENT.finditer(blank)), len(words)]
    for n, (begin, end) in enumerate(pairwise(edges)):
        inside = [one for one in mentions if begin <= one.span[0] < end]
        rest = blank[begin:end]
        last = n == len(edges) - 2
        ties = PAY.search(rest) or TIES.match(rest) or not SMALL.sub("", rest)
        if inside and (ties or (counted and LIST.match(rest)) or (last and len(rest) < 25)):
            counted += inside
    held = _parted(words, counted)
    if not held and (unknown := _unknown(words, title)):
        held = Tie(((unknown,),))
    return held


def _behind(words: str, gazetteer: Gazetteer, ends: bool) -> Tie:
    """The places in the words behind an amount that belong to it alone."""
    part = re.split(r"[;•|]" if ends else r"[;•|,)]|\band\b", words)[0]
    opened = BEHIND.match(part)
    if opened is None:
        return Tie()
    mentions = _real(part, gazetteer)
    seat = AT_SEAT.match(part)  # where the work is, not where the firm sits
    if seat is not None:
        mentions = [
            one for one in gazetteer.mentions(part[: seat.end()]) if one.span[1] >= seat.start("name")
        ]
    if not mentions:
        return Tie()
    between = part[opened.end() : mentions[0].span[0]]
    plain = re.fullmatch(
        r"\W*(?:only|if|when|you|are|is|for|in|at|to|out|from|relocate|relocating|move|moving|our|the|all|any|candidates?|"
        r"applicants?|employees?|hires?|"
        r"residents?|those|people|based|located|living|working|hired|of|who|live|work|reside|remote|within|"
        r"elsewhere|across|throughout|outside|except|excluding|not|including|roles?|positions?|performed|this|role|"
        r"available|open|valid|with|exception|but|without|"
        r"position|job|locations?|offices?|other|than|\W)*\W*",
        between,
        re.IGNORECASE,
    )
    return _parted(part, mentions) if plain else Tie()


def _heading(above: str, gazetteer: Gazetteer) -> Tie:
    """The places of the nearest heading, or of the line over a list, when it names nothing else."""
    for head in dict.fromkeys([intro_above(above), heading_above(above), *_marked(above)]):
        mentions = _counted(head, gazetteer)
        if mentions:
            return _parted(head, [*mentions, *_lines_above(above, head, gazetteer)])
    return Tie()


def _marked(above: str) -> Iterator[str]:
    deepest = 7
    for found in reversed(list(MARKED.finditer(above))):
        if len(found["level"]) < deepest:
            deepest = len(found["level"])
            yield found["words"]


def _lines_above(above: str, head: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """The places in the lines straight over a heading that hold nothing else: a list of them."""
    lines = above.split("\n")
    at = max((n for n, line in enumerate(lines) if line == head), default=0)
    for line in reversed(lines[:at]):
        found = _counted(line, gazetteer)
        if not found:
            return
        yield from found


def _said(words: str, gazetteer: Gazetteer) -> Tie:
    """The places that a sentence beside says the range is for: `This range applies to Texas.`"""
    says = SAYS_WHERE.match(words)
    if says is None:
        alone = re.search(r"\bonly\b", words) and _counted(words, gazetteer)
        return Tie((alone,)) if alone else Tie()
    part = re.split(r"[.;\n]", words[says.end() : says.end() + 200])[0]
    first = _real(part, gazetteer)
    near = first and first[0].span[0] <= 40
    return _parted(part, first) if near else Tie()


def _counted(words: str, gazetteer: Gazetteer) -> Group:
    """The places in a heading or cell that says nothing else than them and the pay."""
    mentions = _real(words, gazetteer)
    rest = words
    for one in mentions:
        rest = rest.replace(one.name, " ")
    rest = re.sub(PAY.pattern + r"\w*", " ", rest, flags=re.IGNORECASE)
    return tuple(mentions) if mentions and not SMALL.sub("", rest) else ()


def _real(words: str, gazetteer: Gazetteer) -> list[Mention]:
    """The places that are no law, no firm, no currency and no seat of the company."""
    return [one for one in gazetteer.mentions(words) if not _other(words, one)]


def _other(words: str, one: Mention) -> bool:
    before, behind = words[: one.span[0]], words[one.span[1] :]
    firm = FIRM.match(behind) and not BASED.match(behind)
    firm = firm and not (HQ.match(behind) and PAID_AT.search(before))
    return bool(
        firm or LAW.match(behind) or MONEY.match(behind) or LAW_OF.search(before) or SEAT.search(before)
    )


def _parted(words: str, mentions: Sequence[Mention]) -> Tie:
    """The places as a group, without those that the words leave out: `all but Texas and Ohio`."""
    named: list[Mention] = []
    but: list[Mention] = []
    for n, one in enumerate(mentions):
        ahead = words[: one.span[0]]
        goes_on = bool(n and but and but[-1] is mentions[n - 1])
        goes_on = goes_on and LIST.fullmatch(words[mentions[n - 1].span[1] : one.span[0]]) is not None
        (but if BUT.search(ahead) or goes_on else named).append(one)
    return Tie((tuple(named),) if named else (), tuple(but))


def _unknown(words: str, title: frozenset[str]) -> Mention | None:
    """A name that stands where a place would, and is none that we know."""
    part = re.split(r"[,;|(\n]", words.rstrip(" :–—-|("))[-1]
    found = UNKNOWN.search(part)
    if found is None or not ENGLISH.search(part):
        return None
    name = found["name"]
    if any(NO_PLACE.match(one) or one.lower() in title or len(one) < 3 for one in name.split()):
        return None
    return Mention(name, found.span("name"), frozenset())
