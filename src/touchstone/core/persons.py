"""Whether a text names a person, where somebody has to answer for something."""

from __future__ import annotations

import re
from typing import Literal

from touchstone.core.letters import letters

_TEAM = {
    "team", "group", "department", "everybody", "everyone", "squad", "crew",
    "committee", "interviewers", "recruiters", "managers", "leadership", "management", "consensus",
}  # fmt: skip
# Names of groups that are surnames too: beside a first name they are one.
_ALSO_A_NAME = {"company", "panel", "board", "jury", "us", "we", "all"}
_NOBODY = {
    "whoever", "somebody", "someone", "anybody", "anyone", "nobody", "none", "unknown", "tbd", "tba", "tbc",
    "todo", "na", "null", "nil", "test", "xxx", "xx", "x", "name", "placeholder", "later", "open",
    "pending", "me", "you", "myself", "i", "self", "nn", "tool", "bot", "robot", "touchstone", "system",
    "computer", "software", "algorithm", "llm", "chatgpt",
}  # fmt: skip
# Words of a post: a name has one beside them.
_POST = {
    "is", "the", "a", "an", "our", "of", "and", "on", "call", "oncall", "duty", "head", "lead", "chief",
    "senior", "junior", "staff", "principal", "manager", "director", "engineer", "scientist", "analyst",
    "owner", "ml", "ai", "mlops", "devops", "ops", "sre", "data", "machine", "learning", "model",
    "product", "platform", "operations", "support", "monitoring", "officer", "admin", "administrator",
    "developer", "person", "who", "hiring", "recruiting", "recruitment", "recruiter", "hr", "human",
    "resources", "talent", "acquisition", "people", "interviewer", "boss", "founder", "partner", "hm",
    "ceo", "cto", "cfo", "coo", "cdo", "cpo", "vp", "vice", "president", "executive", "managing",
    "general", "technical", "engineering", "science", "research", "analytics", "this", "my", "your",
    "whole", "entire", "full", "both", "interview", "selection", "directors", "yet",
}  # fmt: skip


def no_person(name: str) -> Literal["nobody", "team", "post"] | None:
    """`nobody`, `team` or `post` for what names no person; None for a name."""
    found = re.findall(r"[^\W\d_]+", name.casefold())
    words = frozenset(found)
    if (
        not letters(name)
        or not words
        or "".join(found) in _NOBODY
        or (words <= _NOBODY | _POST and words & _NOBODY)
    ):
        return "nobody"
    if _TEAM & words or (_ALSO_A_NAME & words and words <= _ALSO_A_NAME | _POST):
        return "team"
    return "post" if words <= _POST else None
