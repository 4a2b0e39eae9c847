"""What a measurement gives: figures with a unit and, where there is one, a goal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured figure. `goal` is the most it may be, with `at_least` the least; None: nothing promised."""

    what: str
    value: float | str
    unit: str = ""
    goal: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None when there is none."""
        if self.goal is None or isinstance(self.value, str):
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal


def quantile(numbers: Sequence[float], share: float) -> float:
    """The value below which that share of the numbers lies."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(name: str, figures: Iterable[Figure]) -> None:
    """Prints a table."""
    rows = [(figure.what, _value(figure), _goal(figure)) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(2)] if rows else [0, 0]
    print(f"\n{name}")
    for what, value, goal in rows:
        print(f"  {what:<{widths[0]}}  {value:>{widths[1]}}  {goal}".rstrip())
    print()


def _value(figure: Figure) -> str:
    if isinstance(figure.value, str):
        return figure.value
    number = f"{figure.value:,.0f}" if abs(figure.value) >= 100 else f"{figure.value:.3g}"
    return f"{number} {figure.unit}".rstrip()


def _goal(figure: Figure) -> str:
    if figure.goal is None:
        return ""
    bound = "at least" if figure.at_least else "at most"
    return f"goal {bound} {figure.goal:,g}: {'met' if figure.met else 'MISSED'}"


def as_json(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """The figures as plain data."""
    return [{"what": f.what, "value": f.value, "unit": f.unit, "goal": f.goal, "met": f.met} for f in figures]
