"""The contract and its data files, as a person hands them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

import streamlit as st

from touchstone.core.problems import Problem
from touchstone.core.text_files import no_text, text_or_kind
from touchstone.postings.words import listed
from touchstone.ui.parts.inert import escape_markdown

CONTRACT_ENDINGS = ("yaml", "yml")
DATA_ENDINGS = ("csv", "parquet")
MAX_MB = 100  # a million rows of an id, a class and a score have 30
_HERE, _LOST, _LOT = "handover-files-here", "handover-files-lost", "handover-files-lot"
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
    """The files of the uploader; the last contract wins. What went without the person's doing is told."""
    files = st.file_uploader(
        label,
        type=[*CONTRACT_ENDINGS, *DATA_ENDINGS],
        accept_multiple_files=True,
        key=f"handover-files-{st.session_state.get(_LOT, '')}",
        on_change=_chosen,
        max_upload_size=MAX_MB,
        help="The contract (YAML), and the files that it names: predictions, labels, measured times. "
        "They are read here and not kept.",
    )
    _tell_lost([file.name for file in files or []])
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


def known_names() -> list[str]:
    """The names of the files that were handed in, and of those that are to be handed in again."""
    return list(dict.fromkeys([*st.session_state.get(_LOST, []), *st.session_state.get(_HERE, [])]))


def ask_again(names: Sequence[str]) -> None:
    """Asks for files that were handed in and are not here any more."""
    here = st.session_state.get(_HERE, [])
    st.session_state[_LOST] = [name for name in names if name not in here]
    if st.session_state[_LOST] and not here:
        st.session_state[_LOT] = token_hex(8)  # the browser still shows them as if they were here


def _chosen() -> None:
    """The person added or took away a file: nothing was lost."""
    st.session_state[_HERE] = []


def _tell_lost(here: list[str]) -> None:
    gone = [name for name in st.session_state.get(_HERE, []) if name not in here]
    asked = list(dict.fromkeys([*st.session_state.get(_LOST, []), *gone]))
    st.session_state[_HERE] = here
    st.session_state[_LOST] = lost = [name for name in asked if name not in here]
    if not lost:
        return
    said, leave = st.columns([4, 1], vertical_alignment="center")
    names = escape_markdown(listed(lost))
    said.warning(f"Hand in again: {names}. Files are read here and not kept.", icon=":material/upload_file:")
    leave.button("Go on without", on_click=_go_on_without, width="stretch")


def _go_on_without() -> None:
    st.session_state[_LOST] = []


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
