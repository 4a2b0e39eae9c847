"""What a posting says in one place and denies in another."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.postings.employer import Employer
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity
from touchstone.postings.phrases import Span, whole_text
from touchstone.postings.readings import Reading, Stated
from touchstone.postings.sentences import sentences
from touchstone.postings.statements import DENIES
from touchstone.postings.wording import Language

GOOGLE = "Google, structured data for JobPosting: jobLocationType (facts of 2026-11-23)"
# What an employer's `remote` agrees with; one who leaves the choice offers all of it, and days of neither.
_AGREES = {"yes": {"remote"}, "hybrid": {"hybrid"}, "no": {"site"}, "choice": {"remote"}}


def check_work_mode(text: str, language: Language, remote: str | None) -> Iterator[Finding]:
    """Work from home, on some days, or on site: a posting that says two of them tells people nothing.

    `remote` is what the employer's file says; markup that calls a job fully remote must be true.
    """
    said = dict(_modes(text, language))
    agrees = _AGREES.get(remote or "", set())
    first = next((mode for mode in said if mode in agrees), next(iter(said), None))
    for mode, span in said.items():
        if mode == first:
            continue
        ours = text[slice(*said[first])] if first else ""
        message = f"'{ours}' and '{text[slice(*span)]}' contradict each other: say one way of working."
        wrong = remote == "yes"
        severity = Severity.ERROR if wrong else Severity.WARN
        yield Finding(
            "work-mode", Kind.COMPLETENESS, severity, message, span=span, source=GOOGLE if wrong else OUR_OWN
        )


def _modes(text: str, language: Language) -> Iterator[tuple[str, Span]]:
    """Each way of working that the text names, and where first; a sentence that denies one names none."""
    looked_in = whole_text(text)
    said = [(mode.id, span) for mode in language.work_modes for span in mode.words.spans(looked_in)]
    # Of words in words the longer count: `5 days a week in the office` is no `days a week in the office`.
    said = [(mode, span) for mode, span in said if not any(_within(span, other) for _, other in said)]
    if len({mode for mode, _ in said}) < 2:  # nothing to contradict, and a text is dear to take apart
        return
    named: set[str] = set()
    for mode, span in said:
        if mode not in named and not _denied(text, span):
            named.add(mode)
            yield mode, span


def _denied(text: str, span: Span) -> bool:
    """Whether its sentence denies it by other words than its own: `no office` says how one works."""
    start, end = span
    part = next((one for one in sentences(text) if one.start <= start < one.start + len(one.text)), None)
    if part is None:
        return False
    rest = part.text[: start - part.start] + " " + part.text[end - part.start :]
    return DENIES.search(rest) is not None


def _within(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


def check_ai_use(employer: Employer, reading: Reading | None) -> Iterator[Finding]:
    """A notice that denies the use of AI which the employer's file owns up to, or the other way round."""
    if employer.uses_ai is False and employer.ai_use is not None:
        said = "You said that your hiring uses no AI, and beside it how it does: mend one."
        yield Finding("ai-contradiction", Kind.COMPLETENESS, Severity.ERROR, said, source=OUR_OWN)
    if employer.uses_ai is None or employer.ai_statement is None or not isinstance(reading, Stated):
        return
    if reading.denied == employer.uses_ai:
        uses = "uses AI" if employer.uses_ai else "uses no AI"
        said = f"'{reading.words}' contradicts what you said beside it, that your hiring {uses}: mend one."
        yield Finding(
            "ai-contradiction", Kind.COMPLETENESS, Severity.ERROR, said, span=reading.span, source=OUR_OWN
        )
