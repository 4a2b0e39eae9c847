"""From a spot in a question to the line and column of the very characters in its file."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from touchstone.core.files import read_text
from touchstone.core.located_yaml import MAX_BYTES, Located, Where, load_file
from touchstone.core.problems import Problem, shown_path


class Places:
    """Where things stand in one bank file. Reads the file's lines only when there is a problem to place."""

    def __init__(self, located: Located, path: Path | None, base: Where = ()) -> None:
        self._given: tuple[Located, Where] | str = (located, base)
        self._path = path

    @classmethod
    def late(cls, path: Path, question_id: str) -> Places:
        """Places in a file that is read only once a problem has to be placed in it."""
        made = cls.__new__(cls)  # without a look at the disk: there are thousands of these
        made._given, made._path = question_id, path
        return made

    @cached_property
    def _held(self) -> tuple[Located, Where]:
        if not isinstance(self._given, str):
            return self._given
        assert self._path is not None
        found = load_file(self._path)
        if isinstance(found, Problem) or not isinstance(found.data, list):
            return Located(shown_path(self._path), None), ()
        names = [item.get("id") if isinstance(item, dict) else None for item in found.data]
        return found, (names.index(self._given),) if self._given in names else ()

    @property
    def located(self) -> Located:
        """The file with the places of its values."""
        return self._held[0]

    @property
    def base(self) -> Where:
        """The path of the question in the file."""
        return self._held[1]

    def problem(self, where: Where, message: str, hint: str | None = None, *, key: bool = False) -> Problem:
        """A problem at a value, or at the key that names it."""
        return self.located.problem((*self.base, *where), message, hint, key=key)

    def within(self, where: Where, text: str, offset: int, message: str, hint: str | None = None) -> Problem:
        """A problem at character `offset` of `text`, which stands somewhere in the value at `where`."""
        line, column = self.located.place((*self.base, *where))
        head = text.split("\n")[0].rstrip()
        inner = text[:offset].count("\n")
        for number, shown in enumerate(self._lines()[line - 1 : line + 200], start=line):
            start = shown.find(head, column - 1 if number == line else 0)
            if head and start >= 0 and inner == 0:
                return Problem(self.located.file, number, start + offset + 1, message, hint)
            if head and start >= 0:
                return Problem(self.located.file, number + inner, 1, message, hint)
        return Problem(self.located.file, line, column, message, hint)

    def _lines(self) -> list[str]:
        if self._path is None:
            return []
        text = read_text(self._path, MAX_BYTES)
        return [] if isinstance(text, Problem) else text.splitlines()
