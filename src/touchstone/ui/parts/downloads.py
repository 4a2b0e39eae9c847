"""One menu of downloads a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from touchstone.access.people import Person
from touchstone.core.ids import file_name


class Gone(Exception):
    """What was offered may no longer be had; the browser shows the sentence beside the button."""


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


def guarded(files: Sequence[Download], look: Callable[[], Person | None]) -> list[Download]:
    """The same files, made only while whoever clicks has all rights they had when the page was drawn.

    A window may stand open for days; a link that was taken away opens nothing from then on.
    """
    drawn = look()

    def asked(file: Download) -> str | bytes:
        person = look()
        if drawn is None or person is None or not drawn.rights <= person.rights:
            raise Gone("This is no longer yours to see. Load the page again.")
        return file.content

    return [replace(file, data=partial(asked, file)) for file in files]


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
