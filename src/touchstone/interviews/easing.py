"""The nearest request that works: what is missing is taken off, and the result is tried."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from touchstone.core.counts import count
from touchstone.interviews.blueprint import LONGEST, SHORTEST, Blueprint, Share, described, question_window
from touchstone.interviews.check import Breach
from touchstone.interviews.shortage import Shortage

ROUND_MINUTES = 5  # nobody plans an interview of 63 minutes


def ease_counted(blueprint: Blueprint, shortages: Iterable[Shortage]) -> Blueprint:
    """The blueprint without what counting showed to be impossible."""
    for short in shortages:
        kind, _, name = short.key.partition(":")
        if kind == "include":
            kept = tuple(held for held in blueprint.must_include if held != name)
            blueprint = replace(blueprint, must_include=kept)
        elif kind == "need":
            blueprint = _with_need(blueprint, int(name), short.each)
    return blueprint


def ease(blueprint: Blueprint, missing: Iterable[Breach]) -> Blueprint:
    """The blueprint with each broken request moved to what the nearest form has."""
    for breach in missing:
        kind, _, name = breach.key.partition(":")
        if kind == "minutes":
            blueprint = _with_minutes(blueprint, breach.found)
        elif kind == "need":
            blueprint = _with_need(blueprint, int(name), int(breach.found))
        elif kind == "share":
            blueprint = _with_share(blueprint, name, breach.found)
        elif kind == "band" and blueprint.difficulty is not None:
            off = abs(breach.found - blueprint.difficulty)
            blueprint = replace(blueprint, band=math.ceil(off * 100) / 100)
        elif kind == "band":
            blueprint = replace(blueprint, band=round(blueprint.band * 2, 2))
        elif kind == "one_per_skill":
            blueprint = replace(blueprint, one_per_skill=False)
        elif kind == "overlap":
            blueprint = replace(blueprint, overlap=int(breach.found))
    return blueprint


def _with_minutes(blueprint: Blueprint, found: float) -> Blueprint:
    up = found > blueprint.high_minutes
    start = -(-(blueprint.minutes + (1 if up else -ROUND_MINUTES)) // ROUND_MINUTES) * ROUND_MINUTES
    stop, step = (LONGEST + 1, ROUND_MINUTES) if up else (SHORTEST - 1, -ROUND_MINUTES)
    for minutes in range(start, stop, step):
        low, high = question_window(minutes)
        # 12 minutes of questions are too many for 15 and too few for 20: there is room for another then.
        if found <= high and (up or low <= found):
            return blueprint.with_minutes(minutes)
    return replace(blueprint, low_minutes=min(found, blueprint.low_minutes))


def _with_need(blueprint: Blueprint, place: int, found: int) -> Blueprint:
    need = blueprint.needs[place]
    most = need.at_most if need.at_most is None else max(need.at_most, found)
    eased = replace(need, at_least=min(need.at_least, found), at_most=most)
    return replace(blueprint, needs=(*blueprint.needs[:place], eased, *blueprint.needs[place + 1 :]))


def _with_share(blueprint: Blueprint, level: str, found: float) -> Blueprint:
    eased = (_widened(share, found) if share.level == level else share for share in blueprint.shares)
    return replace(blueprint, shares=tuple(eased))


def _widened(share: Share, found: float) -> Share:
    if share.beside:
        return replace(share, asked=max(share.asked, int(found)))
    return replace(
        share,
        at_least=min(share.at_least, math.floor(found * 100) / 100),
        at_most=max(share.at_most, math.ceil(found * 100) / 100),
    )


def changes(before: Blueprint, forms_before: int, after: Blueprint, forms: int) -> str:
    """A sentence that says what was changed, with the figure that was asked for beside each."""
    listed = list(_changes(before, forms_before, after, forms))
    *first, last = listed or ["the same request"]
    joined = f"{', '.join(first)} and {last}" if first else last
    return f"This would work: {joined}."


def _changes(before: Blueprint, forms_before: int, after: Blueprint, forms: int) -> Iterator[str]:
    if forms != forms_before:
        yield f"{forms} form{'s' if forms > 1 else ''} instead of {forms_before}"
    if after.minutes != before.minutes:
        yield f"{after.minutes} minutes instead of {before.minutes}"
    elif after.low_minutes != before.low_minutes:
        yield f"at least {after.low_minutes:g} minutes of questions instead of {before.low_minutes:g}"
    for old, new in zip(before.needs, after.needs, strict=True):
        if new.at_least != old.at_least:
            many = described(new, new.at_least) if new.at_least else f"no {described(new)}"
            yield f"{many} instead of {old.at_least}"
        if new.at_most != old.at_most:
            yield f"up to {described(new, new.at_most)} instead of {old.at_most}"
    for was, now in zip(before.shares, after.shares, strict=True):
        if now.at_least != was.at_least:
            yield f"at least {now.at_least:.0%} {now.level} questions instead of {was.at_least:.0%}"
        if now.at_most != was.at_most:
            yield f"up to {now.at_most:.0%} {now.level} questions instead of {was.at_most:.0%}"
        if now.asked != was.asked:
            several = f"any number of {now.level} questions"
            beside = (
                several if now.asked >= Share.ANY else f"up to {count(now.asked, f'{now.level} question')}"
            )
            yield f"{beside} beside the mix of levels"
    if after.band != before.band:
        yield f"mean difficulties within ±{after.band:.2f} instead of ±{before.band:.2f}"
    if after.one_per_skill != before.one_per_skill:
        yield "more than one question on the same skill"
    if after.overlap != before.overlap:
        yield f"up to {count(after.overlap, 'shared question')} between forms instead of {before.overlap}"
    if dropped := [name for name in before.must_include if name not in after.must_include]:
        yield f"leaving out {', '.join(map(repr, dropped))}"
