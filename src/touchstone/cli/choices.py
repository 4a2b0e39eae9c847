"""An option that takes one of a few names and says which is nearest to what was typed."""

from __future__ import annotations

from collections.abc import Iterable

import click

from touchstone.core.problems import did_you_mean


class Named(click.Choice[str]):
    """One of `names`; `what` is what they are, as in “there is no level 'seniour'”."""

    def __init__(self, what: str, names: Iterable[str]) -> None:
        super().__init__(list(names))
        self.what = what

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself. Raises click.BadParameter with the nearest name, or all of them."""
        if value not in self.choices:
            hint = did_you_mean(value, self.choices)
            self.fail(f"there is no {self.what} {value!r}; {hint}", param, ctx)
        return value
