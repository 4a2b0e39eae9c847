"""The bank as a self-test sees it: candidates to choose from, and variants as the questions that are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from touchstone.assessments.asked import Asked, AskedPart, Option, PartKind
from touchstone.assessments.ports import Candidate
from touchstone.banks.bank import Bank
from touchstone.banks.drawing import draw
from touchstone.banks.question import Question
from touchstone.banks.service import Maths
from touchstone.banks.variant import CannotDraw, Variant, VariantPart
from touchstone.maths.kinds.shape import WORDS, shape_of
from touchstone.maths.reader import Read, read

ANY_EXPRESSION = ("number", "expression", "antiderivative")  # what one types without being told
# How those are typed that one can't guess.
TYPED = {"matrix": " Type it row by row: `[[1, 2], [3, 4]]`.", "interval": " Type it as `(0, 1]`."}
FORMS = {
    "expanded": "expanded",
    "factored": "factored",
    "lowest_terms": "in lowest terms",
    "single_fraction": "as one fraction",
    "partial_fractions": "in partial fractions",
    "completed_square": "with the square completed",
    "same": "in the same form",
    "solved": "solved for the unknown",
    "worked_out": "worked out",
}


@dataclass(frozen=True)
class DrawnBank:
    """Draws from a loaded bank through the maths service."""

    bank: Bank
    maths: Maths

    def candidates(self) -> Sequence[Candidate]:
        """Every good question of the bank."""
        return list(self.bank.questions.values())

    def draw(self, question_id: str, seed: int) -> Asked | None:
        """The variant with that seed, or None when the question has no usable numbers."""
        question = self.bank[question_id]
        try:
            variant = draw(question, seed, self.maths)
        except CannotDraw:
            return None
        return asked(question, variant, self.bank.taxonomy.title)


def asked(question: Question, variant: Variant, title: Callable[[str], str]) -> Asked:
    """The variant as it is kept in an attempt; `title` names an area or subtopic for readers."""
    parts = tuple(_part(part) for part in variant.parts) or (_spoken(variant),)
    hints = (*variant.hints, *(hint for part in variant.parts if question.parts for hint in part.hints))
    return Asked(
        question_id=variant.question_id,
        question_hash=variant.question_hash,
        seed=variant.seed,
        title=variant.title,
        skill=question.skill,
        area=title(question.area),
        subtopic=title(question.subtopic),
        level=variant.level,
        minutes=variant.minutes,
        tools=variant.tools,
        prompt=variant.prompt,
        parts=parts,
        hints=hints,
        solution=variant.solution,
        figure=variant.figure.public() if variant.figure else None,
        env=dict(variant.env),
    )


def _part(part: VariantPart) -> AskedPart:
    kind = _answered_with(part)
    reads_as = _kind_of(part) if kind == "maths" else None
    # A number is asked for expressly, so that marking refuses letters as the preview does.
    row = dict(part.row) | ({"kind": reads_as} if reads_as == "number" else {})
    return AskedPart(
        id=part.id,
        prompt=part.prompt,
        kind=kind,
        options=tuple(Option(id=option.letter, text=option.text) for option in part.options),
        row={**row, "names": list(part.read_names)} if kind == "maths" else row,
        names=part.read_names,
        reads_as=reads_as,
        unit=part.unit or "",
        asks="" if kind == "sql" else how_to_write(part.row, reads_as),
        weight=part.points,
        follow=part.follow,
        expressions=dict(part.expressions) if part.follow else {},
    )


def _answered_with(part: VariantPart) -> PartKind:
    match part.kind:
        case "choice" | "choices" | "sql" as kind:
            return kind
    return "maths"


def _spoken(variant: Variant) -> AskedPart:
    return AskedPart(
        id="answer",
        kind="spoken",
        anchors={int(level): text for level, text in variant.anchors.items()},
        probes=variant.probes,
        model_answer=variant.model_answer,
    )


def _kind_of(part: VariantPart) -> str | None:
    """The kind that the row names, else the shape of its key."""
    if part.kind is not None:
        return part.kind
    found = read(str(part.row["key"]), names=part.read_names, key=True)
    return shape_of(found.tree) if isinstance(found, Read) else None


def how_to_write(row: Mapping[str, Any], kind: str | None = None) -> str:
    """What the marking expects of the way an answer is written, in words; empty when anything goes."""
    if kind in WORDS and kind not in ANY_EXPRESSION:
        form = str(row.get("form"))
        told = form == "worked_out" or (form == "solved" and kind != "interval")
        return f"Give {WORDS[kind]}{f', {FORMS[form]}' if told else ''}.{TYPED.get(kind, '')}"
    if "decimal_places" in row:
        return _counted(row["decimal_places"], "decimal place")
    if "significant_figures" in row:
        return _counted(row["significant_figures"], "significant figure")
    if "form" in row:
        over = " over the real numbers" if row.get("over") == "reals" else ""
        return f"Write it {FORMS.get(row['form'], row['form'])}{over}."
    return "Letters of your own stand for constants." if kind == "antiderivative" else ""


def _counted(count: int, what: str) -> str:
    return f"Give {count} {what}{'' if count == 1 else 's'}."
