"""One variant as text for its author: what is asked, the key, what each mistake would be told."""

from __future__ import annotations

from collections.abc import Iterator

from touchstone.banks.formats import cell
from touchstone.banks.variant import Variant, VariantPart

RULE = "─" * 78


def variant_text(variant: Variant) -> str:
    """The variant with everything that belongs to it, for a terminal."""
    return "\n".join(line.rstrip() for line in _lines(variant))


def _lines(variant: Variant) -> Iterator[str]:
    yield RULE
    yield f"{variant.title} ({variant.level}, {variant.minutes:g} min)"
    yield f"{variant.question_id}, seed {variant.seed}"
    yield ""
    yield variant.prompt
    if variant.figure is not None:
        yield f"[{variant.figure.kind}: {variant.figure.title}]"
        for title, cells in variant.figure.columns:
            yield f"  {title}: {', '.join(cell(value) for value in cells)}"
        yield f"  in words: {variant.figure.alternative}"
    for part in variant.parts:
        yield from _part(part, alone=len(variant.parts) == 1)
    for level, anchor in variant.anchors.items():
        yield f"  {level}: {anchor}"
    yield from (f"  probe: {probe}" for probe in variant.probes)
    yield from (f"  hint: {hint}" for hint in variant.hints)
    if variant.solution:
        yield f"Solution\n{variant.solution}"
    for follow_up in variant.follow_ups:
        yield f"  then: {follow_up.ask}\n        {follow_up.listen_for}"


def _part(part: VariantPart, *, alone: bool) -> Iterator[str]:
    if not alone:
        yield f"({part.id}) {part.prompt}"
    elif part.prompt:
        yield part.prompt
    for option in part.options:
        yield f"  {option.letter}. {option.text}"
    yield f"  key: {part.row['key']}" + (f" {part.unit}" if part.unit else "")
    for mistake in part.row.get("mistakes", []):
        yield f"  if {mistake['value']}: {mistake['credit']:g}, {mistake['says']}"
