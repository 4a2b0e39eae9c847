"""A text that could not be read: why, and where."""

from __future__ import annotations

from dataclasses import dataclass

from touchstone.maths.tree import Span

WIDTH = 72
"""Characters of the typed line that `caret` shows: one line of a narrow screen."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text can't be read: `reason` in a sentence, and the `span` of `text` that it is about."""

    reason: str
    span: Span
    text: str

    def caret(self) -> str:
        """The typed line and under it a line with `^` below the span; long lines are cut around it."""
        start = self._begin_of_line()
        newline = self.text.find("\n", start)
        line = self.text[start : newline if newline >= 0 else len(self.text)]
        at = min(self.span.start - start, len(line))
        width = max(1, min(self.span.end - start, len(line)) - at)
        first = max(0, min(at - WIDTH // 2, len(line) - WIDTH))
        head, tail = ("…" if first else ""), ("…" if first + WIDTH < len(line) else "")
        shown = "".join(map(_visible, line[first : first + WIDTH]))
        below = " " * (len(head) + at - first) + "^" * min(width, WIDTH + 1 - (at - first))
        return f"{head}{shown}{tail}\n{below}"

    def _begin_of_line(self) -> int:
        return self.text.rfind("\n", 0, min(self.span.start, len(self.text))) + 1


def _visible(character: str) -> str:
    """The character if it prints in one column, else a stand-in: a caret must stand under what it means.

    Control and bidirectional characters could otherwise reorder the line that is shown to a person.
    """
    return character if character.isprintable() and character != "\u00ad" else "\ufffd"


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis: a reason must not repeat a thousand characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


class Refusal(Exception):
    """Inside the reader: stop here, and answer `Unreadable`."""

    def __init__(self, reason: str, start: int, end: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.start = start
        self.end = end
