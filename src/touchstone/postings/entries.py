"""Where a line of a posting came from, in words: an entry of the profile or a field of the employer."""

from __future__ import annotations

_WHOSE = {"profile": "Role profile", "employer": "Your fields", "house": "Our wording", "yours": "You"}
# The beginning of a path below `profile`, in words; what follows it is the entry's own name.
_PROFILE = {
    "purpose": "purpose",
    "background": "background",
    "duties.day": "daily duty",
    "duties.week": "weekly duty",
    "duties.month": "monthly duty",
    "must": "must skill",
    "nice": "nice skill",
    "tools": "tools",
    "success.day_30": "after 30 days",
    "success.day_60": "after 60 days",
    "success.day_90": "after 90 days",
    "success.measures": "measure of success",
    "levels": "level",
    "lifecycle": "part in the step",
    "working_together": "working together",
    "reporting.reports_to": "reports to",
    "reporting.supervises": "supervises",
}


def entry(source: str) -> str:
    """`Role profile, must skill: machine learning (must.machine-learning)`; `Your fields: goals 1`."""
    whose, _, path = source.partition(".")
    said = _WHOSE.get(whose, source)
    if not path:
        return said
    if whose != "profile":
        return f"{said}: {_words(path)}"
    kind = max((one for one in _PROFILE if f"{path}.".startswith(f"{one}.")), key=len, default="")
    name = _words(path[len(kind) :].lstrip("."))
    about = ", ".join(filter(None, [said, _PROFILE.get(kind, "")]))
    return f"{about}: {name} ({path})" if name else f"{about} ({path})"


def _words(path: str) -> str:
    """The steps of a path as words; lists count from 1, as people do."""
    steps = [str(int(step) + 1) if step.isdecimal() else step for step in path.split(".") if step]
    return " ".join(steps).replace("_", " ").replace("-", " ")
