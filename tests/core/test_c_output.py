"""What a C library prints by itself stays out of the documents that we print."""

from __future__ import annotations

import subprocess
import sys

import pytest

OURS, THEIRS = (
    "import ctypes, os, sys; from touchstone.core import c_output; c = ctypes.CDLL(None); ",
    "a line",
)
PRINTED = {  # how the library writes while it is at work
    "held back by C": f"c.puts(b'{THEIRS}')",
    "at once": f"os.write(1, b'{THEIRS}')",
    "in a call inside another": f"\n with c_output.aside():\n  c.puts(b'{THEIRS}')\n c.puts(b'{THEIRS}')",
}


@pytest.mark.skipif(sys.platform == "win32", reason="its C library has another name")
@pytest.mark.parametrize("how", PRINTED)
def test_a_library_cannot_write_before_or_between_what_we_print(how: str) -> None:
    code = f"{OURS}\nprint('first')\nwith c_output.aside():\n {PRINTED[how].lstrip()}\nprint('last')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["first", "last"]
    assert THEIRS in ran.stderr


def test_a_failing_call_gives_the_stream_back() -> None:
    code = f"{OURS}\ntry:\n with c_output.aside(): 1/0\nexcept ZeroDivisionError: os.write(1, b'back')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "back"


def test_nothing_is_turned_aside_where_the_stream_is_closed() -> None:
    code = f"{OURS}\nos.close(1)\nwith c_output.aside(): pass\nprint(c_output._kept, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, check=False)
    assert ran.stderr.strip() == "-1"
