"""A problem in content: where it is, what was found, what was expected, the nearest name that exists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file. `line` and `column` count from 1; 0 means that the whole file is meant,
    and then they are left out where it is shown.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str | None = None

    @property
    def said(self) -> str:
        """The message with its hint, without the place."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{where}: {self.said}"

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone check --json` prints."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "hint": self.hint,
        }


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column."""
    once = {str(problem): problem for problem in problems}
    return sorted(once.values(), key=lambda p: (p.file, p.line, p.column, p.message))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when none is near.

    0.6 is difflib's own default ratio: it joins `ponits` to `points` and leaves `bank` apart from `role`.
    """
    found = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(name: str, known: Iterable[str], *, list_when_at_most: int = 8) -> str | None:
    """A hint for an unknown name: the nearest one, or else all of them when they are few."""
    names = sorted(set(known))
    close = nearest(name, names)
    if close is not None:
        return f"did you mean {close!r}?"
    if names and len(names) <= list_when_at_most:
        return "known: " + ", ".join(names)
    return None


def shown_path(path: Path) -> str:
    """The path as a person would type it: relative to the working folder when it lies inside it.

    A link is shown where it stands: the name of what it leads to helps nobody to find it.
    """
    try:
        return (path.parent.resolve() / path.name).relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()
