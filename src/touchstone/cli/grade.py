"""`touchstone grade`: one JSON row a line in, one verdict a line out, in order."""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Iterable, Iterator
from typing import IO, Any

import click

from touchstone.maths.grader import DEADLINE_MS, LONGEST_ROW, Grader, InvalidRow
from touchstone.maths.process import WorkerFailed

# Lines between two signs of life on a terminal.
PROGRESS_EVERY = 500
# JSON may write a character in six bytes.
LONGEST_LINE = 6 * LONGEST_ROW
SHOWN = 20  # characters of a number that a message quotes


@click.command(
    epilog="""\b
Example:
  echo '{"id": 1, "key": "2*(x+1)", "answer": "2x + 2"}' | touchstone grade
  touchstone grade --workers 2 < rows.jsonl > verdicts.jsonl"""
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Worker processes.")
@click.option(
    "--deadline-ms",
    type=click.IntRange(1, 60_000),
    default=DEADLINE_MS,
    show_default=True,
    help="For a row that names none itself.",
)
@click.argument("rows", type=click.File("rb"), default="-")
def command(workers: int, deadline_ms: int, rows: IO[bytes]) -> None:
    """Grade rows of JSON, one a line.

    A row needs `key` and `answer`. The verdicts keep the order of the rows; a row that is not valid gets the
    outcome invalid_row and the rest goes on. Exit 1 when a row was not valid.
    """
    try:
        with Grader(workers, deadline_ms) as grader:
            count, invalid = _write(grader.grade_many(_rows(rows)))
    except WorkerFailed as failed:
        raise click.ClickException(f"{failed}; the installation may be broken") from None
    if invalid:
        not_valid = "1 row is" if invalid == 1 else f"{invalid:,} rows are"
        click.echo(f"{not_valid} not valid, of {count:,}: look for the outcome invalid_row.", err=True)
        sys.exit(1)


def _rows(stream: IO[bytes]) -> Iterator[Any]:
    """What stands on each line that isn't blank; an InvalidRow for a line that is no JSON."""
    for number, line in enumerate(_lines(stream), 1):
        if isinstance(line, InvalidRow):
            yield line
            continue
        if not line.strip():
            continue
        try:
            yield json.loads(line, parse_constant=_no_number, parse_float=_finite, parse_int=_whole)
        except _TooLarge as error:
            yield InvalidRow(f"Line {number} holds a number that is too large: {error}.")
        except (ValueError, RecursionError) as error:
            yield InvalidRow(f"Line {number} is not JSON: {error}.")


class _TooLarge(ValueError):
    """A number of JSON that no float or integer of ours can hold."""


def _no_number(word: str) -> float:
    """NaN and Infinity are not JSON; echoed in an id they would break who reads the verdicts."""
    raise ValueError(f"{word} is not a number of JSON")


def _finite(digits: str) -> float:
    """Raises _TooLarge for 1e400: as a float it is infinite, and its echo no JSON."""
    if math.isinf(number := float(digits)):
        raise _TooLarge(_begun(digits))
    return number


def _whole(digits: str) -> int:
    """Raises _TooLarge for more digits than Python reads."""
    try:
        return int(digits)
    except ValueError:
        raise _TooLarge(_begun(digits)) from None


def _begun(digits: str) -> str:
    return digits if len(digits) <= SHOWN else digits[:SHOWN] + "…"


def _lines(stream: IO[bytes]) -> Iterator[bytes | InvalidRow]:
    """The lines one by one; one that is too long is passed over without being held in memory."""
    while line := stream.readline(LONGEST_LINE):
        whole = len(line) < LONGEST_LINE or line.endswith(b"\n")
        rest = line
        while not whole and rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)
        yield line if whole else InvalidRow(f"The line is longer than {LONGEST_LINE:,} bytes.")


def _write(verdicts: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Writes each verdict on a line; how many there were, and how many of them said invalid_row."""
    started = time.monotonic()
    shows = sys.stderr.isatty()
    count = invalid = 0
    for count, verdict in enumerate(verdicts, 1):
        sys.stdout.write(json.dumps(verdict, allow_nan=False) + "\n")
        invalid += verdict["outcome"] == "invalid_row"
        if shows and count % PROGRESS_EVERY == 0:
            speed = count / (time.monotonic() - started)
            click.echo(f"\r{count:,} rows, {speed:,.0f} a second", err=True, nl=False)
    sys.stdout.flush()
    if shows and count >= PROGRESS_EVERY:
        click.echo(err=True)
    return count, invalid
