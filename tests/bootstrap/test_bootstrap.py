"""Services are built once, on first use, and content is read again when a file changes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from touchstone import bootstrap
from touchstone.bootstrap import Holder, Machine, services, stamp
from touchstone.core.content import ContentRoot
from touchstone.core.once import once

HEAVY = {"sqlalchemy", "sympy", "pandas", "scipy", "streamlit", "alembic", "ibis", "duckdb"}


def test_importing_and_asking_for_the_services_loads_nothing_heavy() -> None:
    words = (
        "import sys; from touchstone.bootstrap import services; services(); "
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_process_has_one_set_of_services() -> None:
    assert services() is services()


class Slow:
    def __init__(self) -> None:
        self.built: list[int] = []

    @once
    def part(self) -> object:
        time.sleep(0.02)
        self.built.append(threading.get_ident())
        return object()


def test_a_part_is_built_once_however_many_ask() -> None:
    slow = Slow()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: slow.part, range(16)))
    assert len(slow.built) == 1
    assert len(set(map(id, found))) == 1


def test_a_part_that_fails_is_tried_again() -> None:
    class Failing:
        tries = 0

        @once
        def part(self) -> int:
            self.tries += 1
            if self.tries == 1:
                raise OSError("not yet")
            return self.tries

    failing = Failing()
    with pytest.raises(OSError, match="not yet"):
        _ = failing.part
    assert failing.part == 2


@pytest.fixture
def root(tmp_path: Path) -> ContentRoot:
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles" / "a.yaml").write_text("id: a\n")
    (tmp_path / "question_banks").mkdir()
    return ContentRoot(tmp_path)


class TestReading:
    @pytest.mark.parametrize("change", ["edited", "added", "removed"])
    def test_a_change_of_any_file_is_seen(self, root: ContentRoot, change: str) -> None:
        before = stamp(root)
        match change:
            case "edited":
                (root.roles / "a.yaml").write_text("id: abc\n")
            case "added":
                (root.banks / "b.yaml").write_text("[]\n")
            case "removed":
                (root.roles / "a.yaml").unlink()
        assert stamp(root) != before

    def test_files_that_are_no_content_change_nothing(self, root: ContentRoot) -> None:
        before = stamp(root)
        (root.roles / "a.yaml.swp").write_text("an editor's own")
        assert stamp(root) == before

    def test_content_is_renewed_and_the_machine_stays(
        self, root: ContentRoot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bootstrap, "LOOK_AGAIN_SECONDS", 0.0)
        holder = Holder(Machine(), root)
        first = holder.services()
        assert holder.services() is first
        (root.roles / "a.yaml").write_text("id: abc\n")
        second = holder.services()
        assert second.content is not first.content
        assert second.machine is first.machine
