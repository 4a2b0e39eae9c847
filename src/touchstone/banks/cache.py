"""Keeps what loading clean bank files found, so that a start need not read and check 2,000 questions again.

A cache file is a digest and JSON, which goes through the same models as a bank file: it can hold a question,
and nothing that runs. It counts only for the very bytes of the bank file, the taxonomy and the code that it
was made from, and only while it is as it was written.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pydantic
from pydantic import BaseModel, ValidationError

from touchstone.banks.question import Question
from touchstone.core.files import read_bytes
from touchstone.core.problems import Problem

MOST_BYTES = 16_000_000  # the JSON of the largest bank file that is read is three times its YAML at most


class _Kept(BaseModel):
    key: str
    questions: list[Question]


@dataclass(frozen=True)
class Cache:
    """Questions of clean bank files, in a folder of our own. Never raises: it may always be empty."""

    folder: Path

    def key(self, content: bytes, taxonomy: str) -> str:
        """What a cache entry counts for: these bytes, checked against this taxonomy by this code."""
        return hashlib.sha256(b"\0".join([content, taxonomy.encode(), _code().encode()])).hexdigest()

    def get(self, path: Path, key: str) -> list[Question] | None:
        """The questions of a file, if they were kept under this key."""
        content = read_bytes(self._place(path), MOST_BYTES)
        if isinstance(content, Problem):
            return None
        digest, _, text = content.partition(b"\n")
        if digest != _digest(text):  # it decayed, or was edited by hand
            return None
        try:
            kept = _Kept.model_validate_json(text)
        except ValidationError:
            return None
        return kept.questions if kept.key == key else None

    def put(self, path: Path, key: str, questions: Sequence[Question]) -> None:
        """Keeps the questions of a file, in place of those kept before."""
        held = [_plain(question.model_dump(exclude_defaults=True)) for question in questions]
        text = json.dumps({"key": key, "questions": held}, ensure_ascii=True)
        if not _says_the_same(text, questions):
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".tmp")
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(text.encode()) + b"\n" + text.encode())
            os.replace(name, self._place(path))
        except OSError:  # no room, no right: the next start reads the bank again
            return

    def _place(self, path: Path) -> Path:
        name = hashlib.sha256(os.path.realpath(path).encode()).hexdigest()[:32]
        return self.folder / f"{name}.json"


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _plain(value: Any) -> Any:
    """Numbers as JSON numbers, as the bank file has them: where words may stand, `"30"` is a word."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    return value


def _says_the_same(text: str, questions: Sequence[Question]) -> bool:
    """Whether what is to be kept comes back as the very questions: otherwise it is not kept."""
    try:
        back = _Kept.model_validate_json(text).questions
    except ValidationError:
        return False
    return back == list(questions) and [one.hash for one in back] == [one.hash for one in questions]


@cache
def _code() -> str:
    """Changes with any file of the rooms that read questions."""
    here = Path(__file__).parent
    files = sorted(
        [*here.rglob("*.py"), *(here.parent / "maths").rglob("*.py"), *(here.parent / "core").rglob("*.py")]
    )
    digest = hashlib.sha256(pydantic.VERSION.encode())
    for path in files:  # their bytes: sizes and times of an unpacked archive may be the same after a change
        content = read_bytes(path, MOST_BYTES)
        digest.update(content if isinstance(content, bytes) else b"unreadable")
    return digest.hexdigest()
