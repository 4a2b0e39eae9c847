"""Files that came from a browser, on disk for as long as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from touchstone.handover.measured import Find, among


@contextmanager
def handed_in(files: Mapping[str, bytes]) -> Iterator[Find]:
    """Finds the files by the names that they were handed in with; on disk they are called 0.csv, 1.parquet …

    A name from a browser never becomes a path: only its ending is used, and only when we know it.
    """
    with TemporaryDirectory(prefix="touchstone-") as folder:
        held: dict[str, Path] = {}
        for n, (name, content) in enumerate(files.items()):
            last = PurePosixPath(name.replace("\\", "/")).name
            ending = PurePosixPath(last).suffix.lower()
            path = Path(folder) / f"{n}{ending if ending in _ENDINGS else '.unknown'}"
            path.write_bytes(content)
            held[last] = path
        yield among(held)


_ENDINGS = (".csv", ".tsv", ".txt", ".parquet", ".pq")
