"""The table of hostile texts, spelled out. For the reader's tests and for those of whatever marks answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

TABLE = Path(__file__).parents[1] / "maths/hostile.yaml"


class Hostile(NamedTuple):
    """One text: `label` names it in a test report, where a million characters don't fit."""

    attack: str
    label: str
    text: str


def hostile_texts() -> list[Hostile]:
    """All texts of the table, in order."""
    groups = yaml.safe_load(TABLE.read_text("utf-8"))
    return [found for group in groups for found in _group(group)]


def _group(group: dict[str, Any]) -> list[Hostile]:
    attack = group["attack"]
    plain = [Hostile(attack, f"{attack}: {text[:40]!r}", text) for text in group.get("texts", ())]
    return plain + [_made(attack, recipe) for recipe in group.get("made", ())]


def _made(attack: str, recipe: dict[str, Any]) -> Hostile:
    times = recipe["times"]
    if "repeat" in recipe:
        text = recipe["repeat"] * times + recipe["end"]
        return Hostile(attack, f"{attack}: {recipe['repeat']!r} × {times}", text)
    opening, closing = recipe["around"]
    text = opening * times + recipe["inside"] + closing * times
    return Hostile(attack, f"{attack}: {opening!r} × {times}", text)
