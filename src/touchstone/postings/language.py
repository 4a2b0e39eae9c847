"""Looks for words, demands and lengths that keep people from applying; each finding with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from touchstone.postings.findings import Finding, Kind, Severity, Span
from touchstone.postings.inflation import MOST_SHOWN, check_degree, check_years
from touchstone.postings.names import Names
from touchstone.postings.phrases import Text, masked, whole_text
from touchstone.postings.readability import Reading, measure
from touchstone.postings.rule_sources import told_source
from touchstone.postings.word_rules import Hit, WordRule
from touchstone.postings.wording import Language, Limits
from touchstone.postings.writing import NEAR, doubles, put

MAX_TEXT = 100_000  # characters; a long posting has 10,000


def check_language(
    text: str,
    language: Language,
    today: date,
    names: Names | None = None,
    here: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Everything that the rules of a language find in a posting, whether ours or pasted.

    `here` are the regions for which it is checked: sources that speak of others alone are not named.

    Spans count the characters of `text`; only its first 100,000 are looked at. Gendered words that are part
    of one of the `names` are none.
    """
    plain = whole_text(masked(text[:MAX_TEXT]))
    words = len(plain.plain.split())
    found: list[Finding] = []
    for rule, hits in language.hits(text[:MAX_TEXT]):
        left = [hit for hit in hits if not (rule.advisory and names and names.hold(plain.plain, hit.span))]
        found += _words(rule, left, plain, words, told_source(rule.source, here))
    found += check_degree(language.degree, language.groups, plain.plain)
    found += check_years(language.years, plain.plain, today)
    body = [line for line in text[:MAX_TEXT].splitlines() if not line.startswith("#")]
    found += _lengths(language.limits, _count(body))
    if language.language == "en":  # Flesch's and Kincaid's formulas were fitted to English
        found += _reading(language.limits, measure(text[:MAX_TEXT], language.terms_of_the_field))
    return found


def _count(lines: list[str]) -> int:
    """How many words there are; the dash of a point is none."""
    words = (word for line in lines for word in line.split())
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in words)


def _words(rule: WordRule, hits: Sequence[Hit], text: Text, words: int, source: str) -> Iterator[Finding]:
    before: Hit | None = None
    for hit in hits[:MOST_SHOWN]:
        write, advice = _offered(hit, before, text.plain)
        said = f"'{' '.join(text.plain[slice(*hit.span)].split())}'. {rule.why}{advice}"
        yield _finding(rule.id, rule.severity, said, source, hit.span, write)
        before = hit
    if rule.advisory and hits:
        rate = 100 * len(hits) / max(words, 1)
        share = f"{rate:.1f} in 100 words ({len(hits)} in {words})"
        said = f"{rule.title}: {share}. The evidence is mixed, so this is advice only."
        yield _finding(f"{rule.id}-rate", Severity.INFO, said, source)


def _offered(hit: Hit, before: Hit | None, text: str) -> tuple[str | None, str]:
    """What one click may write, and what is advised where the sentence would not stay right by itself."""
    if hit.write is None:
        return (
            None,
            f" In its place, for example: “{hit.instead}”; see to the sentence." if hit.instead else "",
        )
    again = doubles(text, hit.span, hit.write)
    if again is None and before is not None and before.write == hit.write:
        between = text[before.span[1] : hit.span[0]]
        again = hit.write if len(between.split()) <= NEAR and not re.search(r"[.!?\n]", between) else None
    if again is None:
        return hit.write, ""
    return None, f" “{again}” would stand there twice: leave these words out, or say it in other ones."


def _lengths(limits: Limits, words: int) -> Iterator[Finding]:
    if not limits.words_low <= words <= limits.words_high:
        window = f"{limits.words_low} to {limits.words_high} suit most readers"
        said = f"{words:,} words; {window}. {limits.why_words}"
        yield _finding("length", Severity.WARN, said, limits.source)


def _reading(limits: Limits, reading: Reading) -> Iterator[Finding]:
    if reading.sentences == 0:
        return
    if reading.grade > limits.grade_warn:
        hard = "very hard" if reading.grade > limits.grade_strong else "hard"
        grades = f"grade {reading.grade:.0f}, with the names of tools {reading.grade_with_terms:.0f}"
        said = (
            f"The text is {hard} to read: {grades}; aim at {limits.grade_warn:g} or less. {limits.why_grade}"
        )
        yield _finding("reading-grade", Severity.WARN, said, limits.source)
    if reading.median_words > limits.sentence_words:
        middle = f"{reading.median_words:.0f} words or more"
        said = f"Half of the sentences have {middle}; {limits.sentence_words} are easier to read."
        yield _finding("sentence-length", Severity.WARN, said, limits.source)
    if reading.ease < limits.ease_low and reading.grade <= limits.grade_warn:
        said = f"Reading ease {reading.ease:.0f}; aim at {limits.ease_low:.0f} or more. {limits.why_grade}"
        yield _finding("reading-ease", Severity.INFO, said, limits.source)


def check_counts(limits: Limits, must: int, nice: int, tools: int) -> Iterator[Finding]:
    """Too many demands: how many musts, nice-to-haves and named tools a posting lists."""
    if must > limits.must_warn:
        severity = Severity.ERROR if must > limits.must_error else Severity.WARN
        said = f"{must} must-haves; at most {limits.must_warn}. {limits.why_must}"
        yield _finding("must-count", severity, said, limits.source)
    if nice > limits.nice_warn:
        said = f"{nice} nice-to-haves; at most {limits.nice_warn}. {limits.why_must}"
        yield _finding("nice-count", Severity.WARN, said, limits.source)
    if tools > limits.tools_warn:
        said = f"{tools} tools are named; at most {limits.tools_warn}. {limits.why_must}"
        yield _finding("tools-count", Severity.WARN, said, limits.source)


def _finding(
    rule: str,
    severity: Severity,
    message: str,
    source: str,
    span: Span | None = None,
    replacement: str | None = None,
) -> Finding:
    return Finding(rule, Kind.LANGUAGE, severity, message, span=span, source=source, replacement=replacement)


def all_applied(text: str, findings: Sequence[Finding]) -> str:
    """The text with the replacements of several findings in place, the last first: none moves another."""
    for one in sorted(findings, key=lambda one: one.span or (0, 0), reverse=True):
        text = applied(text, one)
    return text


def applied(text: str, finding: Finding) -> str:
    """The text with a finding's replacement in place; a capital is kept, an article is made to suit."""
    if finding.span is None or finding.replacement is None:
        return text
    return put(text, finding.span, finding.replacement)
