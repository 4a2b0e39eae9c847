"""Questions that were imported and not finished: never asked, yet they go out again as they came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from touchstone.banks.bank import Bank, Entry
from touchstone.banks.exchange.items import Item
from touchstone.banks.exchange.variants import Exported, items_of
from touchstone.banks.variant import Variant
from touchstone.core.problems import Problem
from touchstone.core.validate import at

_ITEM = TypeAdapter(Item)


def unfinished(bank: Bank) -> dict[str, Item]:
    """What other systems said, by the id of the question."""
    held = {entry.question.id: _as_it_came(entry) for entry in bank.broken}
    return {name: item for name, item in held.items() if item is not None}


def _as_it_came(entry: Entry) -> Item | None:
    """What is kept under `imported`, or None when there is nothing, or somebody wrote what is none in it."""
    try:
        return None if entry.question.imported is None else _ITEM.validate_python(_raw(entry))
    except ValidationError:
        return None  # the question holds the rest of it, which would be less than came


def _raw(entry: Entry) -> Any:
    return at(entry.places.located.data, (*entry.places.base, "imported"))


def in_order(bank: Bank, variants: Iterable[Variant], as_they_came: Sequence[str]) -> Exported:
    """The items of variants and of the named unfinished questions, in the order of the bank's files."""
    drawn: dict[str, list[Variant]] = {}
    for variant in variants:
        drawn.setdefault(variant.question_id, []).append(variant)
    waiting = unfinished(bank)
    items: list[Item] = []
    notes: list[str] = []
    for entry in sorted((*bank.entries.values(), *bank.broken), key=_place):
        name = entry.question.id
        if name in as_they_came:
            items.append(waiting[name])
            notes.append(f"{name}: not finished; it goes out as it came")
            continue
        made = items_of(drawn.get(name, ()), bank.questions)
        items += made.items
        notes += made.notes
    return Exported(tuple(items), tuple(notes))


def told(bank: Bank) -> list[Problem]:
    """The problems of a bank but for those of its unfinished questions, which are no news."""
    spans = [_span(entry) for entry in bank.broken if _as_it_came(entry) is not None]
    return [
        problem
        for problem in bank.problems
        if not any(problem.file == file and first <= problem.line < last for file, first, last in spans)
    ]


def _place(entry: Entry) -> tuple[str, int]:
    return str(entry.path), entry.places.located.place(entry.places.base)[0]


def _span(entry: Entry) -> tuple[str, int, float]:
    """The file, first line and line after the last of a question."""
    located, (index, *_) = entry.places.located, entry.places.base
    assert isinstance(index, int)
    assert isinstance(located.data, list)
    more = index + 1 < len(located.data)
    last = located.place((index + 1,))[0] if more else float("inf")
    return located.file, located.place((index,))[0], last
