"""Which pages there are, by task, and their fixed addresses."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page


@dataclass(frozen=True)
class Entry:
    """One page: its module under `ui/pages`, title, icon and address."""

    module: str
    title: str
    icon: str
    address: str
    section: str
    default: bool = False

    def run(self) -> None:
        """Import the page's module when the page is first opened, and show it."""
        importlib.import_module(f"touchstone.ui.pages.{self.module}").page()


PAGES = (
    Entry("home", "Home", ":material/home:", "home", "", default=True),
    Entry("roles", "Roles", ":material/badge:", "roles", "Hire"),
    Entry("posting", "Posting", ":material/article:", "posting", "Hire"),
    Entry("salaries", "Salaries", ":material/payments:", "salaries", "Hire"),
    Entry("interviews", "Interviews", ":material/forum:", "interviews", "Interview"),
    Entry("questions", "Questions", ":material/quiz:", "questions", "Interview"),
    Entry("self_test", "Self-test", ":material/school:", "self-test", "Practise"),
)


def _runner(entry: Entry) -> Callable[[], None]:
    def run() -> None:
        entry.run()

    run.__name__ = entry.module  # Streamlit derives a page's identity from it
    return run


def navigation() -> dict[str, list[Page]]:
    """Sections and their pages as `st.navigation` takes them."""
    sections: dict[str, list[Page]] = {}
    made: dict[str, Page] = {}
    for entry in PAGES:
        page = st.Page(
            _runner(entry),
            title=entry.title,
            icon=entry.icon,
            url_path=None if entry.default else entry.address,
            default=entry.default,
        )
        sections.setdefault(entry.section, []).append(page)
        made[entry.module] = page
    st.session_state["_pages"] = made
    return sections


def page_named(module: str) -> Page:
    """The `st.Page` of a module under `ui/pages`, for links between pages."""
    found: Page = st.session_state["_pages"][module]
    return found
