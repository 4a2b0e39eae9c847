"""Home: three doors, what needs attention, recent work."""

from __future__ import annotations

import streamlit as st

from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.shell.hold import held
from touchstone.ui.shell.navigation import page_named

DOORS = (
    (
        "Hire",
        "Write a posting that is complete and fair, and see what others pay.",
        ("roles", "posting", "salaries"),
    ),
    ("Interview", "Assemble a structured interview and print the kit.", ("interviews", "questions")),
    ("Practise", "Find out what you can do. Nothing leaves this computer.", ("self_test",)),
)


def page() -> None:
    """Three doors; each says what is behind it."""
    heading(
        "What do you want to do?",
        "Touchstone works from one role profile: everything here is derived from it.",
    )
    for column, (title, said, modules) in zip(st.columns(3), DOORS, strict=True):
        with column.container(border=True, height="stretch"):
            st.subheader(title, anchor=False)
            st.markdown(said)
            for module in modules:
                st.page_link(page_named(module))
    content_problems(held().content_problems)
