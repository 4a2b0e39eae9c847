"""What needs more than Python: a missing browser or PostgreSQL skips those tests with one clear line.

`TOUCHSTONE_REQUIRE_BROWSER=1` and `TOUCHSTONE_REQUIRE_POSTGRES=1` (as CI sets them) fail instead.
`python3 run.py test --nightly` also runs the long tests marked `nightly`: every question over 500 seeds.
"""

from __future__ import annotations

import os
import shutil

import pytest

CHROMIUM = shutil.which("chromium", path=f"/usr/bin{os.pathsep}{os.environ.get('PATH', '')}")


def required(what: str) -> bool:
    return os.environ.get(f"TOUCHSTONE_REQUIRE_{what}") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nightly", action="store_true", help="also run the long tests marked nightly")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--nightly"):
        nightly = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=nightly)
        items[:] = [item for item in items if item not in nightly]
    if CHROMIUM or required("BROWSER"):
        return
    skip = pytest.mark.skip(reason="no Chromium at /usr/bin/chromium: browser tests are skipped")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)
