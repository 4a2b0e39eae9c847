"""Content that could not be loaded, shown to who can mend it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchstone.core.problems import Problem
from touchstone.ui.parts.numbers import count


def content_problems(problems: Sequence[Problem], *, opened: bool = False) -> None:
    """One line that opens to all problems (`opened` already); nothing at all when there are none."""
    if not problems:
        return
    with st.expander(
        f":material/build: {count(len(problems), 'problem')} in the content files", expanded=opened
    ):
        st.markdown("The app runs on the rest. Mend these, then run `touchstone check`.")
        st.code("\n".join(str(problem) for problem in problems[:200]), language=None, wrap_lines=True)
