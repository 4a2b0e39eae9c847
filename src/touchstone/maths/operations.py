"""What a worker can be asked to do. Imported inside a worker, where SymPy is warm."""

from __future__ import annotations

import time
from typing import Any


def ping(job: Any) -> Any:
    """The job itself: says that the worker lives."""
    return job


def grade(row: dict[str, Any]) -> dict[str, Any]:
    """The verdict on one row, with the time that it took."""
    from touchstone.maths.marking import mark

    started = time.perf_counter()
    verdict = mark(row)
    verdict["ms"] = round((time.perf_counter() - started) * 1000, 3)
    return verdict


def read(job: dict[str, Any]) -> dict[str, Any]:
    """How a text is read: `{"ok", "latex", "notes"}`, or where and why it can't be."""
    from touchstone.maths.latex import to_latex
    from touchstone.maths.reader import Read
    from touchstone.maths.reader import read as read_text

    found = read_text(job["text"], syntax=job["syntax"], names=tuple(job["names"]), expect=job["kind"])
    if isinstance(found, Read):
        return {"ok": True, "latex": to_latex(found.tree), "notes": list(found.notes)}
    span = found.span
    return {"ok": False, "reason": found.reason, "start": span.start, "end": span.end, "caret": found.caret()}


def evaluate(job: dict[str, Any]) -> dict[str, Any]:
    """Each expression's value over the environment."""
    from touchstone.maths.evaluate import evaluate as evaluate_all

    return evaluate_all(job["expressions"], job["env"])


def warm() -> None:
    """Imports and runs once what the first person would otherwise wait for."""
    for text in ("2*sqrt(3)", "x^2 + 1"):
        evaluate({"expressions": {"a": text}, "env": {}})


OPERATIONS = {"ping": ping, "grade": grade, "read": read, "evaluate": evaluate}
