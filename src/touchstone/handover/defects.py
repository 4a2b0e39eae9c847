"""What is wrong with a contract: a rule, how bad it is, where it stands, what was found and expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from touchstone.core.located_yaml import Located, Where


class Severity(StrEnum):
    """An error must be mended before the model is evaluated for production; a warning needs a word."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


_ORDER = list(Severity)


@dataclass(frozen=True)
class Defect:
    """One defect. `where` is the path of the value in the contract; lines count from 1, 0 is unknown."""

    rule: str
    severity: Severity
    message: str
    where: Where = ()
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else ""
        return f"{place}{self.severity.value}: {self.message} [{self.rule}]"

    def as_json(self) -> dict[str, Any]:
        """The shape that `touchstone handover validate --json` prints."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "file": self.file or None,
            "line": self.line or None,
            "column": self.column or None,
            "field": ".".join(map(str, self.where)) or None,
            "message": self.message,
        }


def error(rule: str, where: Where, message: str) -> Defect:
    """A defect that must be mended."""
    return Defect(rule, Severity.ERROR, message, where)


def warn(rule: str, where: Where, message: str) -> Defect:
    """A defect that needs a word between the two."""
    return Defect(rule, Severity.WARN, message, where)


def placed(defects: Iterable[Defect], located: Located | None) -> list[Defect]:
    """The defects with their lines, errors first, then as they stand in the file."""
    found = [_place(defect, located) for defect in defects] if located else list(defects)
    return sorted(found, key=lambda d: (_ORDER.index(d.severity), d.line, d.column))


def _place(defect: Defect, located: Located) -> Defect:
    line, column = located.place(defect.where)
    return Defect(
        defect.rule, defect.severity, defect.message, defect.where, located.file, line, column
    )  # fmt: skip
