"""Where a result goes: to the file that was named, or to stdout."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import click

from touchstone.core.files import write_whole

BINARY = {"docx": "A Word document", "pdf": "A PDF", "zip": "A ZIP archive"}


def refuse_terminal(shape: str, output: Path | None) -> None:
    """A file that is not text is never printed on a terminal; piped on, it is. Raises click.UsageError."""
    if shape in BINARY and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{BINARY[shape]} can't be shown here. Name a file for it: -o FILE.{shape}")


def warn_of_boxes(pdf: bytes) -> bytes:
    """The same PDF, after a line on stderr when it shows some characters as boxes."""
    from touchstone.documents.pdf import shows_all

    if not shows_all(pdf):
        click.echo(
            "The PDF's fonts lack some characters of this text and show boxes instead. "
            "Take --format docx or html for them.",
            err=True,
        )
    return pdf


def write(content: str | bytes, output: Path | None) -> None:
    """Writes text with one line end at its end, bytes as they are; a named file whole or not at all.

    What a shell passed that is no UTF-8 becomes a question mark.

    Raises click.BadParameter for a place that can't be written to, click.ClickException for a full disk.
    """
    held = content if isinstance(content, bytes) else (content.rstrip("\n") + "\n").encode("utf-8", "replace")
    if output is None:
        click.echo(held, nl=False)
        return
    try:
        write_whole(output, held)
    except OSError as error:
        if isinstance(error, _WRONG_PLACE):
            raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from error
        said = f"{output} is not written: {error.strerror or error}."
        raise click.ClickException(said) from error


# What the caller named wrongly; everything else (a full disk, one that broke) is no mistake of the call.
_WRONG_PLACE = (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError)


def unwritten(error: OSError) -> str:
    """What an error of the system means for the result, in a sentence."""
    if error.errno == errno.EBADF:
        return "The result is not complete. Standard input or output is closed."
    what = f"{error.filename}: {error.strerror}" if error.filename else f"{error.strerror or error}"
    return f"The result is not complete. {what}."
