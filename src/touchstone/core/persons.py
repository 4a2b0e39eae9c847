"""Whether a text names a person, where somebody has to answer for something."""

from __future__ import annotations

import re
from typing import Literal

_TEAM = {
    "team", "group", "department", "everybody", "everyone", "us", "we", "all", "squad", "crew",
    "company", "panel", "committee", "board", "jury",
}  # fmt: skip
_NOBODY = {
    "somebody", "someone", "anybody", "anyone", "nobody", "none", "unknown", "tbd", "tba", "tbc",
    "todo", "na", "null", "nil", "test", "xxx", "xx", "x", "name", "placeholder", "later", "open",
    "pending", "touchstone", "system", "computer", "software", "algorithm", "llm", "chatgpt",
}  # fmt: skip
# Words of a post: a name has one beside them.
_POST = {
    "the", "a", "an", "our", "of", "and", "on", "call", "oncall", "duty", "head", "lead", "chief",
    "senior", "junior", "staff", "principal", "manager", "director", "engineer", "scientist", "analyst",
    "owner", "ml", "ai", "mlops", "devops", "ops", "sre", "data", "machine", "learning", "model",
    "product", "platform", "operations", "support", "monitoring", "officer", "admin", "administrator",
    "developer", "person", "who",
}  # fmt: skip


def no_person(name: str) -> Literal["nobody", "team", "post"] | None:
    """`nobody`, `team` or `post` for what names no person; None for a name."""
    found = re.findall(r"[^\W\d_]+", name.casefold())
    words = frozenset(found)
    if not words or "".join(found) in _NOBODY or (words <= _NOBODY | _POST and words & _NOBODY):
        return "nobody"
    if _TEAM & words:
        return "team"
    return "post" if words <= _POST else None
