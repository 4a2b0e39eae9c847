"""`touchstone grade` as a program: rows in, verdicts out, whatever stands on a line."""

import io
import json
import signal
import subprocess
import sys
import threading
import time
import tracemalloc

import pytest
from click.testing import CliRunner

from touchstone.cli.grade import LONGEST_NAME, MOST_KEPT, _rows, command
from touchstone.maths.grader import InvalidRow


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
    assert done.returncode == 1
    assert done.stderr == b"6 rows are not valid, of 10: look for the outcome invalid_row.\n"
    assert [(verdict["id"], verdict["outcome"]) for verdict in verdicts] == [
        (1, "correct"),
        (None, "invalid_row"),
        (2, "incorrect"),
        (None, "invalid_row"),
        (3, "invalid_row"),
        (4, "invalid_row"),
        (5, "unreadable"),
        (6, "invalid_row"),
        ({"any": "json"}, "correct"),
        (None, "invalid_row"),
    ]
    assert verdicts[1]["reason"].startswith("Line 2 is not JSON")


def test_a_number_of_json_is_marked_in_the_digits_of_its_line():
    lines = {
        '{"id": 0.10, "key": 0.50, "answer": 0.50, "decimal_places": 2}': "correct",
        '{"key": 0.50, "answer": 0.5, "decimal_places": 2}': "partial",
        '{"key": 0.1234567890123456789012, "answer": "0.1234567890123456789012"}': "correct",
        '{"key": 0.1234567890123456789012, "answer": 0.1234567890123456789013}': "incorrect",
        '{"key": 0.1234567890123456789012, "answer": "0.12345678901234568"}': "incorrect",
        '{"key": 1E3, "answer": 1000, "mistakes": [{"name": "m", "value": 10.0}]}': "correct",
        '{"key": [0.10, "b"], "answer": ["b", "0.10"], "kind": "choices"}': "correct",
        '{"key": 1, "answer": 2, "mistakes": [null, {"value": [1.5]}, 7]}': "invalid_row",
    }
    done = grade("\n".join(lines).encode())
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [verdict["outcome"] for verdict in verdicts] == list(lines.values())
    assert verdicts[0]["id"] == 0.1


def test_a_program_that_waits_for_each_verdict_gets_it():
    call = [sys.executable, "-m", "touchstone", "grade"]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        stopped = threading.Timer(60, program.kill)  # else a verdict that never comes would hang the test
        stopped.start()
        for sent in (1, 2, 130):
            for number in range(sent):
                program.stdin.write(b'{"id": %d, "key": "x", "answer": "x"}\n' % number)
            program.stdin.write(b'{"id": "half')
            program.stdin.flush()
            told = [json.loads(program.stdout.readline())["id"] for _ in range(sent)]
            assert told == list(range(sent))
            program.stdin.write(b'", "key": "1", "answer": "1"}\n')
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["id"] == "half"
        program.stdin.close()
        assert program.stdout.read() == b""
        stopped.cancel()


# Numbers that are good JSON and that we can't hold: echoed in an id they would be none. What is said of each.
TOO_LARGE = {
    '{"key": "1", "key": "2", "answer": "1"}': "Line 1 gives 'key' twice.",
    '{"key": "1", "answer": "1", "tolerance": {"absolute": 1, "absolute": 2}}': (
        "Line 1 gives 'absolute' twice."
    ),
    '{"id": ' + "[" * 300 + "]" * 300 + ', "key": "1", "answer": "1"}': (
        "The row nests more than 200 levels deep."
    ),
    '{"key": ' + "[" * 300 + "]" * 300 + ', "answer": "1"}': "The row nests more than 200 levels deep.",
    "1e400": "Line 1 holds a number that is too large: 1e400.",
    '{"a": [-1e999]}': "Line 1 holds a number that is too large: -1e999.",
    "9" * 5_000: "Line 1 holds a number that is too large: " + "9" * 20 + "….",
    "NaN": "Line 1 is not JSON: NaN is not a number of JSON.",
    "[-Infinity]": "Line 1 is not JSON: -Infinity is not a number of JSON.",
}


def test_every_line_that_comes_back_is_json():
    def refuse(word):
        raise AssertionError(f"{word} is not JSON")

    for written, said in TOO_LARGE.items():
        row = '{"key": "1", "answer": "1", "id": ' + written + "}"
        done = CliRunner().invoke(command, input=row)
        assert json.loads(done.stdout, parse_constant=refuse) == {
            "id": None,
            "outcome": "invalid_row",
            "reason": said,
        }
        assert (done.exit_code, done.stderr) == (
            1,
            "1 row is not valid, of 1: look for the outcome invalid_row.\n",
        )


def test_rows_that_are_all_valid_end_well():
    done = CliRunner().invoke(command, input='{"id": 1e300, "key": "1", "answer": "2"}')
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["id"] == 1e300


@pytest.mark.parametrize("options", [["--workers", "0"], ["--wrokers", "1"], ["--deadline-ms", "no"]])
def test_a_wrong_call_is_two(options):
    done = CliRunner().invoke(command, options)
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)


def test_help_ends_with_an_example():
    done = CliRunner().invoke(command, ["--help"])
    assert done.output.rstrip().splitlines()[-1].strip().startswith("touchstone grade --workers 2")


NO_JSON = {
    b'{"key": "2", "answer": "2"': "Line 1 is not JSON at column 27: expecting ',' delimiter.",
    b'{"key": "1", "answer": }': "Line 1 is not JSON at column 24: expecting value.",
    b'\xff\xfe{\x00"\x00k\x00': (
        "Line 1 is not UTF-8 text: its byte 1 can't stand there, so save the file as UTF-8."
    ),
    b'{"key": "1", "answer": "caf\xe9"}': (
        "Line 1 is not UTF-8 text: its byte 28 can't stand there, so save the file as UTF-8."
    ),
}


@pytest.mark.parametrize(("line", "said"), NO_JSON.items(), ids=[said[:40] for said in NO_JSON.values()])
def test_a_line_that_is_no_json_is_told_in_places_of_its_own(line, said):
    done = CliRunner().invoke(command, input=line)
    assert json.loads(done.stdout)["reason"] == said


def test_a_byte_order_mark_begins_a_file_and_fields_of_others_are_named():
    first = b'\xef\xbb\xbf{"key": "1", "answer": "1", "note": 5}'
    rows = first + b'\n{"key": "2", "answer": "2", "ponits": 3, "tolerated": 1}\n'
    done = CliRunner().invoke(command, input=rows)
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()] == ["correct", "correct"]
    assert (done.exit_code, done.stderr) == (
        0,
        "Passed over, since a row has no such field: 'note' (first on line 1), 'ponits' (first on line 2), "
        "'tolerated' (first on line 2; did you mean 'tolerance'?).\n",
    )


def test_a_slip_of_the_pen_is_told_in_the_same_words_as_its_row():
    done = CliRunner().invoke(command, input=b'{"key": "1", "answer": "1", "tolerence": 3}\n')
    reason = json.loads(done.stdout)["reason"]
    assert reason == "Unknown field 'tolerence'; did you mean 'tolerance'?"
    assert done.exit_code == 1
    first, second = reason.split("; ")
    assert done.stderr.splitlines()[0] == f"{first} (first on line 1); {second} Its rows are not valid."


def test_files_with_byte_order_marks_may_be_joined():
    row = b'\xef\xbb\xbf{"key": "1", "answer": "1"}\n'
    done = CliRunner().invoke(command, input=row + row)
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()] == ["correct", "correct"]


def test_few_names_of_fields_are_remembered():
    """Each row may bring a new one, and memory is to stay as it is."""
    others = {}
    rows = b"".join(b'{"key": "1", "answer": "1", "%s%d": 0}\n' % (b"n" * 300, row) for row in range(1500))
    lines = [b'{"key": "1", "answer": "1", "%d%s": 0}\n' % (row, b"n" * 300) for row in range(1500)]
    assert sum(1 for _ in _rows(io.BytesIO(rows + b"".join(lines)), others)) == 3000
    assert len(others) <= MOST_KEPT
    assert max(map(len, others)) <= LONGEST_NAME


LONG = b'"key": "1", "answer": "' + b"1" * 2_000_000 + b'"'
# What a line begins with, and the id that its verdict has.
HEADS = [
    (b'{"id": 7, ' + LONG + b"}", 7),
    (b'\xef\xbb\xbf {"kind": "number", "names": ["a", "b"], "id" : "row 7", ' + LONG + b"}", "row 7"),
    (b'{"note": {"id": 3}, "id": 4.5, ' + LONG + b"}", 4.5),
    (b'{"id": null, ' + LONG + b"}", None),
    (b'{"note": {"id": 3}, ' + LONG + b"}", None),
    (b"{" + LONG + b', "id": 7}', None),
    (b'{"id": [7], ' + LONG + b"}", None),
    (b'{"id": 1e400, ' + LONG + b"}", None),
    (b'{"id": NaN, ' + LONG + b"}", None),
    (b'{"id": "' + b"7" * 2_000_000 + b'"}', None),
    (b'{"id": ' + b"7" * 2_000_000 + b"}", None),
    (b'{"id": "caf\xe9", ' + LONG + b"}", None),
    (b'["id", 7, ' + LONG, None),
    (b'{"id" 7, ' + LONG, None),
    (b"[" * 2_000_000, None),
    (b"1" * 2_000_000, None),
    (b'{"id": 8, "key": "1", "answer": }', 8),
    (b'{"id": 8, "key": "1", "key": "2", "answer": "1"}', 8),
    (b'{"id": 8, "key": "1", "id": 9, "answer": "1"}', None),
    (b'{"id": 8, "key": 1e400, "answer": "1"}', 8),
    (b'{"id": 8, "key": "caf\xe9", "answer": "1"}', 8),
    (b'{"id": 8, "key": ' + b"[" * 300 + b"]" * 300 + b', "answer": "1"}', 8),
]


@pytest.mark.parametrize(("line", "expected"), HEADS, ids=[str(line[:40]) for line, _ in HEADS])
def test_a_row_that_is_not_valid_keeps_its_id(line, expected):
    next_row = b'\n{"id": "next", "key": "1", "answer": "1"}\n'
    done = CliRunner().invoke(command, input=line + next_row)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["outcome"], first["id"]) == ("invalid_row", expected)
    assert (second["outcome"], second["id"]) == ("correct", "next")


def test_of_a_line_that_never_ends_only_the_beginning_is_held():
    class Endless(io.RawIOBase):
        sent = 0

        def read1(self, size):
            begun, self.sent = self.sent == 0, self.sent + size
            return (
                b""
                if self.sent > 60_000_000
                else b'{"id": 7, "key": "' + b"1" * size
                if begun
                else b"1" * size
            )

    tracemalloc.start()
    rows = [row for row in _rows(Endless(), {}) if isinstance(row, InvalidRow)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [row.id for row in rows] == [7]
    assert peak < 6_000_000


def test_an_interrupt_does_not_wait_for_the_rows_at_work():
    quick = ['{"key": "1", "answer": "1"}'] * 100
    key = "integrate(e^(-a*x)*cos({n}*b*x), x, 0, oo)"
    slow = [{"key": key.format(n=n), "answer": "a", "assume": {"a": "positive"}} for n in range(2, 100)]
    call = [sys.executable, "-m", "touchstone", "grade", "--workers", "1"]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as done:
        done.stdin.write("\n".join([*quick, *map(json.dumps, slow)]) + "\n")
        done.stdin.close()
        done.stdout.readline()  # the slow ones are at work, or next
        time.sleep(1)
        done.send_signal(signal.SIGINT)
        assert done.wait(timeout=40) == 1
