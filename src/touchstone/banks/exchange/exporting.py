"""Variants as a file for a learning system."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from touchstone.banks.exchange import gift_out, moodle_out, qti_out
from touchstone.banks.exchange.items import Item
from touchstone.banks.exchange.variants import items_of
from touchstone.banks.question import Question
from touchstone.banks.variant import Variant

Format: TypeAlias = Literal["moodle", "gift", "qti3"]
SUFFIXES: dict[Format, str] = {"moodle": ".xml", "gift": ".gift.txt", "qti3": ".zip"}
_WRITERS = {"moodle": moodle_out.write, "gift": gift_out.write, "qti3": qti_out.write}


@dataclass(frozen=True)
class Export:
    """A file's bytes and the ending of its name; `questions` counts those in it, `notes` say what is not."""

    content: bytes
    suffix: str
    questions: int
    notes: tuple[str, ...] = ()


def export(
    variants: Iterable[Variant],
    format_: Format,
    *,
    questions: Mapping[str, Question] | None = None,
    title: str = "Touchstone",
) -> Export:
    """The variants, in their order, with their numbers fixed, keys and solutions included.

    Who may see keys may have this file; it is never for candidates. `questions` (a bank's, by id) add skill
    and duties as tags, red flags to spoken questions, and keep the order of options that have one. `title`
    names the category or test.
    """
    made = items_of(variants, dict(questions or {}))
    return write(made.items, format_, title=title, notes=made.notes)


def write(
    items: Iterable[Item], format_: Format, *, title: str = "Touchstone", notes: tuple[str, ...] = ()
) -> Export:
    """The items as a file of that format; what the format can't say is in the notes."""
    held = list(items)
    kept = [item for item in held if _has_place(item, format_)]
    left = tuple(f"{item.name}: has no place in {format_}" for item in held if item not in kept)
    return Export(_WRITERS[format_](kept, category=title), SUFFIXES[format_], len(kept), (*notes, *left))


def _has_place(item: Item, format_: Format) -> bool:
    if format_ == "gift":
        return gift_out.carried(item) is not None
    return format_ == "moodle" or item.kind != "calculated"
