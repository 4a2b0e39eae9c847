"""A variant: one question on drawn numbers, ready to be asked and marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from touchstone.banks.question import Level, Question, Tools
from touchstone.banks.values import Value

# What a candidate must know of the marking.
WRITTEN_AS = ("decimal_places", "significant_figures", "form", "over")


@dataclass(frozen=True)
class VariantOption:
    """One option: its letter and its text (Markdown with LaTeX), and why it is right or not, for later."""

    letter: str
    text: str
    why: str = ""


@dataclass(frozen=True)
class VariantMistake:
    """A listed mistake on these numbers."""

    name: str
    value: Value
    credit: float
    says: str


@dataclass(frozen=True)
class VariantFollowUp:
    """A question to ask about these numbers afterwards, and what to listen for."""

    ask: str
    listen_for: str


@dataclass(frozen=True)
class VariantFigure:
    """A table or chart as data: each column's title and its numbers or words."""

    kind: str
    title: str
    columns: tuple[tuple[str, tuple[float | str, ...]], ...]
    alternative: str

    def public(self) -> dict[str, Any]:
        """As plain data."""
        columns = [{"title": title, "values": list(values)} for title, values in self.columns]
        return {"kind": self.kind, "title": self.title, "columns": columns, "alternative": self.alternative}


@dataclass(frozen=True)
class VariantPart:
    """One part as it is asked, with all that marks it.

    `row` is the grading row without the answer: `{"key", "kind", "tolerance", …, "mistakes"}`. `read_names`
    are the names that an answer may use. `kind` is the answer's kind, `choice` or `choices`; None when the
    key's shape says it. `expressions` are the key (`key`) and the mistakes (`mistake {name}`) as written, to
    be worked out again on other earlier values where the part follows one.
    """

    id: str
    prompt: str
    kind: str | None
    row: Mapping[str, Any]
    key: Value | None = None
    mistakes: tuple[VariantMistake, ...] = ()
    options: tuple[VariantOption, ...] = ()
    read_names: tuple[str, ...] = ()
    unit: str | None = None
    points: float = 1.0
    follow: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    solution: str = ""
    expressions: Mapping[str, str] = field(default_factory=dict)

    def public(self) -> dict[str, Any]:
        """What a candidate may see before answering: no key, no mistakes, no solution."""
        wanted = {name: self.row[name] for name in WRITTEN_AS if name in self.row}
        return {
            "id": self.id,
            "prompt": self.prompt,
            "kind": self.kind,
            "options": [{"letter": option.letter, "text": option.text} for option in self.options],
            "read_names": list(self.read_names),
            "unit": self.unit,
            "points": self.points,
            "hints": len(self.hints),
            **wanted,
        }


@dataclass(frozen=True)
class Variant:
    """One question on drawn numbers.

    It is draw number `draw_number` of its seed, from 1; `redraws` counts those thrown away, by reason.
    """

    question_id: str
    question_hash: str
    seed: int
    title: str
    level: Level
    minutes: float
    tools: Tools
    prompt: str
    parts: tuple[VariantPart, ...]
    figure: VariantFigure | None = None
    hints: tuple[str, ...] = ()
    solution: str = ""
    follow_ups: tuple[VariantFollowUp, ...] = ()
    probes: tuple[str, ...] = ()
    anchors: Mapping[str, str] = field(default_factory=dict)
    model_answer: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    draw_number: int = 1
    redraws: Mapping[str, int] = field(default_factory=dict)

    def part(self, part_id: str) -> VariantPart:
        """The part of that id. Raises KeyError."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)

    def public(self) -> dict[str, Any]:
        """What a candidate may see before answering, as plain data."""
        return {
            "question_id": self.question_id,
            "question_hash": self.question_hash,
            "seed": self.seed,
            "title": self.title,
            "level": self.level,
            "minutes": self.minutes,
            "tools": self.tools,
            "prompt": self.prompt,
            "figure": self.figure.public() if self.figure else None,
            "parts": [part.public() for part in self.parts],
        }


class CannotDraw(Exception):
    """No draw of a question came out usable: `reasons` counts why each was thrown away."""

    def __init__(self, question: Question, seed: int, reasons: Mapping[str, int]) -> None:
        self.question_id, self.seed, self.reasons = question.id, seed, dict(reasons)
        most = ", ".join(f"{count} × {reason}" for reason, count in reasons.items())
        super().__init__(f"{question.id}: no usable numbers for seed {seed}: {most}")
