"""Banks and the shipped content that interviews are tested on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.interviews import made_bank

from touchstone.interviews.pool import PoolQuestion


@pytest.fixture(scope="session")
def bank_of_500() -> list[PoolQuestion]:
    """Five hundred questions, always the same."""
    return made_bank(500, seed=1)


@pytest.fixture(autouse=True, scope="session")
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What was shown to whom is read from a folder of the test run, never from the person's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOUCHSTONE_DATA", str(tmp_path_factory.mktemp("data")))
        yield
