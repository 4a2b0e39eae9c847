"""Dataclasses that nobody changes, and that are quick to make: a tree is made of some dozens of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """A dataclass with slots that is never changed, which the type checker sees to.

    One that watches over it itself, while the program runs, takes three times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
