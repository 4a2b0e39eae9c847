"""A question of a form as an interviewer asks it, and as a candidate may see it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from touchstone.banks.formats import cell
from touchstone.banks.question import Question
from touchstone.banks.values import Value
from touchstone.banks.variant import Variant, VariantFigure, VariantPart
from touchstone.core.markdown import Markdown, escape

TOOLS = {
    "closed": "no aids: pen and paper only",
    "open": "documentation, a calculator and a search engine; no AI assistant",
    "assistant": "any tool, an AI assistant included; the candidate says what it was asked",
}
# What the anchors of a marked question say of help where it has no hint, one, or more.
_HELP = (
    ("help", "after a slip that was", "help", "help"),
    ("the hint", "after the hint, or a slip", "more help than the hint", "the hint"),
    ("a hint", "after one hint, or a slip", "two hints or more", "all hints"),
)
_DECIMAL = re.compile(r"-?\d+\.\d+")
# What the best score can be after a hint: each hint is about one anchor's worth of help, and no hint is
# worth the lowest one, since 1 says that help did not lead anywhere.
AFTER_HINT = (3, 2)


@dataclass(frozen=True)
class AskedQuestion:
    """One question of a form with its drawn variant, the title of its skill, and the subject of that."""

    question: Question
    variant: Variant
    competency: str
    subject: str = ""


def asked_data(asked: AskedQuestion, number: int, starts: float) -> dict[str, Any]:
    """All that an interviewer's page needs, as plain data for a template. Bank text is Markdown."""
    question, variant = asked.question, asked.variant
    return {
        "number": number,
        "id": question.id,
        "title": question.title,
        "competency": asked.competency,
        "level": question.level,
        "kind": question.kind,
        "minutes": f"{question.minutes:g}",
        "starts": f"{starts:g}",
        "ends": f"{starts + question.minutes:g}",
        "tools": TOOLS[question.tools],
        "seed": variant.seed,
        "hash": variant.question_hash[:12],
        "exact": _exact_will_do(asked),
        **_prompt(variant),
        "probes": [Markdown(one_line(probe)) for probe in variant.probes],
        "hints": hint_ladder(variant),
        "answers": [
            {"part": letter, "text": text}
            for letter, part in zip(letters(len(variant.parts)), variant.parts, strict=True)
            for text in _answers(part)
        ],
        "solution": Markdown(variant.solution or variant.model_answer),
        "mistakes": [line for part in variant.parts for line in _mistakes(part)],
        "follow_ups": [
            {"ask": Markdown(one_line(f.ask)), "listen_for": Markdown(one_line(f.listen_for))}
            for f in variant.follow_ups
        ],
        "anchors": anchors(variant),
        "red_flags": [escape(flag) for flag in question.red_flags],
    }


def sample_data(asked: AskedQuestion, number: int, policies: Collection[str]) -> dict[str, Any]:
    """What a candidate may see of a sample question: nothing that `Variant.public` leaves out.

    What may be used is said where it is one of the interview's own `policies`: another would promise an aid
    that is not there.
    """
    return {
        "number": number,
        "title": asked.question.title,
        "competency": asked.competency,
        "minutes": f"{asked.question.minutes:g}",
        "tools": TOOLS[asked.question.tools] if asked.question.tools in policies else "",
        "exact": _exact_will_do(asked),
        **_prompt(asked.variant),
    }


def _exact_will_do(asked: AskedQuestion) -> bool:
    """Whether a rounded number is asked for without a calculator: its exact form is marked the same."""
    rows = [part.row for part in asked.variant.parts]
    return asked.question.tools == "closed" and any("tolerance" in row and "form" not in row for row in rows)


def _prompt(variant: Variant) -> dict[str, Any]:
    return {
        "prompt": Markdown(variant.prompt.strip()),
        "figure": _figure(variant.figure),
        "parts": [
            {
                "letter": letter,
                "prompt": Markdown(part.prompt.strip()),
                "unit": part.unit or "",
                "options": [{"letter": o.letter, "text": Markdown(one_line(o.text))} for o in part.options],
            }
            for letter, part in zip(letters(len(variant.parts)), variant.parts, strict=True)
        ],
    }


def _figure(figure: VariantFigure | None) -> dict[str, Any]:
    """A table of the figure's data: paper shows no chart that can be asked for its numbers."""
    if figure is None:
        return {}
    titles = [title for title, _ in figure.columns]
    cells = zip(*(values for _, values in figure.columns), strict=True)
    shown = [[cell(value) for value in row] for row in cells]
    return {"title": figure.title, "columns": titles, "rows": shown, "alternative": figure.alternative}


def hint_ladder(variant: Variant) -> list[dict[str, Any]]:
    """Hints in the order of giving, each with the best score that is still open after it."""
    hints = [
        *variant.hints,
        *(hint for part in variant.parts for hint in part.hints if hint not in variant.hints),
    ]
    return [
        {
            "number": place + 1,
            "text": Markdown(one_line(hint)),
            "most": AFTER_HINT[min(place, len(AFTER_HINT) - 1)],
        }
        for place, hint in enumerate(hints)
    ]


def anchors(variant: Variant) -> list[dict[str, Any]]:
    """What an observer sees at 4, 3, 2 and 1, the best first."""
    if variant.anchors:
        held = {int(score): Markdown(one_line(text)) for score, text in variant.anchors.items()}
    else:
        said = marked_anchors(len(hint_ladder(variant)), follow_up=bool(variant.follow_ups))
        held = {score: Markdown(text) for score, text in said.items()}
    return [{"score": score, "text": held[score]} for score in sorted(held, reverse=True)]


def marked_anchors(hints: int, *, follow_up: bool) -> dict[int, str]:
    """Anchors of a question whose key is a number or an option: what an observer sees, whatever it asks.

    They name only the hints that it has.
    """
    sound = ", and a sound answer to the follow-up" if follow_up else ""
    alone, after, more, all_help = _HELP[min(hints, 2)]
    return {
        4: f"The right answer without {alone}, with a reason for each step{sound}.",
        3: f"The right answer {after} found without help.",
        2: f"The right route only with {more}, or a listed mistake that stays.",
        1: f"No workable route, even with {all_help}.",
    }


def letters(count: int) -> list[str]:
    """What the parts of a question are called on paper; nothing where there is one part."""
    return [f"({chr(ord('a') + place)})" for place in range(count)] if count > 1 else [""] * count


def _answers(part: VariantPart) -> list[str]:
    """The key in words; each right option where there are options."""
    if part.options:
        letters = re.findall(r"[A-H]", str(part.row["key"]))
        right = [option for option in part.options if option.letter in letters]
        return [Markdown(f"{option.letter}: {one_line(option.text)}") for option in right]
    if part.kind == "sql":
        return [Markdown(f"`{' '.join(str(part.row['key']).split())}`")]
    if part.key is None:
        return []
    unit = f" {escape(part.unit)}" if part.unit else ""
    return [Markdown(f"${shown(part.key)}${unit}")]


def _mistakes(part: VariantPart) -> list[dict[str, Any]]:
    if part.kind == "sql":
        queries: Sequence[Mapping[str, Any]] = part.row.get("mistakes", ())
        found = [(f"`{' '.join(str(row['value']).split())}`", str(row["says"])) for row in queries]
    elif part.options:
        rows: Sequence[Mapping[str, Any]] = part.row.get("mistakes", ())
        found = [(str(row["value"]), str(row["says"])) for row in rows]
    else:
        found = [(f"${shown(mistake.value)}$", mistake.says) for mistake in part.mistakes]
    return [{"value": Markdown(value), "shows": Markdown(one_line(says))} for value, says in found]


def shown(value: Value) -> str:
    """The value as LaTeX, with a decimal beside what is not read at a glance, such as a fraction.

    Of a decimal with more than six figures only these are shown: nobody says sixteen.
    """
    if value.number is None or not math.isfinite(value.number):
        return value.latex
    decimal = f"{value.number:.6g}"
    if decimal == value.latex or "e" in decimal:
        return value.latex
    sign = "=" if float(decimal) == value.number else "\\approx"
    return f"{sign} {decimal}" if _DECIMAL.fullmatch(value.latex) else f"{value.latex} {sign} {decimal}"


def one_line(text: str) -> str:
    """Markdown prose on one line, so that it can stand in a list."""
    return " ".join(text.split())
