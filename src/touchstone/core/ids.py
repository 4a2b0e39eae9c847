"""Names that content and records carry."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SNAKE = r"^[a-z][a-z0-9_]*$"

KebabId = Annotated[str, StringConstraints(pattern=KEBAB, max_length=80)]
SnakeId = Annotated[str, StringConstraints(pattern=SNAKE, max_length=80)]
DottedId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$", max_length=120)]


def new_id() -> str:
    """128 random bits as 22 URL-safe characters: no one can guess another person's."""
    return secrets.token_urlsafe(16)


def slug(text: str) -> str:
    """`Senior ML engineer` as `senior-ml-engineer`, for file names."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "untitled"


def file_name(parts: Sequence[str], ending: str, day: date) -> str:
    """A name that sorts: `posting-machine-learning-engineer-senior-2026-11-23.docx`."""
    return "-".join([*(slug(part) for part in parts), day.isoformat()]) + f".{ending}"
