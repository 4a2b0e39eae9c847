"""A text from elsewhere: paste it, see what was found, take a replacement with one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from touchstone.bootstrap import Content
from touchstone.postings.draft import Desk
from touchstone.postings.employer import Employer
from touchstone.postings.existing import Review
from touchstone.postings.findings import Finding
from touchstone.postings.language import all_applied, applied
from touchstone.postings.places import Place
from touchstone.ui.parts.choices import choose
from touchstone.ui.parts.posting.shown import found_list, verdict
from touchstone.ui.parts.posting.there import There
from touchstone.ui.parts.problems import content_problems

TEXT = "posting-text"
MAX_CHARS = 40_000
_NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pl": "Polish",
    "pt": "Portuguese",
}


def checked_text(content: Content, places: Sequence[Place], today: date, *, remote: bool = False) -> None:
    """The text, then at once what was found in it. `remote`: it was chosen, with or without places."""
    desk = _desk(content)
    text = st.text_area(
        "Your posting", key=TEXT, height=320, max_chars=MAX_CHARS, persist_state="session",
        placeholder="Paste a posting here; leave the field to have it checked.",
    )  # fmt: skip
    if not (text or "").strip():
        st.info(
            "Paste a posting: it is checked for completeness, for the law of its place and for its words."
        )
        return
    who = Employer(name="The employer", remote="yes") if remote else None
    review = desk.review(text or "", as_of=today, places=places, employer=who)
    if not isinstance(review, Review):
        content_problems(review)
        return
    verdict(review.findings)
    there = There(review.text, partial(_apply, review.text), apply_all=partial(_apply_all, review.text))
    found_list(review.findings, review.laws, there)


def _desk(content: Content) -> Desk:
    """The desk of the text's language; nobody is asked while there is one."""
    languages = content.languages
    if len(languages) < 2:
        return content.desk
    return content.desk_in(
        choose("Language", {name: _NAMES.get(name, name) for name in languages}, key="language")
    )


def _apply_all(text: str, findings: Sequence[Finding]) -> None:
    st.session_state[TEXT] = all_applied(text, findings)


def _apply(text: str, finding: Finding) -> None:
    st.session_state[TEXT] = applied(text, finding)
