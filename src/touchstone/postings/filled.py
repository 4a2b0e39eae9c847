"""What a person filled in, as an employer; a field that can't be taken keeps the posting from publishing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from touchstone.core.located_yaml import Located
from touchstone.core.validate import validate
from touchstone.postings.employer import Employer
from touchstone.postings.findings import OUR_OWN, Finding, Kind, Severity
from touchstone.postings.words import stop

REFUSED = "not-taken-"  # a rule's name is this and the field's
_LABELS = {
    "name": "Organisation",
    "website": "Web site",
    "apply": "How to apply",
    "apply_url": "Web address to apply at",
    "uses_ai": "Use of AI",
    "ai_statement": "Notice about AI",
    "ai_use": "Notice about AI",
}


def from_fields(fields: Mapping[str, Any]) -> tuple[Employer | None, list[Finding]]:
    """The employer in what a person filled in, with a blocking finding for each field that can't be taken.

    Fields that were left empty (None, no text, no lines) count as not said. Those that can't be taken are
    left out: the rest still makes a posting. None when even the name can't be taken.
    """
    said = {name: value for name, value in fields.items() if value not in (None, "", [], ())}
    refused = {name: why for name, value in said.items() if (why := _why_not(name, value))}
    rest = {name: value for name, value in said.items() if name not in refused}
    found = [
        Finding(REFUSED + name, _kind(name), Severity.ERROR, why, source=OUR_OWN)
        for name, why in refused.items()
    ]
    return validate(Located("the fields", rest), Employer)[0], found


def beside(refused: Iterable[Finding], found: Iterable[Finding]) -> list[Finding]:
    """All findings, without those that only say that a refused field is not there."""
    refused = list(refused)
    no_pay = any(finding.rule == REFUSED + "pay" for finding in refused)
    return [*refused, *(one for one in found if not (no_pay and one.rule.startswith("pay-range")))]


def _why_not(name: str, value: Any) -> str | None:
    """Why a field can't be taken, as a sentence; None when it can."""
    plain = {part: _plain(one) for part, one in value.items()} if isinstance(value, dict) else value
    problems = validate(Located("one field", {"name": "A", name: plain}), Employer)[1]
    if not problems:
        return None
    label = _LABELS.get(name, name.replace("_", " ").capitalize())
    told = _ends(plain) if name == "pay" else None
    return stop(f"{label}: {told or '; '.join(problem.message for problem in problems)}")


def _ends(pay: Mapping[str, Any]) -> str | None:
    """What to say of ends in the wrong order."""
    low, high = pay.get("minimum"), pay.get("maximum")
    if low is None or high is None or low <= high:
        return None
    return f"the lowest, {low:,.12g}, is above the highest, {high:,.12g}. Swap them or correct one"


def _plain(value: Any) -> Any:
    """A whole number without its `.0`, as a person typed it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _kind(name: str) -> Kind:
    return Kind.PAY if name == "pay" else Kind.COMPLETENESS
