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
    named = [(mode.id, spans) for mode in language.work_modes if (spans := mode.words.spans(looked_in))]
    if len(named) < 2:  # nothing to contradict, and a text is dear to take apart
        return
    denied = [part for part in sentences(text) if DENIES.search(part.text)]
    for mode, spans in named:
        for start, end in spans:
            if not any(part.start <= start < part.start + len(part.text) for part in denied):
                yield mode, (start, end)
                break


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
