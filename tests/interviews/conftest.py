"""Banks and the shipped content that interviews are tested on."""

from __future__ import annotations

import pytest
from tests.support.interviews import made_bank

from touchstone.interviews.pool import PoolQuestion


@pytest.fixture(scope="session")
def bank_of_500() -> list[PoolQuestion]:
    """Five hundred questions, always the same."""
    return made_bank(500, seed=1)
