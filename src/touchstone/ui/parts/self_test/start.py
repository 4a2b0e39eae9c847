"""The first screen: what to be asked, what that covers, and the self-tests that are there already."""

from __future__ import annotations

import secrets

import streamlit as st

from touchstone.assessments.drawing import Request
from touchstone.assessments.outcomes import Refused, Started
from touchstone.assessments.plan import Plan
from touchstone.assessments.requests import EVERYTHING, for_everything, for_role
from touchstone.assessments.view import AttemptLine
from touchstone.bootstrap import Services
from touchstone.roles.profile import Level
from touchstone.ui.parts.choices import LEVELS, choose
from touchstone.ui.parts.inert import escape_markdown
from touchstone.ui.parts.numbers import count
from touchstone.ui.parts.self_test.place import go_to, is_local
from touchstone.ui.parts.self_test.words import capital
from touchstone.ui.parts.times import local_time

ANY = "everything"
# A first look, a lunch break, an hour as in a real interview.
LENGTHS = {"20": "20 minutes", "40": "40 minutes", "60": "60 minutes"}


def start_screen(services: Services, owner: str) -> None:
    """Choices, what they cover, one button; and the way back to what was begun."""
    lines = services.assessments.attempts(owner)
    unfinished = [line for line in lines if line.finished_at is None]
    if unfinished:
        _continue(unfinished[0])
    request = _choices(services)
    seed = st.session_state.setdefault("self-test-seed", secrets.randbelow(2**31))
    plan = services.assessments.plan(request, seed=seed)
    _covers(plan)
    _promise()
    if plan.picks and st.button(
        "Start the self-test",
        type="secondary" if unfinished else "primary",
        icon=":material/play_arrow:",
    ):
        _start(services, owner, request, seed)
    _earlier([line for line in lines if line not in unfinished[:1]])


def _choices(services: Services) -> Request:
    profiles = services.content.catalogue.profiles
    titles = {ANY: EVERYTHING} | {name: profile.title for name, profile in profiles.items()}
    role_column, level_column, length_column = st.columns(3)
    with role_column:
        role = choose("Role", titles, key="role", default="machine_learning_engineer")
    profile = profiles.get(role)
    levels = profile.advertised if profile else tuple(Level)
    with level_column:
        level = choose("Level", {one.value: LEVELS[one.value] for one in levels}, key="level", default="mid")
    with length_column:
        minutes = int(choose("Length", LENGTHS, key="minutes", default="40"))
    if profile is None:
        return for_everything(services.content.taxonomy, level, minutes)
    return for_role(profile, Level(level), minutes)


def _covers(plan: Plan) -> None:
    if not plan.picks:
        st.info("There are no questions for this choice yet. Choose another role or level.")
        return
    st.header("What it covers", anchor=False)
    st.markdown(
        f"**{count(len(plan.picks), 'question')}, about {plan.minutes:.0f} minutes.** No clock runs: "
        "stop when you like and come back."
    )
    asked = [pick.need for pick in plan.picks]
    lines = (f"- {capital(need)}: {count(asked.count(need), 'question')}" for need in plan.covered)
    st.markdown("\n".join(lines))
    if plan.left_out:
        st.caption("No room at this length: " + _listed(plan.left_out) + ".")
    if plan.uncovered:
        st.caption("No questions yet: " + _listed(plan.uncovered) + ".")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(escape_markdown(name) for name in names)


def _promise() -> None:
    if is_local():
        st.markdown(
            ":material/lock: Nothing leaves this computer. Your answers are kept in a file on it, "
            "and no employer sees them."
        )
    else:
        st.markdown(
            ":material/lock: Your answers are kept on this server under the address of this page, without "
            "your name. Keep the address: it is the only way back to them."
        )


def _start(services: Services, owner: str, request: Request, seed: int) -> None:
    with st.spinner("Drawing your questions …"):
        started = services.assessments.start(owner, request, seed=seed)
    match started:
        case Refused(message=message):
            st.error(message)
        case Started(attempt_id=attempt_id):
            del st.session_state["self-test-seed"]
            go_to(attempt_id, 1)


def _continue(line: AttemptLine) -> None:
    with st.container(border=True):
        st.markdown(f"**You have a self-test under way:** {_described(line)}")
        if st.button("Continue", type="primary", icon=":material/play_arrow:", key=f"go-{line.id}"):
            go_to(line.id)


def _earlier(lines: list[AttemptLine]) -> None:
    if not lines:
        return
    st.header("Your earlier self-tests", anchor=False)
    for line in lines:
        words, button = st.columns([4, 1], vertical_alignment="center")
        words.markdown(_described(line))
        label = "Continue" if line.finished_at is None else "See the result"
        if button.button(label, key=f"go-{line.id}"):
            go_to(line.id)


def _described(line: AttemptLine) -> str:
    level = LEVELS.get(line.level, line.level).lower()
    return f"{escape_markdown(line.title)}, {level}, begun {local_time(line.started_at)}"
