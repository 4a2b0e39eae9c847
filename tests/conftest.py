"""What needs more than Python: a missing browser or PostgreSQL skips those tests with one clear line.

`TOUCHSTONE_REQUIRE_BROWSER=1` and `TOUCHSTONE_REQUIRE_POSTGRES=1` (as CI sets them) fail instead.
"""

from __future__ import annotations

import os
import shutil

import pytest

CHROMIUM = shutil.which("chromium", path=f"/usr/bin{os.pathsep}{os.environ.get('PATH', '')}")


def required(what: str) -> bool:
    return os.environ.get(f"TOUCHSTONE_REQUIRE_{what}") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM or required("BROWSER"):
        return
    skip = pytest.mark.skip(reason="no Chromium at /usr/bin/chromium: browser tests are skipped")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)
