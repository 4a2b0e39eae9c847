"""What somebody asks for when they want an interview set."""

from __future__ import annotations

from dataclasses import dataclass

from touchstone.interviews.blueprint import DEFAULT_MINUTES, Need
from touchstone.interviews.scope import Scope


@dataclass(frozen=True)
class Request:
    """What somebody asks for; what is named twice is asked for once. Empty `kinds` and `tools` mean all that
    the bank has.

    `scope` is the interview of a loop that this is for; None: one on all must skills of the role.
    """

    level: str
    minutes: int = DEFAULT_MINUTES
    forms: int = 1
    seed: int = 1
    needs: tuple[Need, ...] = ()
    kinds: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    scope: Scope | None = None
    overlap: int = 0

    def __post_init__(self) -> None:
        """Leaves out what is named again: `--kind sql --kind sql` would be told as “sql or sql”."""
        for name in ("kinds", "tools", "must_include", "exclude", "asked"):
            object.__setattr__(self, name, tuple(dict.fromkeys(getattr(self, name))))

    @property
    def names_questions(self) -> bool:
        """Whether somebody asks for questions of their own choice, to which our mix of levels gives way."""
        return bool(self.needs or self.kinds or self.tools or self.must_include or self.exclude)
