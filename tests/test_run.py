"""`run.py` on machines that lack something: one line that says what to do, never a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import run  # noqa: E402


def call(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *words],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **env},
        cwd=ROOT,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_no_command_shows_the_usage() -> None:
    done = call()
    assert done.returncode == 2
    assert "python3 run.py COMMAND" in done.stdout


def test_an_unknown_command_names_the_known() -> None:
    done = call("aap")
    assert done.returncode == 1
    assert "app, check, test, bench" in one_line(done)


def test_an_old_python_says_which_is_needed() -> None:
    with pytest.raises(run.Stop, match=r"needs Python 3.11 or newer; this is 3.9.2. Run it as python3.11"):
        run.main(["app"], version=(3, 9, 2))


def test_a_folder_that_cannot_be_written_names_a_way_out() -> None:
    done = call("app", TOUCHSTONE_VENV="/proc/touchstone-venv")
    assert done.returncode == 1
    assert "TOUCHSTONE_VENV=" in one_line(done)


def test_a_python_without_venv_names_the_package(tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError")
    done = call("app", TOUCHSTONE_VENV=str(tmp_path / "venv"), PYTHONPATH=str(tmp_path), PATH="/nowhere")
    assert done.returncode == 1
    assert "sudo apt install python3" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_busy_port_names_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        words = [sys.executable, "-m", "touchstone", "serve", "--port", str(port)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert done.returncode == 1
    assert f"Port {port} is busy" in one_line(done)


def test_the_fingerprint_follows_the_pins() -> None:
    before = run.fingerprint("app")
    assert before == run.fingerprint("app")
    assert before != run.fingerprint("test")


def test_every_command_can_use_a_larger_environment() -> None:
    assert run.NEEDS["app"] == ("app", "test", "bench")
    assert all((ROOT / "requirements" / f"{name}.txt").is_file() for name in run.NEEDS["app"])


@pytest.mark.parametrize("content", ["", "empty"])
def test_the_app_is_found_wherever_the_content_lies(content: str, tmp_path: Path) -> None:
    """A busy port is complained of after the app was found."""
    (tmp_path / "empty").mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words = [sys.executable, "-m", "touchstone", "serve", "--port", str(taken.getsockname()[1])]
        env = {**os.environ, "TOUCHSTONE_CONTENT": content}
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, cwd=tmp_path, env=env)
    assert "is busy" in one_line(done)
