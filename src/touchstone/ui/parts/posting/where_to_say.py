"""In which field of the form somebody says what a finding misses."""

from __future__ import annotations

from touchstone.postings.findings import Finding

MORE = "More about the post"
_FIRST = {
    "mission": "Mission",
    "goals": "Goals",
    "reporting-structure": "Reports to",
    "reporting-line": "Reports to",
    "supervises": "Supervises",
    "benefits": "Benefits",
    "pay-range": "Pay from",
    "pay_range": "Pay from",
    "open-range": "Pay from",
    "remote-from": "May work from home in",
}
_AI = "AI screens, assesses or selects applicants"
_MORE = {
    "employment": "Employment",
    "other_pay": "Other pay",
    "overpay_statement": "Ready to pay more than stated",
    "minimum_pay": "Collective agreement",
    "how-to-apply": "How to apply",
    "contact": "Contact for questions and accommodations",
    "deadline": "Deadline",
    "process": "Steps of the process",
    "vacancy": "This posting is for",
    "vacancy_statement": "This posting is for",
    "ai-use": _AI,
    "ai_statement": _AI,
    "ai_notice": _AI,
    "equal-opportunity": "Equal opportunity",
    "JP14": "Street and number",
}


def field_for(finding: Finding) -> str:
    """`Field “Mission”`, as Markdown; empty where no field of ours answers it.

    A law's duty is known by what it asks for, any other finding by its rule.
    """
    name = finding.asks or finding.rule
    if name in _FIRST:
        return f"Field “{_FIRST[name]}”"
    return f"Field “{_MORE[name]}”, under “{MORE}”" if name in _MORE else ""
