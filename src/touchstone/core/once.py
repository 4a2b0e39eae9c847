"""Values that are built on first use and then kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar, overload

T = TypeVar("T")
_BUILDING = threading.RLock()  # reentrant: building one value may need another


class once(Generic[T]):
    """A method that runs once for each object, even when many threads ask at the same time.

    `functools.cached_property` takes no lock from Python 3.12 on, and a second grader or engine would leak.
    """

    def __init__(self, build: Callable[..., T]) -> None:
        self.build = build
        self.name = build.__name__
        self.__doc__ = build.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> once[T]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> T: ...

    def __get__(self, owner: object | None, kind: type) -> T | once[T]:
        if owner is None:
            return self
        with _BUILDING:
            if self.name not in owner.__dict__:
                owner.__dict__[self.name] = self.build(owner)
            value: T = owner.__dict__[self.name]
            return value
