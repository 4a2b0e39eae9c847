"""The contract and its data files, as a person hands them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from touchstone.core.problems import Problem
from touchstone.core.text_files import no_text, text_or_kind

CONTRACT_ENDINGS = ("yaml", "yml")
DATA_ENDINGS = ("csv", "parquet")
MAX_MB = 100  # a million rows of an id, a class and a score have 30
EXAMPLES = {"contract.yaml": "One that holds", "contract-with-defects.yaml": "One with planted defects"}


@dataclass(frozen=True)
class Handed:
    """What was handed in: the contract's text, and the data by name. `ids` tell two lots apart.

    `problem`: the contract is no text at all.
    """

    text: str | None = None
    name: str = "contract.yaml"
    data: dict[str, bytes] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    problem: Problem | None = None


def handed_files(label: str) -> Handed:
    """The files of the uploader; the last contract wins."""
    files = st.file_uploader(
        label,
        type=[*CONTRACT_ENDINGS, *DATA_ENDINGS],
        accept_multiple_files=True,
        key="handover-files",
        max_upload_size=MAX_MB,
        help="The contract (YAML), and the files that it names: predictions, labels, measured times. "
        "They are read here and not kept.",
    )
    text, name, problem = None, "contract.yaml", None
    data: dict[str, bytes] = {}
    for file in files or []:
        if file.name.rsplit(".", 1)[-1].lower() in CONTRACT_ENDINGS:
            text, kind = text_or_kind(file.getvalue())
            name = file.name
            problem = no_text(name, kind) if text is None else None
        else:
            data[file.name] = file.getvalue()
    return Handed(text, name, data, tuple(file.file_id for file in files or []), problem)


def example(folder: Path) -> Path | None:
    """One of our examples, to look at before one has a contract; None where they are not installed."""
    there = {name: said for name, said in EXAMPLES.items() if (folder / name).is_file()}
    if not there:
        return None
    chosen = st.segmented_control(
        "Until you load yours, an example", list(there), format_func=lambda name: there[name],
        default=next(iter(there)), key="handover-example", required=True,
    )  # fmt: skip
    return folder / (chosen or next(iter(there)))
