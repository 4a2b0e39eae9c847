"""`touchstone grade` as a program: rows in, verdicts out, whatever stands on a line."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from touchstone.cli.grade import command


def grade(text, *options):
    call = [sys.executable, "-m", "touchstone", "grade", *options]
    return subprocess.run(call, input=text, capture_output=True, timeout=60)


def test_each_line_gets_a_verdict_in_order():
    lines = [
        '{"id": 1, "key": "2*(x+1)", "answer": "2x+2"}',
        "not json",
        "",
        '{"id": 2, "key": "1", "answer": "2"}',
        "[1]",
        '{"id": 3, "key": "1"}',
        '{"id": 4, "key": "1", "answer": ' + "[" * 100_000,
        '{"id": 5, "key": "1", "answer": "\\ud800\\u0000"}',
        '{"id": 6, "key": "1", "answer": "' + "9" * 2_000_000 + '"}',
        '{"id": {"any": "json"}, "key": "1", "answer": "1"}',
    ]
    done = grade("\n".join(lines).encode() + b"\n\xff\xfe\n", "--workers", "2")
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert done.stderr == b""
    assert [(verdict["id"], verdict["outcome"]) for verdict in verdicts] == [
        (1, "correct"),
        (None, "invalid_row"),
        (2, "incorrect"),
        (None, "invalid_row"),
        (3, "invalid_row"),
        (None, "invalid_row"),
        (5, "unreadable"),
        (None, "invalid_row"),
        ({"any": "json"}, "correct"),
        (None, "invalid_row"),
    ]
    assert verdicts[1]["reason"].startswith("Line 2 is not JSON")


@pytest.mark.parametrize("options", [["--workers", "0"], ["--wrokers", "1"], ["--deadline-ms", "no"]])
def test_a_wrong_call_is_two(options):
    done = CliRunner().invoke(command, options)
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)


def test_help_ends_with_an_example():
    done = CliRunner().invoke(command, ["--help"])
    assert done.output.rstrip().splitlines()[-1].strip().startswith("touchstone grade --workers 2")
