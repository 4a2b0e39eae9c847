"""One menu of downloads a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from touchstone.access.people import Person
from touchstone.core.ids import file_name
from touchstone.ui.parts.private_files import PRIVATE
from touchstone.ui.parts.scorecards.who import seat_token


class Gone(Exception):
    """What was offered may no longer be had; the browser shows the sentence beside the button."""


@dataclass(frozen=True)
class Download:
    """A file to offer: what the button says, the ending without a dot, the content and its media type.

    Content that takes time to make is a function, called when somebody clicks and never at a rerun. `may`
    says of what is not for everybody whether who was offered it may still have it.
    """

    label: str
    ending: str
    data: str | bytes | Callable[[], str | bytes]
    mime: str
    may: Callable[[], bool] | None = None

    @property
    def content(self) -> str | bytes:
        """The file itself, made now when it has to be."""
        return self.data() if callable(self.data) else self.data


def guarded(files: Sequence[Download], look: Callable[[], Person | None]) -> list[Download]:
    """The same files, made only while whoever clicks has all rights they had when the page was drawn.

    A window may stand open for days; a link that was taken away opens nothing from then on.
    """
    drawn = look()

    def may() -> bool:
        person = look()
        return drawn is not None and person is not None and drawn.rights <= person.rights

    def asked(file: Download) -> str | bytes:
        if not may():
            raise Gone("This is no longer yours to see. Load the page again.")
        return file.content

    return [replace(file, data=partial(asked, file), may=may) for file in files]


def _noted(file: Download, token: str, may: Callable[[], bool]) -> str | bytes:
    content = file.content
    PRIVATE.clicked(content, token, may)
    return content


def downloads(files: Sequence[Download], *, name: Sequence[str], day: date, label: str = "Download") -> None:
    """One button that opens the list of formats."""
    with st.popover(label, icon=":material/download:"):
        for file in files:
            full = file_name(name, file.ending, day)
            st.download_button(
                file.label,
                partial(_noted, file, seat_token(), file.may) if file.may else file.data,
                full,
                file.mime,
                key=f"download-{'-'.join(name)}-{file.ending}",
                on_click="ignore",
                width="stretch",
            )
