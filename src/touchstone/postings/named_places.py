"""The places of work that a pasted text names itself: their laws count beside those of the chosen places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from touchstone.postings.findings import NAMED, OUR_OWN, Finding, Kind, Severity, Span
from touchstone.postings.gazetteer import Mention
from touchstone.postings.other_place import PlaceWords, meets, stated
from touchstone.postings.places import Atlas, Place
from touchstone.postings.statements import DENIES
from touchstone.postings.words import listed, listed_places

MOST = 8  # places of one text: a longer list is no posting's
_LEAD = 40  # characters that may stand between the label, or the words, and the first place
_OTHERS = re.compile(
    r"\b(?:with|teams?|customers?|clients?|colleagues|partners|headquarter\w*|HQ)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"[\s,;/|&(•–—-]*(?:(?:and|or|and/or|as well as)\s+)?(?:(?:in|our|the|from|office)\s+)*$"
)


@dataclass(frozen=True)
class NamedPlace:
    """A place that a text names as one of its work: in which words, where, and whose laws hold there."""

    words: str
    span: Span
    place: Place


def named_places(
    text: str, words: PlaceWords | None, atlas: Atlas, chosen: Sequence[Place]
) -> list[NamedPlace]:
    """The places of the work that none of the chosen ones stands for, in the order of the text.

    A name that may mean several places is none, nor is one in a sentence that denies something.
    """
    found: list[NamedPlace] = []
    for mention in _mentions(text, words, atlas) if words else ():
        others = [*chosen, *(one.place for one in found)]
        if any(meets(mention, one, atlas.gazetteer) for one in others):
            continue
        if (place := _place(mention, atlas)) is None:
            continue
        found.append(NamedPlace(mention.name, mention.span, place))
        if len(found) == MOST:
            break
    return found


def _mentions(text: str, words: PlaceWords, atlas: Atlas) -> Iterator[Mention]:
    """The first place behind a label or words of a sentence, and those that are listed with it."""
    for start, end in stated(text, words):
        part = text[start:end]
        listed_there = atlas.gazetteer.mentions(part)
        lead = part[: listed_there[0].span[0]] if listed_there else ""
        if not listed_there or len(lead) > _LEAD or _OTHERS.search(lead) or DENIES.search(part):
            continue
        for before, one in pairwise([None, *listed_there]):
            if one is None or (before and not _GOES_ON.match(part, before.span[1], one.span[0])):
                break
            yield Mention(one.name, (start + one.span[0], start + one.span[1]), one.ids)


def _place(mention: Mention, atlas: Atlas) -> Place | None:
    """The place that a name means; of a metro area over several states the main one, whose town it names."""
    if len(mention.ids) != 1:
        return None
    region = atlas.regions.by_id.get(name := next(iter(mention.ids)))
    if region is not None and region.kind == "metro" and len(region.states) > 1:
        name = region.states[0]
    place = atlas.find(name)
    return place if isinstance(place, Place) else None


def tell_named(named: Sequence[NamedPlace], chosen: Sequence[Place], *, known: bool) -> Iterator[Finding]:
    """That the law of a place which nobody chose was looked at, and by which words.

    `known`: the text names a chosen place as well; where it names none of them, `other-place` speaks.
    """
    if not named or (chosen and not known):
        return
    spots = list(dict.fromkeys(one.words for one in named))
    it, law = ("it", "the law there was") if len(spots) == 1 else ("them", "the laws there were")
    if chosen:
        where = listed_places([place.name for place in chosen])
        said = f"Besides {where}, the text names {listed(spots)} as a place of work: {law} looked at as well."
        yield Finding(NAMED, Kind.LAW, Severity.INFO, said, span=named[0].span, source=OUR_OWN)
        return
    said = f"No place of work is chosen. The text names {listed(spots)}, so {law} looked at: choose {it} "
    said += "if that is right."
    yield Finding(NAMED, Kind.LAW, Severity.WARN, said, span=named[0].span, source=OUR_OWN)
