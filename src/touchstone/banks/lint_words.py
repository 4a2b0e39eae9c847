"""Linter rules about wording: what a reader could take two ways, give-aways, settings, sources, levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from touchstone.banks import keys, walk
from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding
from touchstone.banks.question import DIFFICULTY
from touchstone.core.located_yaml import Where
from touchstone.maths import tree

LONGER = 1.3  # a right option so many times as long as the longest wrong one gives itself away
SHORT = 40  # characters below which length says nothing
LONGEST_PROMPT = 220  # words: two minutes of reading in a second language
MINUTES = {"junior": (1, 12), "mid": (2, 18), "senior": (3, 25)}
BAND = 0.3  # a difficulty further from its level's middle belongs to another level

_SPREAD = frozenset({"variance", "stdev", "covariance", "pvariance", "pstdev", "pcovariance"})
_SAID = re.compile(
    r"\bsampl\w*\b(?! size)|\bpopulation|\bunbiased|\bn\s*[-−]\s*1\b|\ball of\b|"
    r"\bwhole\b(?! (?:number|percent|per cent|second|minute|hour|day|unit|user))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:standard deviations?|variances?)\b", re.IGNORECASE)
# A model has no sample: its standard deviation is a property of the distribution.
_MODEL = re.compile(
    r"(?<!standard )\bnormal\b(?! approximation)|\b(?:gaussian|uniform|poisson|laplace|exponential|lognormal|"
    r"binomial|gamma|beta|distribution|distributed|random|noise)\b|σ|\\sigma\b",
    re.IGNORECASE,
)
_CATCH_ALL = re.compile(r"\b(all|none|both|neither) of (the above|these|them)\b", re.IGNORECASE)
_GENDERED = re.compile(
    r"\b(he|she|him|his|her|hers|himself|herself|guys|manpower|chairman|salesman|mankind|housewife|"
    r"husband|wife|girlfriend|boyfriend|mothers?|fathers?|grandmothers?|grandfathers?|sisters?|brothers?|"
    r"daughters?|sons?|nephews?|nieces?|uncles?|aunts?|boys?|girls?|ladies|gentlemen|wait(?:er|ress)(?:es|s)?|"
    r"actress(?:es)?|stewardess(?:es)?|policem[ae]n|firem[ae]n|businessm[ae]n|craftsm[ae]n|"
    r"(?-i:Mr|Mrs|Ms|Miss))\b",
    re.IGNORECASE,
)
_CULTURE = re.compile(
    r"\b(thanksgiving|christmas|easter|baseball|super bowl|cricket|touchdown|quarterback|nfl|"
    r"nba|mlb|nhl|halloween|ramadan|diwali|hanukkah|church(?:es)?|mosques?|synagogues?|"
    r"miles?|inch(?:es)?|gallons?|ounces?|fahrenheit|zip codes?|"
    r"high school|sophomore|freshman|poker|dice|lottery)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^a-z\d\s].*[.?!:)”'\"`$]", re.DOTALL)
_CLAIM = re.compile(
    r"\b(according to|studies show|research shows|a survey|regulation \(eu\)|article \d+|gdpr|ai act|"
    r"local law|it is known that|statistics show)\b|"
    r"\bin (?:19|20)\d\d\b[^.?!{\n]{0,80}?\b\d[\d.,]*\s*(?:thousand|million|billion|trillion|%|per ?cent\b)",
    re.IGNORECASE,
)


def sample_or_population(entry: Entry) -> Iterator[Finding]:
    """A spread, given or asked for, is a sample's, a population's or a model's, and the prompt says which."""
    question = entry.question
    names = walk.scope(question).base | {part_id for part_id, _ in question.tasks}
    told: set[Where] = set()
    for base, _, task in walk.tasks(question):
        if task.answer is None:
            continue
        texts = [(("prompt",), question.prompt), *([((*base, "prompt"), task.prompt)] if base else [])]
        whole = "\n".join(text for _, text in texts)
        if _SAID.search(whole):
            continue
        node = keys.read_key(task.answer.value, names)
        if not isinstance(node, keys.Bad) and _functions(node) & _SPREAD:
            message = "the prompt does not say whether the numbers are a sample or a population"
            yield Finding(texts[-1][0], message)
            continue
        for where, text in texts if not _MODEL.search(whole) else ():
            match = _NAMED.search(text)
            if match is not None and where not in told:
                told.add(where)
                message = (
                    f"the prompt does not say whether “{match[0].lower()}” is of a sample or a population"
                )
                yield Finding(where, message, "say it, or name the distribution", match[0])


def _functions(node: tree.Node) -> set[str]:
    return {part.function for part in tree.walk(node) if isinstance(part, tree.Call)}


def long_option(entry: Entry) -> Iterator[Finding]:
    """The right option is not the longest by far."""
    for base, _, task in walk.tasks(entry.question):
        right = [len(option.text) for option in task.options if option.right is True]
        wrong = [len(option.text) for option in task.options if option.right is False]
        if right and wrong and max(right) > SHORT and min(right) > LONGER * max(wrong):
            message = "the right option gives itself away: it is much longer than the others"
            yield Finding((*base, "options"), message, "shorten it, or say as much in a wrong one")


def catch_all_option(entry: Entry) -> Iterator[Finding]:
    """No option speaks of the others, since options are shuffled."""
    for base, _, task in walk.tasks(entry.question):
        for index, option in enumerate(task.options):
            if _CATCH_ALL.search(option.text) and not task.keep_order:
                message = "an option speaks of the others, and options are shuffled"
                yield Finding((*base, "options", index, "text"), message, "use `choose: all`")


def setting(entry: Entry) -> Iterator[Finding]:
    """Nobody is left out by a setting: no gender without need, no custom of one country."""
    for spot in walk.templates(entry.question):
        for pattern, message in (
            (_GENDERED, "a gendered word"),
            (_CULTURE, "a setting that not everyone knows"),
        ):
            for word in dict.fromkeys(match.group(0) for match in pattern.finditer(spot.text)):
                yield Finding(spot.where, f"{message}: {word!r}", text=word)


def source(entry: Entry) -> Iterator[Finding]:
    """A claimed fact has a source with the day it was checked."""
    question = entry.question
    if question.source is not None:
        return
    for where, text in _claims(entry):
        match = _CLAIM.search(text)
        if match is not None:
            message = f"a fact is claimed ({match.group(0)!r}) without a `source`"
            yield Finding(where, message, "add `source: {title, url, checked}`", match.group(0))


def _claims(entry: Entry) -> Iterator[tuple[Where, str]]:
    question = entry.question
    yield ("prompt",), question.prompt
    yield ("solution",), question.solution
    yield ("model_answer",), question.model_answer


def level(entry: Entry) -> Iterator[Finding]:
    """Minutes and difficulty fit the level."""
    question = entry.question
    low, high = MINUTES[question.level]
    if not low <= question.minutes <= high:
        message = f"{question.minutes:g} minutes is unusual for a {question.level} question"
        yield Finding(("minutes",), message, f"{low} to {high}")
    expected = DIFFICULTY[question.level]
    if abs(question.expected_difficulty - expected) > BAND:
        message = f"a difficulty of {question.difficulty:g} does not fit the level {question.level}"
        yield Finding(("difficulty",), message, f"{expected - BAND:.1f} to {expected + BAND:.1f}")


def fragment(entry: Entry) -> Iterator[Finding]:
    """Texts in lists are sentences: half of one is what a comma inside `[…]` leaves."""
    question = entry.question
    lists: list[tuple[Where, tuple[str, ...]]] = [
        (("probes",), question.probes),
        (("red_flags",), question.red_flags),
    ]
    lists += [((*base, "hints"), task.hints) for base, _, task in walk.tasks(question)]
    for where, texts in lists:
        for index, text in enumerate(texts):
            if not _SENTENCE.fullmatch(text):
                hint = "inside […] a comma ends a text: put it in quotes, or each on a line of its own"
                yield Finding((*where, index), "this is not a whole sentence", hint)


def anchors(entry: Entry) -> Iterator[Finding]:
    """A spoken question has probes, red flags, a model answer and four anchors that differ."""
    question = entry.question
    if question.anchors is None:
        return
    for field in ("probes", "red_flags", "model_answer"):
        if not getattr(question, field):
            yield Finding(("anchors",), f"`{field}` is missing")
    texts = [text.strip().lower() for text in question.anchors.values()]
    if len(set(texts)) < len(texts):
        yield Finding(("anchors",), "two anchors say the same")
    for name, text in question.anchors.items():
        if len(text.split()) < 4:
            yield Finding(("anchors", name), "an anchor says what an observer sees, in a sentence")


def prompt_length(entry: Entry) -> Iterator[Finding]:
    """A prompt is short enough to be read within its time."""
    words = len(entry.question.prompt.split())
    if words > LONGEST_PROMPT:
        yield Finding(("prompt",), f"the prompt has {words} words", f"at most {LONGEST_PROMPT}")
