"""Reads a table of questions, one a row, as a spreadsheet saves it (CSV in UTF-8, with commas or semicolons).

Columns: `title`, `kind` (choice, truefalse, number, text, essay), `prompt`, `a` to `h` (the options), `right`
(letters of the right options such as `B` or `A C`; true or false; the number; accepted words, `|` between
them), `tolerance`, `why_a` to `why_h`, `explanation`, `notes`, `id`, `tags`. Texts are Markdown
with `$LaTeX$`.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping

from touchstone.banks.exchange.found import Found, unfair
from touchstone.banks.exchange.items import Accepted, Chosen, Item
from touchstone.banks.exchange.markup_in import normal
from touchstone.core.problems import did_you_mean

OPTIONS = "abcdefgh"
KINDS = ("choice", "truefalse", "number", "text", "essay")
COLUMNS = (
    ["title", "kind", "prompt", "right", "tolerance", "explanation", "notes", "id", "tags"]
    + list(OPTIONS)
    + [f"why_{letter}" for letter in OPTIONS]
)
NEEDED = ("title", "kind", "prompt")
LONGEST_CELL = 100_000


def read(content: str, file: str) -> Found:
    """All rows that can be taken over. Never raises for what is in them."""
    found = Found(file)
    first = content.lstrip("\ufeff").partition("\n")[0]
    comma = ";" if first.count(";") > first.count(",") else ","
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(content.lstrip("\ufeff")), delimiter=comma, strict=True)
    names: list[str] = []
    line = 1
    try:
        for cells in rows:
            if not names:
                names = [cell.strip().lower() for cell in cells]
                if not _head(names, found):
                    return found
            elif any(cell.strip() for cell in cells):
                _row(names, cells, line, found)
            line = rows.line_num + 1
    except csv.Error as error:
        found.problem(rows.line_num, f"this row is not CSV: {error}")
    if not found.items and not found.problems:
        found.problem(0, "the file holds no question")
    return found


def _head(names: list[str], found: Found) -> bool:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        found.problem(1, f"the column {missing[0]!r} is missing", f"known: {', '.join(COLUMNS)}")
    for place, name in enumerate(names, 1):
        if name and name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS) or f"known: {', '.join(COLUMNS)}"
            found.problem(1, f"unknown column {name!r}", hint, column=place)
    return not missing


class _Refused(Exception):
    """Why one row can't be taken over, and in which column."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


def _row(names: list[str], cells: list[str], line: int, found: Found) -> None:
    if found.full(line):
        return
    held = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    try:
        found.add(_item(held, line))
    except _Refused as error:
        place = names.index(error.column) + 1 if error.column in names else 1
        found.refuse(line, f"{error.column}: {error}", column=place)


def _item(held: Mapping[str, str], line: int) -> Item:
    kind, right = held["kind"].lower(), held.get("right", "")
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS, list_when_at_most=9)
        raise _Refused("kind", f"found {held['kind']!r}; {hint}")
    if not held["prompt"]:
        raise _Refused("prompt", "a question needs a prompt")
    fields: dict[str, object] = {}
    if kind == "choice":
        fields = _choice(held, right)
    elif kind == "truefalse":
        fields = _true_or_false(held, right)
    elif kind == "number":
        fields = {"accepted": (Accepted(_number(right, "right"), 1.0, _tolerance(held)),)}
    elif kind == "text":
        words = [" ".join(part.split()) for part in right.split("|") if part.strip()]
        if not words:
            raise _Refused("right", "no accepted words")
        fields = {"accepted": tuple(Accepted(word) for word in words)}
    return Item(
        name=" ".join(held["title"].split()) or "a question without a title",
        kind=kind,  # type: ignore[arg-type]
        prompt=normal(held["prompt"]),
        explanation=normal(held.get("explanation", "")),
        notes=normal(held.get("notes", "")) if kind == "essay" else "",
        ident=held.get("id", ""),
        tags=tuple(held.get("tags", "").split()),
        line=line,
        **fields,  # type: ignore[arg-type]
    )


def _choice(held: Mapping[str, str], right: str) -> dict[str, object]:
    letters = [letter for letter in OPTIONS if held.get(letter)]
    chosen = right.lower().replace(",", " ").split()
    for letter in chosen:
        if letter not in letters:
            raise _Refused(
                "right", f"found {letter!r}, expected letters of {', '.join(letters) or 'options'}"
            )
    if not chosen:
        raise _Refused("right", "no option is right")
    single = len(chosen) == 1
    wrong = 0.0 if single else -1.0
    share = round(1 / len(chosen), 7)
    choices = tuple(
        Chosen(normal(held[one]), share if one in chosen else wrong, normal(held.get(f"why_{one}", "")))
        for one in letters
    )
    why = unfair(choices, single=single)
    if why is not None:
        raise _Refused("right", why)
    return {"choices": choices, "single": single}


def _true_or_false(held: Mapping[str, str], right: str) -> dict[str, object]:
    if right.lower() not in {"true", "false"}:
        raise _Refused("right", f"found {right!r}, expected true or false")
    is_true = right.lower() == "true"
    return {
        "choices": (Chosen("True", float(is_true)), Chosen("False", float(not is_true))),
        "shuffle": False,
    }


def _tolerance(held: Mapping[str, str]) -> float:
    raw = held.get("tolerance", "")
    return abs(float(_number(raw, "tolerance"))) if raw else 0.0


def _number(text: str, column: str) -> str:
    try:
        value = float(text)
    except ValueError:
        raise _Refused(column, f"found {text!r}, expected a number such as 0.25") from None
    if not math.isfinite(value):
        raise _Refused(column, f"found {text!r}, expected a finite number")
    return f"{value:.12g}"
