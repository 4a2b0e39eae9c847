"""What a linter rule found."""

from __future__ import annotations

from dataclasses import dataclass

from touchstone.core.located_yaml import Where


@dataclass(frozen=True)
class Finding:
    """Something doubtful at a place in a question; `text` narrows it to the characters that it is about."""

    where: Where
    message: str
    hint: str | None = None
    text: str = ""
