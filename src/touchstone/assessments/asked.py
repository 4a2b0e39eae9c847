"""A question as one candidate got it: drawn once and kept whole, so that a later bank changes nothing.

It carries the keys. Pages never see it: they get a `view.QuestionView`, which holds a key or a solution only
once the candidate has committed every part.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from touchstone.assessments.units import OtherUnit, plain_number, without_unit

PartKind = Literal["maths", "choice", "choices", "sql", "spoken"]


class _Kept(BaseModel):
    # Unknown fields are ignored, so that an older program reads what a newer one stored.
    model_config = ConfigDict(extra="ignore", frozen=True)


class Option(_Kept):
    """One option of a choice, graded by `id`, never by its place or its words."""

    id: str
    text: str


class AskedPart(_Kept):
    """One thing to answer. `row` is the grading row without the answer: it holds the key. `reads_as` is the
    kind that the marker expects, so that a preview reads `(0, 1)` as the marking will.

    A part that follows earlier ones (`follow`, by id) keeps key and mistakes as `expressions` too, so that
    it can be marked on the candidate's own earlier values.
    """

    id: str
    prompt: str = ""
    kind: PartKind
    options: tuple[Option, ...] = ()
    row: dict[str, Any] = {}
    names: tuple[str, ...] = ()
    reads_as: str | None = None
    unit: str = ""
    asks: str = ""
    weight: float = 1.0
    anchors: dict[int, str] = {}
    probes: tuple[str, ...] = ()
    model_answer: str = ""
    follow: tuple[str, ...] = ()
    expressions: dict[str, str] = {}

    @property
    def right_options(self) -> tuple[str, ...]:
        """The ids of the right options of a choice, empty for anything else."""
        if self.kind not in ("choice", "choices"):
            return ()
        right = {piece.strip() for piece in str(self.row.get("key", "")).strip("{} ").split(",")}
        return tuple(option.id for option in self.options if option.id in right)

    def number(self, raw: str) -> str | OtherUnit:
        """What is left of an answer to be read as mathematics, without the unit that the label names."""
        if self.kind == "maths" and self.unit:
            return without_unit(raw, self.unit, self.names)
        if self.kind == "maths" and self.reads_as == "number" and not self.names:
            return plain_number(raw)
        return raw


class Asked(_Kept):
    """One drawn question of an attempt, with everything needed to show and to mark it."""

    question_id: str
    question_hash: str
    seed: int
    title: str
    skill: str
    area: str
    subtopic: str
    level: str
    minutes: float
    tools: str = "closed"
    prompt: str
    parts: tuple[AskedPart, ...]
    hints: tuple[str, ...] = ()
    solution: str = ""
    figure: dict[str, Any] | None = None
    env: dict[str, str] = {}
    need: str = ""
    sibling_of: int | None = None

    def part(self, part_id: str) -> AskedPart | None:
        """The part of that name, or None."""
        return next((part for part in self.parts if part.id == part_id), None)
