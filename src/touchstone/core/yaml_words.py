"""What the YAML parser complains of, in words for who wrote the file, and at the place to mend."""

from __future__ import annotations

from typing import Any

import yaml

# The parser's problem → (what is said, whether it is said of where the broken thing begins).
_SAID: dict[str, tuple[str, bool]] = {
    "mapping values are not allowed in this context": (
        "a colon can't stand here: put text with a colon in quotes, or line this up with the lines above",
        False,
    ),
    "did not find expected ',' or ']'": (
        "the list that opens here with [ is not closed, or a comma is missing in it",
        True,
    ),
    "did not find expected ',' or '}'": (
        "the mapping that opens here with { is not closed, or a comma is missing in it",
        True,
    ),
    "did not find expected key": (
        "expected 'name: value' here, in the same column as the names above; "
        "nothing may follow a closing quote or bracket",
        False,
    ),
    "did not find expected '-' indicator": (
        "expected '- ' here, in the same column as the list above",
        False,
    ),
    "did not find expected <document start>": (
        "the content ended before this: its lines begin in one column, and each bracket closes once",
        False,
    ),
    "did not find expected node content": ("expected a value here", False),
    "could not find expected ':'": ("the name that begins here has no colon after it", True),
    "found unknown escape character": (
        "this can't follow a backslash in double quotes: put the text in single quotes",
        False,
    ),
    "did not find expected alphabetic or numeric character": (
        "a value can't begin with * or &: put it in quotes",
        False,
    ),
}
_QUOTED = "while scanning a quoted scalar"
_NO_START = "found character that cannot start any token"


def in_words(error: yaml.MarkedYAMLError, text: str) -> tuple[Any, str]:
    """The mark of the place to mend (None: unknown) and what is wrong there."""
    problem, mark = error.problem or error.context or "", error.problem_mark or error.context_mark
    begins = error.context_mark or mark
    if error.context == _QUOTED and "end of stream" in problem:
        return begins, "the quote that opens here is never closed"
    if problem == _NO_START and mark is not None:
        return mark, _no_start(text, mark)
    said, at_start = _SAID.get(problem, (problem, False))
    return (begins if at_start else mark), said


def _no_start(text: str, mark: Any) -> str:
    lines = text.splitlines()
    found = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    if found == "\t":
        return "a tab can't indent a line: use blanks"
    return f"a value can't begin with {found}: put it in quotes"
