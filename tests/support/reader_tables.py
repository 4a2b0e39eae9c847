"""Tables of texts and how they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parents[1] / "maths/reader/cases"
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The rows of one table; every scalar stays text, so that `0.50` and `none` need no quotes."""
    return yaml.load((CASES / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)  # type: ignore[no-any-return]


def options(row: Row) -> dict[str, Any]:
    """What `read` is told besides the text."""
    told: dict[str, Any] = {name: row[name] for name in ("names", "expect", "syntax") if name in row}
    return {**told, "key": row.get("key") == "true"}
