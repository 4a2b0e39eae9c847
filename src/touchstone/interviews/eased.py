"""Which of our own wishes gave way before a set was found, beside what was wished at first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from touchstone.interviews.blueprint import Blueprint, level_shares, question_window
from touchstone.interviews.met import (
    MINUTES,
    ONE_PER_SKILL,
    minutes_wanted,
    none_beside,
    share_request,
    share_wanted,
)
from touchstone.interviews.pool import within
from touchstone.interviews.scope import Scope

SMALL, TO_MEET = "the bank is small here", "to meet what was asked for"
BEFORE_IT_WAS_KEPT = "why was not kept when the form was made"
NOTHING: Mapping[str, str] = MappingProxyType({})
OWN_SKILLS = "Questions beside this interview's own skills"


@dataclass(frozen=True)
class Eased:
    """One wish that gave way: the request as the certificate names it, the wish, what holds now, and why."""

    request: str
    wished: str
    instead: str
    why: str


def gave_way(before: Blueprint, after: Blueprint, why: str) -> tuple[Eased, ...]:
    """What differs between two blueprints of one request, wish by wish."""
    wished, instead = wishes(before), wishes(after)
    return tuple(
        Eased(request, was, instead[request], why)
        for request, was in wished.items()
        if instead.get(request, was) != was
    )


def scope_gave_way(before: Scope, after: Scope) -> Iterator[Eased]:
    """What an interview of a loop no longer keeps to: its own skills, or competencies that it looks at."""
    own = [topic for need in before.needs for topic in need.topics]
    if after.beside != before.beside and not all(within(topic, own) for topic in after.beside):
        yield Eased(OWN_SKILLS, "none", "other skills of the role", SMALL)
    for need in before.looks_at:
        if need not in after.looks_at:
            yield Eased(f"Questions on {need.label}", f"at least {need.at_least}", "not demanded", SMALL)


def found_again(blueprint: Blueprint) -> tuple[Eased, ...]:
    """What gave way in a form that was certified before this was kept: its blueprint beside the rules."""
    low, _ = question_window(blueprint.minutes)
    rules = replace(
        blueprint,
        shares=level_shares(blueprint.level, blueprint.needs),
        one_per_skill=True,
        # Where everybody is asked the same questions, those may fill the clock by themselves.
        low_minutes=blueprint.low_minutes if blueprint.common else low,
    )
    return gave_way(plain_mix(rules), blueprint, BEFORE_IT_WAS_KEPT)


def plain_mix(blueprint: Blueprint) -> Blueprint:
    """The blueprint without questions of levels that its mix has no share of."""
    return replace(blueprint, shares=tuple(replace(share, asked=0) for share in blueprint.shares))


def wishes(blueprint: Blueprint) -> dict[str, str]:
    """The requests that are our own wishes and may give way, each with what the blueprint wants of it."""
    return {
        MINUTES: minutes_wanted(blueprint),
        ONE_PER_SKILL: none_beside(blueprint) if blueprint.one_per_skill else "allowed",
        **{share_request(share): share_wanted(share) for share in blueprint.shares},
    }


def told(eased: Sequence[Eased], found: Mapping[str, str] = NOTHING) -> str:
    """All that gave way as a sentence for each reason; "" for nothing. `found` is what one form has of it."""
    sentences = []
    for why in dict.fromkeys(one.why for one in eased):
        listed = "; ".join(_told(one, found.get(one.request, "")) for one in eased if one.why == why)
        sentences.append(f"{why[:1].upper()}{why[1:]}: {listed}.")
    return " ".join(sentences)


def _told(one: Eased, found: str) -> str:
    request = one.request[:1].lower() + one.request[1:]
    has = f", this form has {found}" if found and found != one.instead else ""
    return f"{request} {_plainly(one.instead)} (wished: {_plainly(one.wished)}{has})"


def _plainly(window: str) -> str:
    """A share with one open end by its other end: `0% to 40%` is up to 40%."""
    if up_to := re.fullmatch(r"0% to (\d+%)", window):
        return f"up to {up_to[1]}"
    if at_least := re.fullmatch(r"(\d+%) to 100%", window):
        return f"at least {at_least[1]}"
    return window
