"""`touchstone grade`: one JSON row a line in, one verdict a line out, in order."""

from __future__ import annotations

import json
import math
import select
import sys
import time
from codecs import BOM_UTF8
from collections.abc import Generator, Iterable, Iterator
from typing import IO, Any

import click

from touchstone.cli.choices import Whole
from touchstone.cli.grade_ids import HEAD, id_of
from touchstone.core.problems import nearest
from touchstone.core.written import Written, as_written
from touchstone.maths.births import WorkerFailed
from touchstone.maths.grader import DEADLINE_MS, LONGEST_ROW, Grader, InvalidRow, Pause

# Lines between two signs of life on a terminal.
PROGRESS_EVERY = 500
# JSON may write a character in six bytes.
LONGEST_LINE = 6 * LONGEST_ROW
MOST_NAMED = 5  # fields that a message lists
# So many names of fields are remembered, and so much of each: a file may bring new ones in every row.
MOST_KEPT, LONGEST_NAME = 1000, 100
SHOWN = 20  # characters of a number that a message quotes


@click.command(
    epilog="""\b
Example:
  echo '{"id": 1, "key": "2*(x+1)", "answer": "2x + 2"}' | touchstone grade
  touchstone grade --workers 2 < rows.jsonl > verdicts.jsonl"""
)
@click.option("--workers", type=Whole(1, 64), default=1, show_default=True, help="Worker processes.")
@click.option(
    "--deadline-ms",
    type=Whole(1, 60_000),
    default=DEADLINE_MS,
    show_default=True,
    help="For a row that names none itself.",
)
@click.argument("rows", type=click.File("rb"), default="-")
def command(workers: int, deadline_ms: int, rows: IO[bytes]) -> None:
    """Grade rows of JSON, one a line.

    A row needs `key` and `answer`. The verdicts keep the order of the rows; a row that is not valid gets the
    outcome invalid_row and the rest goes on. Exit 1 when a row was not valid.

    \b
    Its other fields, which docs/marking.md explains:
      id kind syntax assume tolerance significant_figures decimal_places form
      over up_to variable constant mistakes names deadline_ms data ordered

    Others are passed over, and named at the end; one that is nearly a field's name makes its row invalid.
    """
    names: dict[str, int] = {}
    try:
        with Grader(workers, deadline_ms) as grader:
            count, invalid = _write(grader.grade_many(_rows(rows, names)))
    except WorkerFailed as failed:
        raise click.ClickException(f"{failed}; the installation may be broken") from None
    _passed_over(names)
    if invalid:
        not_valid = "1 row is" if invalid == 1 else f"{invalid:,} rows are"
        click.echo(f"{not_valid} not valid, of {count:,}: look for the outcome invalid_row.", err=True)
        sys.exit(1)


def _passed_over(names: dict[str, int]) -> None:
    """Names the fields that no row has: slips of the pen, as their rows say, and data of somebody's own."""
    from touchstone.maths.row import FIELDS, meant_field

    meant = {name: meant_field(name) for name in names if name not in FIELDS}
    for name in [name for name, field in meant.items() if field][:MOST_NAMED]:
        what = f"Unknown field {name!r} (first on line {names[name]:,}); did you mean {meant[name]!r}?"
        click.echo(f"{what} Its rows are not valid.", err=True)
    other = [name for name, field in meant.items() if not field]
    if not other:
        return
    told = []
    for name in other[:MOST_NAMED]:
        near = nearest(name, FIELDS)
        also = f"; did you mean {near!r}?" if near else ""
        told.append(f"{name[:SHOWN]!r} (first on line {names[name]:,}{also})")
    least = "at least " if len(names) >= MOST_KEPT else ""
    more = f" and {least}{len(other) - MOST_NAMED:,} more" if len(other) > MOST_NAMED else ""
    click.echo(f"Passed over, since a row has no such field: {', '.join(told)}{more}.", err=True)


def _rows(stream: IO[bytes], others: dict[str, int]) -> Iterator[Any]:
    """What stands on each line that isn't blank; an InvalidRow for a line that is no JSON."""
    number = 0
    for line in _lines(stream):
        if isinstance(line, Pause):
            yield line
            continue
        number += 1
        if isinstance(line, InvalidRow):
            yield InvalidRow(line.reason.replace("The line", f"Line {number}"), line.id)
            continue
        if not line.strip():
            continue
        try:
            row = _in_text(_DECODER.decode(_text(line)))
        except _TooLarge as error:
            row = InvalidRow(f"Line {number} holds a number that is too large: {error}.", id_of(line))
        except _Twice as error:
            known = id_of(line) if str(error) != "id" else None
            row = InvalidRow(f"Line {number} gives {_begun(str(error))!r} twice.", known)
        except (ValueError, RecursionError) as error:
            row = InvalidRow(f"Line {number} {_no_json(error)}.", id_of(line))
        for name in row if isinstance(row, dict) and len(others) < MOST_KEPT else ():
            others.setdefault(name[:LONGEST_NAME], number)
        yield row


def _text(line: bytes) -> str:
    """The line as UTF-8, without the mark that a file, or one of several joined, begins with."""
    return line.removeprefix(BOM_UTF8).decode().rstrip("\r\n")


def _no_json(error: Exception) -> str:
    """What is wrong with a line, in columns of that line: the parser counts lines of its own."""
    if isinstance(error, json.JSONDecodeError):
        return f"is not JSON at column {error.colno}: {error.msg[0].lower()}{error.msg[1:]}"
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8 text: its byte {error.start + 1:,} can't stand there, so save the file as UTF-8"
    return "nests too deeply" if isinstance(error, RecursionError) else f"is not JSON: {error}"


def _in_text(row: Any) -> Any:
    """Numbers that are marked in the digits of the line: 0.50 has two places, and as a float only one."""
    if not isinstance(row, dict):
        return row
    for name in ("key", "answer"):
        value = row.get(name)
        if isinstance(value, Written):
            row[name] = value.text
        elif isinstance(value, list):
            row[name] = [as_written(one) for one in value]
    mistakes = row.get("mistakes")
    for mistake in mistakes if isinstance(mistakes, list) else ():
        if isinstance(mistake, dict) and isinstance(value := mistake.get("value"), Written):
            mistake["value"] = value.text
    return row


class _Twice(ValueError):
    """A name that stands twice in one object: nobody knows which of the values is meant."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Raises _Twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in found if names.count(name) > 1))
    return found


class _TooLarge(ValueError):
    """A number of JSON that no float or integer of ours can hold."""


def _no_number(word: str) -> float:
    """NaN and Infinity are not JSON; echoed in an id they would break who reads the verdicts."""
    raise ValueError(f"{word} is not a number of JSON")


def _finite(digits: str) -> float:
    """Raises _TooLarge for 1e400: as a float it is infinite, and its echo no JSON."""
    if math.isinf(number := Written(digits)):
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


# Made once: `json.loads` and `json.dumps` with options make one for each line.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_no_number, parse_float=_finite, parse_int=_whole
)
_ENCODER = json.JSONEncoder(allow_nan=False)


def _lines(stream: IO[bytes]) -> Iterator[bytes | InvalidRow | Pause]:
    """The lines one by one; of one that is too long no more is held in memory than its beginning.

    A Pause where nothing more has come: a program that sends a row and waits for its verdict gets it.
    """
    held, too_long = bytearray(), False
    while block := (yield from _next_block(stream)):
        *ends, begun = block.split(b"\n")
        for end in ends:
            too_long = too_long or len(held) + len(end) >= LONGEST_LINE
            held += end[:HEAD] if too_long else end
            yield _too_long(held) if too_long else bytes(held) + b"\n"
            held, too_long = bytearray(), False
        too_long = too_long or len(held) + len(begun) >= LONGEST_LINE
        held = (held + begun[:HEAD])[:HEAD] if too_long else held + begun
    if too_long or held:
        yield _too_long(held) if too_long else bytes(held)


def _too_long(begun: bytearray) -> InvalidRow:
    return InvalidRow(f"The line is longer than {LONGEST_LINE:,} bytes.", id_of(begun))


_BLOCK = 65_536
_PAUSE_SECONDS = 0.02


def _next_block(stream: IO[bytes]) -> Generator[Pause, None, bytes]:
    """What has come since, at most a block; nothing at the end."""
    if not _has_come(stream):
        yield Pause()
        sys.stdout.flush()  # every verdict on what came before is written by now
    return stream.read1(_BLOCK)  # type: ignore[attr-defined, no-any-return]


def _has_come(stream: IO[bytes]) -> bool:
    """Whether reading would not wait, as in a file; True too where that can't be known, as on Windows."""
    try:
        return bool(select.select([stream], [], [], _PAUSE_SECONDS)[0])
    except (OSError, ValueError):
        return True


def _write(verdicts: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Writes each verdict on a line; how many there were, and how many of them said invalid_row."""
    started = time.monotonic()
    shows = sys.stderr.isatty()
    count = invalid = 0
    for count, verdict in enumerate(verdicts, 1):
        sys.stdout.write(_ENCODER.encode(verdict) + "\n")
        invalid += verdict["outcome"] == "invalid_row"
        if shows and count % PROGRESS_EVERY == 0:
            speed = count / (time.monotonic() - started)
            click.echo(f"\r{count:,} rows, {speed:,.0f} a second", err=True, nl=False)
    sys.stdout.flush()
    if shows and count >= PROGRESS_EVERY:
        click.echo(err=True)
    return count, invalid
