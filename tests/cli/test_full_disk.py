"""Where a result goes may be full or closed: one sentence or none, exit 1, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
ROW = b'{"key": "1", "answer": "1"}'
NO_SPACE = b"Error: The result is not complete. No space left on device.\n"
# One of each way to write: text of click's own, text of ours, bytes, a line at a time.
CALLS = {
    "help": ["--help"],
    "text": ["role", "show", "data_scientist"],
    "bytes": ["handover", "document", "examples/handover/contract.yaml"],
    "lines": ["grade"],
}


def run(call: list[str], **streams: object) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-m", "touchstone", *call]
    caught = {"stderr": subprocess.PIPE, **streams}
    return subprocess.run(words, input=ROW, timeout=60, **caught)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_full_disk_is_said_in_one_sentence(call: list[str]) -> None:
    with FULL.open("wb") as full:
        done = run(call, stdout=full)
    assert (done.returncode, done.stderr) == (1, NO_SPACE)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_closed_pipe_is_quiet(call: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(call, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_even_where_nothing_can_be_said() -> None:
    with FULL.open("wb") as full:
        assert run(["role", "list"], stdout=full, stderr=full).returncode == 1


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_a_named_file_on_a_full_disk_is_no_mistake_of_the_call() -> None:
    done = run([*CALLS["bytes"], "-o", str(FULL)])
    assert done.returncode == 1
    assert done.stderr == b"Error: /dev/full is not written: No space left on device.\n"


def test_a_place_that_is_not_there_is_one(tmp_path: Path) -> None:
    done = run([*CALLS["bytes"], "-o", str(tmp_path / "none" / "x.md")])
    assert done.returncode == 2
    assert b"x.md: No such file or directory" in done.stderr


CLOSED = b"Error: The result is not complete. Standard input or output is closed.\n"


@pytest.mark.parametrize(
    ("call", "streams", "status", "said"),
    [
        *((call, ">&-", 1, CLOSED) for call in CALLS.values()),
        (["grade"], "<&-", 1, CLOSED),
        (["grade"], "<&- >&- 2>&-", 1, b""),
        (["grade"], "2>&-", 0, b""),
        (["no-such"], ">&- 2>&-", 2, b""),
    ],
)
def test_a_closed_stream_is_said_in_one_sentence(
    call: list[str], streams: str, status: int, said: bytes
) -> None:
    words = ["sh", "-c", f'"$@" {streams}', "sh", sys.executable, "-m", "touchstone", *call]
    done = subprocess.run(words, input=ROW, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (status, said)


def test_a_named_file_needs_no_stdout(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    words = [sys.executable, "-m", "touchstone", *CALLS["bytes"], "-o", str(file)]
    done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *words], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert file.read_bytes().startswith(b"#")
