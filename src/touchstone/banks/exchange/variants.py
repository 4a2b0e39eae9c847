"""Variants of the bank as items with fixed numbers, for learning systems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from touchstone.banks.exchange.items import NO_REASON, Accepted, Chosen, Item, by_chance
from touchstone.banks.exchange.markup_in import normal
from touchstone.banks.formats import as_decimal, cell, number, significant
from touchstone.banks.question import Question
from touchstone.banks.values import Value
from touchstone.banks.variant import Variant, VariantFigure, VariantPart

EXACT = 1e-9  # what a learning system may lose of an exact decimal, as a share of it
_DIGITS = 12  # significant digits of a number that has no short form


@dataclass(frozen=True)
class Exported:
    """The items, and in sentences what of the variants they can't carry."""

    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()


def items_of(variants: Iterable[Variant], questions: dict[str, Question] | None = None) -> Exported:
    """An item for each part of each variant, in order. `questions` by id add skill and duties as tags."""
    items: list[Item] = []
    notes: list[str] = []
    for variant in variants:
        made = _Maker(variant, (questions or {}).get(variant.question_id))
        items.extend(made.items())
        notes.extend(dict.fromkeys(made.notes))
    return Exported(tuple(items), tuple(notes))


class _Maker:
    def __init__(self, variant: Variant, question: Question | None) -> None:
        self.variant, self.question = variant, question
        self.notes: list[str] = []

    def items(self) -> Iterator[Item]:
        """One item for a question without parts, else one for each part."""
        if not self.variant.parts:
            yield self.item("essay", notes=self.marking())
        for place, part in enumerate(self.variant.parts):
            yield self.part(part, place)

    def note(self, said: str) -> None:
        self.notes.append(f"{self.variant.question_id}: {said}")

    def part(self, part: VariantPart, place: int) -> Item:
        if part.follow:
            self.note("a part no longer counts from the candidate's own earlier value")
        if part.options:
            return self.choice(part, place)
        if part.kind == "sql":
            self.note("a query is marked by what it returns here; a person marks it there")
            return self.item("essay", part, place, notes=f"Key:\n\n```sql\n{part.row['key'].strip()}\n```")
        assert part.key is not None
        if part.key.number is None or part.kind not in {None, "number"}:
            self.note(f"the answer {part.key.text} is no plain number, so a person marks it there")
            return self.item("essay", part, place, notes=f"Key: ${part.key.latex}$")
        if _written(part):
            self.note("the number of digits is asked for, but not checked there")
        return self.item("number", part, place, accepted=self.accepted(part))

    def accepted(self, part: VariantPart) -> tuple[Accepted, ...]:
        assert part.key is not None
        found = [Accepted(_shown(part.key), 1.0, _width(part, part.key))]
        for mistake in part.mistakes:
            if mistake.value.number is not None:
                value, width = _shown(mistake.value), _width(part, mistake.value)
                said = normal(mistake.says)
                found.append(Accepted(value, round(mistake.credit, 7), width, feedback=said))
        return tuple(found)

    def choice(self, part: VariantPart, place: int) -> Item:
        right = set(re.findall(r"[A-H]", str(part.row["key"])))
        single = part.kind == "choice"
        share = 1.0 if single else round(1 / len(right), 7)
        wrong = 0.0 if single else -1.0
        if not single:
            self.note("options that are right earn a share each there; here all of them must be chosen")
        shuffle = not (self.question is not None and self.kept_in_order(part.id))
        choices = [
            Chosen(
                normal(option.text),
                share if option.letter in right else wrong,
                "" if option.why == NO_REASON[option.letter in right] else normal(option.why),
            )
            for option in part.options
        ]
        held = tuple(sorted(choices, key=by_chance) if shuffle else choices)
        pair = single and not shuffle and [choice.text for choice in choices] == ["True", "False"]
        kind = "truefalse" if pair else "choice"
        return self.item(kind, part, place, choices=held, single=single, shuffle=shuffle)

    def kept_in_order(self, part_id: str) -> bool:
        assert self.question is not None
        return any(task.keep_order for name, task in self.question.tasks if name == part_id)

    def item(self, kind: str, part: VariantPart | None = None, place: int = 0, **fields: object) -> Item:
        variant = self.variant
        several = len(variant.parts) > 1
        suffix = f" ({place + 1} of {len(variant.parts)})" if several else ""
        texts = [variant.prompt, _table(variant.figure), part.prompt if part else "", _unit(part)]
        solution = (part.solution if part is not None and several else "") or variant.solution
        ident = f"{variant.question_id}.{variant.seed}" + (f".{part.id}" if part and several else "")
        return Item(
            name=f"{variant.title}{suffix}",
            kind=kind,  # type: ignore[arg-type]
            prompt=normal("\n\n".join(text for text in texts if text.strip())),
            explanation=normal(solution),
            ident=ident,
            tags=tuple(self.tags()),
            **fields,  # type: ignore[arg-type]
        )

    def tags(self) -> Iterator[str]:
        variant = self.variant
        if self.question is not None:
            yield f"skill:{self.question.skill}"
            yield from (f"serves:{duty}" for duty in self.question.serves)
        yield f"level:{variant.level}"
        yield f"minutes:{variant.minutes:g}"
        yield f"tools:{variant.tools}"

    def marking(self) -> str:
        """What a marker of a spoken question needs: anchors, probes, a model answer."""
        variant = self.variant
        lines = [f"**{score}** {said}" for score, said in variant.anchors.items()]
        lines += [f"Probe: {probe}" for probe in variant.probes]
        if self.question is not None:
            lines += [f"Red flag: {flag}" for flag in self.question.red_flags]
        if variant.model_answer:
            lines.append(f"Model answer: {variant.model_answer}")
        return normal("\n\n".join(lines))


def _written(part: VariantPart) -> bool:
    return any(part.row.get(name) for name in ("significant_figures", "form"))


def _shown(value: Value) -> str:
    """A number as short as it is exact, else to twelve significant digits."""
    found = as_decimal(value)
    assert found is not None
    if value.exact is not None and not isinstance(value.exact, list):
        short = number(value.exact)
        if "/" not in short:
            return short
    return f"{float(significant(found, _DIGITS, pad=False)):.12g}"


def _width(part: VariantPart, value: Value) -> float:
    """How far from a number an answer may be, in its own unit; the wider of the two tolerances."""
    assert value.number is not None
    tolerance = part.row.get("tolerance") or {}
    size = abs(value.number)
    absolute = float(tolerance.get("absolute") or 0.0)
    width = max(absolute, float(tolerance.get("relative") or 0.0) * size)
    places = part.row.get("decimal_places")
    if not width and places is not None:
        width = 0.5 * 10.0**-places
    if not width and "/" in _text(value):
        width = EXACT * size  # a third can't be typed as a decimal
    return float(f"{width:.12g}")


def _text(value: Value) -> str:
    return "" if value.exact is None or isinstance(value.exact, list) else number(value.exact)


def _unit(part: VariantPart | None) -> str:
    return f"(The answer is in: {part.unit})" if part is not None and part.unit else ""


def _table(figure: VariantFigure | None) -> str:
    """The figure's numbers as a table, under its title and its alternative in words."""
    if figure is None:
        return ""
    titles = [title for title, _ in figure.columns]
    rows = zip(*(cells for _, cells in figure.columns), strict=True)
    lines = ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles)]
    lines += ["| " + " | ".join(map(cell, row)) + " |" for row in rows]
    return f"**{figure.title}**\n\n" + "\n".join(lines) + f"\n\n{figure.alternative}"
