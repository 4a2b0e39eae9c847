"""The points at which answers are tried: drawn anew for each row, and for one row always the same ones.

A verdict must not depend on the day: whoever marks the row again has to see what was seen the first time, and
two candidates who type the same must get the same. The draw hangs on the answer too, so nobody can bend an
answer around its own points: with the answer they move. The prime fields of `modular` are drawn otherwise,
from the system, because proofs rest on them: whoever knew a prime could type a multiple of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random

_random = Random(0)  # noqa: S311  no secret: it chooses points, and a difference found at one is checked
_seed: str | None = None


def dice() -> Random:
    """The draw of the row that is being marked; seeded when first asked for, since many rows never draw."""
    global _seed
    if _seed is not None:
        _random.seed(_seed)
        _seed = None
    return _random


# What decides what is compared: not who answered, how long marking may take or what is told of a mistake.
DECIDING = (
    *("kind", "syntax", "assume", "tolerance", "significant_figures", "decimal_places"),
    *("form", "over", "up_to", "variable", "constant", "names"),
)


def begin(row: Mapping[str, object]) -> None:
    """Starts the draw for one row; key and answer may change places without changing it."""
    global _seed
    sides = sorted(map(repr, (row.get("key"), row.get("answer"))))
    told = {name: row[name] for name in DECIDING if row.get(name) is not None}
    _seed = "".join(sides) + (json.dumps(told, sort_keys=True, default=str) if told else "")
