"""Which pages there are, by task, and their fixed addresses."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from touchstone.ui.parts.notices import no_place
from touchstone.ui.parts.scorecards.who import may_see_keys, seat_token


@dataclass(frozen=True)
class Entry:
    """One page: its module under `ui/pages`, title, icon and address."""

    module: str
    title: str
    icon: str
    address: str
    section: str
    default: bool = False
    keys: bool = False  # shows answer keys: on one's own machine, or to who came by an organiser's link
    seat: bool = False  # opens by a person's own link
    says: bool = False  # tells whoever may not see it why, in place of the page

    def run(self) -> None:
        """Import the page's module when the page is first opened, and show it."""
        no_place()
        importlib.import_module(f"touchstone.ui.pages.{self.module}").page()


PAGES = (
    Entry("home", "Home", ":material/home:", "home", "", default=True),
    Entry("roles", "Roles", ":material/badge:", "roles", "Hire"),
    Entry("posting", "Posting", ":material/article:", "posting", "Hire"),
    Entry("salaries", "Salaries", ":material/payments:", "salaries", "Hire"),
    Entry("handover", "Hand-over", ":material/handshake:", "handover", "Hire"),
    Entry("interviews", "Interviews", ":material/forum:", "interviews", "Interview", keys=True, says=True),
    Entry(
        "scorecards",
        "Scorecards",
        ":material/fact_check:",
        "scorecards",
        "Interview",
        keys=True,
        seat=True,
        says=True,
    ),
    Entry("questions", "Questions", ":material/quiz:", "questions", "Interview", keys=True),
    Entry("self_test", "Self-test", ":material/school:", "self-test", "Practise"),
)


def _runner(entry: Entry) -> Callable[[], None]:
    def run() -> None:
        entry.run()

    run.__name__ = entry.module  # Streamlit derives a page's identity from it
    return run


def offered() -> tuple[Entry, ...]:
    """The pages that this visitor gets. On a shared server candidates come too: pages with keys stay away."""
    if may_see_keys():
        return PAGES
    linked = bool(seat_token())
    return tuple(entry for entry in PAGES if not entry.keys or (entry.seat and linked))


def navigation() -> dict[str, list[Page]]:
    """Sections and their pages as `st.navigation` takes them."""
    sections: dict[str, list[Page]] = {}
    made: dict[str, Page] = {}
    for entry in offered():
        page = _page(entry)
        sections.setdefault(entry.section, []).append(page)
        made[entry.module] = page
    # Who lost the end of their link, follows one of a calendar or has another right is told what is missing.
    unlisted = [entry for entry in PAGES if entry.says and entry.module not in made]
    sections.setdefault("", []).extend(_page(entry, hidden=True) for entry in unlisted)
    st.session_state["_pages"] = made
    return sections


def _page(entry: Entry, *, hidden: bool = False) -> Page:
    return st.Page(
        _runner(entry),
        title=entry.title,
        icon=entry.icon,
        url_path=None if entry.default else entry.address,
        default=entry.default,
        visibility="hidden" if hidden else "visible",
    )


def page_named(module: str) -> Page:
    """The `st.Page` of a module under `ui/pages`, for links. Raises KeyError when it is not offered."""
    found: Page = st.session_state["_pages"][module]
    return found
