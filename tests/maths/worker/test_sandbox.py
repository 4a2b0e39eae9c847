"""Canaries: what code inside a worker would find, if any ever ran."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from touchstone.maths import nursery
from touchstone.maths.lines import PolledLines, Silent, ThreadedLines, lines_of
from touchstone.maths.process import Done

from .conftest import ROGUE, is_running


@pytest.fixture(scope="module")
def walled():
    """One pool for all canaries: none may harm the next."""
    from .conftest import RoguePool

    rogue = RoguePool()
    yield rogue
    rogue.pool.close()


def test_no_file_can_be_written(walled, tmp_path):
    canary = tmp_path / "canary"
    [reply] = walled.run("write_file", str(canary))
    assert reply.detail.startswith("PermissionError")
    assert not canary.exists()


def test_no_file_of_the_machine_can_be_read(walled, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("key")
    [reply] = walled.run("read_file", str(secret))
    assert reply.detail.startswith("PermissionError")


def test_a_path_can_not_climb_out_of_the_readable_folders(walled):
    [reply] = walled.run("read_file", f"{sys.prefix}/../../../../../../../../etc/hostname")
    assert reply.detail.startswith("PermissionError")


def test_no_environment_is_seen(walled, monkeypatch):
    monkeypatch.setenv("CANARY", "sings")
    [reply] = walled.run("environment", 1)
    assert set(reply.result) <= {"LC_ALL", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "LD_LIBRARY_PATH"}


def test_no_socket_can_be_opened(walled):
    with socket.create_server(("127.0.0.1", 0)) as server:
        [reply] = walled.run("connect", server.getsockname()[1])
    assert reply.detail.startswith("PermissionError")


@pytest.mark.parametrize("op", ["spawn", "shell"])
def test_no_process_can_be_started(walled, tmp_path, op):
    canary = tmp_path / "canary"
    [reply] = walled.run(op, str(canary))
    assert reply.detail.startswith("PermissionError")
    assert not canary.exists()


def test_no_fork(walled):
    [reply] = walled.run("fork", 1)
    assert reply.detail.startswith("PermissionError")


def test_no_library_of_the_system_can_be_loaded(walled):
    [reply] = walled.run("load_library", 1)
    assert reply.detail.startswith("PermissionError")


def test_noise_on_standard_output_is_no_reply(walled):
    assert walled.run("print_noise", '{"result": "forged"}') == [Done("quiet")]


def test_limits_are_laid(walled):
    assert walled.run("limits", 1) == [Done({"core": 0, "file_size": 0, "threads": 1})]


@pytest.mark.skipif(not nursery.is_possible(), reason="elsewhere its own alarm ends it, after its deadline")
def test_a_worker_whose_parent_is_killed_ends(tmp_path):
    """The parent starts a pool, tells its workers' ids, and is killed while one of them is busy."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import json, sys, threading, time\n"
        "from touchstone.maths.pool import Pool\n"
        f"pool = Pool(command={ROGUE!r}, workers=2)\n"
        "pool.run('ping', ['1'], [1000])\n"
        "threading.Thread(target=pool.run, args=('sleep', ['30'], [60_000])).start()\n"
        "time.sleep(0.1)\n"
        "while len(pool.pids()) < 2: time.sleep(0.01)\n"
        "print(json.dumps(pool.pids()), flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    pids = [int(pid) for pid in parent.stdout.readline().strip("[]\n").split(",")]
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    # its nursery sees the closed socket and ends all of them, the busy one long before its deadline
    ended = time.monotonic() + 20
    while any(is_running(pid) for pid in pids) and time.monotonic() < ended:
        time.sleep(0.05)
    assert len(pids) >= 2
    assert not any(is_running(pid) for pid in pids)


@pytest.mark.parametrize("kind", [PolledLines, ThreadedLines])
def test_lines_arrive_whole_or_not_at_all(kind):
    read, write = os.pipe()
    lines = kind(os.fdopen(read, "rb", buffering=0))
    os.write(write, b'{"a": 1}\n{"b"')
    soon = time.monotonic() + 1
    assert lines.next(soon).strip() == b'{"a": 1}'
    with pytest.raises(Silent):
        lines.next(time.monotonic() + 0.05)
    os.write(write, b": 2}\n")
    assert lines.next(time.monotonic() + 1).strip() == b'{"b": 2}'
    os.close(write)
    lines.close()


def test_the_polled_kind_is_used_where_the_system_has_it():
    read, write = os.pipe()
    lines = lines_of(os.fdopen(read, "rb", buffering=0))
    assert isinstance(lines, PolledLines)
    os.close(write)
    lines.close()
