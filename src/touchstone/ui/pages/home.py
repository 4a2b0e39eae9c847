"""Home: three doors, what needs attention, recent work."""

from __future__ import annotations

import streamlit as st

from touchstone.assessments.view import AttemptLine
from touchstone.bootstrap import Services
from touchstone.ui.parts.choices import LEVELS
from touchstone.ui.parts.heading import heading
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.problems import content_problems
from touchstone.ui.parts.scorecards.waiting import waiting_scorecards
from touchstone.ui.parts.self_test.place import owner
from touchstone.ui.parts.times import local_time
from touchstone.ui.shell.hold import held
from touchstone.ui.shell.navigation import offered, page_named

RECENT = 3
DOORS = (
    (
        "Hire",
        "Write a posting that is complete and fair, and see what others pay.",
        ("posting", "salaries", "roles", "handover"),
    ),
    (
        "Interview",
        "Assemble a structured interview, score alone, then talk.",
        ("interviews", "scorecards", "questions"),
    ),
    ("Practise", "Find out what you can do. Nothing leaves this computer.", ("self_test",)),
)


def page() -> None:
    """Three doors, then what waits for you."""
    services = held()
    lead = "Touchstone works from one role profile: everything here is derived from it."
    heading("What do you want to do?", lead)
    here = {entry.module for entry in offered()}
    doors = [door for door in DOORS if here.intersection(door[2])]
    for column, (title, said, modules) in zip(st.columns(len(doors)), doors, strict=True):
        with column.container(border=True, height="stretch"):
            st.header(title, anchor=False)
            st.markdown(said)
            for module in modules:
                if module not in here:  # an interviewer on a shared server scores, and assembles nothing
                    continue
                st.page_link(page_named(module))
    waiting_scorecards(services)
    _recent(services)
    content_problems(services.content_problems)
    content = services.content
    places = len(content.benchmarks.tables.regions.by_id)
    st.caption(
        f"{count(len(content.catalogue.profiles), 'role')}, {count(len(content.bank), 'question')}, "
        f"{count(places, 'place')} with a name: all of it in files that you can read."
    )


def _recent(services: Services) -> None:
    lines = services.assessments.attempts(owner())[:RECENT]
    if not lines:
        return
    st.header("Recent work", anchor=False)
    for line in lines:
        _line(line)


def _line(line: AttemptLine) -> None:
    words, link = st.columns([4, 1], vertical_alignment="center")
    level = LEVELS.get(line.level, line.level).lower()
    state = "finished" if line.finished_at else "waits for you"
    title = escape_markdown(line.title)
    words.markdown(f"Self-test **{title}**, {level}, begun {local_time(line.started_at)}: {state}")
    label = "See it" if line.finished_at else "Continue"
    query = {"attempt": line.id}
    link.page_link(page_named("self_test"), label=label, query_params=query)
