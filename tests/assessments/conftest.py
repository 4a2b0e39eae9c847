"""An attempt that has just begun."""

from __future__ import annotations

import pytest
from tests.support.self_test import Room


@pytest.fixture
def room() -> Room:
    """A service whose owner has just begun a self-test."""
    made = Room()
    made.start()
    return made
