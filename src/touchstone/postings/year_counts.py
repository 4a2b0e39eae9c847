"""What a count of years is asked of: the words behind it up to the next count, or those before it."""

from __future__ import annotations

import re

from touchstone.postings.phrases import Phrases, Text
from touchstone.postings.word_rules import clause_around

SENTENCE_AT_MOST = 300  # characters to either side of a count
_END = re.compile(r"[.!?](?=\s|$)|[\n;]")
# `15+ years of Kubernetes`, `15 years' experience`; in `Kubernetes (15 years)` the words stand before.
_LINKED = re.compile(
    r"['’]?\s*(?:of|in|with|using|on|running|building|working|experience|professional|hands-on|commercial|"
    r"production|proven|solid)\b|['’]?\s+[A-Z]"
)
# Where the years stop to count for what follows: `15 years of engineering, some of it with Kubernetes`.
_ELSEWHERE = re.compile(
    r"\b(?:including|some of|of which|ideally|preferably|we use|our|plus|but|where|engineering|development|"
    r"programming|software|science|research|industry|leadership|management|consulting|teaching)\b|[:(]",
    re.IGNORECASE,
)


def about(text: str, before: re.Match[str] | None, count: re.Match[str], after: re.Match[str] | None) -> str:
    """The words that a count of years speaks of. `before` and `after` are the counts next to it."""
    until = min(count.end() + SENTENCE_AT_MOST, after.start() if after else len(text))
    stop = _END.search(text, count.end(), until)
    behind = text[count.end() : stop.start() if stop else until]
    if _LINKED.match(behind):
        turn = _ELSEWHERE.search(behind)
        return behind[: turn.start()] if turn else behind
    start = max(0, count.start() - SENTENCE_AT_MOST, before.end() if before else 0)
    ends = [found.end() for found in _END.finditer(text, start, count.start())]
    return text[ends[-1] if ends else start : count.start()]


_EXPERIENCE = re.compile(r"\bexperience\b|\bhands-on\b|\btrack record\b", re.IGNORECASE)


# A point of a list that is a count and nothing else: `- 8+ years`, `Minimum 10 years required`.
_ALONE = re.compile(
    r"[\s\-+•–·*]*(?:at least|minimum(?: of)?|min\.?|over|more than)?\s*"
    r"(?:\d{1,2}\+?(?:\s?[-–]\s?\d{1,2})?|[a-z]{3,7})"
    r"(?: or more| plus)?\s*\+?\s*(?:years?|yrs?)(?: (?:required|needed|minimum))?[\s.;]*",
    re.IGNORECASE,
)


def _line(text: str, count: re.Match[str]) -> str:
    end = text.find("\n", count.end())
    return text[text.rfind("\n", 0, count.start()) + 1 : len(text) if end < 0 else end]


def is_asked(text: str, count: re.Match[str], about: str, unless: Phrases) -> bool:
    """Whether years are asked of who applies; `unless` are words with which they say something else."""
    before, after = clause_around(text, count.span())
    if unless.within(Text(f"{before} {count.group()} {after}")):
        return False
    if _ALONE.fullmatch(_line(text, count)):
        return True
    linked = text.startswith(about, count.end()) and _LINKED.match(about) is not None
    return linked or _EXPERIENCE.search(before + after) is not None
