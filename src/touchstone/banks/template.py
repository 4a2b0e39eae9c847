"""Prompts, hints and solutions with `{{ expression | format }}` in them.

Not Jinja: a slot holds an expression of the maths language and nothing else, so a bank from a stranger can
show numbers and do no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from touchstone.banks.formats import FORMATS
from touchstone.core.problems import did_you_mean

_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FORMAT = re.compile(r"\|\s*([a-z][a-z_]*)\s*(?:\(\s*(\d{1,2})\s*\))?\s*$")
_MARKS = re.compile(r"\\.|```|`|\$\$|\$", re.DOTALL)


@dataclass(frozen=True)
class Slot:
    """One `{{ … }}`: its expression, its format and digits, and where it stands: in a formula, in code."""

    expression: str
    format: str | None
    digits: int | None
    in_maths: bool
    in_code: bool
    start: int
    source: str


@dataclass(frozen=True)
class Fault:
    """Something wrong in a template: `source` is the text that is wrong, at `start`."""

    message: str
    hint: str | None
    start: int
    source: str


@dataclass(frozen=True)
class Template:
    """Text and slots in order, and what is wrong with them."""

    pieces: tuple[str | Slot, ...]
    faults: tuple[Fault, ...]

    @property
    def slots(self) -> Iterator[Slot]:
        """The slots in order."""
        return (piece for piece in self.pieces if isinstance(piece, Slot))

    def render(self, fill: Callable[[Slot], str]) -> str:
        """The text with each slot filled; a sign that meets another is tidied (`+ -3` as `- 3`)."""
        filled = "".join(piece if isinstance(piece, str) else fill(piece) for piece in self.pieces)
        return tidy(filled)


@lru_cache(maxsize=8_192)
def parse(text: str) -> Template:
    """The template in `text`. Never raises: faults say what is wrong."""
    pieces: list[str | Slot] = []
    faults: list[Fault] = []
    mode, last = _Mode(), 0
    for match in _SLOT.finditer(text):
        before = text[last : match.start()]
        mode.see(before)
        pieces.append(before)
        last = match.end()
        slot = _slot(match, mode)
        pieces.append(slot)
        faults.extend(_slot_faults(slot))
    mode.see(text[last:])
    pieces.append(text[last:])
    faults.extend(_loose_braces(text))
    if mode.in_maths:
        hint = "write a sum of money with its currency code (`USD 5`), or a dollar sign as \\$"
        faults.append(Fault("a dollar sign opens a formula that never ends", hint, text.rfind("$"), "$"))
    return Template(tuple(piece for piece in pieces if piece != ""), tuple(faults))


class _Mode:
    """Whether the text so far has opened a formula (`$`, `$$`) or code (backticks) without closing it."""

    def __init__(self) -> None:
        self.open: str | None = None

    def see(self, text: str) -> None:
        for mark in _MARKS.findall(text):
            if mark.startswith("\\"):
                continue
            if self.open is None:
                self.open = mark
            elif self.open == mark:
                self.open = None

    @property
    def in_maths(self) -> bool:
        return self.open in ("$", "$$")

    @property
    def in_code(self) -> bool:
        return self.open in ("`", "```")


def _slot(match: re.Match[str], mode: _Mode) -> Slot:
    inside, where = match.group(1), (mode.in_maths, mode.in_code, match.start(), match.group(0))
    found = _FORMAT.search(inside)
    if found is None or not inside[: found.start()].strip():
        return Slot(inside.strip(), None, None, *where)
    digits = int(found.group(2)) if found.group(2) else None
    return Slot(inside[: found.start()].strip(), found.group(1), digits, *where)


def _slot_faults(slot: Slot) -> Iterator[Fault]:
    if not slot.expression:
        yield Fault("a slot is empty", "write an expression between {{ and }}", slot.start, slot.source)
    if slot.format is None:
        return
    known = FORMATS.get(slot.format)
    if known is None:
        hint = did_you_mean(slot.format, FORMATS, list_when_at_most=20)
        yield Fault(f"there is no format {slot.format!r}", hint, slot.start, slot.source)
    elif known.digits == "needed" and slot.digits is None:
        hint = f"write {slot.format}(2)"
        yield Fault(f"the format {slot.format!r} needs a number of digits", hint, slot.start, slot.source)
    elif known.digits == "none" and slot.digits is not None:
        yield Fault(f"the format {slot.format!r} takes no number", None, slot.start, slot.source)


def _loose_braces(text: str) -> Iterator[Fault]:
    rest = _SLOT.sub(lambda match: " " * len(match.group(0)), text)
    for mark in ("{{", "}}"):
        start = rest.find(mark)
        # LaTeX closes two groups with }} too; only an opening that never closes is a slot gone wrong.
        if start >= 0 and mark == "{{":
            hint = "a slot is {{ expression }}; in LaTeX put a space between two braces"
            yield Fault("`{{` opens a slot that never ends", hint, start, mark)


_SIGNS = [
    (re.compile(r"\+ ?-(?=[\d\\(a-zA-Z])"), "- "),
    (re.compile(r"(?<=[\w})]) - ?-(?=[\d\\(a-zA-Z])"), " + "),
]


def tidy(text: str) -> str:
    """`3 + -2` as `3 - 2` and `3 - -2` as `3 + 2`, between dollar signs only."""
    parts = re.split(r"(\$[^$]*\$)", text)
    for index in range(1, len(parts), 2):
        for pattern, better in _SIGNS:
            parts[index] = pattern.sub(better, parts[index])
    return "".join(parts)
