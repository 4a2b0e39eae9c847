"""The JSON Schemas of bank files, for editors."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from touchstone.banks.question import Question
from touchstone.banks.taxonomy import Area


def bank_schema() -> dict[str, Any]:
    """A bank file: a list of questions."""
    return {**TypeAdapter(list[Question]).json_schema(), "title": "Touchstone question bank"}


def taxonomy_schema() -> dict[str, Any]:
    """The taxonomy file: a list of areas."""
    return {**TypeAdapter(list[Area]).json_schema(), "title": "Touchstone taxonomy"}
