"""Each request of a blueprint beside what a form has of it: the body of the certificate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from touchstone.interviews.blueprint import Blueprint, Share
from touchstone.interviews.check import Breach, breaches, counted, mixed, unnamed
from touchstone.interviews.forms import Form

MINUTES, ONE_PER_SKILL = "Minutes of questions", "Two questions on one skill"
AT_LEVEL = "Questions at "
ALL_ASKED_FOR = "as many as are asked for"
KINDS, TOOLS = "Kinds", "Tools"
NO_QUESTION = "the bank has no question on it for this level"


@dataclass(frozen=True)
class Met:
    """One request: what was asked for, what the form has, whether that meets it."""

    request: str
    wanted: str
    found: str
    met: bool


def requests_met(
    blueprint: Blueprint, form: Form, siblings: Sequence[frozenset[str]], difficulty: float | None
) -> list[Met]:
    """All requests with what the form has of each."""
    broken = breaches(blueprint, form.questions, siblings=siblings, difficulty=difficulty)
    keys = {breach.key for breach in broken}
    return [
        _minutes(blueprint, form, keys),
        *_needs(blueprint, form, keys),
        *(
            Met(f"Questions on {label}", "at least 1", f"0: {_no_question(blueprint)}", False)
            for label in blueprint.unseen
        ),
        *_shares(blueprint, form, keys),
        *_others(blueprint, form, broken),
        *_against_siblings(blueprint, form, siblings, difficulty, keys),
    ]


def _no_question(blueprint: Blueprint) -> str:
    return f"{NO_QUESTION} and of the kinds asked for" if blueprint.kinds else NO_QUESTION


def _minutes(blueprint: Blueprint, form: Form, broken: set[str]) -> Met:
    return Met(MINUTES, minutes_wanted(blueprint), f"{form.minutes:g}", "minutes" not in broken)


def minutes_wanted(blueprint: Blueprint) -> str:
    """The least and the most minutes of questions."""
    return f"{blueprint.low_minutes:g} to {blueprint.high_minutes:g}"


def share_request(share: Share) -> str:
    """What a share of the mix of levels is called."""
    return f"{AT_LEVEL}{share.level} level"


def share_wanted(share: Share) -> str:
    """What a share of the mix of levels wants."""
    if share.beside and share.asked >= Share.ANY:
        return ALL_ASKED_FOR
    if share.beside:
        return _at_most(share.asked) if share.asked else "none"
    return f"{share.at_least:.0%} to {share.at_most:.0%}"


def none_beside(blueprint: Blueprint) -> str:
    """How many questions may be on the skill of another one: those that have to be in may be, all of them."""
    named = len(blueprint.must_include) > len(blueprint.common)
    kept = ["that everybody is asked"] * bool(blueprint.common) + ["that were asked for by name"] * named
    return f"none beside those {' or '.join(kept)}" if kept else "none"


def _at_most(asked: int) -> str:
    return f"at most {asked}, as asked for"


def says(kept: Iterable[Met], right: Iterable[Met]) -> bool:
    """Whether kept rows say what is right, in today's words or in those of earlier certificates."""
    rows = list(zip_longest(kept, right))
    return all(item == now or (now and item in _before(now)) for item, now in rows)


def _before(item: Met) -> Iterator[Met]:
    """How earlier certificates said it: of two questions on one skill that there are none, the number
    that stands for any, and kinds and tools without what was asked for by name beside them."""
    if item.request == ONE_PER_SKILL and item.met:
        yield replace(item, wanted="none", found="none")
    if item.request in (KINDS, TOOLS) and item.met:
        yield replace(item, found=item.wanted)
    if item.wanted == ALL_ASKED_FOR:
        yield replace(item, wanted=_at_most(Share.ANY))
    if item.wanted == "none" and item.request.startswith(AT_LEVEL):
        yield replace(item, wanted=_at_most(0))


def _needs(blueprint: Blueprint, form: Form, broken: set[str]) -> Iterator[Met]:
    for place, need in enumerate(blueprint.needs):
        most = "" if need.at_most is None else f", at most {need.at_most}"
        label = f"{'/'.join(need.levels)} {need.label}".strip()
        found = str(counted(need, form.questions))
        asked = f"{' or '.join(need.kinds)} questions".strip().capitalize()
        yield Met(
            f"{asked} on {label}", f"at least {need.at_least}{most}", found, f"need:{place}" not in broken
        )


def _shares(blueprint: Blueprint, form: Form, broken: set[str]) -> Iterator[Met]:
    chosen = mixed(blueprint, form.questions)
    if not chosen:
        return
    levels, total = Counter(question.level for question in chosen), len(chosen)
    for share in blueprint.shares:
        found = f"{levels[share.level]} of {total}"
        if share.beside:
            found = str(sum(q.level == share.level for q in unnamed(blueprint, chosen)))
        yield Met(share_request(share), share_wanted(share), found, f"share:{share.level}" not in broken)


def _others(blueprint: Blueprint, form: Form, broken: Sequence[Breach]) -> Iterator[Met]:
    shown = blueprint.samples or any(question.sample for question in form.questions)
    others = "none that was not asked for" if any(share.beside for share in blueprint.shares) else "none"
    by_name = [name for name in blueprint.must_include if name not in blueprint.common]
    listed: list[tuple[str, str, str, object]] = [
        ("enemies", "Questions that give each other away", "none", True),
        ("one_per_skill", ONE_PER_SKILL, none_beside(blueprint), blueprint.one_per_skill),
        ("include", "Questions that everybody is asked", ", ".join(blueprint.common), blueprint.common),
        ("include", "Questions asked for by name", ", ".join(by_name), by_name),
        ("exclude", "Questions left out by name", "none of them", blueprint.exclude),
        ("asked", "Questions of neighbouring interviews", "none", blueprint.asked),
        ("samples", "Questions that candidates see as samples", "none", shown),
        ("kinds", KINDS, " or ".join(blueprint.kinds), blueprint.kinds),
        ("tools", TOOLS, " or ".join(blueprint.tools), blueprint.tools),
        ("topics", "Questions beside the role's skills", "none", blueprint.topics),
        ("levels", "Questions at other levels", others, blueprint.shares),
    ]
    for key, request, wanted, given in listed:
        if given:
            missed = [breach.sentence for breach in broken if breach.key == key]
            found = wanted + _beside_by_name(key, blueprint, form)
            yield Met(request, wanted, "; ".join(missed) or found, not missed)


def _beside_by_name(key: str, blueprint: Blueprint, form: Form) -> str:
    """The questions of other kinds or tools that are in a form since they were asked for by name."""
    named = [question for question in form.questions if question.id in blueprint.must_include]
    others = {
        "kinds": [f"{q.id} ({q.kind})" for q in named if q.kind not in blueprint.kinds],
        "tools": [f"{q.id} ({q.tools})" for q in named if q.tools not in blueprint.tools],
    }.get(key)
    return f"; by name beside them {', '.join(others)}" if others else ""


def _against_siblings(
    blueprint: Blueprint,
    form: Form,
    siblings: Sequence[frozenset[str]],
    difficulty: float | None,
    broken: set[str],
) -> Iterator[Met]:
    if siblings:
        free = form.ids - set(blueprint.must_include)
        most = max(len(free & sibling) for sibling in siblings)
        wanted = f"at most {blueprint.overlap}"
        yield Met("Questions shared with another form", wanted, str(most), "overlap" not in broken)
    if difficulty is not None:
        wanted = f"{difficulty:+z.2f} ± {blueprint.band:.2f}"
        yield Met("Mean difficulty (logits)", wanted, f"{form.difficulty:+z.2f}", "band" not in broken)
