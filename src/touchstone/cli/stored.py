"""What a command says when the database can't be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def stored(said: str) -> Iterator[None]:
    """Ends the command with the operator's sentence, after what that means here.

    Raises click.UsageError: another folder or address is to be named.
    """
    try:
        yield
    except Exception as error:
        from touchstone.store.database import StoreError  # the database's library takes a tenth of a second

        if isinstance(error, StoreError):
            raise click.UsageError(f"{said} {error}") from None
        raise
