"""What is doubtful about questions that load: ambiguity, give-aways, likenesses.

Each rule has a name. A question that breaks one for a good reason says so: `accept: {rule-name: why}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from touchstone.banks import (
    likeness,
    lint_letters,
    lint_marking,
    lint_numbers,
    lint_routes,
    lint_solved,
    lint_texts,
    lint_words,
    lint_worked,
)
from touchstone.banks.bank import Bank, Entry
from touchstone.banks.finding import Finding
from touchstone.banks.lengths import telling_lengths
from touchstone.banks.likeness import ACROSS
from touchstone.core.problems import Problem, did_you_mean

Rule = Callable[[Entry], Iterator[Finding]]

RULES: dict[str, Rule] = {
    "rounding": lint_marking.rounding,
    "unit": lint_marking.unit,
    "sample-or-population": lint_words.sample_or_population,
    "wide-tolerance": lint_marking.wide_tolerance,
    "swallowed-mistake": lint_numbers.swallowed_mistake,
    "two-right-options": lint_numbers.two_right_options,
    "impossible-where": lint_numbers.impossible_where,
    "long-option": lint_words.long_option,
    "catch-all-option": lint_words.catch_all_option,
    "integrated-over": lint_letters.integrated_over,
    "real-or-complex": lint_letters.real_or_complex,
    "unsolved": lint_solved.unsolved,
    "own-expression": lint_worked.own_expression,
    "unused-parameter": lint_marking.unused_parameter,
    "same-route": lint_routes.same_route,
    "no-mistakes": lint_marking.no_mistakes,
    "follow-ups": lint_marking.follow_ups,
    "setting": lint_words.setting,
    "markup": lint_texts.markup,
    "hidden-characters": lint_texts.hidden_characters,
    "money": lint_texts.money,
    "figure-in-words": lint_texts.figure_in_words,
    "source": lint_words.source,
    "level": lint_words.level,
    "anchors": lint_words.anchors,
    "fragment": lint_words.fragment,
    "prompt-length": lint_words.prompt_length,
}
LENGTHS = "telling-lengths"  # of the whole bank: no question can accept it for the others


def lint(bank: Bank) -> list[Problem]:
    """Every finding in a bank, without those that a question accepts."""
    entries = list(bank.entries.values())
    found = [problem for entry in entries for problem in _alone(entry)]
    lengths = [_problem(entry, LENGTHS, finding) for entry, finding in telling_lengths(entries)]
    return [*found, *_likenesses(entries), *lengths]


def lint_among(entry: Entry, bank: Bank) -> list[Problem]:
    """Every finding in one question, as it would stand in a bank in place of the one with its id."""
    others = [other for name, other in bank.entries.items() if name != entry.question.id]
    return [*_alone(entry), *_likenesses([*others, entry], only=entry)]


def _alone(entry: Entry) -> Iterator[Problem]:
    yield from _unknown_rules(entry)
    for name, rule in RULES.items():
        if name not in entry.question.accept:
            yield from (_problem(entry, name, finding) for finding in rule(entry))


def _likenesses(entries: Sequence[Entry], only: Entry | None = None) -> Iterator[Problem]:
    """Each is told of the last of those alike, unless it is `only` one question that matters."""
    for entry, finding in likeness.near_duplicates(entries, only):
        yield _problem(entry, ACROSS, finding)


def _problem(entry: Entry, rule: str, finding: Finding) -> Problem:
    message = f"{finding.message} [{rule}]"
    if finding.text:
        return entry.places.within(finding.where, finding.text, 0, message, finding.hint)
    return entry.places.problem(finding.where, message, finding.hint)


def _unknown_rules(entry: Entry) -> Iterator[Problem]:
    known = {*RULES, ACROSS}
    for name in entry.question.accept:
        if name not in known:
            hint = did_you_mean(name, known, list_when_at_most=20)
            yield entry.places.problem(("accept", name), f"there is no rule {name!r}", hint, key=True)
