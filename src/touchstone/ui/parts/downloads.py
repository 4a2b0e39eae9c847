"""One menu of downloads a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from touchstone.core.ids import file_name


@dataclass(frozen=True)
class Download:
    """A file to offer: what the button says, the ending without a dot, the content and its media type.

    Content that takes time to make is a function, called when somebody clicks and never at a rerun.
    """

    label: str
    ending: str
    data: str | bytes | Callable[[], str | bytes]
    mime: str

    @property
    def content(self) -> str | bytes:
        """The file itself, made now when it has to be."""
        return self.data() if callable(self.data) else self.data


def downloads(files: Sequence[Download], *, name: Sequence[str], day: date, label: str = "Download") -> None:
    """One button that opens the list of formats."""
    with st.popover(label, icon=":material/download:"):
        for file in files:
            full = file_name(name, file.ending, day)
            st.download_button(
                file.label,
                file.data,
                full,
                file.mime,
                key=f"download-{'-'.join(name)}-{file.ending}",
                on_click="ignore",
                width="stretch",
            )
