"""Random rows of all kinds and fields: no error, and no verdict against itself. The bench marks far more."""

from __future__ import annotations

from random import Random

from tests.support.rows import fault, row

PATIENT_MS = 2000  # what a row takes is watched twice as long: a busy machine is no surprise


def test_random_rows_hold_no_surprise() -> None:
    random = Random(20)
    found = [(wrong, one) for one in (row(random, PATIENT_MS) for _ in range(400)) if (wrong := fault(one))]
    assert found == []
