"""Where the data is kept."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from touchstone.store.database import StoreError

URL_VARIABLE = "TOUCHSTONE_DATABASE_URL"
FOLDER_VARIABLE = "TOUCHSTONE_DATA"
FILE_NAME = "touchstone.db"


def data_folder() -> Path:
    """The folder named by TOUCHSTONE_DATA, else the system's folder for this user's data."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("touchstone", appauthor=False)


def database_url() -> str:
    """The address in TOUCHSTONE_DATABASE_URL, else of a file in the data folder, which is made if needed.

    Raises StoreError when the folder can't be made or written to.
    """
    named = os.environ.get(URL_VARIABLE)
    if named:
        return named
    folder = data_folder()
    try:
        make_private(folder)
    except OSError as error:
        raise StoreError(_no_folder(folder, error.strerror)) from None
    if not os.access(folder, os.W_OK):
        raise StoreError(_no_folder(folder, "it is read-only"))
    return f"sqlite:///{_private_file(folder / FILE_NAME)}"


def make_private(folder: Path) -> Path:
    """The folder, made if needed so that no other account of the machine can look in. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _private_file(file: Path) -> Path:
    """The data file, begun so that only its owner reads it: the folder may be one that was there before."""
    with contextlib.suppress(OSError):  # what is wrong with it is said when it is opened
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return file


def database_exists() -> bool:
    """Whether there can be anything to read: a server that is named, or a file that was made."""
    return bool(os.environ.get(URL_VARIABLE)) or (data_folder() / FILE_NAME).exists()


def _no_folder(folder: Path, why: str | None) -> str:
    return (
        f"answers can't be kept in {folder}: {why or 'it is not a folder'}. "
        f"Set {FOLDER_VARIABLE} to a folder that you can write to."
    )
