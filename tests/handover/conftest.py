"""Our example contract, and a way to check it with something changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.handover.contract import load_contract, read_contract
from touchstone.handover.measure import measure
from touchstone.handover.measured import beside
from touchstone.handover.service import Checked, Handovers

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "handover"
TODAY = date(2026, 11, 28)


@pytest.fixture(scope="session")
def handovers() -> Handovers:
    """Measures in this process: the walls around it are tried in `test_files`."""
    return Handovers(measure, ROOT / "templates")


@pytest.fixture
def check(handovers):
    """`check({"version": "1.x"})`: the example with values set (None removes one), dotted paths."""

    def checked(changes: dict[str, Any], folder: Path = EXAMPLES) -> Checked:
        data = yaml.safe_load((EXAMPLES / "contract.yaml").read_text())
        for path, value in changes.items():
            _set(data, path.split("."), value)
        contract, located, problems = read_contract(yaml.safe_dump(data, sort_keys=False), name="c.yaml")
        assert contract is not None, problems
        return handovers.check(contract, located, find=beside(folder), as_of=TODAY)

    return checked


def _set(data: Any, path: list[str], value: Any) -> None:
    *before, last = [int(step) if step.isdigit() else step for step in path]
    for step in before:
        data = data[step]
    if value is None and isinstance(data, list):
        del data[last]
    else:
        data[last] = value


@pytest.fixture
def example(handovers):
    """One of our example contracts, checked."""

    def checked(name: str) -> Checked:
        contract, located, problems = load_contract(EXAMPLES / name)
        assert contract is not None, problems
        return handovers.check(contract, located, find=beside(EXAMPLES), as_of=TODAY)

    return checked
