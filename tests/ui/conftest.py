"""AppTest for the pages. It runs the script: in a file that holds an `st.App` it sees an empty page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from touchstone.ui.shell.navigation import PAGES

SCRIPT = Path(__file__).parents[2] / "src" / "touchstone" / "ui" / "shell" / "main.py"
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pages write into a data folder of the test run, never into the person's own."""
    before = os.environ.get("TOUCHSTONE_DATA")
    os.environ["TOUCHSTONE_DATA"] = str(tmp_path_factory.mktemp("data"))
    yield
    if before is None:
        del os.environ["TOUCHSTONE_DATA"]
    else:
        os.environ["TOUCHSTONE_DATA"] = before


def address_of(module: str) -> str:
    return next(entry.address for entry in PAGES if entry.module == module)


# A self-test draws its questions anew for everybody; what a test sees must be the same on every machine.
SEED = int(os.environ.get("TOUCHSTONE_TEST_SEED", "20261128"))


@pytest.fixture
def open_page() -> Open:
    """`open_page("posting", role="data_scientist")`: the app with that page open and those choices made."""

    def opened(module: str = "home", **query: str) -> AppTest:
        app = AppTest.from_file(str(SCRIPT), default_timeout=120)
        for name, value in query.items():
            app.query_params[name] = value
        app.session_state["self-test-seed"] = SEED
        app.run()
        if module != "home":
            app._page_hash = calc_hash(address_of(module))  # switch_page knows only pages that are files
            app.run()
        assert not app.exception, [error.value for error in app.exception]
        return app

    return opened
