"""What a worker can be asked to do. Imported inside a worker, where SymPy is warm."""

from __future__ import annotations

from functools import cache
from typing import Any

from touchstone.maths.repeated import Repeated


def ping(job: Any) -> Any:
    """The job itself: says that the worker lives."""
    return job


def grade(row: dict[str, Any]) -> dict[str, object]:
    """The verdict on one row."""
    return _repeated().verdict(row)


@cache
def _repeated() -> Repeated:
    from touchstone.maths.marking import mark

    return Repeated(mark)


def read(job: dict[str, Any]) -> dict[str, Any]:
    """How a text is read: `{"ok", "latex", "notes"}`, or where and why it can't be."""
    from touchstone.maths.kinds.expected import remarks
    from touchstone.maths.kinds.imaginary import READ_SO, with_i
    from touchstone.maths.kinds.named import label_left_out
    from touchstone.maths.kinds.named_operations import unnamed
    from touchstone.maths.latex import as_read
    from touchstone.maths.odd_roots import remark
    from touchstone.maths.reader import Read
    from touchstone.maths.reader import read as read_text

    names = _spelled(job["names"])
    text, said = unnamed(job["kind"], job["text"])
    found = read_text(text, syntax=job["syntax"], names=tuple(names), expect=job["kind"])
    if isinstance(found, Read):
        tree = with_i(found.tree, None, names, number=job["kind"] == "number")
        notes = [*said, *found.notes, *label_left_out(job["kind"], tree), *remark(tree)]
        notes += [READ_SO] if tree is not found.tree else []
        notes += remarks(job["kind"], tree, names)
        return {"ok": True, "latex": as_read(tree, job["kind"]), "notes": notes}
    span = found.span
    return {"ok": False, "reason": found.reason, "start": span.start, "end": span.end, "caret": found.caret()}


def _spelled(names: list[str]) -> list[str]:
    """The names as the reader calls them; what can't be one says nothing of any answer."""
    from touchstone.maths.spelling import NoName, spelled

    kept = []
    for name in names:
        try:
            kept.append(spelled(name))
        except NoName:
            continue
    return kept


def evaluate(job: dict[str, Any]) -> dict[str, Any]:
    """Each expression's value over the environment, with what is assumed of letters."""
    from touchstone.maths.evaluate import evaluate as evaluate_all

    return evaluate_all(job["expressions"], job["env"], job.get("assume", {}))


def stated(row: dict[str, Any]) -> dict[str, object]:
    """The value that an answer gives, in the words of keys."""
    from touchstone.maths.stated import stated as stated_by

    return stated_by(row)


def warm() -> None:
    """Imports and runs once what the first person would otherwise wait for."""
    for text in ("2*sqrt(3)", "x^2 + 1", "[[1, 2], [3, 4]]"):
        evaluate({"expressions": {"a": text, "b": f"det({text})"}, "env": {}})
        grade({"key": text, "answer": text})
    grade({"key": "(x+1)^2 + sin(x)", "answer": "x^2 + 2x + 1 + sin(x)", "mistakes": []})


OPERATIONS = {"ping": ping, "grade": grade, "read": read, "evaluate": evaluate, "stated": stated}
