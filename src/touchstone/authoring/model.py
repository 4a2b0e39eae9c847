"""What is kept of a question's life: its versions, what checking them found, how often they were asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

CheckKind: TypeAlias = Literal["proof", "mutation"]


@dataclass(frozen=True)
class Refused:
    """Why something was not done or is not shown, a sentence."""

    sentence: str


@dataclass(frozen=True)
class Version:
    """A question as it once stood in its file. Never changed: `hash` is of what it says."""

    question_id: str
    hash: str
    text: str
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True)
class Check:
    """What proving or mutating one version found: `tried` seeds or planted keys, `failed` of them."""

    id: str
    question_id: str
    hash: str
    kind: CheckKind
    tried: int
    failed: int
    at: datetime
    said: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing was found."""
        return self.failed == 0


@dataclass(frozen=True)
class Asked:
    """How often one version of a question was put to somebody, in self-tests and in interviews."""

    attempts: int = 0
    interviews: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.attempts + self.interviews


@dataclass(frozen=True)
class Health:
    """How a question is doing. None where nothing is known of the present version.

    `asked` counts all versions; `exposure` is the share of all interviews that it was shown in (None: there
    were none). `changed_at` is the last save in the browser, else the last change of the file.
    """

    proof: Check | None
    mutation: Check | None
    asked: Asked
    exposure: float | None
    changed_at: datetime | None
    versions: int


class AuthoringStore(Protocol):
    """What keeps versions and checks. Both are only ever added."""

    def add_version(self, new: Version) -> bool:
        """Keeps a version; False when one of that question and hash is kept already."""
        ...

    def versions(self, question_id: str) -> Sequence[Version]:
        """The newest first."""
        ...

    def add_check(self, new: Check) -> None: ...

    def checks(self, question_id: str | None = None) -> Sequence[Check]:
        """The newest first; of all questions when none is named."""
        ...

    def asked(self, question_id: str) -> Mapping[str, Asked]:
        """By the hash of the version."""
        ...


@dataclass(frozen=True)
class Exposure:
    """How many interviews each question was shown in, and how many there were."""

    shown: Mapping[str, int] = field(default_factory=dict)
    interviews: int = 0
