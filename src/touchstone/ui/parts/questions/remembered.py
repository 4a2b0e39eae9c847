"""The versions of a question by the hash of what they say, and what changed between them."""

from __future__ import annotations

import difflib

import streamlit as st

from touchstone.access.people import Person
from touchstone.authoring.model import Asked, Refused, Version
from touchstone.authoring.service import Authoring
from touchstone.banks.question import Question
from touchstone.core.hashes import short
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.times import local_time


def remembered(question: Question, authoring: Authoring, viewer: Person | None) -> None:
    """All versions, the newest first, each with what it changed."""
    history = authoring.history(viewer, question.id)
    if isinstance(history, Refused):
        st.warning(history.sentence)
        return
    st.caption("A version never changes. What was asked keeps the version that it was asked in.")
    older: list[Version | None] = [version for version, _ in history[1:]]
    for (version, asked), before in zip(history, [*older, None], strict=True):
        _version(version, asked, before, now=version.hash == question.hash)


def _version(version: Version, asked: Asked, before: Version | None, *, now: bool) -> None:
    state = "the present version, " if now else ""
    with st.expander(f"{short(version.hash)}: {state}{local_time(version.saved_at)}", expanded=now):
        st.text(f"Saved by: {version.saved_by}. Asked in {count(asked.attempts, 'self-test')}.")
        if before is None:
            st.code(version.text, language=None, wrap_lines=True)
            return
        lines = difflib.unified_diff(
            before.text.splitlines(),
            version.text.splitlines(),
            short(before.hash),
            short(version.hash),
            lineterm="",
        )
        st.code("\n".join(lines), language=None, wrap_lines=True)
        with st.popover("The whole text, to copy", type="tertiary"):
            st.code(version.text, language=None, wrap_lines=True)
