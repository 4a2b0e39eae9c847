"""Writes the JSON Schemas of all content kinds, so that editors complete and check as one types.

`python -m touchstone.cli.schemas` writes `docs/schemas/`; a test says when they are stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from touchstone.cli.contents import KINDS
from touchstone.core.content import content_root


def schemas() -> dict[str, str]:
    """The text of each schema file by its name."""
    found: dict[str, str] = {}
    for kind in KINDS:
        if kind.schema is not None:
            schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **kind.schema()}
            found[f"{kind.name}.json"] = (
                json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
            )
    return found


def write(folder: Path) -> list[Path]:
    """Writes every schema into the folder and returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for written_path in write(content_root().path / "docs" / "schemas"):
        sys.stdout.write(f"{written_path}\n")
